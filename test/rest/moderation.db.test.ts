import { setTimeout as sleep } from 'node:timers/promises';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spaceBans, spaceMutes, spaces, tribes, user, userTribeMemberships } from '#db/schema/index.ts';
import { type Person, schedule, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectInvalid,
  expectNothingInternal,
  expectProblem,
  pageOf,
  type RestApp,
  signUpAdmin,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let other: Awaited<ReturnType<typeof signUpCreator>>;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'bouncer');
  other = await signUpCreator(rest.url, 'other_bouncer');
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

const MISSING = 'aaaaaaaaaaaa';
const IN_AN_HOUR = () => new Date(Date.now() + 3_600_000).toISOString();

let made = 0;
const someone = () => signUp(rest.url, `rowdy_${made++}`);

const bansOf = (spaceId = creator.spaceId) => `/spaces/${spaceId}/bans`;
const ban = (by: Person, whom: Person, terms: object = {}, spaceId = creator.spaceId) =>
  by.api.post(`${bansOf(spaceId)}/${whom.userName}`, terms);
const lift = (by: Person, whom: Person, spaceId = creator.spaceId) =>
  by.api.delete(`${bansOf(spaceId)}/${whom.userName}`);
const kick = (by: Person, whom: Person, spaceId = creator.spaceId) =>
  by.api.post(`/spaces/${spaceId}/kick/${whom.userName}`);

async function kickWithoutBody(by: Person, whom: Person, spaceId: string) {
  const response = await fetch(`${rest.url}/api/v1/spaces/${spaceId}/kick/${whom.userName}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by.token}` },
  });
  return ((await response.json()) as { data: object }).data;
}

/** The names on the list of bans. */
const banned = async (spaceId = creator.spaceId): Promise<string[]> =>
  (await pageOf(creator.api.get(bansOf(spaceId)))).data.map((row: { userName: string }) => row.userName);

/** A member of the creator's tribe with a role that only the database gives. */
async function member(role: 'member' | 'moderator' | 'admin'): Promise<Person> {
  const { db } = rest.app.database;
  const person = await someone();
  await person.api.data(person.api.post(`/tribes/${creator.tribeId}/join`));
  const [tribe] = await db.select().from(tribes).where(eq(tribes.publicId, creator.tribeId));
  const [row] = await db.select().from(user).where(eq(user.userName, person.userName));
  await db
    .update(userTribeMemberships)
    .set({ role })
    .where(
      and(
        eq(userTribeMemberships.tribeId, tribe?.id as number),
        eq(userTribeMemberships.userId, row?.id as string),
      ),
    );
  return person;
}

/** A space of its own, so that what is live in it disturbs nobody. */
async function anotherSpace(): Promise<string> {
  const { api, worldId } = creator;
  return (await api.data(api.post('/spaces', { worldId, name: 'Hall', spaceType: 'hall' }))).id;
}

async function live(spaceId: string): Promise<string> {
  const id = await schedule({ ...creator, spaceId }, { pointsPerMinute: 600 });
  await creator.api.data(creator.api.post(`/events/${id}/start`));
  return id;
}

