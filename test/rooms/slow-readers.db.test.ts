import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClientState, matchMaker, Protocol, type Room, type Client as ServerClient } from '@colyseus/core';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import WebSocket from 'ws';
import { Avatar, type SpaceState } from '#rooms/space/space-state.ts';
import { signUp, signUpCreator, until } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* Newcomers who are slow to read, in a room whose state is far more than a line holds. */

/** Together they are 8 MB, of which the system takes some and the rest waits in the server. */
const GUESTS = 400;
const NAME = 'n'.repeat(20_000);
const MEGABYTE = 1024 * 1024;
/** Enough for some ticks, at each of which a room looks at what waits. */
const SOME_TICKS_MS = 600;

let house: TestServer;
let url: string;
let spaceId: string;
let newcomersToken: string;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
  url = house.url;
  ({ spaceId } = await signUpCreator(url, 'slow_creator'));
  const first = await come((await signUp(url, 'first')).token);
  for (let at = 0; at < GUESTS; at += 1)
    roomOf(first).state.avatars.set(`guest-${at}`, new Avatar({ userName: NAME }));
  roomOf(first).broadcastPatch();
});

afterAll(() => house.stop());

let round = 0;
beforeEach(async () => {
  newcomersToken = (await signUp(url, `newcomer_${++round}`)).token;
});

type Line = { socket: WebSocket; roomId: string; sessionId: string };

const roomOf = ({ roomId }: { roomId: string }) =>
  matchMaker.getLocalRoomById(roomId) as Room<{ state: SpaceState }>;

/** A client without a library, which understands nothing of what it reads; `entering` is called before the state comes. */
async function come(token: string, entering?: (socket: WebSocket) => void): Promise<Line> {
  const answer = await fetch(`${url}/matchmake/joinOrCreate/space`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ spaceId }),
  });
  const { processId, roomId, sessionId } = (await answer.json()) as Record<string, string>;
  const socket = new WebSocket(`${url.replace('http', 'ws')}/${processId}/${roomId}?sessionId=${sessionId}`);
  const [joined] = (await once(socket, 'message')) as [Buffer];
  expect(joined[0]).toBe(Protocol.JOIN_ROOM);
  entering?.(socket);
  socket.send(joined.subarray(0, 1));
  return { socket, roomId: roomId as string, sessionId: sessionId as string };
}

/** Somebody comes in and reads nothing of what is sent from then on. */
async function comeStalled() {
  const line = await come(newcomersToken, (socket) => socket.pause());
  const served = roomOf(line).clients.get(line.sessionId) as ServerClient;
  const waiting = () => (served.ref as unknown as { bufferedAmount: number }).bufferedAmount;
  await until('the state is on its way', () => waiting() > 2 * MEGABYTE);
  return { ...line, served, waiting };
}

test('ROOM25 who reads a large state slowly is not too slow, and gets all of it', async () => {
  const { socket, served, waiting } = await comeStalled();
  await sleep(SOME_TICKS_MS);
  expect(waiting()).toBeGreaterThan(2 * MEGABYTE);
  expect(served.state).toBe(ClientState.JOINED);
  const kinds: number[] = [];
  let stateBytes = 0;
  socket.on('message', (bytes: Buffer) => {
    kinds.push(bytes[0] as number);
    if (bytes[0] === Protocol.ROOM_STATE) stateBytes = bytes.byteLength;
  });
  socket.resume();
  await until('where everybody is', () => kinds.includes(Protocol.ROOM_DATA_BYTES));
  expect(kinds[0]).toBe(Protocol.ROOM_STATE);
  expect(stateBytes).toBeGreaterThan(GUESTS * NAME.length);
  socket.close();
});

test('ROOM25 more than a megabyte beyond the state closes with 4103', async () => {
  const { socket, served, ...line } = await comeStalled();
  await sleep(SOME_TICKS_MS);
  expect(served.state).toBe(ClientState.JOINED);
  for (let turn = 0; turn < 12; turn += 1) {
    roomOf(line).state.spaceType = String(turn % 10).repeat(100_000);
    roomOf(line).broadcastPatch();
  }
  const closed = once(socket, 'close');
  await sleep(SOME_TICKS_MS);
  socket.resume();
  const [code] = await closed;
  expect(code).toBe(4103);
});
