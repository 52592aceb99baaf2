import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Person, signUp, signUpCreator } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* What every answer has, whatever kind of answer it is. */

let house: TestServer;
let player: Person;
let creator: Awaited<ReturnType<typeof signUpCreator>>;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
  creator = await signUpCreator(house.url, 'answer_creator');
  player = await signUp(house.url, 'answer_player');
});
afterAll(() => house.stop());

const ask = (path: string, init: RequestInit = {}) => fetch(`${house.url}${path}`, init);
const bearer = (person: Person) => ({ authorization: `Bearer ${person.token}` });
const post = (path: string, body?: string, headers: Record<string, string> = {}) =>
  ask(path, { method: 'POST', headers, ...(body !== undefined && { body }) });

const spacesTag = async () => (await ask('/api/v1/spaces')).headers.get('etag') as string;

const kinds: [what: string, status: number, ask: () => Promise<Response>][] = [
  ['a read', 200, () => ask('/api/v1/spaces')],
  [
    'a read that is as it was',
    304,
    async () => ask('/api/v1/spaces', { headers: { 'if-none-match': await spacesTag() } }),
  ],
  ['a refusal', 401, () => ask('/api/v1/users/me')],
  [
    'a refusal of Better Auth',
    400,
    () => post('/api/auth/sign-in/email', '{}', { 'content-type': 'application/json' }),
  ],
  ['an answer of Better Auth', 200, () => ask('/api/auth/get-session')],
  [
    'a seat',
    200,
    () => post('/matchmake/joinOrCreate/space', JSON.stringify({ spaceId: creator.spaceId }), bearer(player)),
  ],
  [
    'a refused seat',
    401,
    () => post('/matchmake/joinOrCreate/space', JSON.stringify({ spaceId: creator.spaceId })),
  ],
  ['a body that is too large', 413, () => post('/matchmake/joinOrCreate/space', 'x'.repeat(17_000))],
  ['the home page', 200, () => ask('/')],
  ['a style sheet', 200, () => ask('/assets/style.css')],
  ['a probe', 200, () => ask('/readyz')],
  ['nothing', 404, () => ask('/nothing-here')],
  ['nothing below REST', 404, () => ask('/api/v1/nothing-here')],
  [
    'a preflight',
    204,
    () => ask('/api/v1/spaces', { method: 'OPTIONS', headers: { 'access-control-request-method': 'GET' } }),
  ],
];

test.each(kinds)(
  'HTTP13 HTTP14 %s (%d) has the security headers and an id',
  async (_what, status, answered) => {
    const { status: is, headers } = await answered();
    expect(is).toBe(status);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).toContain("object-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{7,}/);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{21}$/);
  },
);

describe('HTTP12 the body of', () => {
  const json = { 'content-type': 'application/json' };
  const seat = (body?: string, headers = {}) =>
    post('/matchmake/joinOrCreate/space', body, { ...bearer(player), ...headers });
  const problem = async (answer: Promise<Response>) => {
    const response = await answer;
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    return (await response.json()) as { status: number; code: string };
  };

  test('HTTP12 a join is 16 kB at most, and JSON', async () => {
    const large = JSON.stringify({ spaceId: creator.spaceId, x: 'y'.repeat(17_000) });
    expect(await problem(seat(large, json))).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
    expect(await problem(seat(large, { 'content-type': 'text/plain' }))).toMatchObject({ status: 413 });
    for (const broken of ['{', '{"spaceId":}', 'null', '"text"', 'spaceId=x'])
      expect(await problem(seat(broken)), broken).toMatchObject({ status: 400, code: 'MALFORMED_JSON' });
    const inLatin = { 'content-type': 'application/json; charset=iso-8859-1' };
    expect(await problem(seat('{}', inLatin))).toMatchObject({ status: 415, code: 'NOT_JSON' });
    expect(await problem(seat('{}', { 'content-encoding': 'compress' }))).toMatchObject({ status: 415 });
  });

  test('HTTP12 a join may be called any type, and is refused in a word where it is empty or names no space', async () => {
    const right = JSON.stringify({ spaceId: creator.spaceId });
    for (const type of ['text/plain', 'application/octet-stream', 'application/json'])
      expect((await seat(right, { 'content-type': type })).status, type).toBe(200);
    for (const empty of [undefined, '', '{}', '[]', '{"spaceId":7}']) {
      const refused = await seat(empty);
      expect([refused.status, await refused.json()]).toEqual([404, { code: 404, error: 'SPACE_NOT_FOUND' }]);
    }
  });

  test('HTTP12 a sign-in is 64 kB at most', async () => {
    const large = JSON.stringify({ email: 'a@example.com', password: 'x'.repeat(66_000) });
    expect(await problem(post('/api/auth/sign-in/email', large, json))).toMatchObject({ status: 413 });
    const broken = await post('/api/auth/sign-in/email', '{"email":', json);
    expect(broken.status).toBe(400);
    expect((await post('/api/auth/sign-in/email', undefined, json)).status).toBe(400);
    expect((await post('/api/auth/sign-in/email', 'hello', { 'content-type': 'text/plain' })).status).toBe(
      415,
    );
  });

  test('HTTP12 a call of REST is 64 kB at most', async () => {
    const large = JSON.stringify({ bio: 'x'.repeat(66_000) });
    const headers = { ...json, ...bearer(player) };
    expect(await problem(post('/api/v1/creators/apply', large, headers))).toMatchObject({ status: 413 });
  });
});

test('HTTP18 connections are kept longer than proxies keep them', async () => {
  const { headers } = await ask('/healthz');
  expect(headers.get('keep-alive')).toBe('timeout=65');
});
