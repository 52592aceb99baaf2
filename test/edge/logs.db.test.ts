import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { requestFields } from '#http/request-context.ts';
import { createLog } from '#operations/log.ts';
import { loadConfig } from '#src/config.ts';
import { startServer, type TriberspaceServer } from '#src/server.ts';
import { apiClient, enter, PASSWORD, signUp, signUpCreator, until } from '../clients.ts';
import { testEnvironment } from '../test-server.ts';

/* What is logged, at the level that logs most, of all that players do: every line of it. */

type Line = Record<string, unknown> & { msg: string; level: number };

const text: string[] = [];
let server: TriberspaceServer;
let url: string;
let environment: Awaited<ReturnType<typeof testEnvironment>>;

beforeAll(async () => {
  environment = await testEnvironment(inject('testDatabase').kind);
  const config = loadConfig({ ...environment.env, LOG_LEVEL: 'trace', RATE_LIMITS: 'true' });
  server = await startServer(
    config,
    createLog(config, requestFields, { write: (line) => void text.push(line) }),
  );
  url = `http://127.0.0.1:${server.port}`;
});
afterAll(async () => {
  await server.stop();
  await environment.close();
});
beforeEach(() => void text.splice(0));

const lines = (): Line[] => text.map((line) => JSON.parse(line));

/** The lines that were logged of the request with this id, the one of its end among them. */
const linesOf = async (requestId: string): Promise<Line[]> => {
  const own = () => lines().filter((line) => line.requestId === requestId);
  await until('the line of the request', () => own().some(({ msg }) => msg === 'request'));
  return own();
};

const INFO = 30;
const [DEBUG, ERROR] = [20, 50];

function expectNone(secrets: Record<string, string>): void {
  for (const [what, secret] of Object.entries(secrets)) {
    const found = text.filter((line) => line.includes(secret) || line.includes(encodeURIComponent(secret)));
    expect(found, what).toEqual([]);
  }
}

async function signIn(email: string, password: string): Promise<{ status: number; token: string }> {
  const response = await fetch(`${url}/api/auth/sign-in/email?next=secret-of-a-query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const { token } = (await response.json()) as { token: string };
  return { status: response.status, token };
}

describe('HTTP15 the log', () => {
  test('HTTP15 holds no secret, whatever players do', async () => {
    const creator = await signUpCreator(url, 'log_creator');
    const player = await signUp(url, 'log_player');
    const { token: second } = await signIn(player.email, PASSWORD);
    expect((await signIn(player.email, 'a wrong password')).status).toBe(401);
    expect((await signIn('nobody@nowhere.example', 'a wrong password')).status).toBe(401);
    await apiClient(url).post('/auth/signup-full', { email: player.email, password: 'short-one' });
    const product = await creator.api.data(
      creator.api.post('/store/products', { name: 'Poster', productType: 'collectible', pricePoints: 0 }),
    );
    const bought = await player.api.post(
      '/store/purchase',
      { productId: product.id },
      { 'idempotency-key': 'key-of-mine' },
    );
    expect(bought.status).toBe(201);
    await fetch(`${url}/api/v1/users/me?token=secret-of-a-query`, {
      headers: { cookie: `better-auth.session_token=${encodeURIComponent(second)}` },
    });
    await fetch(`${url}/api/auth/reset-password/secret-of-a-path?callbackURL=x`);
    await fetch(`${url}/api/v1/users/someone@private.example`);
    await fetch(`${url}/matchmake/joinOrCreate/space`, {
      method: 'POST',
      body: '{"password":"secret-of-a-body"',
    });
    const there = await enter(url, second, creator.spaceId);
    const { reconnectionToken } = there.room;
    await there.room.leave();
    await fetch(`${url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { authorization: `Bearer ${second}` },
    });
    await until('the last line', () => lines().some(({ route }) => route === '/api/auth/sign-out'));
    expect(text.length).toBeGreaterThan(15);
    expectNone({
      password: PASSWORD,
      'wrong password': 'a wrong password',
      'short password': 'short-one',
      token: player.token,
      'token without its signature': player.token.split('.')[0] as string,
      'second token': second,
      'second token without its signature': second.split('.')[0] as string,
      'reconnection token': reconnectionToken.split(':')[1] as string,
      'idempotency key': 'key-of-mine',
      query: 'secret-of-a-query',
      path: 'secret-of-a-path',
      body: 'secret-of-a-body',
      'address of a player': player.email,
      'address of a creator': creator.email,
      'address of nobody': 'nobody@nowhere.example',
      'address in a path': 'someone@private.example',
      header: 'authorization',
      cookie: 'session_token',
    });
  });

  test('HTTP15 has one line for each request', async () => {
    const { api } = await signUp(url, 'log_reader');
    text.splice(0);
    const read = await api.get('/users/me?x=1');
    const [line, ...more] = await linesOf(read.headers.get('x-request-id') as string);
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      method: 'GET',
      route: '/api/v1/users/me',
      status: 422,
      userName: 'log_reader',
    });
    expect(line?.ms).toBeGreaterThan(0);
    const missing = await api.get('/worlds/aaaaaaaaaaaa');
    expect(await linesOf(missing.headers.get('x-request-id') as string)).toEqual([
      expect.objectContaining({
        route: '/api/v1/worlds/:worldId',
        path: '/api/v1/worlds/aaaaaaaaaaaa',
        level: INFO,
      }),
    ]);
  });

  test.each([
    ['reads for debugging', 'GET', '/api/v1/worlds', 'debug'],
    ['reads of pages too', 'GET', '/', 'debug'],
    ['writes', 'POST', '/api/auth/sign-out', 'info'],
    ['refusals', 'GET', '/api/v1/users/me', 'info'],
    ['what is not there', 'GET', '/nothing', 'info'],
  ])('tells %s', async (_what, method, path, level) => {
    const { headers } = await fetch(`${url}${path}`, { method });
    const [line] = await linesOf(headers.get('x-request-id') as string);
    expect(line?.level).toBe(level === 'debug' ? DEBUG : INFO);
  });
});

