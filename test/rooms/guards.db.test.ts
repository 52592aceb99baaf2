import { setTimeout as sleep } from 'node:timers/promises';
import { matchMaker, Protocol, type Room, type Client as ServerClient } from '@colyseus/core';
import { Client } from '@colyseus/sdk';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { FrameKind, type MovesFrame } from '#rooms/movement/codec.ts';
import type { SpaceState } from '#rooms/space/space-state.ts';
import { cut, enter, type Person, type Presence, signUp, signUpCreator, standing } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* What clients may do wrong, and what becomes of them; a bystander in the same room plays on unharmed. */

let house: TestServer;
let url: string;
let spaceId: string;
let offender: Person;
let there: Presence;
let bystander: Presence;
let bystandersToken: string;
const uncaught: unknown[] = [];
const note = (error: unknown) => uncaught.push(error);

beforeAll(async () => {
  process.on('uncaughtException', note).on('unhandledRejection', note);
  house = await startTestServer(inject('testDatabase').kind);
  url = house.url;
  ({ spaceId } = await signUpCreator(url, 'guard_creator'));
  bystandersToken = (await signUp(url, 'bystander')).token;
});

afterAll(() => house.stop());

let round = 0;
beforeEach(async () => {
  offender = await signUp(url, `offender_${++round}`);
  bystander = await enter(url, bystandersToken, spaceId);
  there = await enter(url, offender.token, spaceId);
});

afterEach(async () => {
  await playsOn(bystander);
  await bystander.room.leave();
  expect(uncaught).toEqual([]);
});

/** Says something and hears it, moves and sees it. */
async function playsOn(presence: Presence): Promise<void> {
  const text = `still here ${Math.random()}`;
  presence.room.send('chat', { text });
  await presence.until('the own chat', () => presence.messages.find(({ message }) => message.text === text));
  const frames = presence.frames.length;
  presence.room.sendBytes('move', await standing(presence));
  await presence.until('the own move', () => presence.frames.length > frames);
}

const socketOf = (presence: Presence) =>
  (presence.room.connection.transport as unknown as { ws: { send(bytes: Uint8Array): void } }).ws;

const localRoom = () => matchMaker.getLocalRoomById(there.room.roomId) as Room<{ state: SpaceState }>;

const refusal = (presence: Presence) =>
  presence.until('a refusal', () => presence.messages.find(({ type }) => type === 'refused'));

test('ROOM1 a handler that throws, or whose promise fails, is answered with INTERNAL and ends nothing', async () => {
  localRoom().onMessage('throws', () => {
    throw new Error('thrown on purpose');
  });
  localRoom().onMessage('rejects', async () => {
    throw new Error('rejected on purpose');
  });
  for (const type of ['throws', 'rejects']) {
    there.messages.length = 0;
    there.room.send(type, {});
    expect((await refusal(there)).message).toMatchObject({ code: 'INTERNAL' });
  }
  await playsOn(there);
});

test('ROOM1 a throw inside chat and emote themselves is answered with INTERNAL', async () => {
  const room = localRoom();
  const { broadcast } = room;
  room.broadcast = () => {
    throw new Error('cannot say it');
  };
  there.room.send('chat', { text: 'hello' });
  expect((await refusal(there)).message).toMatchObject({ code: 'INTERNAL' });
  there.messages.length = 0;
  there.room.send('emote', { name: 'wave' });
  expect((await refusal(there)).message).toMatchObject({ code: 'INTERNAL' });
  room.broadcast = broadcast;
});

test('ROOM2 a move of the wrong length closes with 4002', async () => {
  there.room.sendBytes('move', new Uint8Array(7));
  expect(await there.left).toBe(4002);
});

test.each([
  ['a message', [Protocol.ROOM_DATA, 0xa3, 0x61, 0xff, 0x62]],
  ['bytes', [Protocol.ROOM_DATA_BYTES, 0xd9, 2, 0x61, 0x80, 1, 2]],
  ['a request', [Protocol.ROOM_REQUEST, 1, 0xda, 1, 0, 0xf8]],
])('ROOM2 %s whose type is no text closes with 4002, without a line in the log', async (_what, bytes) => {
  const said = vi.spyOn(console, 'error');
  socketOf(there).send(new Uint8Array(bytes));
  expect(await there.left).toBe(4002);
  await playsOn(bystander);
  expect(said).not.toHaveBeenCalled();
  said.mockRestore();
});

test('ROOM2 an unknown type that is text in another alphabet is refused as any unknown one', async () => {
  there.room.send('прыжок', {});
  expect((await refusal(there)).message).toMatchObject({ code: 'UNKNOWN_MESSAGE' });
});

