import type { Request, Response } from 'express';
import { afterAll, describe, expect, test } from 'vitest';
import { AUTH_PATHS } from '#auth/auth-paths.ts';
import { HOUSEHOLDS_OF_A_NETWORK, type PolicyName, policies } from '#http/limits/policies.ts';
import { apiClient, PASSWORD, type Person, signUp } from '#test/clients.ts';
import { expectProblem, type RestApp, startRestApp } from './rest-app.ts';

/** One more than the sign-ins that one address has in a minute. */
const TOO_MANY = policies.credentials.quota + 1;

let last: RestApp | undefined;
/** One at a time: each holds a database. */
async function stopLast(): Promise<void> {
  const rest = last;
  last = undefined;
  await rest?.stop();
}
afterAll(stopLast);

async function start(settings: Record<string, string>): Promise<RestApp> {
  await stopLast();
  last = await startRestApp({ RATE_LIMITS: 'true', ...settings });
  return last;
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

/** Uses up all but the last `left` of a limit of an address, this machine's unless another is given. */
async function useUp({ app }: RestApp, policy: PolicyName, left = 0, ip = '127.0.0.1'): Promise<void> {
  const [request, response] = [{ ip } as Request, { append: () => {} } as unknown as Response];
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

  test('HTTP25 count an IPv6 network as a whole, too, for more than a household has', async () => {
    const rest = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    const { quota } = policies['check-username'];
    const ask = (household: number, network = 1) =>
      fetch(`${rest.url}/api/v1/auth/check-username`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': `2001:db8:${network}:${household.toString(16)}::1`,
        },
        body: '{"userName":"anybody"}',
      });
    const response = { append: () => {} } as unknown as Response;
    const useUpHousehold = async (household: number) => {
      const request = { ip: `2001:db8:1:${household.toString(16)}::1` } as Request;
      for (let n = 0; n < quota; n++) await rest.app.limits.ofAddress(request, response, 'check-username');
    };
    await useUpHousehold(0);
    // What is refused to one household is not counted for its network.
    for (let n = 0; n < 50; n++) expect((await ask(0)).status).toBe(429);
    for (let household = 1; household < HOUSEHOLDS_OF_A_NETWORK; household++) await useUpHousehold(household);
    const refused = await ask(HOUSEHOLDS_OF_A_NETWORK);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('ratelimit')).toMatch(/"check-username";r=0;t=\d+/);
    expect((await ask(0, 2)).status).toBe(200);
  });

  test('HTTP24 are there for every endpoint of Better Auth', async () => {
    const rest = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    for (const [n, path] of AUTH_PATHS.entries()) {
      const from = { 'x-forwarded-for': address(n) };
      const ask = (method: string) =>
        method === 'GET'
          ? fetch(`${rest.url}/api/auth${path}`, { headers: from })
          : post(`${rest.url}/api/auth${path}`, {}, from);
      const names = async (method: string) => {
        const told = (await ask(method)).headers.get('ratelimit-policy') ?? '';
        return [...told.matchAll(/"([a-z-]+)"/g)].map(([, name]) => name as PolicyName);
      };
      expect(await names('GET'), path).toEqual(['address', 'auth-reads']);
      const [first, own, ...more] = await names('POST');
      expect([first, more], path).toEqual(['address', []]);
      expect(['sign-up', 'sign-out', 'credentials'], path).toContain(own);
      await useUp(rest, own as PolicyName, 1, address(n));
      expect((await ask('POST')).status, path).toBe(429);
      await useUp(rest, 'auth-reads', 1, address(n));
      expect((await ask('GET')).status, path).toBe(429);
    }
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
    expect((await post(`${rest.url}/api/auth/sign-out`, {})).status, 'signing out').toBe(200);
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

describe('the limits for one account', () => {
  const { quota } = policies.account;
  const everywhere = policies['account-everywhere'].quota;
  const tryIn = (
    url: string,
    n: number,
    password: string,
    email = 'victim@example.com',
    headers: Record<string, string> = {},
  ) =>
    post(
      `${url}/api/auth/sign-in/email`,
      { email, password },
      { 'x-forwarded-for': address(n), origin: url, ...headers },
    );

  /** Wrong guesses from as many addresses: all but the last `left` that an account takes from everywhere. */
  async function guessEverywhere({ app }: RestApp, email: string, left = 0): Promise<void> {
    for (let n = left; n < everywhere; n++)
      await app.limits.account.take({
        email,
        address: `198.51.100.${n}`,
        device: undefined,
        knownAddresses: async () => [],
      });
  }

  test('HTTP5 end guessing from many addresses at once, and take no form instead', async () => {
    const rest = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    const { url } = rest;
    await signUp(url, 'victim');
    await guessEverywhere(rest, 'victim@example.com', 10);
    const guesses = await Promise.all(
      Array.from({ length: 15 }, (_, n) =>
        tryIn(url, n, `wrong guess ${n}`, n % 2 ? 'Victim@Example.com' : undefined),
      ),
    );
    const statuses = guesses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
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

  test('HTTP5 end guessing from one address, which keeps nobody else out', async () => {
    const { url } = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    await signUp(url, 'victim');
    for (let n = 0; n < quota; n++) expect((await tryIn(url, 1, `wrong guess ${n}`)).status).toBe(401);
    const refused = await tryIn(url, 1, PASSWORD);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
    for (let n = 0; n < everywhere; n++) expect((await tryIn(url, 1, `more ${n}`)).status).toBe(429);
    expect((await tryIn(url, 2, PASSWORD)).status).toBe(200);
  });

  test('HTTP23 let the owner in from a device that they signed in with, whoever guesses', async () => {
    const rest = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    const { url } = rest;
    const { email } = await signUp(url, 'owner');
    const first = await tryIn(url, 150, PASSWORD, email);
    const cookie = first.headers
      .getSetCookie()
      .filter((line) => line.includes('device_'))
      .map((line) => line.split(';')[0])
      .join('; ');
    expect(first.headers.getSetCookie().find((line) => line.includes('device_'))).toMatch(/HttpOnly/);
    await post(`${url}/api/auth/sign-out`, {}, { authorization: `Bearer ${(await first.json()).token}` });
    await guessEverywhere(rest, email);
    expect((await tryIn(url, 201, PASSWORD, email)).status).toBe(429);
    expect((await tryIn(url, 202, PASSWORD, email, { cookie })).status).toBe(200);
    const other = await signUp(url, 'other_owner');
    await guessEverywhere(rest, other.email);
    expect((await tryIn(url, 203, PASSWORD, other.email, { cookie })).status).toBe(429);
    const forged = cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await tryIn(url, 204, PASSWORD, email, { cookie: forged })).status).toBe(429);
    // A known device guesses no more than an address does.
    for (let n = 0; n < quota; n++)
      expect((await tryIn(url, n, `wrong ${n}`, email, { cookie })).status).toBe(401);
    expect((await tryIn(url, 30, PASSWORD, email, { cookie })).status).toBe(429);
  });

  test('HTTP23 let the owner in from an address at which they are signed in, whoever guesses', async () => {
    const rest = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    const { url } = rest;
    const { email } = await signUp(url, 'at_home');
    const home = { 'x-forwarded-for': '2001:db8:7:1::10' };
    expect((await tryIn(url, 0, PASSWORD, email, home)).status).toBe(200);
    await guessEverywhere(rest, email);
    expect((await tryIn(url, 201, PASSWORD, email)).status).toBe(429);
    const elsewhere = { 'x-forwarded-for': '2001:db8:7:2::10' };
    expect((await tryIn(url, 0, PASSWORD, email, elsewhere)).status).toBe(429);
    const sameHousehold = { 'x-forwarded-for': '2001:db8:7:1::99' };
    expect((await tryIn(url, 0, PASSWORD, email, sameHousehold)).status).toBe(200);
  });

  test('HTTP23 leave a session its own tries of the password, however many another session used', async () => {
    const { url } = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    const { email, token } = await signUp(url, 'two_sessions');
    const { token: stolen } = await (await tryIn(url, 1, PASSWORD, email)).json();
    const change = (bearer: string, currentPassword: string) =>
      post(
        `${url}/api/auth/change-password`,
        { currentPassword, newPassword: 'another-password' },
        { authorization: `Bearer ${bearer}` },
      );
    for (let n = 0; n < quota; n++) expect((await change(stolen, `wrong ${n}`)).status).toBe(400);
    expect((await change(stolen, PASSWORD)).status).toBe(429);
    expect((await change(token, PASSWORD)).status).toBe(200);
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
