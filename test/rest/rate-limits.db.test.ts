import type { Request, Response } from 'express';
import { afterAll, describe, expect, test } from 'vitest';
import { type PolicyName, policies } from '#http/limits/policies.ts';
import { apiClient, PASSWORD, type Person, signUp } from '#test/clients.ts';
import { expectProblem, type RestApp, startRestApp } from './rest-app.ts';

/** One more than the sign-ins that one address has in a minute. */
const TOO_MANY = policies.credentials.quota + 1;

const open: RestApp[] = [];
afterAll(async () => {
  for (const rest of open) await rest.stop();
});

async function start(settings: Record<string, string>): Promise<RestApp> {
  const rest = await startRestApp({ RATE_LIMITS: 'true', ...settings });
  open.push(rest);
  return rest;
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** The statuses of sign-ins, one after the other, each of another account and with its own headers. */
async function signIns(url: string, headersOf: (n: number) => Record<string, string>): Promise<Set<number>> {
  const statuses = new Set<number>();
  for (let n = 0; n < TOO_MANY; n++) {
    const body = { email: `no address ${n}`, password: 'refused before it is hashed' };
    statuses.add((await post(`${url}/api/auth/sign-in/email`, body, headersOf(n))).status);
  }
  return statuses;
}

const address = (n: number) => `203.0.113.${n + 1}`;

/** Uses up all but the last `left` of a limit of this machine's address. */
async function useUp({ app }: RestApp, policy: PolicyName, left = 0): Promise<void> {
  const [request, response] = [{ ip: '127.0.0.1' } as Request, { append: () => {} } as unknown as Response];
  for (let n = left; n < policies[policy].quota; n++) await app.limits.ofAddress(request, response, policy);
}

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

  test('HTTP2 count all addresses of one IPv6 household as one, and another household by itself', async () => {
    const { url } = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    const one = await signIns(url, (n) => ({ 'x-forwarded-for': `2001:db8:0:1::${n + 1}` }));
    expect(one).toEqual(new Set([400, 429]));
    const many = await signIns(url, (n) => ({ 'x-forwarded-for': `2001:db8:0:${n + 2}::1` }));
    expect(many).toEqual(new Set([400]));
  });

  test('ACC13 hold for our own sign-up as for Better Auth’s, with Retry-After', async () => {
    const { url, api } = await start({});
    for (let n = 0; n < policies['sign-up'].quota; n++) {
      await post(`${url}/api/auth/sign-up/email`, {
        email: 'no address',
        password: PASSWORD,
        name: 'Too Many',
      });
    }
    const names = { firstName: 'One', lastName: 'More', userName: 'one_more' };
    const account = { ...names, email: 'one@example.com', password: PASSWORD };
    const refused = await api.post('/auth/signup-full', account);
    expectProblem(refused, 429, 'TOO_MANY_REQUESTS');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post(`${url}/api/auth/sign-up/email`, account)).status).toBe(429);
  });

  test('hold, and no other way to write the path of a sign-in leads past them', async () => {
    const rest = await start({});
    await useUp(rest, 'credentials');
    const credentials = { email: 'a@example.com', password: PASSWORD };
    expect((await post(`${rest.url}/api/auth/sign-in/email`, credentials)).status).toBe(429);
    for (const path of ['/sign-in/email/', '//sign-in/email', '/sign-in%2Femail', '/SIGN-IN/email']) {
      const { status } = await post(`${rest.url}/api/auth${path}`, credentials);
      expect(status, path).toBe(404);
    }
    expect((await post(`${rest.url}/api/auth/sign-out`, {})).status).toBe(200);
  });

  test('HTTP1 are told with every answer, and with a refusal how long to wait', async () => {
    const rest = await start({});
    await useUp(rest, 'check-username', 1);
    const last = await rest.api.post('/auth/check-username', { userName: 'anybody' });
    expect(last.status).toBe(200);
    const told = (name: string, answer = last) => (answer.headers.get(name) as string).split(', ');
    expect(told('ratelimit-policy')).toEqual([
      '"address";q=12000;w=60',
      '"check-username";q=240;w=60',
      '"anonymous";q=3000;w=60',
      '"anonymous-writes";q=600;w=60',
    ]);
    expect(told('ratelimit')).toEqual([
      '"address";r=11999;t=60',
      expect.stringMatching(/^"check-username";r=0;t=(60|5\d)$/),
      '"anonymous";r=2999;t=60',
      '"anonymous-writes";r=599;t=60',
    ]);
    const refused = await rest.api.post('/auth/check-username', { userName: 'anybody' });
    expectProblem(refused, 429, 'TOO_MANY_REQUESTS');
    const [, seconds] = /"check-username";r=0;t=(\d+)/.exec(refused.headers.get('ratelimit') as string) ?? [];
    expect(refused.headers.get('retry-after')).toBe(seconds);
    expect([...rest.app.limits.refused()]).toEqual([['check-username', 1]]);
  });

  test('HTTP1 of everything hold everywhere but for probes', async () => {
    const rest = await start({});
    await useUp(rest, 'address');
    for (const path of ['/api/v1/worlds', '/api/auth/get-session', '/', '/nothing', '/metrics']) {
      expect((await fetch(`${rest.url}${path}`)).status, path).toBe(429);
    }
    expect((await fetch(`${rest.url}/healthz`)).status).toBe(200);
  });

  test('are off where the settings say so', async () => {
    const { url } = await start({ RATE_LIMITS: 'false' });
    expect(await signIns(url, () => ({}))).toEqual(new Set([400]));
    expect((await fetch(`${url}/api/v1/worlds`)).headers.get('ratelimit')).toBeNull();
  });
});