const malformed: [string, number[]][] = [
  ['nothing but a code', [Protocol.ROOM_DATA]],
  ['a type cut short', [Protocol.ROOM_DATA, 0xbf, 0x61]],
  ['a message that is no msgpack', [Protocol.ROOM_DATA, 0xa4, 0x63, 0x68, 0x61, 0x74, 0xc1, 0xff]],
  ['bytes without a type', [Protocol.ROOM_DATA_BYTES]],
  ['a request cut short', [Protocol.ROOM_REQUEST, 0xcf]],
  ['an input that was never declared', [Protocol.ROOM_INPUT_RELIABLE, 1, 2, 3]],
  ['an unknown code', [0xfe, 0, 0, 0]],
  ['an empty frame', []],
];

test.each(malformed)('ROOM2 %s leaves the process and the others alone', async (_what, bytes) => {
  socketOf(there).send(new Uint8Array(bytes));
  await playsOn(bystander);
});

test('ROOM3 a frame above 4 kB closes with 1009', async () => {
  there.room.reconnection.enabled = false;
  socketOf(there).send(new Uint8Array(5_000));
  expect(await there.left).toBe(1009);
});

const STANDING = new Uint8Array(8);

test.each<[what: string, say: (at: number) => void]>([
  ['messages', () => there.room.send('emote', { name: 'wave' })],
  ['moves', () => there.room.sendBytes('move', STANDING)],
  [
    'messages and moves',
    (at) => (at % 2 ? there.room.send('emote', { name: 'wave' }) : there.room.sendBytes('move', STANDING)),
  ],
])('ROOM4 MOV14 more than 60 %s a second close with 4002', async (_what, say) => {
  for (let at = 0; at < 70; at++) say(at);
  expect(await there.left).toBe(4002);
});

test('ROOM5 an unknown message, a wrong chat and too much talk are refused with a code, and nobody leaves', async () => {
  for (const [type, message, code] of [
    ['teleport', {}, 'UNKNOWN_MESSAGE'],
    ['__proto__', {}, 'UNKNOWN_MESSAGE'],
    ['chat', { text: '' }, 'INVALID'],
    ['chat', { text: 'x'.repeat(501) }, 'INVALID'],
    ['chat', { text: 'a\u202eb' }, 'INVALID'],
    ['chat', 'hello', 'INVALID'],
    ['emote', { name: 'DROP TABLE' }, 'INVALID'],
  ] as const) {
    there.messages.length = 0;
    there.room.send(type, message);
    expect((await refusal(there)).message, `${type} ${JSON.stringify(message)}`).toMatchObject({ code });
  }
  there.messages.length = 0;
  for (let i = 0; i < 12; i++) there.room.send('chat', { text: `spam ${i}` });
  expect((await refusal(there)).message).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  await there.room.leave();
});

test('ROOM6 without a token, with a wrong one, and for a space that is not there, the way in is refused with a word', async () => {
  const client = new Client(url);
  await expect(client.joinOrCreate('space', { spaceId })).rejects.toMatchObject({
    code: 401,
    message: 'NOT_SIGNED_IN',
  });
  client.auth.token = 'nonsense.nonsense';
  await expect(client.joinOrCreate('space', { spaceId })).rejects.toMatchObject({
    code: 401,
    message: 'NOT_SIGNED_IN',
  });
  client.auth.token = offender.token;
  await expect(client.joinOrCreate('space', { spaceId: 'nowhere_____' })).rejects.toMatchObject({
    code: 404,
    message: 'SPACE_NOT_FOUND',
  });
  await expect(client.joinOrCreate('space', {})).rejects.toMatchObject({ message: 'SPACE_NOT_FOUND' });
  await expect(client.create('space', { spaceId })).rejects.toMatchObject({
    message: 'NO_SUCH_METHOD_OR_ROOM',
  });
});

test('ROOM7 a revoked session is shown out with 4101, and no reconnection token brings it back', async () => {
  there.room.reconnection.enabled = false;
  const { reconnectionToken } = there.room;
  await signOut(offender.token);
  expect(await there.left).toBe(4101);
  expect(there.messages.map(({ message }) => message.code)).toContain('SIGNED_OUT');
  await expect(new Client(url).reconnect(reconnectionToken)).rejects.toThrow();
  await expect(enter(url, offender.token, spaceId)).rejects.toMatchObject({ code: 401 });
});

test('ROOM7 a session revoked while its connection is lost does not get back in', async () => {
  there.room.reconnection.enabled = false;
  const { reconnectionToken, sessionId } = there.room;
  cut(there);
  await bystander.until('away', () => bystander.room.state.avatars.get(sessionId)?.status === 'away');
  await signOut(offender.token);
  await bystander.until('gone', () => !bystander.room.state.avatars.has(sessionId));
  await expect(new Client(url).reconnect(reconnectionToken)).rejects.toThrow();
});

