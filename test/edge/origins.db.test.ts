import { get, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Person, signUp, signUpCreator } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* One list of origins, at the three doors that a page in a browser can knock at. */

const ALLOWED = 'https://play.example.com';
const FOREIGN = 'https://evil.example.com';

let house: TestServer;
let player: Person;
let spaceId: string;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind, { ALLOWED_ORIGINS: ALLOWED });
  player = await signUp(house.url, 'origin_player');
  ({ spaceId } = await signUpCreator(house.url, 'origin_creator'));
});
afterAll(() => house.stop());

type Ask = { method: string; path: string; body?: string };

const doors: [door: string, ask: () => Ask][] = [
  ['REST', () => ({ method: 'GET', path: '/api/v1/users/me' })],
  ['signing in', () => ({ method: 'GET', path: '/api/auth/get-session' })],
  [
    'the way into the rooms',
    () => ({ method: 'POST', path: '/matchmake/joinOrCreate/space', body: JSON.stringify({ spaceId }) }),
  ],
];

const ask = (path: string, method: string, headers: Record<string, string>, body?: string) =>
  fetch(`${house.url}${path}`, { method, headers, ...(body !== undefined && { body }) });

describe.each(doors)('HTTP11 %s', (_door, asked) => {
  const from = (origin?: string) => {
    const { path, method, body } = asked();
    const headers = { authorization: `Bearer ${player.token}`, 'content-type': 'application/json' };
    return ask(path, method, { ...headers, ...(origin && { origin }) }, body);
  };

  test('HTTP11 lets pages of an allowed origin read, with credentials and our headers', async () => {
    const { status, headers } = await from(ALLOWED);
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(ALLOWED);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    const exposed = headers.get('access-control-expose-headers')?.split(', ');
    for (const name of [
      'ETag',
      'RateLimit',
      'RateLimit-Policy',
      'Retry-After',
      'X-Request-Id',
      'set-auth-token',
    ]) {
      expect(exposed).toContain(name);
    }
    expect(headers.get('vary')).toMatch(/\bOrigin\b/);
  });

  test.each([
    FOREIGN,
    'null',
    `${ALLOWED}.evil.example`,
    'http://play.example.com',
    `${ALLOWED}:444`,
    'https://PLAY.example.com',
    '*',
  ])('HTTP11 lets no page of %s read', async (origin) => {
    const { headers } = await from(origin);
    for (const name of headers.keys()) expect(name).not.toMatch(/^access-control/);
    expect(headers.get('vary')).toMatch(/\bOrigin\b/);
  });

  test('HTTP11 answers preflights of an allowed origin, and says nothing to others', async () => {
    const preflight = (origin: string) =>
      ask(asked().path, 'OPTIONS', {
        origin,
        'access-control-request-method': asked().method,
        'access-control-request-headers': 'authorization,content-type,idempotency-key,if-none-match',
      });
    const allowed = await preflight(ALLOWED);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(ALLOWED);
    expect(allowed.headers.get('access-control-allow-credentials')).toBe('true');
    expect(allowed.headers.get('access-control-allow-methods')).toContain(asked().method);
    const names = allowed.headers.get('access-control-allow-headers')?.toLowerCase().split(', ');
    for (const name of ['authorization', 'content-type', 'idempotency-key', 'if-none-match'])
      expect(names).toContain(name);
    for (const origin of [FOREIGN, 'null'])
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('HTTP11 asks programs that are no browser for no origin', async () => {
    const { status, headers } = await from();
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

test.each([FOREIGN, 'null'])(
  'HTTP11 a page of %s writes nothing with the cookie of whoever looks at it',
  async (origin) => {
    const headers = { origin, cookie: 'better-auth.session_token=x', 'content-type': 'text/plain' };
    for (const path of ['/api/v1/creators/apply', '/api/auth/sign-out'])
      expect((await ask(path, 'POST', headers, '{}')).status, path).toBe(403);
  },
);

describe('HTTP11 the WebSocket of a room', () => {
  /** Asks for an upgrade as a browser does: with the status, and what was answered where it was refused. */
  const upgrade = (origin: string | undefined) =>
    new Promise<{ status: number; headers: IncomingHttpHeaders }>((resolve, reject) => {
      const headers = {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...(origin && { Origin: origin }),
      };
      const request = get(`${house.url}/processId/roomId?sessionId=x`, { headers });
      request.on('error', reject);
      request.on('response', (response) => {
        response.resume();
        resolve({ status: response.statusCode as number, headers: response.headers });
      });
      request.on('upgrade', ({ headers: answered }, socket) => {
        socket.destroy();
        resolve({ status: 101, headers: answered });
      });
    });

  test.each([FOREIGN, 'null', `${ALLOWED}.evil.example`])(
    'HTTP11 is not opened by a page of %s',
    async (origin) => {
      const { status, headers } = await upgrade(origin);
      expect(status).toBe(403);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    },
  );

  test.each([ALLOWED, 'http://localhost:5173', undefined])('HTTP11 is opened from %s', async (origin) => {
    expect((await upgrade(origin)).status).toBe(101);
  });
});
