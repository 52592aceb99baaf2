import Table from 'cli-table3';
import type { Rates, Spread, Summary, Tallied, TrafficSummary } from './measurements.ts';

/** Above this the generator was late itself, and its latencies say more about it than the server. */
const LATE_GENERATOR_MS = 20;
const LONGEST_EXAMPLE = 60;

export type RunResult = {
  /** ISO 8601. */
  startedAt: string;
  url: string;
  spaceId: string | undefined;
  interrupted: boolean;
  /** `stayed` counts those still in at the end of the measurement. */
  clients: { wanted: number; signedUp: number; joined: number; stayed: number };
  measuredSeconds: number;
  /** Milliseconds, from the joinOrCreate call to the first state. */
  join: Summary | undefined;
  /** Milliseconds, from one bot sending a move to another reading it; a sample of frames. */
  moveToSeen: Summary | undefined;
  traffic: TrafficSummary | undefined;
  received: Tallied[];
  errors: Tallied[];
  /** What the load test itself cost; its lateness is part of every latency that it measured. */
  generator: { cores: number; loopDelayP99Ms: number };
};

/**
 * How many clients were not in at the end of the measurement, whether they could not join or were lost. Of a run that was
 * interrupted, which had not let all of them join, those that were lost.
 */
export const lostOf = ({ clients, interrupted }: RunResult): number =>
  (interrupted ? clients.joined : clients.wanted) - clients.stayed;

/** 1 when more clients were lost than may be, or none could join; else 0. */
export function exitCodeOf(result: RunResult, mayBeLost = 0): number {
  return result.clients.joined > 0 && lostOf(result) <= mayBeLost ? 0 : 1;
}

/** The closing report, for people. */
export function formatReport(result: RunResult): string {
  const parts = [headline(result)];
  if (result.join) parts.push(latencyTable(result));
  if (result.traffic) parts.push(trafficTable(result.traffic));
  if (result.received.length > 0) parts.push(receivedLine(result.received));
  parts.push(result.errors.length > 0 ? errorTable(result.errors) : 'No errors.');
  if (result.join) parts.push(generatorLine(result.generator));
  return parts.join('\n');
}

/** The same for programs: flat figures, absent where nothing was measured. */
export function toJson(result: RunResult): Record<string, unknown> {
  const { join, moveToSeen, traffic, generator, startedAt, url, spaceId, interrupted, clients } = result;
  const figures = {
    measuredSeconds: result.measuredSeconds,
    ...latencyFigures('join', join),
    ...latencyFigures('moveToSeen', moveToSeen),
    messagesInPerClientSecond: traffic?.messagesIn.mean,
    bytesInPerClientSecond: traffic?.bytesIn.mean,
    messagesOutPerClientSecond: traffic?.messagesOut.mean,
    bytesOutPerClientSecond: traffic?.bytesOut.mean,
    generatorCores: generator.cores,
    generatorLoopDelayP99Ms: generator.loopDelayP99Ms,
  };
  const received = Object.fromEntries(result.received.map(({ code, count }) => [code, count]));
  return {
    name: 'loadtest',
    startedAt,
    url,
    spaceId,
    interrupted,
    clients: { ...clients, lost: lostOf(result) },
    figures,
    received,
    errors: result.errors,
  };
}

function latencyFigures(name: string, summary: Summary | undefined): Record<string, number> {
  if (!summary) return {};
  const { p50, p95, p99, max, count } = summary;
  return {
    [`${name}P50Ms`]: p50,
    [`${name}P95Ms`]: p95,
    [`${name}P99Ms`]: p99,
    [`${name}MaxMs`]: max,
    [`${name}Samples`]: count,
  };
}

function headline(result: RunResult): string {
  const { clients, url, spaceId, measuredSeconds, interrupted } = result;
  const lost = lostOf(result);
  const { wanted, signedUp, joined, stayed } = clients;
  const where = spaceId === undefined ? url : `space ${spaceId} at ${url}`;
  const cut = interrupted ? ' (interrupted)' : '';
  const measured = joined > 0 ? `; measured for ${measuredSeconds.toFixed(1)} s` : '';
  return [
    `Load test of ${where}${cut}`,
    `${wanted} clients wanted, ${signedUp} signed up, ${joined} joined, ${stayed} there at the end${measured}`,
    ...(lost > 0 ? [`Lost ${lost} of ${interrupted ? joined : wanted} clients.`] : []),
  ].join('\n');
}

function latencyTable({ join, moveToSeen }: RunResult): string {
  const table = plainTable(['milliseconds', 'p50', 'p95', 'p99', 'max', 'samples'], 1);
  table.push(latencyRow('join', join), latencyRow('move to seen', moveToSeen));
  return table.toString();
}

function latencyRow(name: string, summary: Summary | undefined): string[] {
  if (!summary) return [name, '–', '–', '–', '–', '0'];
  const { p50, p95, p99, max, count } = summary;
  return [name, ...[p50, p95, p99, max].map((ms) => ms.toFixed(1)), String(count)];
}

function trafficTable(traffic: TrafficSummary): string {
  const table = plainTable(['per client and second', 'mean', 'lowest', 'highest'], 1);
  const names: [keyof Rates, string][] = [
    ['messagesIn', 'messages in'],
    ['bytesIn', 'bytes in'],
    ['messagesOut', 'messages out'],
    ['bytesOut', 'bytes out'],
  ];
  for (const [key, name] of names) table.push([name, ...spreadCells(traffic[key])]);
  return table.toString();
}

function spreadCells({ mean, lowest, highest }: Spread): string[] {
  return [mean, lowest, highest].map((value) => value.toFixed(1));
}

function receivedLine(received: readonly Tallied[]): string {
  return `Received in all: ${received.map(({ code, count }) => `${count} ${code}`).join(', ')}`;
}

function errorTable(errors: readonly Tallied[]): string {
  const table = plainTable(['stage', 'code', 'count', 'first seen as'], 2);
  for (const { stage, code, count, example } of errors) {
    table.push([stage, code, String(count), shorten(example)]);
  }
  return table.toString();
}

function shorten(text: string): string {
  return text.length > LONGEST_EXAMPLE ? `${text.slice(0, LONGEST_EXAMPLE - 1)}…` : text;
}

function generatorLine({ cores, loopDelayP99Ms }: RunResult['generator']): string {
  const line = `Load generator: ${cores.toFixed(2)} core, own delay p99 ${loopDelayP99Ms.toFixed(1)} ms`;
  if (loopDelayP99Ms <= LATE_GENERATOR_MS) return line;
  return `${line}\nThe load generator was late itself: use fewer clients, or several load tests side by side.`;
}

/** No colours, so that the report reads the same in a file; numbers from `firstNumber` on are right-aligned. */
function plainTable(head: string[], firstNumber: number): Table.Table {
  const isNumber = (at: number) => at >= firstNumber && head[at] !== 'first seen as';
  return new Table({
    head,
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, at) => (isNumber(at) ? 'right' : 'left')),
  });
}