describe('who may', () => {
  test('MOD1 the owner, admins, and the tribe’s moderators; nobody else', async () => {
    const target = await someone();
    const admin = await signUpAdmin(rest, 'bouncer_admin');
    for (const by of [creator, admin, await member('moderator'), await member('admin')]) {
      expect((await ban(by, target)).status).toBe(201);
      expect((await by.api.get(bansOf())).status).toBe(200);
      expect((await lift(by, target)).status).toBe(204);
      expectProblem(await kick(by, target), 409, 'NOT_IN_SPACE');
    }
    for (const by of [other, target, await member('member')]) {
      for (const answer of [await ban(by, target), await lift(by, target), await kick(by, target)])
        expectProblem(answer, 403, 'NOT_THE_OWNER');
      expectProblem(await by.api.get(bansOf()), 403, 'NOT_THE_OWNER');
    }
    expectProblem(await rest.api.post(`${bansOf()}/${target.userName}`), 401, 'NOT_SIGNED_IN');
    expect(await banned()).toEqual([]);
  });

  test('MOD1 a moderator who is banned moderates nothing, their own ban least of all', async () => {
    const [target, moderator] = [await someone(), await member('moderator')];
    await creator.api.data(ban(creator, moderator));
    expectProblem(await ban(moderator, target), 403, 'NOT_THE_OWNER');
    expectProblem(await lift(moderator, moderator), 403, 'NOT_THE_OWNER');
    await lift(creator, moderator);
    await moderator.api.data(ban(moderator, target));
    await lift(moderator, target);
  });

  test('MOD2 nobody removes the owner or themselves, and no moderator another or an admin', async () => {
    const admin = await signUpAdmin(rest, 'bouncing_admin');
    const [one, two] = [await member('moderator'), await member('admin')];
    const refused: [Person, Person][] = [
      [creator, creator],
      [admin, creator],
      [one, creator],
      [one, one],
      [admin, admin],
      [one, two],
      [one, admin],
    ];
    for (const [by, whom] of refused) {
      expectProblem(await ban(by, whom), 409, 'CANNOT_BE_REMOVED');
      expectProblem(await kick(by, whom), 409, 'CANNOT_BE_REMOVED');
    }
    expect(await banned()).toEqual([]);
    for (const whom of [one, admin]) {
      await creator.api.data(ban(creator, whom));
      expect((await lift(creator, whom)).status).toBe(204);
    }
  });

  test('what is not there is 404, and what is not a name or a time is 422', async () => {
    const target = await someone();
    expectProblem(await ban(creator, target, {}, MISSING), 404, 'SPACE_NOT_FOUND');
    expectProblem(await creator.api.get(bansOf(MISSING)), 404, 'SPACE_NOT_FOUND');
    expectProblem(await kick(creator, target, MISSING), 404, 'SPACE_NOT_FOUND');
    const nobody = { ...target, userName: 'nobody_at_all' };
    for (const answer of [
      await ban(creator, nobody),
      await lift(creator, nobody),
      await kick(creator, nobody),
    ])
      expectProblem(answer, 404, 'USER_NOT_FOUND');
    expectInvalid(await ban(creator, { ...target, userName: 'x%20y' }), 'userName');
    expectInvalid(
      await ban(creator, target, { until: 'tomorrow', reason: 'x'.repeat(501), by: 1 }),
      'until',
      'reason',
      'by',
    );
  });
});

