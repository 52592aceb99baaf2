import Table from 'cli-table3';
import { round } from '../measure.ts';
import type { Comparison } from './compare.ts';

const right = (columns: number) => ['left' as const, ...Array(columns).fill('right' as const)];
const spreadOf = ({ spread }: Comparison): string => spread.map((ratio) => round(ratio, 2)).join('–');

/** A line for each read: ours, bare, and the one to the other. */
export function printReads(compared: readonly Comparison[]): void {
  const head = [
    '',
    'req/s',
    'bare',
    'ratio',
    'spread',
    'p50 ms',
    'bare',
    'p99 ms',
    'bare',
    'ratio',
    'cpu µs',
    'bare',
    'ratio',
  ];
  const table = new Table({ head, colAligns: right(12), style: { head: [], border: [] } });
  for (const comparison of compared) {
    const { name, first, second, throughput, p99, processor } = comparison;
    table.push([
      name,
      round(first.requestsPerSecond, 0),
      round(second.requestsPerSecond, 0),
      round(throughput, 2),
      spreadOf(comparison),
      ...[first.p50, second.p50, first.p99, second.p99, p99].map((value) => round(value, 2)),
      ...[first, second].map(({ processorMicros }) => round(processorMicros, 0)),
      round(processor, 2),
    ]);
  }
  console.log(table.toString());
  const worst = round(Math.min(...compared.map(({ throughput }) => throughput)), 2);
  const slowest = round(Math.max(...compared.map(({ p99 }) => p99)), 2);
  console.log(`throughput to bare, the worst: ${worst} (wanted: 0.6 or more)`);
  console.log(`p99 to bare, the worst: ${slowest}× (wanted: 2× or less)`);
}

/** A line for each list: how much slower its pages are with many rows than with few. */
export function printGrowth(grown: readonly Comparison[]): void {
  const head = ['', 'req/s few', 'req/s many', 'few to many', 'spread'];
  const table = new Table({ head, colAligns: right(4), style: { head: [], border: [] } });
  for (const comparison of grown) {
    const { name, first, second, throughput } = comparison;
    const rates = [first, second].map(({ requestsPerSecond }) => round(requestsPerSecond, 0));
    table.push([name, ...rates, `${round(throughput, 2)}×`, spreadOf(comparison)]);
  }
  console.log(table.toString());
  const worst = round(Math.max(...grown.map(({ throughput }) => throughput)), 2);
  console.log(`many rows to few, the worst: ${worst}× (wanted: 1.5× or less)`);
}