test('LEAVE16 a session that ended without a word is found within a heartbeat', async () => {
  const { sessionId } = there.room;
  const { db } = house.server.app.database;
  await db.execute(
    sql`delete from session using "user" u where u.id = user_id and u.user_name = ${offender.userName}`,
  );
  expect(await there.left).toBe(4101);
  await bystander.until('gone', () => !bystander.room.state.avatars.has(sessionId));
});

test('ROOM31 a session that expires during a stay is shown out within a heartbeat, also while the connection is lost', async () => {
  const { db } = house.server.app.database;
  const lost = await signUp(url, `expired_${round}`);
  const away = await enter(url, lost.token, spaceId);
  away.room.reconnection.enabled = false;
  const { reconnectionToken, sessionId } = away.room;
  await bystander.until('both', () => bystander.room.state.avatars.size >= 3);
  cut(away);
  await bystander.until('away', () => bystander.room.state.avatars.get(sessionId)?.status === 'away');
  await db.execute(
    sql`update session set expires_at = now() + interval '1 second' from "user" u
        where u.id = user_id and u.user_name in (${offender.userName}, ${lost.userName})`,
  );
  expect(await there.left).toBe(4101);
  expect(there.messages.map(({ message }) => message.code)).toContain('SIGNED_OUT');
  await bystander.until('gone', () => !bystander.room.state.avatars.has(sessionId));
  await expect(new Client(url).reconnect(reconnectionToken)).rejects.toThrow();
});

test('ROOM8 the same user from a newer device replaces the older one, which is told', async () => {
  const newer = await enter(url, offender.token, spaceId);
  expect(await there.left).toBe(4100);
  expect(there.messages.map(({ message }) => message.code)).toContain('REPLACED');
  await newer.until('one avatar of them', () => avatarsOf(newer, offender.userName) === 1);
  await playsOn(newer);
  await newer.room.leave();
});

const avatarsOf = (presence: Presence, userName: string): number =>
  [...presence.room.state.avatars.values()].filter((avatar) => avatar.userName === userName).length;

test('ROOM9 a lost connection keeps avatar, index and pose for its return', async () => {
  there.room.sendBytes('move', new Uint8Array([9, 0, 9, 0, 9, 0, 9, 1]));
  const { sessionId } = there.room;
  const { index } = await bystander.until('the avatar', () => bystander.room.state.avatars.get(sessionId));
  cut(there);
  await bystander.until('away', () => bystander.room.state.avatars.get(sessionId).status === 'away');
  await bystander.until('here again', () => bystander.room.state.avatars.get(sessionId).status === 'here');
  expect(bystander.room.state.avatars.get(sessionId).index).toBe(index);
  await playsOn(there);
  await there.room.leave();
});

test('ROOM10 a newcomer hears where everybody is', async () => {
  const pose = (await standing(there)).with(7, 42);
  there.room.sendBytes('move', pose);
  const isThere = ({ entries }: MovesFrame) => entries.some(({ animation }) => animation === 42);
  await bystander.until('the move', () => bystander.frames.some(isThere));
  const newcomer = await enter(url, (await signUp(url, 'newcomer')).token, spaceId);
  await newcomer.until('the keyframe', () =>
    newcomer.frames.some((frame) => frame.kind === FrameKind.keyframe && isThere(frame)),
  );
  await newcomer.room.leave();
  await there.room.leave();
});

/** Stops reading, as a stalled program does; what the room sends from then on waits. */
function stall(presence: Presence): { resume(): void } {
  const { ws } = presence.room.connection.transport as unknown as { ws: WebSocket };
  ws.pause();
  return { resume: () => ws.resume() };
}

/** Sends patches until so many bytes wait for the stalled reader; answers with the names that were sent. */
async function pileUp(bytes: number): Promise<string[]> {
  const client = localRoom().clients.get(there.room.sessionId) as ServerClient;
  const socket = client.ref as unknown as { bufferedAmount: number };
  const sent: string[] = [];
  while (sent.length < 1_000 && socket.bufferedAmount < bytes) {
    const name = `${sent.length} ${String.fromCharCode(97 + (sent.length % 26)).repeat(20_000)}`;
    sent.push(name);
    localRoom().state.name = name;
    localRoom().broadcastPatch();
    await sleep(2);
  }
  expect(socket.bufferedAmount).toBeGreaterThanOrEqual(bytes);
  return sent;
}

