import { expect, test } from 'vitest';
import { settings } from '#src/config.ts';
import { operationsPage, withTable } from './settings-table.ts';

test('docs/operations.md has every setting as src/config.ts has it (node test/docs/settings-table.ts writes them)', () => {
  expect(operationsPage()).toBe(withTable(operationsPage()));
  for (const name of Object.keys(settings)) expect(operationsPage()).toContain(`| \`${name}\` |`);
});
