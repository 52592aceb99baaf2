import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { DEVELOPMENT_SECRET, settings } from '#src/config.ts';

/*
 * The table of settings in docs/operations.md. After a change of src/config.ts:
 *   node test/docs/settings-table.ts
 */

/** Where the page is. */
export const operationsFile = fileURLToPath(new URL('../../docs/operations.md', import.meta.url));
const TABLE = /\| setting [\s\S]*?(?=\n\n)/;

/** What docs/operations.md says. */
export const operationsPage = (): string => readFileSync(operationsFile, 'utf8');

/** The page with the table as src/config.ts has it. */
export const withTable = (page: string): string => page.replace(TABLE, () => settingsTable());

function settingsTable(): string {
  const rows = Object.entries(settings).map(
    ([name, schema]) => `| \`${name}\` | ${defaultOf(schema)} | ${schema.description} |`,
  );
  return ['| setting | default | what it is |', '|---|---|---|', ...rows].join('\n');
}

function defaultOf(schema: z.ZodType): string {
  const value = schema.safeParse(undefined).data;
  if (value === DEVELOPMENT_SECRET) return 'one for development';
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return 'none';
  return `\`${value}\``;
}

if (import.meta.main) writeFileSync(operationsFile, withTable(operationsPage()));
