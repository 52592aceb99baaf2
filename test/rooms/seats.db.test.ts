import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@colyseus/sdk';
import { afterAll, afterEach, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Db } from '#db/client.ts';
import { spaceBans } from '#db/schema/index.ts';
import { DomainError } from '#domain/errors.ts';
import { buildBaseModel, buildEvent, buildSpace } from '../builders.ts';
import { apiClient, cut, enter, type Presence, until, watch } from '../clients.ts';
import { buildSignedIn, type SignedIn } from '../signed-in.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* Seats: who gets one, who returns to it, and who has it when two connections want it. */

const METRICS_TOKEN = 'a token of the tests';
const SEAT_MS = 10_000;

let house: TestServer;
let db: Db;
let open: WebSocket[] = [];

beforeAll(async () => {
  const settings = { RATE_LIMITS: 'true', METRICS_TOKEN };
  house = await startTestServer(inject('testDatabase').kind, settings);
  db = house.server.app.database.db;
  await buildBaseModel(db);
});

afterEach(async () => {
  const opened = open;
  open = [];
  for (const socket of opened) if (socket.readyState === WebSocket.OPEN) socket.send(new Uint8Array([LEAVE]));
  await until('all have left', () => opened.every(({ readyState }) => readyState === WebSocket.CLOSED));
  expect(house.errors).toEqual([]);
});

afterAll(() => house.stop());

const signedIn = (count: number) => buildSignedIn(db, house.server.app.config.AUTH_SECRET, count);
const [one, two] = [0, 1];

function clientOf({ token }: SignedIn): Client {
  const client = new Client(house.url);
  client.auth.token = token;
  return client;
}

type Seat = { sessionId: string; roomId: string; processId: string };
type Asked = { status: number; body: Seat & { code?: number; error?: string } };

