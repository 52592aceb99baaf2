import { expect, test } from 'vitest';
import { policies } from '#http/limits/policies.ts';
import { settings } from '#src/config.ts';
import { withLimits } from './limits-table.ts';
import { operationsPage, withTable } from './settings-table.ts';

test('docs/operations.md has every setting as src/config.ts has it (node test/docs/settings-table.ts writes them)', () => {
  expect(operationsPage()).toBe(withTable(operationsPage()));
  for (const name of Object.keys(settings)) expect(operationsPage()).toContain(`| \`${name}\` |`);
});

test('docs/operations.md has every limit as policies.ts has it (node test/docs/limits-table.ts writes them)', () => {
  expect(operationsPage()).toBe(withLimits(operationsPage()));
  for (const name of Object.keys(policies)) expect(operationsPage()).toContain(`| \`${name}\` |`);
});
