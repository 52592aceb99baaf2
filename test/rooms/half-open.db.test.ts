import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { matchMaker, Protocol, type Room, type Client as ServerClient } from '@colyseus/core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import WebSocket from 'ws';
import type { SpaceState } from '#rooms/space/space-state.ts';
import { enter, type Presence, signUp, signUpCreator, until } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* Connections that are opened and then not used as they should be: each is held for a limited time, and costs little. */

let house: TestServer;
let url: string;
let spaceId: string;
let there: Presence;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
  url = house.url;
  ({ spaceId } = await signUpCreator(url, 'half_open_creator'));
  there = await enter(url, (await signUp(url, 'bystander')).token, spaceId);
});

afterAll(async () => {
  await there.room.leave();
  await house.stop();
});

const avatars = () => (there.room.state as SpaceState).avatars;
const localRoom = () => matchMaker.getLocalRoomById(there.room.roomId) as Room<{ state: SpaceState }>;

type Seat = { processId: string; roomId: string; sessionId: string };

async function seatOf(userName: string): Promise<Seat> {
  const { token } = await signUp(url, userName);
  const answer = await fetch(`${url}/matchmake/joinOrCreate/space`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ spaceId }),
  });
  return (await answer.json()) as Seat;
}

const connect = (path: string) => new WebSocket(`${url.replace('http', 'ws')}${path}`);

/** Takes a seat and never says that it is in. */
async function comeSilently(userName: string) {
  const { processId, roomId, sessionId } = await seatOf(userName);
  const socket = connect(`/${processId}/${roomId}?sessionId=${sessionId}`);
  const [joined] = (await once(socket, 'message')) as [Buffer];
  expect(joined[0]).toBe(Protocol.JOIN_ROOM);
  const closed = once(socket, 'close').then(([code]) => ({ code, afterMs: performance.now() - startedAt }));
  const startedAt = performance.now();
  return { socket, sessionId, closed };
}

test('ROOM29 a client that does not acknowledge its join within 15 s is closed with 4108, and its avatar goes', async () => {
  const { sessionId, closed } = await comeSilently('silent_one');
  await there.until('the avatar', () => avatars().has(sessionId));
  const { code, afterMs } = await closed;
  expect(code).toBe(4108);
  expect(afterMs).toBeGreaterThan(14_000);
  await there.until('that it is gone', () => !avatars().has(sessionId));
  await until('that the room forgets it', () => !localRoom().clients.get(sessionId));
});

test('ROOM29 a client that does not acknowledge its join is closed once a megabyte of messages waits for it', async () => {
  const { sessionId, closed } = await comeSilently('silent_two');
  await there.until('the avatar', () => avatars().has(sessionId));
  const client = localRoom().clients.get(sessionId) as ServerClient;
  for (let kilobytes = 0; kilobytes < 1_200; kilobytes += 10) client.send('notice', 'x'.repeat(10_000));
  const { code, afterMs } = await closed;
  expect(code).toBe(4108);
  expect(afterMs).toBeLessThan(14_000);
  await there.until('that it is gone', () => !avatars().has(sessionId));
});

test('ROOM25 a slow reader is closed with 4103 also where nobody moves', async () => {
  const { socket, sessionId, closed } = await comeSilently('slow_one');
  socket.send(Uint8Array.of(Protocol.JOIN_ROOM));
  await once(socket, 'message');
  await there.until('the avatar', () => avatars().has(sessionId));
  // Until the room sends no more movement.
  await sleep(1_000);
  socket.pause();
  const client = localRoom().clients.get(sessionId) as ServerClient;
  const waiting = () => (client.ref as unknown as { bufferedAmount: number }).bufferedAmount;
  while (waiting() < 2 * 1024 * 1024) client.send('notice', 'x'.repeat(100_000));
  await until(
    'that the server closes',
    () => (client.ref as unknown as WebSocket).readyState !== WebSocket.OPEN,
  );
  socket.resume();
  expect((await closed).code).toBe(4103);
});

/** Begins a request by hand, and returns when the server ends the connection, with what it said. */
async function dribble(beginning: string, more: string) {
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
  const startedAt = performance.now();
  let said = '';
  socket.on('data', (data) => {
    said += data;
  });
  socket.on('error', () => {});
  socket.write(beginning);
  const dribbling = setInterval(() => socket.write(more), 500);
  await once(socket, 'close');
  clearInterval(dribbling);
  return { said, afterMs: performance.now() - startedAt };
}

test('HTTP19 a request whose headers or body never end is closed', { timeout: 60_000 }, async () => {
  const [idle, headers, body] = await Promise.all([
    dribble('', ''),
    dribble('GET /healthz HTTP/1.1\r\nHost: x\r\n', 'X-More: 1\r\n'),
    dribble(
      'POST /api/auth/sign-in/email HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n\r\n{',
      ' ',
    ),
  ]);
  expect(idle.afterMs).toBeLessThan(20_000);
  expect(headers.afterMs).toBeLessThan(20_000);
  expect(headers.said).toContain('408');
  expect(body.afterMs).toBeLessThan(45_000);
  expect(body.said).toContain('408');
});

const INHERITED = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

test.each(INHERITED)(
  'ROOM30 `%s` is no room, seat, method, kind of room, space or message type',
  async (name) => {
    for (const query of ['sessionId=a', `sessionId=${name}`, `sessionId=a&reconnectionToken=${name}`]) {
      for (const roomId of [name, there.room.roomId]) {
        const socket = connect(`/x/${roomId}?${query}`);
        const closed = once(socket, 'close');
        const [message] = (await once(socket, 'message')) as [Buffer];
        expect(message[0]).toBe(Protocol.ERROR);
        expect(message.toString()).toContain('seat reservation expired.');
        expect((await closed)[0]).toBe(query.includes('Token') ? 4003 : 4002);
      }
    }
    const { token } = await signUp(url, `proto_${INHERITED.indexOf(name)}`);
    const ask = async (path: string, body: unknown = {}) => {
      const answer = await fetch(`${url}/matchmake/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
      return (await answer.json()).error;
    };
    expect(await ask(`joinOrCreate/${name}`, { spaceId })).toBe('NO_SUCH_METHOD_OR_ROOM');
    expect(await ask(`${name}/space`, { spaceId })).toBe('NO_SUCH_METHOD_OR_ROOM');
    expect(await ask('joinOrCreate/space', { spaceId: name })).toBe('SPACE_NOT_FOUND');
    expect(await ask(`joinById/${name}`)).toBe('NO_SUCH_ROOM');
    const { length } = there.messages;
    there.room.send(name, {});
    await there.until('a refusal', () => there.messages.length > length);
    expect(there.messages.at(-1)?.message).toMatchObject({ code: 'UNKNOWN_MESSAGE' });
  },
);
