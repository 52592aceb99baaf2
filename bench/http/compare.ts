import { median } from '../measure.ts';
import type { Load, LoadTask } from './generator.ts';
import { type Generator, processorSeconds } from './processes.ts';

/** Somebody who answers a read: where, in which process, and to whom. */
export type Side = { url: string; pid: number; path: string; token?: string | undefined };

/** A load, and the processor time that the server took for each request of it, in microseconds. */
export type Round = Load & { processorMicros: number };

export type Comparison = {
  name: string;
  first: Round;
  second: Round;
  /** The first's requests a second to the second's: the median of the rounds, and the worst and best of them. */
  throughput: number;
  spread: [number, number];
  /** The first's p99 to the second's, the median of the rounds. */
  p99: number;
  /** The first's processor time for a request to the second's, over all rounds. */
  processor: number;
};

export type Measure = { rounds: number; seconds: number; connections: number };

/** Two sides in turn, each round in the other order: A B, B A, … after a warm-up of both. */
export async function compare(
  generator: Generator,
  name: string,
  sides: readonly [Side, Side],
  { rounds, seconds, connections }: Measure,
): Promise<Comparison> {
  const load = async ({ url, pid, path, token }: Side): Promise<Round> => {
    const before = processorSeconds(pid);
    const task: LoadTask = {
      url: `${url}/api/v1${path}`,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      connections,
      seconds,
    };
    const result = await generator.ask(task);
    return { ...result, processorMicros: ((processorSeconds(pid) - before) * 1e6) / result.requests };
  };
  for (const side of [...sides, ...sides]) await load(side);
  const [firsts, others]: [Round[], Round[]] = [[], []];
  for (let turn = 0; turn < rounds; turn++) {
    const inTurn = async (which: 0 | 1) => (which === 0 ? firsts : others).push(await load(sides[which]));
    await inTurn(turn % 2 === 0 ? 0 : 1);
    await inTurn(turn % 2 === 0 ? 1 : 0);
  }
  return summarize(name, firsts, others);
}

function summarize(name: string, firsts: readonly Round[], others: readonly Round[]): Comparison {
  const ratios = (figure: keyof Round) =>
    firsts.map((round, turn) => round[figure] / (others[turn] as Round)[figure]);
  const throughputs = ratios('requestsPerSecond');
  const [first, second] = [middle(firsts), middle(others)];
  return {
    name,
    first,
    second,
    throughput: median(throughputs),
    spread: [Math.min(...throughputs), Math.max(...throughputs)],
    p99: median(ratios('p99')),
    processor: first.processorMicros / second.processorMicros,
  };
}

/** Medians of the rounds; of the processor time, which is counted in hundredths of a second, the mean. */
function middle(rounds: readonly Round[]): Round {
  const of = (figure: keyof Round) => median(rounds.map((round) => round[figure]));
  const requests = rounds.reduce((sum, round) => sum + round.requests, 0);
  const used = rounds.reduce((sum, round) => sum + round.processorMicros * round.requests, 0);
  return {
    requests,
    requestsPerSecond: of('requestsPerSecond'),
    p50: of('p50'),
    p99: of('p99'),
    processorMicros: used / requests,
  };
}