test('ROOM27 a connection that says nothing stays, and one that answers no pings counts as lost', async () => {
  const statusOf = (presence: Presence) =>
    (bystander.room.state as SpaceState).avatars.get(presence.room.sessionId)?.status;
  const quiet = await enter(url, (await signUp(url, 'quiet_one')).token, spaceId);
  await bystander.until('both', () => statusOf(there) === 'here' && statusOf(quiet) === 'here');
  // It stops reading for good, as when the network is gone and nobody says so.
  const halfOpen = stall(there);
  await bystander.until('that it is lost', () => statusOf(there) === 'away');
  expect(statusOf(quiet)).toBe('here');
  expect(quiet.room.connection.isOpen).toBe(true);
  halfOpen.resume();
  await bystander.until('that it is back', () => statusOf(there) === 'here');
  await quiet.room.leave();
});

test('ROOM11 what a stalled reader gets late is what was sent: patches are not written over while they wait', async () => {
  const seen: string[] = [];
  there.room.onStateChange((state) => void seen.push(state.name));
  const reader = stall(there);
  const sent = await pileUp(500_000);
  reader.resume();
  await there.until('the last patch', () => seen.at(-1) === sent.at(-1));
  const names = seen.filter((name, index) => name !== 'Main stage' && name !== seen[index - 1]);
  expect(names).toEqual(sent);
  await there.room.leave();
});

test('ROOM19 a reader for whom movement was left out hears where everybody is once it has caught up', async () => {
  const here = (frame: MovesFrame) => frame.entries.some(({ animation }) => animation === 43);
  const reader = stall(there);
  await pileUp(200_000);
  bystander.room.sendBytes('move', (await standing(bystander)).with(7, 43));
  await bystander.until('the move', () => bystander.frames.some(here));
  reader.resume();
  await there.until('where everybody is', () => there.frames.some(here));
  expect(there.frames.filter(here).map(({ kind }) => kind)).toEqual([FrameKind.keyframe]);
  await there.room.leave();
});

test('ROOM12 upgrades and seats that make no sense are refused', async () => {
  const { default: net } = await import('node:net');
  for (const path of [
    ':99999',
    '//[',
    '/x/y?sessionId=__proto__',
    '/x/constructor?sessionId=constructor',
    '/%',
  ]) {
    const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    await sleep(100);
    socket.destroy();
  }
  for (const body of ['{', '[]', 'null', '"x"', JSON.stringify({ spaceId: { $ne: 1 } })]) {
    const response = await fetch(`${url}/matchmake/joinOrCreate/space`, { method: 'POST', body });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  }
  const big = await fetch(`${url}/matchmake/joinOrCreate/space`, {
    method: 'POST',
    body: JSON.stringify({ x: 'y'.repeat(20_000) }),
  });
  expect(big.status).toBe(413);
  await there.room.leave();
});

test('ROOM13 a stranger origin is refused at the upgrade', async () => {
  const { default: http } = await import('node:http');
  const status = await new Promise<number | undefined>((resolve) => {
    const request = http.get(`${url}/`, {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        Origin: 'https://evil.example',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      },
    });
    request.on('response', (response) => resolve(response.statusCode));
    request.on('upgrade', () => resolve(101));
  });
  expect(status).toBe(403);
  await there.room.leave();
});

test.each([
  ['at the door', 0],
  ['on entering', 1],
])('ROOM16 what goes wrong inside %s is told as INTERNAL, and not what it was', async (_where, passes) => {
  const { admission } = house.server.app;
  const { refusals } = admission;
  let asked = 0;
  admission.refusals = (...parameters) => {
    if (asked++ >= passes) throw new Error('Failed query: select secret from "user"');
    return refusals(...parameters);
  };
  const error = await enter(url, bystandersToken, spaceId).catch((refused) => refused);
  admission.refusals = refusals;
  expect(error).toMatchObject({ code: 500, message: 'INTERNAL' });
  expect(house.errors.join('\n')).toContain('select secret');
  await there.room.leave();
});

test('ROOM14 a player who was dropped and does not come back leaves after their time', async () => {
  there.room.reconnection.enabled = false;
  const { sessionId } = there.room;
  cut(there);
  await bystander.until('away', () => bystander.room.state.avatars.get(sessionId)?.status === 'away');
  const away = Date.now();
  await expectGone(sessionId, away);
});

async function expectGone(sessionId: string, since: number): Promise<void> {
  while (bystander.room.state.avatars.has(sessionId)) {
    expect(Date.now() - since).toBeLessThan(45_000);
    await sleep(250);
  }
  expect(Date.now() - since).toBeGreaterThan(25_000);
}

async function signOut(token: string): Promise<void> {
  const response = await fetch(`${url}/api/auth/sign-out`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(response.status).toBe(200);
}
