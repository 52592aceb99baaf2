import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from './config.ts';

const STRIPE = {
  PAYMENT_PROVIDER: 'stripe',
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
};

const refusal = (env: Record<string, string>): unknown => {
  try {
    return loadConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
};

describe('a server that takes payments by Stripe', () => {
  test.each(['sk_live_1', 'rk_live_1'])('PAY16 starts with both secrets, such as %s', (key) => {
    const env = { ...STRIPE, STRIPE_SECRET_KEY: key };
    expect(loadConfig(env)).toMatchObject(env);
  });

  test.each([
    ['without a key', { STRIPE_SECRET_KEY: '' }, 'PAYMENT_PROVIDER=stripe needs STRIPE_SECRET_KEY:'],
    [
      'without a secret',
      { STRIPE_WEBHOOK_SECRET: '' },
      'PAYMENT_PROVIDER=stripe needs STRIPE_WEBHOOK_SECRET:',
    ],
    [
      'without both',
      { STRIPE_SECRET_KEY: '', STRIPE_WEBHOOK_SECRET: '' },
      'STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET',
    ],
    ['with the key for clients', { STRIPE_SECRET_KEY: 'pk_live_1' }, 'STRIPE_SECRET_KEY: '],
    ['with the keys exchanged', { STRIPE_WEBHOOK_SECRET: 'sk_live_1' }, 'STRIPE_WEBHOOK_SECRET: '],
  ])('PAY16 does not start %s', (_how, wrong, sentence) => {
    expect(refusal({ ...STRIPE, ...wrong })).toContain(sentence);
    expect(refusal({ ...STRIPE, ...wrong })).not.toMatch(/k_live_1/);
  });

  test('does not need them without Stripe', () => {
    expect(loadConfig({}).STRIPE_SECRET_KEY).toBeUndefined();
  });
});
