/** One look at a server process: bytes, and how many things of each kind keep its event loop alive. */
export type Sample = {
  seconds: number;
  heapBytes: number;
  rssBytes: number;
  handles: Record<string, number>;
};

/** What may seem to grow though it does not: parts of its mean, or so much in all, whichever is more. */
export type Bound = { share: number; atLeast: number };

const MEGABYTE = 1024 * 1024;
export const bounds = {
  heap: { share: 0.08, atLeast: 4 * MEGABYTE },
  rss: { share: 0.1, atLeast: 24 * MEGABYTE },
  handles: { share: 0.15, atLeast: 10 },
} satisfies Record<string, Bound>;

export type Series = { name: string; values: number[]; growth: number; limit: number; isFlat: boolean };

/** By how much the line through the points rises from the first to the last of them (least squares). */
export function riseOf(points: readonly { at: number; value: number }[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) return 0;
  const at = mean(points.map((point) => point.at));
  const value = mean(points.map((point) => point.value));
  const across = mean(points.map((point) => (point.at - at) * (point.value - value)));
  const along = mean(points.map((point) => (point.at - at) ** 2));
  return along === 0 ? 0 : (across / along) * (last.at - first.at);
}

/** The heap, the memory and each kind of handle over time: flat where the second half of it hardly rises. */
export function judge(samples: readonly Sample[]): Series[] {
  const kinds = [...new Set(samples.flatMap(({ handles }) => Object.keys(handles)))].sort();
  return [
    series('heap', samples, ({ heapBytes }) => heapBytes, bounds.heap),
    series('rss', samples, ({ rssBytes }) => rssBytes, bounds.rss),
    ...kinds.map((kind) => series(kind, samples, ({ handles }) => handles[kind] ?? 0, bounds.handles)),
  ];
}

function series(
  name: string,
  samples: readonly Sample[],
  valueIn: (sample: Sample) => number,
  { share, atLeast }: Bound,
): Series {
  const values = samples.map(valueIn);
  const half = samples.slice(Math.floor(samples.length / 2));
  const growth = riseOf(half.map((sample) => ({ at: sample.seconds, value: valueIn(sample) })));
  const mean = half.reduce((sum, sample) => sum + valueIn(sample), 0) / Math.max(1, half.length);
  const limit = Math.max(share * mean, atLeast);
  return { name, values, growth, limit, isFlat: growth <= limit };
}

const BARS = '▁▂▃▄▅▆▇█';

/** One character for each value, from 0 to the largest of them. */
export function plot(values: readonly number[]): string {
  const largest = Math.max(1, ...values);
  return values.map((value) => BARS[Math.round((value / largest) * (BARS.length - 1))]).join('');
}
