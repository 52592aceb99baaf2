import { expect, test } from 'vitest';
import { policies } from '#http/limits/policies.ts';
import { PAYPAL_EVENT_TYPES } from '#payments/paypal-events.ts';
import { STRIPE_EVENT_TYPES } from '#payments/stripe-events.ts';
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

test('docs/operations.md names every event that the webhook at Stripe needs, and no other', () => {
  const named = operationsPage().match(/`(payment_intent|charge)\.[a-z_.]+`/g) ?? [];
  expect(named.toSorted()).toEqual([...STRIPE_EVENT_TYPES].map((type) => `\`${type}\``).toSorted());
});

test('docs/operations.md names every event that the webhook at PayPal needs, and no other', () => {
  const named = operationsPage().match(/`(CHECKOUT|PAYMENT|CUSTOMER)\.[A-Z.]+`/g) ?? [];
  expect(named.toSorted()).toEqual([...PAYPAL_EVENT_TYPES].map((type) => `\`${type}\``).toSorted());
});