describe('the limits for one user', () => {
  const from = (n: number) => ({ 'x-forwarded-for': address(n % 250) });

  test('HTTP4 count the user from any address, and each user alone', async () => {
    const { url } = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    const [busy, other] = [await signUp(url, 'busy'), await signUp(url, 'other')];
    const buy = (person: Person, n: number) => person.api.post('/store/purchase', {}, from(n));
    const { quota } = policies.purchase;
    for (let n = 0; n < quota; n++) expect((await buy(busy, n)).status).toBe(422);
    const refused = await buy(busy, quota);
    expectProblem(refused, 429, 'TOO_MANY_REQUESTS');
    expect(refused.headers.get('ratelimit')).toMatch(
      /"user";r=\d+;t=\d+, "user-writes";r=\d+;t=\d+, "purchase";r=0/,
    );
    expect((await buy(other, 0)).status).toBe(422);
    expect((await busy.api.get('/users/me')).status).toBe(200);
  });

  test('HTTP4 are stricter for writes than for reads', async () => {
    const { url } = await start({});
    const { api } = await signUp(url, 'writer');
    for (let n = 0; n < policies['user-writes'].quota; n++) await api.put('/users/profile', { firstName: 7 });
    expectProblem(await api.put('/users/profile', {}), 429, 'TOO_MANY_REQUESTS');
    expect((await api.get('/users/me')).status).toBe(200);
  });
});

describe('the limit for one account', () => {
  const { quota } = policies.account;
  const tryIn = (url: string, n: number, password: string, email = 'victim@example.com') =>
    post(`${url}/api/auth/sign-in/email`, { email, password }, { 'x-forwarded-for': address(n) });

  test('HTTP5 ends guessing from many addresses at once, and takes no form instead', async () => {
    const { url } = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    await signUp(url, 'victim');
    const guesses = await Promise.all(
      Array.from({ length: quota + 5 }, (_, n) =>
        tryIn(url, n, `wrong guess ${n}`, n % 2 ? 'Victim@Example.com' : undefined),
      ),
    );
    const statuses = guesses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(quota);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    const refused = await tryIn(url, 200, PASSWORD);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
    expect(await refused.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS', status: 429 });
    const asForm = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'x-forwarded-for': address(201) },
      body: new URLSearchParams({ email: 'victim@example.com', password: PASSWORD }),
    });
    expect(asForm.status).toBe(415);
  });

  test('HTTP5 does not count the right password', async () => {
    const { url } = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    const { email } = await signUp(url, 'regular');
    for (let n = 0; n < quota + 3; n++) expect((await tryIn(url, n, PASSWORD, email)).status).toBe(200);
  });

  test('HTTP5 counts guesses of a password with a session that was stolen', async () => {
    const { url } = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    const { token } = await signUp(url, 'stolen');
    const guess = (n: number) =>
      post(
        `${url}/api/auth/change-password`,
        { currentPassword: `wrong guess ${n}`, newPassword: 'another-password' },
        { authorization: `Bearer ${token}`, 'x-forwarded-for': address(n) },
      );
    for (let n = 0; n < quota; n++) expect((await guess(n)).status).toBe(400);
    expect((await guess(quota)).status).toBe(429);
    expect((await apiClient(url, token).get('/users/me')).status).toBe(200);
  });

  test('HTTP5 counts guesses of the password by which an account is deleted', async () => {
    const { url } = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    const { token } = await signUp(url, 'stays');
    const guess = (n: number) =>
      fetch(`${url}/api/v1/users/account`, {
        method: 'DELETE',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'x-forwarded-for': address(n),
        },
        body: JSON.stringify({ password: n === quota ? PASSWORD : `wrong guess ${n}` }),
      });
    for (let n = 0; n < quota; n++) expect((await guess(n)).status).toBe(403);
    expect((await guess(quota)).status).toBe(429);
    expect((await apiClient(url, token).get('/users/me')).status).toBe(200);
  });
});
