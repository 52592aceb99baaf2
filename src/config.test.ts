import { describe, expect, test } from 'vitest';
import { ConfigError, DEVELOPMENT_SECRET, loadConfig } from './config.ts';

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

const PAYPAL = {
  PAYMENT_PROVIDER: 'paypal',
  PAYPAL_CLIENT_ID: 'client-1',
  PAYPAL_CLIENT_SECRET: 'hidden-1',
  PAYPAL_WEBHOOK_ID: '5GP028458E2496506',
};

const PRODUCTION = {
  ...PAYPAL,
  NODE_ENV: 'production',
  AUTH_SECRET: 'a secret of this test, and of no server',
  PUBLIC_URL: 'https://world.example',
};

describe('production', () => {
  const production = { ...PRODUCTION, PAYMENT_PROVIDER: '' };

  test.each([
    ['the secret that is in the source', { AUTH_SECRET: DEVELOPMENT_SECRET }, 'AUTH_SECRET: set a secret'],
    ['payments that are none', { PAYMENT_PROVIDER: 'sandbox' }, 'PAYMENT_PROVIDER: sandbox gives points'],
    [
      'a stand-in for Stripe',
      { ...STRIPE, STRIPE_API_URL: 'http://127.0.0.1:1' },
      'STRIPE_API_URL: it is for tests',
    ],
  ])('SEC2 does not start with %s', (_what, leftover, sentence) => {
    expect(loadConfig(production).isProduction).toBe(true);
    expect(refusal({ ...production, ...leftover })).toContain(sentence);
  });
});

test.each(['development', 'test', 'production'])('SEC3 %s listens on this machine only', (NODE_ENV) => {
  const env = NODE_ENV === 'production' ? PRODUCTION : {};
  expect(loadConfig({ ...env, NODE_ENV }).HOST).toBe('127.0.0.1');
  expect(loadConfig({ ...env, NODE_ENV, HOST: '0.0.0.0' }).HOST).toBe('0.0.0.0');
});

describe('a server that takes payments by PayPal', () => {
  test('PAY25 starts with all three, and asks PayPal itself', () => {
    expect(loadConfig(PAYPAL)).toMatchObject({ ...PAYPAL, PAYPAL_API_URL: 'https://api-m.paypal.com' });
  });

  test.each([
    ['without a client id', { PAYPAL_CLIENT_ID: '' }, 'PAYMENT_PROVIDER=paypal needs PAYPAL_CLIENT_ID:'],
    ['without a secret', { PAYPAL_CLIENT_SECRET: '' }, 'needs PAYPAL_CLIENT_SECRET:'],
    ['without a webhook', { PAYPAL_WEBHOOK_ID: '' }, 'needs PAYPAL_WEBHOOK_ID:'],
    ['with an address for the webhook', { PAYPAL_WEBHOOK_ID: 'https://x.example' }, 'PAYPAL_WEBHOOK_ID: '],
  ])('PAY25 does not start %s', (_how, wrong, sentence) => {
    expect(refusal({ ...PAYPAL, ...wrong })).toContain(sentence);
    expect(refusal({ ...PAYPAL, ...wrong })).not.toContain('hidden-1');
  });

  test.each(['https://api-m.paypal.com', 'https://api-m.sandbox.paypal.com/'])(
    'PAY25 asks %s in production',
    (url) => expect(loadConfig({ ...PRODUCTION, PAYPAL_API_URL: url }).PAYPAL_API_URL).toBe(url),
  );

  test.each([
    'http://api-m.paypal.com',
    'http://127.0.0.1:8080',
    'https://paypal.com.evil.example',
    'https://evilpaypal.com',
    'https://api-m.paypal.com:8443',
    'https://api-m.paypal.com@evil.example',
  ])('PAY25 does not ask %s in production', (url) => {
    expect(loadConfig({ ...PAYPAL, PAYPAL_API_URL: url }).PAYPAL_API_URL).toBe(url);
    expect(refusal({ ...PRODUCTION, PAYPAL_API_URL: url })).toContain('PAYPAL_API_URL: in production');
  });
});
