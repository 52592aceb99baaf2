import type { Room, Server } from '@colyseus/core';
import { ColyseusTestServer } from '@colyseus/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { SpaceState } from '#rooms/space/space-state.ts';
import { apiClient, enter, signUp, signUpCreator, until } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* Rooms and the spaces that they run: who meets where, and what a change of the space does. */

let house: TestServer;
let colyseus: ColyseusTestServer;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
  colyseus = new ColyseusTestServer({ port: house.server.port } as unknown as Server);
});

afterAll(() => house.stop());

test('ROOM15 a friend is met by the room id, and the space of the room decides who may', async () => {
  const creator = await signUpCreator(house.url, 'friend_creator');
  const [alice, bob] = [await signUp(house.url, 'friend_alice'), await signUp(house.url, 'friend_bob')];
  const there = await enter(house.url, alice.token, creator.spaceId);
  const room = colyseus.getRoomById<Room<{ state: SpaceState }>>(there.room.roomId);

  await expect(colyseus.connectTo(room)).rejects.toMatchObject({ code: 401, message: 'NOT_SIGNED_IN' });
  colyseus.sdk.auth.token = bob.token;
  const beside = await colyseus.connectTo(room);
  expect([...beside.state.avatars.values()].map(({ userName }) => userName)).toContain(alice.userName);
  await until('both are counted', async () => (await playersNow(creator.spaceId)) === 2);
  await beside.leave();

  // Banned there; naming another space at the door does not help.
  const other = await signUpCreator(house.url, 'other_creator');
  await house.server.app.database.db.execute(sql`
    insert into space_bans (space_id, user_id)
    select s.id, u.id from spaces s, "user" u where s.public_id = ${creator.spaceId} and u.user_name = ${bob.userName}`);
  for (const options of [{}, { spaceId: other.spaceId }, { spaceId: creator.spaceId }]) {
    await expect(colyseus.connectTo(room, options)).rejects.toMatchObject({ code: 403, message: 'BANNED' });
  }
  await there.room.leave();
});

test('ROOM20 an open room shows the new name of its space, and ends with 4102 when the space is closed', async () => {
  const creator = await signUpCreator(house.url, 'rename_creator');
  const there = await enter(house.url, creator.token, creator.spaceId);
  await creator.api.data(creator.api.put(`/spaces/${creator.spaceId}`, { name: 'Second stage' }));
  await there.until('the new name', () => there.room.state.name === 'Second stage');
  await creator.api.data(creator.api.put(`/spaces/${creator.spaceId}`, { isActive: false }));
  expect(await there.left).toBe(4102);
  expect(there.messages.map(({ message }) => message.code)).toContain('SPACE_CLOSED');
  await expect(enter(house.url, creator.token, creator.spaceId)).rejects.toMatchObject({
    code: 409,
    message: 'SPACE_INACTIVE',
  });
});

async function playersNow(spaceId: string): Promise<number> {
  const { body } = await apiClient(house.url).get(`/spaces/${spaceId}`);
  return body.data.playersNow;
}