describe('a ban', () => {
  test('MOD5 is answered and listed as it is; again, it has the new terms', async () => {
    const target = await someone();
    const until = IN_AN_HOUR();
    const first = await creator.api.data(ban(creator, target, { reason: 'Spam', until }));
    expect(first).toEqual({
      spaceId: creator.spaceId,
      userName: target.userName,
      reason: 'Spam',
      until,
      bannedBy: 'bouncer',
      createdAt: expect.any(String),
    });
    expectNothingInternal(first);
    const shouted = { ...target, userName: target.userName.toUpperCase() };
    const moderator = await member('moderator');
    const second = await moderator.api.data(ban(moderator, shouted));
    expect(second).toEqual({ ...first, reason: null, until: null, bannedBy: moderator.userName });
    expect((await pageOf(creator.api.get(bansOf()))).data).toEqual([second]);
    await lift(creator, target);
  });

  test('MOD5 of many at once is one', async () => {
    const target = await someone();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => ban(creator, target, { reason: `${n}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(await banned()).toEqual([target.userName]);
    await lift(creator, target);
  });

  test('is listed in pages, the newest first', async () => {
    const spaceId = await anotherSpace();
    const names: string[] = [];
    for (let n = 0; n < 5; n++) {
      const target = await someone();
      names.unshift(target.userName);
      await creator.api.data(ban(creator, target, {}, spaceId));
    }
    const first = await pageOf(creator.api.get(`${bansOf(spaceId)}?limit=3`));
    const second = await pageOf(creator.api.get(`${bansOf(spaceId)}?limit=3&cursor=${first.nextCursor}`));
    expect([...first.data, ...second.data].map(({ userName }) => userName)).toEqual(names);
    expect(second.nextCursor).toBeNull();
  });

  test('MOD6 MOD18 with an end stops counting by itself, and begins anew when it is made again', async () => {
    const { db } = rest.app.database;
    const spaceId = await anotherSpace();
    const eventId = await live(spaceId);
    const target = await someone();
    expectInvalid(
      await ban(creator, target, { until: new Date(Date.now() - 1000).toISOString() }, spaceId),
      'until',
    );
    const first = await creator.api.data(ban(creator, target, { until: IN_AN_HOUR() }, spaceId));
    expectProblem(await target.api.post(`/events/${eventId}/attend`), 403, 'BANNED');
    const terms = { reason: null, until: first.until };
    expect((await target.api.post(`/events/${eventId}/attend`)).body).toMatchObject(terms);

    const [space] = await db.select().from(spaces).where(eq(spaces.publicId, spaceId));
    await db
      .update(spaceBans)
      .set({ until: sql`now() - interval '1 second'` })
      .where(eq(spaceBans.spaceId, space?.id as number));
    expect(await banned(spaceId)).toEqual([]);
    expectProblem(await lift(creator, target, spaceId), 404, 'BAN_NOT_FOUND');
    expect((await target.api.post(`/events/${eventId}/attend`)).status).toBe(200);
    const again = await creator.api.data(ban(creator, target, {}, spaceId));
    expect(again.createdAt > first.createdAt).toBe(true);
    expect(await banned(spaceId)).toEqual([target.userName]);
  });

  test('MOD7 is lifted once', async () => {
    const target = await someone();
    expectProblem(await lift(creator, target), 404, 'BAN_NOT_FOUND');
    await creator.api.data(ban(creator, target));
    expect((await lift(creator, target)).status).toBe(204);
    expectProblem(await lift(creator, target), 404, 'BAN_NOT_FOUND');
  });

  test('MOD3 MOD4 MOD10 MOD18 ends a check-in and pays for it, here and nowhere else', async () => {
    const [spaceId, elsewhere] = [await anotherSpace(), await anotherSpace()];
    const [here, there] = [await live(spaceId), await live(elsewhere)];
    const target = await someone();
    const attend = (eventId: string) => target.api.post(`/events/${eventId}/attend`);
    for (const eventId of [here, there]) await target.api.data(attend(eventId));
    await sleep(1_100);
    await creator.api.data(ban(creator, target, {}, spaceId));
    const { data } = (await target.api.get(`/events/${here}/my-attendance`)).body;
    expect(data.visits).toMatchObject([{ leftAt: expect.any(String) }]);
    expect(data.pointsEarned).toBeGreaterThanOrEqual(10);
    expect((await target.api.get(`/points/balance/${creator.creatorId}`)).body.data.balance).toBe(
      data.points,
    );

    expectProblem(await attend(here), 403, 'BANNED');
    await creator.api.data(ban(creator, target, { reason: 'Noise' }, spaceId));
    expect((await attend(here)).body).toMatchObject({
      detail: 'You are banned from this space. Reason: Noise',
      reason: 'Noise',
      until: null,
    });
    expect((await attend(there)).status).toBe(200);
    await lift(creator, target, spaceId);
    expect((await attend(here)).status).toBe(200);
  });
});

test('MOD18 a user reads what they are kept from in a space, why and until when', async () => {
  const [target, spaceId, until] = [await someone(), await anotherSpace(), IN_AN_HOUR()];
  const read = async () => target.api.data(target.api.get(`/spaces/${spaceId}/my-sanctions`));
  expect(await read()).toEqual({ spaceId, ban: null, mute: null });
  await creator.api.data(ban(creator, target, { reason: 'Noise', until }, spaceId));
  await creator.api.data(creator.api.post(`/spaces/${spaceId}/mutes/${target.userName}`));
  expect(await read()).toEqual({
    spaceId,
    ban: { reason: 'Noise', until },
    mute: { reason: null, until: null },
  });
  await lift(creator, target, spaceId);
  expect(await read()).toMatchObject({ ban: null });
  expectProblem(await target.api.get(`/spaces/${MISSING}/my-sanctions`), 404, 'SPACE_NOT_FOUND');
});

describe('a kick', () => {
  test('MOD4 MOD8 ends a check-in and pays for it; the next one begins another', async () => {
    const spaceId = await anotherSpace();
    const eventId = await live(spaceId);
    const target = await someone();
    expectProblem(await kick(creator, target, spaceId), 409, 'NOT_IN_SPACE');
    await target.api.data(target.api.post(`/events/${eventId}/attend`));
    await sleep(1_100);
    // Without any body, as it was always asked for.
    expect(await kickWithoutBody(creator, target, spaceId)).toEqual({
      spaceId,
      userName: target.userName,
      connections: 0,
    });
    expectProblem(await kick(creator, target, spaceId), 409, 'NOT_IN_SPACE');
    await target.api.data(target.api.post(`/events/${eventId}/attend`));
    const { data } = (await target.api.get(`/events/${eventId}/my-attendance`)).body;
    expect(data.visits).toMatchObject([{ leftAt: expect.any(String) }, { leftAt: null }]);
    expect(data.pointsEarned).toBeGreaterThanOrEqual(10);
  });
});

describe('a mute', () => {
  const mutesOf = (spaceId = creator.spaceId) => `/spaces/${spaceId}/mutes`;
  const mute = (by: Person, whom: Person, terms: object = {}, spaceId = creator.spaceId) =>
    by.api.post(`${mutesOf(spaceId)}/${whom.userName}`, terms);
  const unmute = (by: Person, whom: Person, spaceId = creator.spaceId) =>
    by.api.delete(`${mutesOf(spaceId)}/${whom.userName}`);
  const announce = (by: Person) =>
    by.api.post(`/spaces/${creator.spaceId}/announcements`, { text: 'Doors open' });

  test('MOD13 is for the moderators of the space, as announcing is', async () => {
    const [target, moderator] = [await someone(), await member('moderator')];
    for (const by of [creator, moderator]) {
      expect((await mute(by, target)).status).toBe(201);
      expect((await by.api.get(mutesOf())).status).toBe(200);
      expect((await unmute(by, target)).status).toBe(204);
      expect((await announce(by)).body.data).toMatchObject({ userName: by.userName, text: 'Doors open' });
    }
    for (const by of [other, target]) {
      for (const answer of [await mute(by, target), await unmute(by, target), await announce(by)])
        expectProblem(answer, 403, 'NOT_THE_OWNER');
      expectProblem(await by.api.get(mutesOf()), 403, 'NOT_THE_OWNER');
    }
    for (const [by, whom] of [
      [moderator, creator],
      [moderator, await member('moderator')],
      [creator, creator],
    ] as const)
      expectProblem(await mute(by, whom), 409, 'CANNOT_BE_REMOVED');
    await creator.api.data(mute(creator, moderator));
    expectProblem(await unmute(moderator, moderator), 409, 'CANNOT_BE_REMOVED');
    expect((await unmute(creator, moderator)).status).toBe(204);
  });

  test('MOD12 is listed with its terms until it ends, and again with new ones', async () => {
    const { db } = rest.app.database;
    const [target, spaceId, until] = [await someone(), await anotherSpace(), IN_AN_HOUR()];
    expectInvalid(await mute(creator, target, { until: '2020-01-01T00:00:00.000Z' }, spaceId), 'until');
    const first = await creator.api.data(mute(creator, target, { reason: 'Caps', until }, spaceId));
    expect(first).toEqual({
      spaceId,
      userName: target.userName,
      reason: 'Caps',
      until,
      mutedBy: 'bouncer',
      createdAt: expect.any(String),
    });
    expectNothingInternal(first);
    const second = await creator.api.data(mute(creator, target, {}, spaceId));
    expect(second).toEqual({ ...first, reason: null, until: null });
    expect((await pageOf(creator.api.get(mutesOf(spaceId)))).data).toEqual([second]);
    const [space] = await db.select().from(spaces).where(eq(spaces.publicId, spaceId));
    await db
      .update(spaceMutes)
      .set({ until: sql`now() - interval '1 second'` })
      .where(eq(spaceMutes.spaceId, space?.id as number));
    expect((await pageOf(creator.api.get(mutesOf(spaceId)))).data).toEqual([]);
    expectProblem(await unmute(creator, target, spaceId), 404, 'MUTE_NOT_FOUND');
  });
});
