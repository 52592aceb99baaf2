import Table from 'cli-table3';
import { median, round } from '../measure.ts';
import type { Seen } from './crowd.ts';
import type { Memory, Usage } from './probe.ts';
import type { Target } from './seats.ts';

/** From here on a process has no core to spare: what it says of time says little. */
const SATURATED_SHARE = 0.9;

const NAMES: Record<Target['kind'], string> = { ours: 'ours', relay: 'bare ws relay', stock: 'stock map' };

/** One server with so many avatars. Frames and bytes are those of one client; times in milliseconds. */
export type Measured = {
  kind: Target['kind'];
  avatars: number;
  cpuMicrosPerFrame: number;
  cpuShare: number;
  framesPerSecond: number;
  bytesPerFrame: number;
  bytesPerSecond: number;
  nearP50Ms: number;
  nearP99Ms: number;
  ringP99Ms: number;
  delayP99Ms: number;
  memoryBytes: number;
  heapBytes: number;
  crowdShare: number;
  corrections: number;
  lost: number;
};

/** What both sides saw of a server in one turn. */
export type Round = { seen: Seen; usage: Usage };

type Raw = { kind: Target['kind']; avatars: number; rounds: readonly Round[]; perClient: Memory };

/** The medians of the rounds; who was corrected or lost counts in each. */
export function measured({ kind, avatars, rounds, perClient }: Raw): Measured {
  const mid = (value: (round: Round) => number) => median(rounds.map(value));
  const sum = (value: (round: Round) => number) => rounds.map(value).reduce((all, one) => all + one, 0);
  return {
    kind,
    avatars,
    cpuMicrosPerFrame: mid(
      ({ seen, usage }) => (usage.cpuSeconds / usage.seconds / (seen.frames / seen.seconds)) * 1e6,
    ),
    cpuShare: mid(({ usage }) => usage.cpuSeconds / usage.seconds),
    framesPerSecond: mid(({ seen }) => seen.frames / seen.seconds / avatars),
    bytesPerFrame: mid(({ seen }) => seen.bytes / seen.frames),
    bytesPerSecond: mid(({ seen }) => seen.bytes / seen.seconds / avatars),
    nearP50Ms: mid(({ seen }) => seen.near?.p50 ?? Number.NaN),
    nearP99Ms: mid(({ seen }) => seen.near?.p99 ?? Number.NaN),
    ringP99Ms: mid(({ seen }) => seen.ring?.p99 ?? Number.NaN),
    delayP99Ms: mid(({ usage }) => usage.delayP99Ms),
    memoryBytes: perClient.rssBytes,
    heapBytes: perClient.heapBytes,
    crowdShare: mid(({ seen }) => seen.cpuShare),
    corrections: sum(({ seen }) => seen.corrections),
    lost: sum(({ seen }) => seen.lost),
  };
}

const known = (value: number, digits = 0): number | string =>
  Number.isNaN(value) ? '' : round(value, digits);

/** The columns of the table, and what stands in them. `memory` is what the process grew by, `heap` what of it V8 holds. */
const COLUMNS: [head: string, cell: (one: Measured) => number | string][] = [
  ['avatars', ({ avatars }) => avatars],
  ['', ({ kind }) => NAMES[kind]],
  ['cpu µs a frame', ({ cpuMicrosPerFrame }) => round(cpuMicrosPerFrame, 1)],
  ['cores', ({ cpuShare }) => round(cpuShare, 2)],
  ['frames/s', ({ framesPerSecond }) => round(framesPerSecond, 1)],
  ['kB/s', ({ bytesPerSecond }) => round(bytesPerSecond / 1000, 1)],
  ['seen p50 ms', ({ nearP50Ms }) => known(nearP50Ms)],
  ['p99 ms', ({ nearP99Ms }) => known(nearP99Ms)],
  ['far p99 ms', ({ ringP99Ms }) => known(ringP99Ms)],
  ['loop p99 ms', ({ delayP99Ms }) => known(delayP99Ms, 1)],
  ['memory kB', ({ memoryBytes }) => round(memoryBytes / 1000, 0)],
  ['heap kB', ({ heapBytes }) => round(heapBytes / 1000, 0)],
  ['load cores', ({ crowdShare }) => round(crowdShare, 2)],
];

/** A line for each server. Frames, bytes and memory are those of one client. */
export function printRooms(all: readonly Measured[]): void {
  const table = new Table({
    head: COLUMNS.map(([head]) => head),
    colAligns: COLUMNS.map(([head]) => (head === '' ? 'left' : 'right')),
    style: { head: [], border: [] },
  });
  for (const one of all) table.push(COLUMNS.map(([, cell]) => cell(one)));
  console.log(table.toString());
  for (const one of all) for (const remark of remarksOn(one)) console.log(`  ${remark}`);
}

function* remarksOn({ kind, avatars, cpuShare, crowdShare, corrections, lost }: Measured): Generator<string> {
  const where = `${NAMES[kind]} with ${avatars}:`;
  if (crowdShare > SATURATED_SHARE)
    yield `${where} the load itself has no time to spare; its times say little.`;
  if (cpuShare > SATURATED_SHARE) yield `${where} the server has no time to spare.`;
  if (corrections > 0) yield `${where} ${corrections} moves were corrected.`;
  if (lost > 0) yield `${where} ${lost} clients were lost.`;
}

export function roomFigures(all: readonly Measured[]): Record<string, number> {
  const lines = all.flatMap(({ kind, avatars, ...figures }) =>
    Object.entries(figures)
      .filter(([, value]) => !Number.isNaN(value))
      .map(([name, value]) => [`${kind}.${avatars}.${name}`, round(value, 2)] as const),
  );
  return Object.fromEntries(lines);
}

/** Above this many avatars the server may take longer, since it sends more rarely. */
const MOST_AT_FULL_RATE = 1_000;

/** Ours against the floor and against the stock way, and against what is wanted of it. */
export function ratiosOf(all: readonly Measured[]): Record<string, number> {
  const find = (kind: Target['kind'], avatars: number) =>
    all.find((one) => one.kind === kind && one.avatars === avatars);
  const ratios: Record<string, number> = {};
  for (const ours of all.filter(({ kind }) => kind === 'ours')) {
    const { avatars } = ours;
    const relay = find('relay', avatars);
    const stock = find('stock', avatars);
    const ratio = (name: string, value: number, what: string, wanted: string) => {
      ratios[`${avatars}.${name}`] = round(value, 2);
      console.log(`${avatars} avatars: ${what}: ${round(value, 2)} (wanted: ${wanted})`);
    };
    if (relay)
      ratio('cpuToRelay', ours.cpuMicrosPerFrame / relay.cpuMicrosPerFrame, 'cpu to relay', '1.4 or less');
    if (stock) {
      ratio('cpuToStock', ours.cpuMicrosPerFrame / stock.cpuMicrosPerFrame, 'cpu to stock', 'below 1');
      ratio('stockBytes', stock.bytesPerSecond / ours.bytesPerSecond, 'bytes of stock to ours', '12 or more');
    }
    const seconds = avatars > MOST_AT_FULL_RATE ? 0.25 : 0.15;
    console.log(
      `${avatars} avatars: seen p99 ${round(ours.nearP99Ms, 0)} ms (wanted: ${seconds * 1000} or less), ` +
        `loop p99 ${round(ours.delayP99Ms, 1)} ms (25), memory ${round(ours.memoryBytes / 1000, 0)} kB a client (60)`,
    );
  }
  return ratios;
}
