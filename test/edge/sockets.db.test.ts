import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { WebSocket } from 'ws';
import { policies } from '#http/limits/policies.ts';
import { enter, signUp, signUpCreator, until } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* How many WebSockets one address may have, and open. */

const SOCKETS = 5;

let house: TestServer;
let spaceId: string;

beforeAll(async () => {
  const settings = {
    RATE_LIMITS: 'true',
    TRUSTED_PROXIES: '127.0.0.1',
    SOCKETS_PER_ADDRESS: String(SOCKETS),
  };
  house = await startTestServer(inject('testDatabase').kind, settings);
  ({ spaceId } = await signUpCreator(house.url, 'socket_creator'));
});
afterAll(() => house.stop());

type Opened = { socket: WebSocket; status: number; retryAfter: string | undefined };

/** A socket from an address, which a proxy tells, or how it was refused. */
const open = (address: string, path = '/'): Promise<Opened> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`${house.url.replace('http', 'ws')}${path}`, {
      headers: { 'X-Forwarded-For': address },
    });
    socket.on('error', () => {});
    socket.once('open', () => resolve({ socket, status: 101, retryAfter: undefined }));
    socket.once('unexpected-response', (_request, answer) =>
      resolve({ socket, status: answer.statusCode as number, retryAfter: answer.headers['retry-after'] }),
    );
  });

test('QUO3 an address has so many sockets open, and another one is not held up by it', async () => {
  const mine = await Promise.all(Array.from({ length: SOCKETS }, () => open('203.0.113.1')));
  expect(mine.map(({ status }) => status)).toEqual(mine.map(() => 101));
  const refused = await open('203.0.113.1');
  expect(refused.status).toBe(429);
  expect(Number(refused.retryAfter)).toBeGreaterThan(0);
  expect((await open('203.0.113.2')).status).toBe(101);

  const player = await signUp(house.url, 'socket_player');
  const { room } = await enter(house.url, player.token, spaceId);
  expect(room.sessionId).toBeTruthy();

  mine[0]?.socket.terminate();
  await until('there is a place again', async () => (await open('203.0.113.1')).status === 101);
});

test('QUO3 an IPv6 address counts as its /64', async () => {
  for (let n = 1; n <= SOCKETS; n++) expect((await open(`2001:db8:1:2::${n}`)).status).toBe(101);
  expect((await open('2001:db8:1:2:ffff::1')).status).toBe(429);
  expect((await open('2001:db8:1:3::1')).status).toBe(101);
});

test('QUO3 an address opens so many in a minute', async () => {
  const { quota } = policies.upgrade;
  const statuses = new Map<number, number>();
  const openAndClose = async () => {
    const { socket, status } = await open('198.51.100.7');
    socket.terminate();
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  // Sockets that are closing count as open for a moment, so most of these are refused: each has tried all the same.
  for (let n = 0; n < quota; n += 100) await Promise.all(Array.from({ length: 100 }, openAndClose));
  statuses.clear();
  await openAndClose();
  expect([...statuses.keys()]).toEqual([429]);
  expect((await open('198.51.100.8')).status).toBe(101);
  const numbers = await fetch(`${house.url}/metrics`).then((answer) => answer.text());
  expect(numbers).toMatch(/triberspace_rate_limited_total\{limit="upgrade"\} [1-9]/);
});