describe('what a client is refused', () => {
  const LONG = `https://evil.example/${'x'.repeat(60_000)}`;
  const ask = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const credentials = { email: 'nobody@nowhere.example', password: 'a wrong password' };

  test.each<[what: string, path: string, body: object, headers: Record<string, string>, status: number]>([
    ['signing out to a page elsewhere', '/sign-out', { callbackURL: LONG }, {}, 403],
    ['signing in to a page elsewhere', '/sign-in/email', { ...credentials, callbackURL: LONG }, {}, 403],
    ['an error page elsewhere', '/sign-out', { errorCallbackURL: LONG }, {}, 403],
    ['a page for new users elsewhere', '/sign-out', { newUserCallbackURL: LONG }, {}, 403],
    ['a redirect elsewhere', '/sign-out', { redirectTo: LONG }, {}, 403],
    ['a wrong password', '/sign-in/email', credentials, {}, 401],
    [
      'a sign-in by navigation',
      '/sign-in/email',
      credentials,
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', origin: 'https://evil.example' },
      403,
    ],
  ])('HTTP26 is no error in the log: %s', async (_what, path, body, headers, status) => {
    const answer = await ask(path, body, headers);
    expect(answer.status).toBe(status);
    const own = await linesOf(answer.headers.get('x-request-id') as string);
    expect(own.filter(({ level }) => level > INFO)).toEqual([]);
    expect(JSON.stringify(own).length).toBeLessThan(2_000);
    expect(JSON.stringify(own)).not.toContain('evil.example');
  });
});

describe('HTTP14 the id of the request', () => {
  test('HTTP14 is on every line that is logged deep inside, and what a query was given is on none', async () => {
    const { api, token, email } = await signUp(url, 'log_broken');
    const { db } = server.app.database;
    await db.execute(sql`alter table "user" rename column social_links to hidden_links`);
    try {
      text.splice(0);
      const failed = await api.get('/users/me');
      expect(failed.status).toBe(500);
      const own = await linesOf(failed.headers.get('x-request-id') as string);
      expect(own.at(-1)).toMatchObject({ msg: 'request', level: ERROR, status: 500 });
      expect(own.some(({ msg }) => msg === 'request failed')).toBe(true);
      expect(own.map(({ err }) => err)).toContainEqual(
        expect.objectContaining({ cause: expect.objectContaining({ code: '42703' }) }),
      );
      const signUpAnswer = await apiClient(url).post('/auth/signup-full', {
        ...{ email: 'deep@private.example', password: PASSWORD },
        ...{ firstName: 'A', lastName: 'B', userName: 'log_deep' },
      });
      expect(signUpAnswer.status).toBe(500);
      const deep = await linesOf(signUpAnswer.headers.get('x-request-id') as string);
      expect(deep.length).toBeGreaterThanOrEqual(2);
      await db.execute(sql`alter table "user" rename column role to hidden_role`);
      const seat = await fetch(`${url}/matchmake/joinOrCreate/space`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'x-request-id': 'my-join' },
        body: JSON.stringify({ spaceId: 'aaaaaaaaaaaa' }),
      });
      expect(seat.status).toBe(500);
      expect((await linesOf('my-join')).map(({ level }) => level)).toContain(ERROR);
      expect(lines().filter(({ requestId }) => requestId === undefined)).toEqual([]);
      expectNone({
        token: token.split('.')[0] as string,
        address: email,
        'new address': 'deep@private.example',
      });
    } finally {
      await db.execute(sql`alter table "user" rename column hidden_links to social_links`);
      await db.execute(sql`alter table "user" rename column hidden_role to role`);
    }
  });

  test('HTTP14 does not stay with a room that outlives the request that opened it', async () => {
    const creator = await signUpCreator(url, 'log_host');
    const there = await enter(url, creator.token, creator.spaceId);
    text.splice(0);
    const { events } = server.app;
    const { currentIn } = events;
    events.currentIn = async () => {
      throw new Error('broken on purpose');
    };
    await until('a failure of the room', () => lines().find(({ level }) => level === ERROR));
    events.currentIn = currentIn;
    expect(lines().filter(({ level, requestId }) => level === ERROR && requestId !== undefined)).toEqual([]);
    await there.room.leave();
  });

  test.each([
    ['a proper one is kept', 'my-request_1', 'my-request_1'],
    ['one with other characters is replaced', 'a b<script>', undefined],
    ['one that is too long is replaced', 'x'.repeat(65), undefined],
    ['an empty one is replaced', '', undefined],
  ])('HTTP14 %s', async (_what, given, expected) => {
    const { headers } = await fetch(`${url}/api/v1/worlds`, { headers: { 'x-request-id': given } });
    const answered = headers.get('x-request-id') as string;
    expect(answered).toEqual(expected ?? expect.stringMatching(/^[\w-]{21}$/));
    expect(await linesOf(answered)).toHaveLength(1);
  });
});
