import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { SpaceState } from '#rooms/space/space-state.ts';
import { enter, type Person, type Presence, signUp, signUpCreator } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* Players who are renamed while they are in a room, and moderation by what the room shows; with the stock SDK. */

let house: TestServer;
let creator: Awaited<ReturnType<typeof signUpCreator>>;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
  creator = await signUpCreator(house.url, 'host_of_names');
});

afterAll(async () => {
  expect(house.errors).toEqual([]);
  await house.stop();
});

let made = 0;
const someone = () => signUp(house.url, `changeling_${made++}`);
const arrive = ({ token }: Person) => enter(house.url, token, creator.spaceId);
const rename = ({ api }: Person, userName: string) => api.data(api.put('/users/profile', { userName }));
const shownNames = ({ room }: Presence) =>
  [...(room.state as SpaceState).avatars.values()].map(({ userName }) => userName);
const moderate = (what: string, body?: object) =>
  creator.api.post(`/spaces/${creator.spaceId}/${what}`, body);
const noticesOf = ({ messages }: Presence) =>
  messages.filter(({ type }) => type === 'notice').map(({ message }) => message);
const leaveAll = (...presences: Presence[]) => Promise.all(presences.map(({ room }) => room.leave()));

describe('a player who is renamed in a room', () => {
  test('MOD16 is shown, heard and kicked under the new name; the old one is nobody', async () => {
    const [player, bystander] = [await someone(), await someone()];
    const [there, beside] = [await arrive(player), await arrive(bystander)];
    await rename(player, 'Butterfly');
    await beside.until('the new name', () => shownNames(beside).includes('Butterfly'));
    expect(shownNames(beside)).not.toContain(player.userName);
    there.room.send('chat', { text: 'It is me' });
    const said = await beside.until('the chat', () => beside.messages.find(({ type }) => type === 'chat'));
    expect(said.message).toMatchObject({ userName: 'Butterfly', text: 'It is me' });

    expect((await moderate(`kick/${player.userName}`)).body.code).toBe('USER_NOT_FOUND');
    expect((await moderate('kick/Butterfly')).body.data).toMatchObject({ connections: 1 });
    expect(await there.left).toBe(4105);
    await beside.room.leave();
  });

  test('MOD16 is renamed through Better Auth too', async () => {
    const player = await someone();
    const there = await arrive(player);
    const response = await fetch(`${house.url}/api/auth/update-user`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${player.token}` },
      body: JSON.stringify({ userName: 'Better_Moth' }),
    });
    expect(response.status).toBe(200);
    await there.until('the new name', () => shownNames(there).includes('Better_Moth'));
    await there.room.leave();
  });

  test('MOD16 is found under the new name with the next heartbeat where nobody told the room', async () => {
    const player = await someone();
    const there = await arrive(player);
    await house.server.app.database.db.execute(
      sql`update "user" set user_name = 'Silent_Moth' where user_name = ${player.userName}`,
    );
    await there.until('the new name', () => shownNames(there).includes('Silent_Moth'));
    await there.room.leave();
  });
});

describe('moderation by the sessionId of an avatar', () => {
  test('MOD17 bans, mutes and kicks the player behind it, whatever their name is now', async () => {
    const [banned, muted, kicked] = [await someone(), await someone(), await someone()];
    const presences = [await arrive(banned), await arrive(muted), await arrive(kicked)];
    const [one, two, three] = presences as [Presence, Presence, Presence];
    await rename(banned, 'Banned_Moth');
    const ban = await moderate(`bans/by-session/${one.room.sessionId}`, { reason: 'Spam' });
    expect(ban.body.data).toMatchObject({ userName: 'Banned_Moth', reason: 'Spam' });
    expect(await one.left).toBe(4104);
    const mute = await moderate(`mutes/by-session/${two.room.sessionId}`);
    expect(mute.body.data).toMatchObject({ userName: muted.userName });
    await two.until('the notice', () => noticesOf(two).some(({ code }) => code === 'MUTED'));
    const kick = await moderate(`kick/by-session/${three.room.sessionId}`);
    expect(kick.body.data).toMatchObject({ userName: kicked.userName, connections: 1 });
    expect(await three.left).toBe(4105);
    await two.room.leave();
  });

  test('MOD17 bans a player who has just left, also where the room closed with them', async () => {
    const player = await someone();
    const there = await arrive(player);
    const { sessionId } = there.room;
    await there.room.leave();
    const ban = await moderate(`bans/by-session/${sessionId}`);
    expect(ban.body.data).toMatchObject({ userName: player.userName });
    await expect(arrive(player)).rejects.toMatchObject({ code: 403, message: 'BANNED' });
  });

  test('MOD17 knows sessions of its own space only, and tells them to moderators only', async () => {
    const [player, other] = [await someone(), await signUpCreator(house.url, 'other_host_of_names')];
    const there = await arrive(player);
    const { sessionId } = there.room;
    const path = (spaceId: string) => `/spaces/${spaceId}/bans/by-session/${sessionId}`;
    expect((await other.api.post(path(other.spaceId))).body.code).toBe('USER_NOT_FOUND');
    expect((await other.api.post(path(creator.spaceId))).body.code).toBe('NOT_THE_OWNER');
    expect((await moderate('bans/by-session/nobody')).body.code).toBe('USER_NOT_FOUND');
    expect(there.room.connection.isOpen).toBe(true);
    await there.room.leave();
  });
});

describe('reasons and ends', () => {
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const terms = { reason: 'Spam in the chat', until };

  test('MOD18 a ban tells both in the notice before it closes, on joining, and on checking in', async () => {
    const player = await someone();
    const there = await arrive(player);
    await moderate(`bans/${player.userName}`, terms);
    expect(await there.left).toBe(4104);
    expect(noticesOf(there)).toEqual([
      { code: 'BANNED', detail: expect.stringContaining('Spam in the chat'), ...terms },
    ]);
    expect(noticesOf(there)[0]?.detail).toContain(until);

    const seat = await fetch(`${house.url}/matchmake/joinOrCreate/space`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${player.token}` },
      body: JSON.stringify({ spaceId: creator.spaceId }),
    });
    expect(seat.status).toBe(403);
    expect(await seat.json()).toEqual({
      code: 403,
      error: 'BANNED',
      detail: `You are banned from this space until ${until}. Reason: Spam in the chat`,
      ...terms,
    });
  });

  test('MOD18 a ban that a room finds by itself tells both', async () => {
    const player = await someone();
    const there = await arrive(player);
    await house.server.app.database.db.execute(sql`
      insert into space_bans (space_id, user_id, reason)
      select s.id, u.id, 'Found later' from spaces s, "user" u
      where s.public_id = ${creator.spaceId} and u.user_name = ${player.userName}`);
    expect(await there.left).toBe(4104);
    expect(noticesOf(there)).toMatchObject([{ code: 'BANNED', reason: 'Found later', until: null }]);
  });

  test('MOD18 a mute tells both in the notice and in each refusal, and when its reason changes', async () => {
    const player = await someone();
    const there = await arrive(player);
    await moderate(`mutes/${player.userName}`, terms);
    await there.until('the notice', () => noticesOf(there).length > 0);
    there.room.send('chat', { text: 'May I?' });
    const refused = await there.until('the refusal', () =>
      there.messages.find(({ type }) => type === 'refused'),
    );
    const told = { code: 'MUTED', detail: expect.stringContaining('Spam in the chat'), ...terms };
    expect([...noticesOf(there), refused.message]).toEqual([told, told]);
    await moderate(`mutes/${player.userName}`, { ...terms, reason: 'More spam' });
    await there.until('the new reason', () => noticesOf(there).some(({ reason }) => reason === 'More spam'));
    await leaveAll(there);
  });

  test('MOD18 a kick tells its reason', async () => {
    const [one, two] = [await someone(), await someone()];
    const [there, beside] = [await arrive(one), await arrive(two)];
    await moderate(`kick/${one.userName}`, { reason: 'Cool off' });
    await moderate(`kick/${two.userName}`);
    expect(await Promise.all([there.left, beside.left])).toEqual([4105, 4105]);
    expect(noticesOf(there)).toEqual([
      { code: 'KICKED', detail: expect.stringContaining('Cool off'), reason: 'Cool off' },
    ]);
    expect(noticesOf(beside)).toMatchObject([{ code: 'KICKED', reason: null }]);
  });
});