/** Asks the matchmaker as a client without the SDK does. */
async function ask(who: SignedIn | undefined, path: string, body: object): Promise<Asked> {
  const answer = await fetch(`${house.url}/matchmake/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(who && { authorization: `Bearer ${who.token}` }) },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Asked['body'] };
}

const askForSeat = (who: SignedIn, spaceId: string) => ask(who, 'joinOrCreate/space', { spaceId });

/** Of a presence, the room and token with which its player returns. */
const wayBack = ({ room }: Pick<Presence, 'room'>): [roomId: string, reconnectionToken: string] => {
  const [roomId, token] = room.reconnectionToken.split(':');
  return [roomId as string, token as string];
};

const askToReturn = (who: SignedIn | undefined, presence: Presence) => {
  const [roomId, reconnectionToken] = wayBack(presence);
  return ask(who, `reconnect/${roomId}`, { reconnectionToken });
};

type Line = { socket: WebSocket; closed: Promise<number>; first: Promise<number> };

/** Opens a WebSocket on a seat; `first` is the first byte of what comes, `closed` the code with which it closes. */
function connect({ processId, roomId, sessionId }: Seat, query: Record<string, string> = {}): Line {
  const address = `${house.url.replace('http', 'ws')}/${processId}/${roomId}`;
  const socket = new WebSocket(`${address}?${new URLSearchParams({ sessionId, ...query })}`);
  open.push(socket);
  socket.on('error', () => {});
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const first = new Promise<number>((resolve) => {
    socket.once('message', (data: Buffer) => resolve(data[0] as number));
  });
  return { socket, closed, first };
}

const JOINED = 10;
const REFUSED = 11;
const LEAVE = 12;

function returnBy(presence: Presence, query: Record<string, string>): Line {
  const [roomId, reconnectionToken] = wayBack(presence);
  const seat = { processId: 'any', roomId, sessionId: presence.room.sessionId };
  return connect(seat, { reconnectionToken, skipHandshake: '1', ...query });
}

const playersNow = async (spaceId: string): Promise<number> =>
  (await apiClient(house.url).get(`/spaces/${spaceId}`)).body.data.playersNow;

async function playsOn(presence: Presence): Promise<void> {
  const text = `still here ${Math.random()}`;
  presence.room.send('chat', { text });
  await presence.until('the own chat', () => presence.messages.find(({ message }) => message.text === text));
}

const live = () => ({ isLive: true, startedAt: new Date(Date.now() - 60_000) });

test('SEAT1 a second tab takes over the seat with index, avatar and visit; the first is told, closed with 4100 and stays away', async () => {
  const space = await buildSpace(db);
  const event = await buildEvent(db, { spaceId: space.id, ...live() });
  const people = await signedIn(2);
  const beside = await enter(house.url, (people[two] as SignedIn).token, space.publicId);
  const player = people[one] as SignedIn;
  const first = await enter(house.url, player.token, space.publicId);
  const { sessionId, reconnectionToken } = first.room;
  const { index } = await beside.until('the avatar', () => beside.room.state.avatars.get(sessionId));
  const seen: string[] = [];
  beside.room.onStateChange((state) => {
    const avatar = state.avatars.get(sessionId);
    seen.push(`${avatar?.index} ${avatar?.status}`);
  });

  const second = await watch(await clientOf(player).reconnect(reconnectionToken));
  expect(await first.left).toBe(4100);
  expect(first.messages.map(({ message }) => message.code)).toContain('REPLACED');
  expect(second.room.sessionId).toBe(sessionId);
  await playsOn(second);
  await sleep(1_500);
  expect(second.room.connection.isOpen).toBe(true);
  expect(beside.room.state.avatars.size).toBe(2);
  // Nobody else notices: the avatar was never away, and is the same.
  const shown = beside.room.state.avatars.get(sessionId);
  expect([...new Set([...seen, `${shown.index} ${shown.status}`])]).toEqual([`${index} here`]);
  const { visits } = (await apiClient(house.url, player.token).get(`/events/${event.publicId}/my-attendance`))
    .body.data;
  expect(visits).toMatchObject([{ leftAt: null }]);
  await second.room.leave();
  await beside.room.leave();
});

test('SEAT1 a phone that changes networks has its seat at once, though the old connection seems open', async () => {
  const space = await buildSpace(db);
  const [player] = (await signedIn(1)) as [SignedIn];
  const there = await enter(house.url, player.token, space.publicId);
  const { ws } = there.room.connection.transport as unknown as { ws: WebSocket };
  ws.pause();
  const newer = returnBy(there, { _authToken: player.token });
  expect(await newer.first).toBe(JOINED);
  newer.socket.send(new Uint8Array([JOINED]));
  // Had the server given up the older one first, it would close with 1006.
  ws.resume();
  expect(await there.left).toBe(4100);
  expect(newer.socket.readyState).toBe(WebSocket.OPEN);
});

test('SEAT1 SEAT2 of many connections that want a seat, at once and in turn, the newest has it, and nobody is counted as misbehaving', async () => {
  const space = await buildSpace(db);
  const [player] = (await signedIn(1)) as [SignedIn];
  const there = await enter(house.url, player.token, space.publicId);
  const lines: Line[] = [];
  for (let n = 0; n < 12; n++) {
    const line = returnBy(there, { _authToken: player.token });
    lines.push(line);
    if (n % 3 > 0) expect(await line.first).toBe(JOINED);
  }
  const last = lines.at(-1) as Line;
  const codes = await Promise.all(lines.slice(0, -1).map(({ closed }) => closed));
  expect(new Set(codes)).toEqual(new Set([4100]));
  expect(last.socket.readyState).toBe(WebSocket.OPEN);
  expect((await askForSeat(player, space.publicId)).status).toBe(200);
});

test('SEAT2 connections that break on the way in are not counted as misbehaving', async () => {
  const space = await buildSpace(db);
  const [player] = (await signedIn(1)) as [SignedIn];
  for (let n = 0; n < 6; n++) {
    const { body } = await askForSeat(player, space.publicId);
    const { socket, closed } = connect(body);
    socket.on('open', () => socket.terminate());
    await closed;
    await sleep(30);
  }
  const { avatars } = house.server.app;
  const { outfitsOnEntering } = avatars;
  onTestFinished(() => void Object.assign(avatars, { outfitsOnEntering }));
  avatars.outfitsOnEntering = async () => {
    throw new DomainError('DATABASE_UNAVAILABLE');
  };
  for (let n = 0; n < 6; n++)
    await expect(enter(house.url, player.token, space.publicId)).rejects.toMatchObject({ code: 503 });
  avatars.outfitsOnEntering = outfitsOnEntering;
  const there = await enter(house.url, player.token, space.publicId);
  await there.room.leave();
});

test('SEAT3 asking twice for the way back is answered twice, while the older connection is open and after it is lost', async () => {
  const space = await buildSpace(db);
  const [player] = (await signedIn(1)) as [SignedIn];
  const there = await enter(house.url, player.token, space.publicId);
  there.room.reconnection.enabled = false;
  for (let n = 0; n < 2; n++)
    expect(await askToReturn(player, there)).toMatchObject({
      status: 200,
      body: { sessionId: there.room.sessionId, roomId: there.room.roomId },
    });
  await playsOn(there);
  cut(there);
  await there.left;
  for (let n = 0; n < 2; n++) expect((await askToReturn(player, there)).status).toBe(200);
  const back = await watch(await clientOf(player).reconnect(there.room.reconnectionToken));
  expect(back.room.sessionId).toBe(there.room.sessionId);
  expect(back.room.reconnectionToken).toBe(there.room.reconnectionToken);
  await back.room.leave();
});

test('SEAT3 who loses the answer of the room itself returns with the token that they have', async () => {
  const space = await buildSpace(db);
  const people = await signedIn(2);
  const beside = await enter(house.url, (people[two] as SignedIn).token, space.publicId);
  const player = people[one] as SignedIn;
  const there = await enter(house.url, player.token, space.publicId);
  const { sessionId } = there.room;
  const { index } = await beside.until('the avatar', () => beside.room.state.avatars.get(sessionId));
  for (let n = 0; n < 3; n++) {
    const lost = returnBy(there, { _authToken: player.token });
    if (n === 0) lost.socket.on('open', () => lost.socket.terminate());
    else void lost.first.then(() => lost.socket.terminate());
    await lost.closed;
    await sleep(100);
  }
  const back = await watch(await clientOf(player).reconnect(there.room.reconnectionToken));
  expect(back.room.sessionId).toBe(sessionId);
  await playsOn(back);
  await beside.until('it is back', () => beside.room.state.avatars.get(sessionId)?.status === 'here');
  expect(beside.room.state.avatars.get(sessionId)).toMatchObject({ index });
  await back.room.leave();
  await beside.room.leave();
});

test('SEAT3 asking for the way back keeps the seat for the time that the way takes', async () => {
  const space = await buildSpace(db);
  const [player] = (await signedIn(1)) as [SignedIn];
  const there = await enter(house.url, player.token, space.publicId);
  there.room.reconnection.enabled = false;
  cut(there);
  await there.left;
  const lostAt = performance.now();
  await sleep(26_000);
  const { status, body } = await askToReturn(player, there);
  expect(status).toBe(200);
  await sleep(Math.max(0, 32_000 - (performance.now() - lostAt)));
  const [, reconnectionToken] = wayBack(there);
  const back = connect(body, { reconnectionToken, _authToken: player.token });
  expect(await back.first).toBe(JOINED);
});

test('SEAT4 a session token with every character of base64 arrives, though the SDK does not encode it in addresses', async () => {
  const space = await buildSpace(db);
  const people = await signedIn(40);
  const player = people.find(({ token }) => token.includes('+')) as SignedIn;
  const there = await enter(house.url, player.token, space.publicId);
  const back = await watch(await clientOf(player).reconnect(there.room.reconnectionToken));
  expect(back.room.sessionId).toBe(there.room.sessionId);
  await back.room.leave();
});

test('SEAT4 a reconnection token is worth nothing to another user, nor to who does not say who they are', async () => {
  const space = await buildSpace(db);
  const people = (await signedIn(2)) as [SignedIn, SignedIn];
  const [player, thief] = people;
  const there = await enter(house.url, player.token, space.publicId);
  there.room.reconnection.enabled = false;
  const tryAll = async () => {
    expect(await askToReturn(thief, there)).toMatchObject({ status: 403, body: { error: 'NOT_YOUR_SEAT' } });
    expect(await askToReturn(undefined, there)).toMatchObject({
      status: 401,
      body: { error: 'NOT_SIGNED_IN' },
    });
    for (const query of [{ _authToken: thief.token }, {}]) {
      const line = returnBy(there, query as Record<string, string>);
      expect(await line.first).toBe(REFUSED);
      expect(await line.closed).toBe(4003);
    }
  };
  await tryAll();
  await playsOn(there);
  cut(there);
  await there.left;
  await tryAll();
  const back = await watch(await clientOf(player).reconnect(there.room.reconnectionToken));
  expect(back.room.sessionId).toBe(there.room.sessionId);
  await back.room.leave();
});

test('SEAT5 a newer request for a seat replaces the older one, and others find their places', async () => {
  const space = await buildSpace(db, { capacity: 3 });
  const people = (await signedIn(3)) as [SignedIn, SignedIn, SignedIn];
  const asked: Seat[] = [];
  for (let n = 0; n < 5; n++) asked.push((await askForSeat(people[0], space.publicId)).body);
  expect(new Set(asked.map(({ roomId }) => roomId)).size).toBe(1);
  const stale = connect(asked[0] as Seat);
  expect(await stale.first).toBe(REFUSED);
  const latest = connect(asked.at(-1) as Seat);
  expect(await latest.first).toBe(JOINED);
  const others = await Promise.all(
    people.slice(1).map(({ token }) => enter(house.url, token, space.publicId)),
  );
  for (const { room } of others) expect(room.roomId).toBe(asked[0]?.roomId);
  for (const { room } of others) await room.leave();
});

test('SEAT5 who is there and asks for another seat takes no second place', async () => {
  const space = await buildSpace(db, { capacity: 2 });
  const [player, friend] = (await signedIn(2)) as [SignedIn, SignedIn];
  const there = await enter(house.url, player.token, space.publicId);
  for (let n = 0; n < 3; n++) expect((await askForSeat(player, space.publicId)).status).toBe(200);
  const beside = await enter(house.url, friend.token, space.publicId);
  expect(beside.room.roomId).toBe(there.room.roomId);
  await beside.room.leave();
  await there.room.leave();
});

test('SEAT5 a seat that nobody takes is given up after ten seconds', async () => {
  const space = await buildSpace(db, { capacity: 2 });
  const [player, ghost, late] = (await signedIn(3)) as [SignedIn, SignedIn, SignedIn];
  const there = await enter(house.url, player.token, space.publicId);
  const { body: seat } = await askForSeat(ghost, space.publicId);
  expect(seat.roomId).toBe(there.room.roomId);
  expect((await ask(late, `joinById/${seat.roomId}`, {})).status).toBe(404);
  await sleep(SEAT_MS);
  await until('the place is free', async () => {
    const { status } = await ask(late, `joinById/${seat.roomId}`, {});
    return status === 200;
  });
  expect(await connect(seat).first).toBe(REFUSED);
  await there.room.leave();
});

test('SEAT6 who is banned gets no seat, also by a room’s id and under the name of another space', async () => {
  const [space, other] = [await buildSpace(db, { capacity: 2 }), await buildSpace(db)];
  const [player, banned, moderator] = (await signedIn(3)) as [SignedIn, SignedIn, SignedIn];
  const there = await enter(house.url, player.token, space.publicId);
  await db
    .insert(spaceBans)
    .values({ spaceId: space.id, userId: banned.user.id, byUserId: moderator.user.id });
  for (const body of [{}, { spaceId: space.publicId }, { spaceId: other.publicId }])
    expect(await ask(banned, `joinById/${there.room.roomId}`, body)).toMatchObject({
      status: 403,
      body: { error: 'BANNED' },
    });
  await there.room.leave();
});

test('SEAT7 players are counted where they are, and seats that wait are not', async () => {
  const space = await buildSpace(db);
  const people = (await signedIn(3)) as [SignedIn, SignedIn, SignedIn];
  const gauge = async () => {
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    const text = await (await fetch(`${house.url}/metrics`, { headers })).text();
    return Number(/^triberspace_players (\d+)$/m.exec(text)?.[1]);
  };
  await until('nobody from before', async () => (await gauge()) === 0);
  const there = await enter(house.url, people[0].token, space.publicId);
  for (const who of people.slice(1)) expect((await askForSeat(who, space.publicId)).status).toBe(200);
  await until('one is counted', async () => (await playersNow(space.publicId)) === 1);
  const { data } = (await apiClient(house.url).get(`/spaces/${space.publicId}/instances`)).body;
  expect(data).toMatchObject([{ players: 1, takesNewcomers: true }]);
  expect(await gauge()).toBe(1);
  const second = await enter(house.url, people[1].token, space.publicId);
  await until('two are counted', async () => (await playersNow(space.publicId)) === 2);
  await second.room.leave();
  cut(there);
  await until('one is counted again', async () => (await playersNow(space.publicId)) === 1);
  await there.until('it is back', () => there.room.connection.isOpen);
  await there.room.leave();
});

test('SEAT8 who comes back while the database is unavailable keeps the seat, and the SDK has it once the database is back', async () => {
  const space = await buildSpace(db);
  const people = (await signedIn(2)) as [SignedIn, SignedIn];
  const there = await enter(house.url, people[0].token, space.publicId);
  const beside = await enter(house.url, people[1].token, space.publicId);
  const { sessionId } = there.room;
  const statusOf = () => beside.room.state.avatars.get(sessionId)?.status;
  const { admission } = house.server.app;
  const { refusals } = admission;
  onTestFinished(() => void Object.assign(admission, { refusals }));
  let asked = 0;
  admission.refusals = async () => {
    asked += 1;
    throw new DomainError('DATABASE_UNAVAILABLE');
  };
  cut(there);
  await beside.until('it is lost', () => statusOf() === 'away');
  await until('it has tried', () => asked >= 2);
  admission.refusals = refusals;
  await beside.until('it is back', () => statusOf() === 'here');
  await playsOn(there);
  await there.room.leave();
  await beside.room.leave();
});
