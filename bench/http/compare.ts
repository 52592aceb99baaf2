import { median } from '../measure.ts';
import type { Load } from './generator.ts';
import type { Generator } from './processes.ts';
import type { Read } from './reads.ts';

/** Somebody who answers a read: where, and with which token. */
export type Side = { url: string; path: string; token?: string | undefined };

export type Comparison = {
  name: string;
  first: Load;
  second: Load;
  /** The first's requests a second to the second's: the median of the rounds, and the worst and best of them. */
  throughput: number;
  spread: [number, number];
  /** The first's p99 to the second's, the median of the rounds. */
  p99: number;
};

export type Measure = { rounds: number; seconds: number; connections: number };

/** Two sides in turn, each round in the other order: A B, B A, … after a warm-up of both. */
export async function compare(
  generator: Generator,
  { name }: Pick<Read, 'name'>,
  sides: readonly [Side, Side],
  { rounds, seconds, connections }: Measure,
): Promise<Comparison> {
  const load = ({ url, path, token }: Side, duration: number) =>
    generator.ask({
      url: `${url}/api/v1${path}`,
      headers: token ? { authorization: `Bearer ${token}` } : {},
      connections,
      seconds: duration,
    });
  for (const side of sides) await load(side, seconds);
  const firsts: Load[] = [];
  const others: Load[] = [];
  for (let turn = 0; turn < rounds; turn++) {
    const order = turn % 2 === 0 ? [0, 1] : [1, 0];
    for (const index of order) {
      (index === 0 ? firsts : others).push(await load(sides[index] as Side, seconds));
    }
  }
  return summarize(name, firsts, others);
}

function summarize(name: string, firsts: readonly Load[], others: readonly Load[]): Comparison {
  const ratios = (figure: keyof Load) =>
    firsts.map((load, turn) => load[figure] / (others[turn] as Load)[figure]);
  const throughputs = ratios('requestsPerSecond');
  return {
    name,
    first: medians(firsts),
    second: medians(others),
    throughput: median(throughputs),
    spread: [Math.min(...throughputs), Math.max(...throughputs)],
    p99: median(ratios('p99')),
  };
}

function medians(loads: readonly Load[]): Load {
  const of = (figure: keyof Load) => median(loads.map((load) => load[figure]));
  return { requestsPerSecond: of('requestsPerSecond'), p50: of('p50'), p99: of('p99') };
}
