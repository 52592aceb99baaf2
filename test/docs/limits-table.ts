import { writeFileSync } from 'node:fs';
import { policies } from '#http/limits/policies.ts';
import { operationsFile, operationsPage } from './settings-table.ts';

/*
 * The table of limits in docs/operations.md. After a change of src/http/limits/policies.ts:
 *   node test/docs/limits-table.ts
 */

const TABLE = /\| limit [\s\S]*?(?=\n\n)/;

/** The page with the table as policies.ts has it. */
export const withLimits = (page: string): string => page.replace(TABLE, () => limitsTable());

function limitsTable(): string {
  const rows = Object.entries(policies).map(
    ([name, { quota, windowSeconds, per, on }]) =>
      `| \`${name}\` | ${quota} in ${windowSeconds} s | ${per} | ${on} |`,
  );
  return ['| limit | so many | for each | what counts |', '|---|---|---|---|', ...rows].join('\n');
}

if (import.meta.main) writeFileSync(operationsFile, withLimits(operationsPage()));
