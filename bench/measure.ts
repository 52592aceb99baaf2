import Table from 'cli-table3';

export type Result = {
  rounds: number;
  figures: Record<string, number | string>;
  ratios: Record<string, number>;
};

export type Benchmark = {
  summary: string;
  run(options: {
    quick: boolean;
    databaseUrl: string | undefined;
    rows?: number | undefined;
    avatars?: number | undefined;
  }): Promise<Result>;
};

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/** Seconds that `work` took. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

export const round = (value: number, digits = 3): number => Number(value.toFixed(digits));

/** Minimum, median and maximum of each measured thing, in seconds. */
export function printTimes(times: Record<string, readonly number[]>): void {
  const table = new Table({ head: ['', 'min s', 'median s', 'max s', 'rounds'], style: { head: [] } });
  for (const [what, values] of Object.entries(times)) {
    table.push([
      what,
      round(Math.min(...values)),
      round(median(values)),
      round(Math.max(...values)),
      values.length,
    ]);
  }
  console.log(table.toString());
}
