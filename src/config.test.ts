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

const URLS = { DATABASE_URL: 'postgres://user:pass@db.example/world', REDIS_URL: 'redis://cache.example' };

describe('settings that could only be wrong', () => {
  test.each([
    ['a path', { ALLOWED_ORIGINS: 'https://play.example.com/game' }, 'write https://play.example.com'],
    [
      'a trailing slash',
      { ALLOWED_ORIGINS: 'https://a.example, https://b.example/' },
      'write https://b.example',
    ],
    ['upper case', { ALLOWED_ORIGINS: 'https://Play.example.com' }, 'write https://play.example.com'],
    [
      'the port of its scheme',
      { ALLOWED_ORIGINS: 'https://play.example.com:443' },
      'write https://play.example.com',
    ],
    ['no scheme', { ALLOWED_ORIGINS: 'play.example.com' }, 'play.example.com is not an origin'],
    ['a scheme of no browser page', { ALLOWED_ORIGINS: 'ftp://play.example.com' }, 'is not an origin'],
    ['a wildcard', { ALLOWED_ORIGINS: 'https://*.example.com' }, 'https://*.example.com has a wildcard'],
    ['any origin', { ALLOWED_ORIGINS: '*' }, '* has a wildcard'],
    ['a proxy that is a word', { TRUSTED_PROXIES: 'true' }, 'true is neither an address nor a CIDR range'],
    ['a number of proxies', { TRUSTED_PROXIES: '1' }, '1 is neither'],
    ['a proxy by its name', { TRUSTED_PROXIES: '10.0.0.1,proxy.example' }, 'proxy.example is neither'],
    ['a range that is too long', { TRUSTED_PROXIES: '10.0.0.0/33' }, '10.0.0.0/33 is neither'],
    ['a public address with a scheme', { PUBLIC_ADDRESS: 'https://a.example:2567' }, 'without a scheme'],
    ['a public address with no host', { PUBLIC_ADDRESS: ':2567' }, 'write host or host:port'],
    [
      'a public address with a port that is none',
      { PUBLIC_ADDRESS: 'a.example:99999' },
      'write host or host:port',
    ],
    [
      'a public URL with a path',
      { PUBLIC_URL: 'https://a.example/world' },
      'PUBLIC_URL: write it without anything after the host: https://a.example',
    ],
    ['a public URL that is no web address', { PUBLIC_URL: 'ws://a.example' }, 'PUBLIC_URL: '],
  ])('PROC2 %s is refused in words', (_what, env: Record<string, string>, sentence) => {
    expect(refusal(env)).toContain(sentence);
  });

  test.each<Record<string, string>>([
    { ALLOWED_ORIGINS: 'https://play.example.com, http://localhost:5173,http://[::1]:8080' },
    { TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,::1, fd00::/8,192.168.1.1' },
    { PUBLIC_ADDRESS: 'play-1.example.com:2567' },
    { PUBLIC_ADDRESS: 'play.example.com/one' },
    { PUBLIC_ADDRESS: '[::1]:2567' },
    { PUBLIC_URL: 'https://world.example/' },
  ])('PROC2 %j is taken', (env) => {
    expect(() => loadConfig(env)).not.toThrow();
  });

  test.each([
    ['DATABSE_URL', 'DATABASE_URL'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['REDISURL', 'REDIS_URL'],
    ['ALLOWED_ORIGIN', 'ALLOWED_ORIGINS'],
    ['PUBLIC_ADRESS', 'PUBLIC_ADDRESS'],
    ['STRIPE_SERCET_KEY', 'STRIPE_SECRET_KEY'],
    ['log_level', 'LOG_LEVEL'],
  ])('PROC1 %s is taken for %s, and refused', (name, meant) => {
    expect(refusal({ [name]: 'x' })).toContain(`${name}: did you mean ${meant}?`);
  });

  test.each<Record<string, string>>([
    { HOSTNAME: 'laptop', PORTS: '1', POST: '2', HOME: '/root', LOGNAME: 'me', NODE_OPTIONS: '' },
    { DATABASE_URL: 'postgres://db.example/world', DATABASE_URI: 'of another program' },
    { DATABSE_URL: '' },
  ])('PROC1 %j is left alone', (env) => {
    expect(() => loadConfig(env)).not.toThrow();
  });

  test('PROC1 Redis without a shared database is refused', () => {
    expect(refusal({ REDIS_URL: URLS.REDIS_URL })).toContain('REDIS_URL needs DATABASE_URL');
  });

  test('PROC1 in production, Redis without an address of this process is refused', () => {
    const production = {
      NODE_ENV: 'production',
      AUTH_SECRET: PRODUCTION.AUTH_SECRET,
      PUBLIC_URL: 'https://world.example',
    };
    expect(refusal({ ...production, ...URLS })).toContain('REDIS_URL needs PUBLIC_ADDRESS in production');
    expect(() => loadConfig({ ...production, ...URLS, PUBLIC_ADDRESS: 'play-1.example:2567' })).not.toThrow();
    expect(() => loadConfig(URLS)).not.toThrow();
  });
});
