import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PAYPAL_WEBHOOK, type PaypalServer, startPaypal } from '#test/paypal-server.ts';
import { selfSigned } from '#test/self-signed.ts';
import { createPaypalVerifier, isTrusted } from './paypal-signature.ts';

let server: PaypalServer;
let other: PaypalServer;
beforeAll(async () => {
  server = await startPaypal();
  other = await startPaypal();
});
beforeEach(() => {
  server.become('up');
  server.asked.length = 0;
});
afterAll(async () => {
  await server.stop();
  await other.stop();
});

const verifier = () =>
  createPaypalVerifier({ webhookId: PAYPAL_WEBHOOK, apiUrl: server.url, patienceMs: 300 });

type Signed = ReturnType<PaypalServer['signed']>;

const verdict = ({ body, headers }: Signed, verify = verifier()) =>
  verify({ header: (name) => headers[name.toLowerCase()], body: Buffer.from(body) });

const event = { id: 'WH-1', event_type: 'X.Y', text: 'Ж' };
const right = () => server.signed(event);
const without = (name: string): Signed => {
  const { [name]: _, ...headers } = right().headers;
  return { ...right(), headers };
};

describe("PayPal's signature", () => {
  test('PAY7 is right as PayPal makes it, and its certificate is fetched once', async () => {
    const verify = verifier();
    for (let n = 0; n < 3; n++) expect(await verdict(right(), verify)).toBe('valid');
    expect(server.asked.map(({ path }) => path)).toEqual(['GET /v1/notifications/certs/CERT-of-this-test']);
  });

  test.each([
    'paypal-auth-algo',
    'paypal-cert-url',
    'paypal-transmission-id',
    'paypal-transmission-time',
    'paypal-transmission-sig',
  ])('PAY7 is wrong without %s', async (name) => {
    expect(await verdict(without(name))).toBe('not-signed');
  });

  test.each<[what: string, signed: () => Signed]>([
    ['over another body', () => ({ ...right(), body: `${right().body} ` })],
    ['for another webhook', () => server.signed(event, { webhookId: '1AB23456CD789012E' })],
    [
      'by another key',
      () => ({
        ...right(),
        headers: {
          ...other.signed(event).headers,
          'paypal-cert-url': right().headers['paypal-cert-url'] as string,
        },
      }),
    ],
    ['with a certificate from elsewhere', () => other.signed(event)],
    [
      'of another time',
      () => ({
        ...right(),
        headers: { ...right().headers, 'paypal-transmission-time': '2026-01-01T00:00:00Z' },
      }),
    ],
    ['by another way', () => server.signed(event, { headers: { 'paypal-auth-algo': 'SHA1withRSA' } })],
    ['that is none', () => server.signed(event, { headers: { 'paypal-transmission-sig': '%%' } })],
  ])('PAY7 is wrong %s', async (_what, signed) => expect(await verdict(signed())).toBe('not-signed'));

  test('PAY7 is good for 300 seconds, both ways', async () => {
    for (const secondsAgo of [-290, 0, 290])
      expect(await verdict(server.signed(event, { secondsAgo }))).toBe('valid');
    for (const secondsAgo of [-310, 310]) {
      expect(await verdict(server.signed(event, { secondsAgo }))).toBe('stale');
      const foreign = server.signed(event, { secondsAgo, webhookId: '1AB23456CD789012E' });
      expect(await verdict(foreign)).toBe('not-signed');
    }
  });

  test.each([
    ['has ended', { fromDays: -2, toDays: -1 }],
    ['has not begun', { fromDays: 1, toDays: 2 }],
  ])('PAY24 is wrong with a certificate that %s', async (_what, days) => {
    server.certificates.set('CERT-other', selfSigned(days));
    expect(await verdict(server.signed(event, { certificate: 'CERT-other' }))).toBe('not-signed');
  });

  test('PAY24 is wrong with a certificate that PayPal does not have, and unknown while PayPal is away', async () => {
    const made = server.signed(event, {
      headers: { 'paypal-cert-url': `${server.url}/v1/notifications/certs/CERT-made-up` },
    });
    expect(await verdict(made)).toBe('not-signed');
    const verify = verifier();
    for (const mode of ['away', 'silent'] as const) {
      server.become(mode);
      await expect(verdict(right(), verify)).rejects.toThrow();
    }
    server.become('up');
    expect(await verdict(right(), verify)).toBe('valid');
  });
});

describe('webhooks that name certificates', () => {
  const named = (name: string) =>
    server.signed(event, { headers: { 'paypal-cert-url': `${server.url}/v1/notifications/certs/${name}` } });

  test('PAY32 that PayPal does not have are asked for once', async () => {
    const verify = verifier();
    for (let n = 0; n < 20; n++) expect(await verdict(named('CERT-made-up'), verify)).toBe('not-signed');
    expect(server.asked).toHaveLength(1);
  });

  test('PAY32 that are always new are asked for ten times in a minute, and hold up no honest one that is known', async () => {
    const verify = verifier();
    expect(await verdict(right(), verify)).toBe('valid');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) => verdict(named(`CERT-made-up-${n}`), verify)),
    );
    expect(server.asked).toHaveLength(10);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
    expect(await verdict(right(), verify)).toBe('valid');
  });

  test('PAY32 together ask once', async () => {
    const verify = verifier();
    const verdicts = await Promise.all(Array.from({ length: 10 }, () => verdict(right(), verify)));
    expect(new Set(verdicts)).toEqual(new Set(['valid']));
    expect(server.asked).toHaveLength(1);
  });
});

describe("the address of PayPal's certificate", () => {
  const LIVE = 'https://api-m.paypal.com';
  const SANDBOX = 'https://api-m.sandbox.paypal.com';
  const PATH = '/v1/notifications/certs/CERT-360caa42-fca2a594-aecacc47';

  test.each([
    [`https://api.paypal.com${PATH}`, LIVE],
    [`${LIVE}${PATH}`, LIVE],
    [`https://api.sandbox.paypal.com${PATH}`, SANDBOX],
    [`http://127.0.0.1:8080${PATH}`, 'http://127.0.0.1:8080/'],
  ])('PAY24 may be %s for %s', (url, api) => expect(isTrusted(url, api)).toBe(true));

  test.each([
    [`http://api.paypal.com${PATH}`, LIVE],
    [`https://api.paypal.com:8443${PATH}`, LIVE],
    [`https://api.paypal.com.evil.example${PATH}`, LIVE],
    [`https://evilpaypal.com${PATH}`, LIVE],
    [`https://api.paypal.com@evil.example${PATH}`, LIVE],
    [`https://user@api.paypal.com${PATH}`, LIVE],
    [`https://evil.example/?https://api.paypal.com${PATH}`, LIVE],
    [`https://api.paypal.com${PATH}?next=1`, LIVE],
    [`https://www.paypal.com/redirect${PATH}`, LIVE],
    ['https://api.paypal.com/v1/notifications/certs/../../files/mine', LIVE],
    [`https://api.sandbox.paypal.com${PATH}`, LIVE],
    [`https://api.paypal.com${PATH}`, SANDBOX],
    [`https://api.paypal.com${PATH}`, 'http://127.0.0.1:8080'],
    [`http://127.0.0.1:8081${PATH}`, 'http://127.0.0.1:8080'],
    ['CERT-1', LIVE],
  ])('PAY24 is never %s for %s', (url, api) => expect(isTrusted(url, api)).toBe(false));
});
