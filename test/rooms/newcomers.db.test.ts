import { Client, getStateCallbacks } from '@colyseus/sdk';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Db } from '#db/client.ts';
import type { SpaceState } from '#rooms/space/space-state.ts';
import { buildBaseModel, buildSpace } from '../builders.ts';
import { cut, enter, type Presence, until } from '../clients.ts';
import { buildSignedIn } from '../signed-in.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* What the callbacks of the stock SDK tell somebody who comes in, or comes back, of those who were there before. */

let house: TestServer;
let db: Db;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
  db = house.server.app.database.db;
  await buildBaseModel(db);
});

afterAll(() => house.stop());

/** Notes who comes and goes, as the SDK tells it. */
function noteAvatars(room: Presence['room']): string[] {
  const calls: string[] = [];
  const $ = getStateCallbacks<SpaceState>(room as never);
  const { avatars } = ($ as NonNullable<typeof $>)(room.state as SpaceState);
  avatars.onAdd(({ userName }) => void calls.push(`+${userName}`));
  avatars.onRemove(({ userName }) => void calls.push(`-${userName}`));
  return calls;
}

test('ROOM28 after others came and went, the callbacks of newcomers and of those who return name only who is there', async () => {
  const space = await buildSpace(db);
  const [host, guest, newcomer] = await buildSignedIn(db, house.server.app.config.AUTH_SECRET, 3);
  const there = await enter(house.url, host?.token as string, space.publicId);
  const calls = noteAvatars(there.room);
  for (let times = 0; times < 3; times++) {
    const visitor = await enter(house.url, guest?.token as string, space.publicId);
    await there.until('the guest is seen', () => there.room.state.avatars.size === 2);
    await visitor.room.leave();
    await there.until('the guest is gone', () => there.room.state.avatars.size === 1);
  }

  const client = new Client(house.url);
  client.auth.token = newcomer?.token as string;
  const room = await client.joinOrCreate<SpaceState>('space', { spaceId: space.publicId });
  room.onMessage('*', () => {});
  const seen = noteAvatars(room as never);
  await until('the newcomer sees both', () => room.state.avatars?.size === 2);
  expect(seen.toSorted()).toEqual([`+${host?.user.userName}`, `+${newcomer?.user.userName}`].toSorted());
  await there.until('the newcomer is seen', () => there.room.state.avatars.size === 2);

  calls.length = 0;
  let reconnections = 0;
  there.room.onReconnect(() => {
    reconnections += 1;
  });
  cut(there);
  await there.until('the host is back', () => reconnections);
  room.leave();
  await there.until('the newcomer is gone', () => there.room.state.avatars.size === 1);
  expect(calls).toEqual([`-${newcomer?.user.userName}`]);
  await there.room.leave();
});
