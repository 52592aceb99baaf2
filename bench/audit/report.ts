import Table from 'cli-table3';
import type { AuditLine } from '#operations/audit.ts';
import { median, round } from '../measure.ts';

/** How long each check took, and all of them. */
export function printChecks(lines: readonly AuditLine[], tookSeconds: number): void {
  const table = new Table({ head: ['check', 's', 'violations'], style: { head: [] } });
  for (const { name, milliseconds, violations } of lines)
    table.push([name, round(milliseconds / 1000, 1), violations]);
  table.push(['all, with its start', round(tookSeconds, 1), '']);
  console.log(table.toString());
}

/** How long writes took, in milliseconds, with and without an audit. */
export function printWrites(writes: Record<string, readonly number[]>): void {
  const table = new Table({ head: ['writes', 'median ms', 'max ms', 'count'], style: { head: [] } });
  for (const [when, took] of Object.entries(writes))
    if (took.length > 0) table.push([when, round(median(took), 1), round(Math.max(...took), 1), took.length]);
  console.log(table.toString());
}
