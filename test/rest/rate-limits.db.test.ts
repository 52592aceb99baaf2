import { afterAll, describe, expect, test } from 'vitest';
import { PASSWORD } from '#test/clients.ts';
import { expectProblem, type RestApp, startRestApp } from './rest-app.ts';

/** One more than the sign-ins that one address has in a minute. */
const TOO_MANY = 31;

const open: RestApp[] = [];
afterAll(async () => {
  for (const rest of open) await rest.stop();
});

async function start(settings: Record<string, string>): Promise<RestApp> {
  const rest = await startRestApp({ RATE_LIMITS: 'true', ...settings });
  open.push(rest);
  return rest;
}

/** The statuses of sign-ins, one after the other, each with its own headers. */
async function signIns(url: string, headersOf: (n: number) => Record<string, string>): Promise<Set<number>> {
  const statuses = new Set<number>();
  for (let n = 0; n < TOO_MANY; n++) {
    const response = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headersOf(n) },
      body: JSON.stringify({ email: 'no address', password: 'refused before it is hashed' }),
    });
    statuses.add(response.status);
  }
  return statuses;
}

const address = (n: number) => `203.0.113.${n + 1}`;

describe('the limits for one address', () => {
  test('ACC12 are not fooled by headers that the client makes up', async () => {
    const { url } = await start({});
    const statuses = await signIns(url, (n) => ({
      'x-triberspace-client-address': address(n),
      'x-forwarded-for': address(n),
      forwarded: `for=${address(n)}`,
      'x-real-ip': address(n),
    }));
    expect(statuses).toEqual(new Set([400, 429]));
  });

  test('ACC12 count the address that a trusted proxy names', async () => {
    const { url } = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    const spread = await signIns(url, (n) => ({ 'x-forwarded-for': address(n) }));
    expect(spread).toEqual(new Set([400]));
    const one = await signIns(url, (n) => ({ 'x-forwarded-for': `${address(n)}, 198.51.100.7` }));
    expect(one).toEqual(new Set([400, 429]));
  });

  test('ACC13 hold for our own sign-up, with Retry-After', async () => {
    const { url, api } = await start({});
    for (let n = 0; n < 120; n++) {
      await fetch(`${url}/api/auth/sign-up/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'no address', password: PASSWORD, name: 'Too Many' }),
      });
    }
    const names = { firstName: 'One', lastName: 'More', userName: 'one_more' };
    const refused = await api.post('/auth/signup-full', {
      ...names,
      email: 'one@example.com',
      password: PASSWORD,
    });
    expectProblem(refused, 429, 'TOO_MANY_REQUESTS');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
