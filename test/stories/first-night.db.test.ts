import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { rows } from '#db/client.ts';
import { audit } from '#operations/audit.ts';
import {
  apiClient,
  cut,
  enter,
  type Person,
  type Presence,
  schedule,
  signUp,
  signUpCreator,
  until,
} from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { sellJacket } from './jacket.ts';

/*
 * The product, once from end to end: two players at an event, one there early and one late; the creator
 * takes it live and ends it; a connection is lost and comes back; points are earned, spent, and worn.
 */

let house: TestServer;
let url: string;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
  url = house.url;
});

afterAll(() => house.stop());

const POINTS_PER_MINUTE = 120;

test('ATT14 EVT7 two players attend an event, earn to the second, buy a jacket and are seen in it', async () => {
  const creator = await signUpCreator(url, 'ada_creator');
  const early = await signUp(url, 'early_bird');
  const late = await signUp(url, 'late_comer');
  const jacket = await sellJacket(house, creator);
  const eventId = await schedule(creator, { pointsPerMinute: POINTS_PER_MINUTE, minimumSeconds: 1 });

  // Early is there before anything happens, and sees what is coming.
  const earlyThere = await enter(url, early.token, creator.spaceId);
  expect(earlyThere.room.state.event).toMatchObject({ id: eventId, isLive: false });
  await sleep(1_000);

  // The creator goes live over REST; everybody in the room sees it at once.
  expect((await creator.api.post(`/events/${eventId}/start`)).body.data).toMatchObject({ isLive: true });
  await earlyThere.until('the event is live', () => earlyThere.room.state.event.isLive);
  await until('the event is among the live ones', async () =>
    (await listed('/events?isLive=true')).includes(eventId),
  );

  // Late comes later; they see each other move and talk.
  await sleep(1_500);
  const lateThere = await enter(url, late.token, creator.spaceId);
  await seesMove(lateThere, earlyThere);
  earlyThere.room.send('chat', { text: 'Welcome!' });
  await lateThere.until('the chat arrives', () => lateThere.messages.find(({ type }) => type === 'chat'));
  await until('both are counted', () => earlyThere.room.state.event.headcount === 2);

  // Early's network fails for a moment: the avatar stays, and the stock SDK comes back by itself.
  cut(earlyThere);
  await lateThere.until('early is away', () => avatarOf(lateThere, earlyThere).status === 'away');
  await lateThere.until('early is back', () => avatarOf(lateThere, earlyThere).status === 'here');
  await sleep(1_000);

  // The end: everybody is paid, told, and told the truth.
  await creator.api.data(creator.api.post(`/events/${eventId}/end`));
  const earlyMessage = await earlyThere.until('early is paid', () => pointsMessage(earlyThere));
  const lateMessage = await lateThere.until('late is paid', () => pointsMessage(lateThere));
  const earlyPoints = await expectedPoints(eventId, early.userName);
  const latePoints = await expectedPoints(eventId, late.userName);
  expect(earlyPoints).toBeGreaterThan(latePoints);
  expect(latePoints).toBeGreaterThan(0);
  expect(earlyMessage).toEqual({ eventId, earned: earlyPoints, balance: earlyPoints, reason: 'attendance' });
  expect(lateMessage).toEqual({ eventId, earned: latePoints, balance: latePoints, reason: 'attendance' });
  expect(await balance(early, creator.creatorId)).toBe(earlyPoints);
  expect(await balance(creator, creator.creatorId)).toBe(0);

  // Ending again changes nothing.
  await creator.api.data(creator.api.post(`/events/${eventId}/end`));
  expect(await balance(early, creator.creatorId)).toBe(earlyPoints);

  // Points become a jacket, and the jacket is seen.
  const order = await early.api.data(early.api.post('/store/purchase', { productId: jacket.productId }));
  expect(order).toMatchObject({
    status: 'completed',
    totalPoints: jacket.price,
    balance: earlyPoints - jacket.price,
  });
  const avatar = await early.api.data(early.api.get('/avatars/my-avatar'));
  await early.api.data(
    early.api.post(`/avatars/my-avatars/${avatar.id}/equip`, {
      itemId: jacket.itemId,
      colorVariant: { main: '#c00' },
    }),
  );
  const worn = await lateThere.until('the jacket is seen', () =>
    avatarOf(lateThere, earlyThere).equipped.get('torso'),
  );
  expect(worn).toMatchObject({
    itemId: jacket.itemId,
    meshUrl: 'https://cdn.example.com/jacket.glb',
    colorVariant: JSON.stringify({ main: '#c00' }),
  });

  await earlyThere.room.leave();
  await lateThere.room.leave();
  const lines = await audit(house.server.app.database.db);
  expect(lines.filter((line) => line.violations > 0)).toEqual([]);
  expect(house.errors).toEqual([]);
});

async function listed(path: string): Promise<string[]> {
  const { body } = await apiClient(url).get(path);
  return body.data.map(({ id }: { id: string }) => id);
}

async function balance(person: Person, creatorId: string): Promise<number> {
  return (await person.api.data(person.api.get(`/points/balance/${creatorId}`))).balance;
}

const avatarOf = (viewer: Presence, seen: Presence) => viewer.room.state.avatars.get(seen.room.sessionId);

const pointsMessage = (presence: Presence) =>
  presence.messages.find(({ type }) => type === 'points')?.message;

async function seesMove(viewer: Presence, mover: Presence): Promise<void> {
  const { index } = avatarOf(viewer, mover);
  mover.room.sendBytes('move', new Uint8Array([0x64, 0, 0, 0, 0x38, 0xff, 64, 1]));
  const seen = await viewer.until('the move is seen', () =>
    viewer.frames.flatMap((frame) => frame.entries).find((entry) => entry.index === index),
  );
  expect(seen).toMatchObject({ x: 1, y: 0, z: -2, animation: 1 });
}

/**
 * The points by hand, from the moments that the database wrote down, to the microsecond: from the later of
 * coming in and going live to the end, two points for each whole second (120 a minute).
 */
async function expectedPoints(eventId: string, userName: string): Promise<number> {
  const visits = await rows<{ from: string; to: string }>(
    house.server.app.database.db,
    sql`select (extract(epoch from greatest(v.joined_at, e.started_at)) * 1000000)::bigint::text as "from",
          (extract(epoch from e.ended_at) * 1000000)::bigint::text as "to"
        from event_attendance v join events e on e.id = v.event_id join "user" u on u.id = v.user_id
        where e.public_id = ${eventId} and u.user_name = ${userName}`,
  );
  expect(visits).toHaveLength(1);
  const [visit] = visits as [{ from: string; to: string }];
  const wholeSeconds = (BigInt(visit.to) - BigInt(visit.from)) / 1_000_000n;
  return Number(wholeSeconds) * (POINTS_PER_MINUTE / 60);
}
