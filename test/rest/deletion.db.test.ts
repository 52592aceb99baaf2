import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { databaseRefusal } from '#db/constraint.ts';
import { account, spaceBans, spaces, user, verification } from '#db/schema/index.ts';
import { PASSWORD, type Person, schedule, signUp, signUpCreator } from '#test/clients.ts';
import { tracesOf } from '#test/traces.ts';
import {
  expectBooksInOrder,
  expectInvalid,
  expectProblem,
  give,
  pageOf,
  type RestApp,
  signUpAdmin,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'stays_here');
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

const leave = ({ api }: Person, body: unknown = { password: PASSWORD }) => api.delete('/users/account', body);

async function idOf({ userName }: Person): Promise<string> {
  const [row] = await rest.app.database.db.select().from(user).where(eq(user.userName, userName));
  return row?.id as string;
}

async function betterAuth(path: string, body: unknown, token?: string): Promise<number> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const response = await fetch(`${rest.url}/api/auth${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return response.status;
}

describe('deleting an account', () => {
  test('LEAVE1 wants the password of an account that has one', async () => {
    const person = await signUp(rest.url, 'careful_one');
    expectProblem(await rest.api.delete('/users/account', { password: PASSWORD }), 401, 'NOT_SIGNED_IN');
    expectProblem(await person.api.delete('/users/account'), 415, 'NOT_JSON');
    expectInvalid(await leave(person, {}), 'password');
    expectInvalid(await leave(person, { password: '' }), 'password');
    expectInvalid(await leave(person, { password: PASSWORD, sure: true }), 'sure');
    expectProblem(await leave(person, { password: `${PASSWORD}!` }), 403, 'WRONG_PASSWORD');
    expect((await person.api.get('/users/me')).status).toBe(200);
    expect((await leave(person)).status).toBe(204);
  });

  test('LEAVE1 needs none where there is none', async () => {
    const person = await signUp(rest.url, 'no_password');
    await rest.app.database.db
      .update(account)
      .set({ providerId: 'elsewhere', password: null })
      .where(eq(account.userId, await idOf(person)));
    expect((await leave(person, {})).status).toBe(204);
  });

  test('LEAVE4 ends every session and way in, and makes name and address free', async () => {
    const person = await signUp(rest.url, 'Free_Again');
    const signIn = { email: person.email, password: PASSWORD };
    expect(await betterAuth('/sign-in/email', signIn)).toBe(200);
    const id = await idOf(person);
    const revoked: string[] = [];
    const stop = rest.app.facts.subscribe('SessionRevoked', ({ sessionId }) => void revoked.push(sessionId));
    expect((await leave(person)).status).toBe(204);
    stop();
    expect(new Set(revoked).size).toBe(2);
    expectProblem(await person.api.get('/users/me'), 401, 'NOT_SIGNED_IN');
    expectProblem(await leave(person), 401, 'NOT_SIGNED_IN');
    expect(await betterAuth('/sign-in/email', signIn)).toBe(401);
    const [row] = await rest.app.database.db.select().from(user).where(eq(user.id, id));
    expect(await betterAuth('/sign-in/email', { ...signIn, email: row?.email })).toBe(401);
    const check = await rest.api.post('/auth/check-username', { userName: 'free_again' });
    expect(check.body.data.available).toBe(true);
    const again = await signUp(rest.url, 'Free_Again');
    expect(await idOf(again)).not.toBe(id);
    const taken = { email: 'x@example.com', password: PASSWORD, firstName: 'A', lastName: 'B' };
    expectInvalid(
      await rest.api.post('/auth/signup-full', { ...taken, userName: row?.userName }),
      'userName',
    );
  });

  test('LEAVE2 LEAVE6 leaves nothing of theirs, and nobody in a list', async () => {
    const person = await signUp(rest.url, 'listed_one');
    const id = await idOf(person);
    const { db } = rest.app.database;
    await give(rest, person, creator.creatorId, 50);
    const poster = { name: 'Poster', productType: 'collectible', pricePoints: 10 };
    const product = await creator.api.data(creator.api.post('/store/products', poster));
    await person.api.data(person.api.post('/store/purchase', { productId: product.id }));
    await person.api.data(person.api.post(`/tribes/${creator.tribeId}/join`));
    const eventId = await schedule(creator, { pointsPerMinute: 600 });
    await creator.api.data(creator.api.post(`/events/${eventId}/start`));
    await person.api.data(person.api.post(`/events/${eventId}/attend`));
    const [space] = await db.select().from(spaces).where(eq(spaces.publicId, creator.spaceId));
    await db
      .insert(spaceBans)
      .values({ spaceId: space?.id as number, userId: id, reason: 'listed_one was loud' });
    expect(await names(`/events/${eventId}/attendees`)).toEqual(['listed_one']);

    expect((await leave(person)).status).toBe(204);
    expect(await names(`/events/${eventId}/attendees`)).toEqual([]);
    expect(await names(`/tribes/${creator.tribeId}/members`)).toEqual([]);
    expect(await tracesOf(db, ['listed_one'])).toEqual([]);
    const [left] = await rows(
      db,
      sql`select (select count(*)::int from orders where user_id = ${id}) as orders,
            (select count(*)::int from event_attendance where user_id = ${id} and left_at is not null) as visits,
            (select count(*)::int from point_transactions where user_id = ${id}) > 1 as "hasLedger"`,
    );
    expect(left).toEqual({ orders: 1, visits: 1, hasLedger: true });
    await expectBooksInOrder(rest);
    await creator.api.data(creator.api.post(`/events/${eventId}/end`));
  });

  test('LEAVE20 is forgotten in what others were answered and said, under each name that they had', async () => {
    const { db } = rest.app.database;
    const [person, friend] = [await signUp(rest.url, 'first_name_had'), await signUp(rest.url, 'a_friend')];
    const admin = await signUpAdmin(rest, 'forgetful_admin');
    await give(rest, friend, creator.creatorId, 100);
    await fetch(`${rest.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'device-of-first_name_had' },
      body: JSON.stringify({ email: person.email, password: PASSWORD }),
    });
    const poster = { name: 'Poster', productType: 'collectible', pricePoints: 10 };
    const product = await creator.api.data(creator.api.post('/store/products', poster));
    await friend.api.data(friend.api.post('/store/purchase', { productId: product.id }));
    const [entry] = (await pageOf(friend.api.get('/inventory'))).data;
    const { creatorId } = creator;
    const message = 'for first_name_had';
    const gift = { creatorId, toUserName: 'first_name_had', amount: 5, message };
    const grant = { creatorId, userName: 'first_name_had', amount: 5, reason: 'first_name_had lost some' };
    const transfer = { inventoryId: entry.id, toUserName: 'first_name_had', quantity: 1 };
    const writes = [
      () => friend.api.post('/points/gift', gift, { 'idempotency-key': 'gift' }),
      () => friend.api.post('/inventory/transfer', transfer, { 'idempotency-key': 'transfer' }),
      () => admin.api.post('/points/grants', grant, { 'idempotency-key': 'grant' }),
    ];
    for (const write of writes) expect((await write()).status).toBeLessThan(300);
    expect((await person.api.put('/users/profile', { userName: 'second_name_had' })).status).toBe(200);
    const words = ['first_name_had', 'second_name_had', 'device-of'];
    expect((await tracesOf(db, words)).length).toBeGreaterThan(5);

    expect((await leave(person)).status).toBe(204);
    expect(await tracesOf(db, words)).toEqual([]);
    const [given, transferred, granted] = await Promise.all(writes.map((write) => write()));
    for (const replay of [given, transferred, granted])
      expect(replay?.headers.get('idempotent-replayed')).toBe('true');
    const nobody = expect.stringMatching(/^deleted-/);
    expect(given?.body.data).toMatchObject({ toUserName: nobody, amount: 5, message: null });
    expect(transferred?.body.data).toMatchObject({ toUserName: nobody, quantity: 1 });
    expect(granted?.body.data).toMatchObject({ userName: nobody, amount: 5, reason: '' });
    await expectBooksInOrder(rest);
  });

  test('LEAVE2 takes what waits for them to confirm it, and of nobody else', async () => {
    const [person, other] = [await signUp(rest.url, 'to_confirm'), await signUp(rest.url, 'others_confirm')];
    const { db } = rest.app.database;
    const expiresAt = new Date(Date.now() + 60_000);
    const waiting = [
      { id: 'by id', identifier: 'reset-password:a', value: await idOf(person), expiresAt },
      { id: 'by address', identifier: `sign-in:${person.email}`, value: 'b', expiresAt },
      { id: 'another', identifier: `sign-in:${other.email}`, value: await idOf(other), expiresAt },
    ];
    await db.insert(verification).values(waiting);
    expect((await leave(person)).status).toBe(204);
    expect(await db.select({ id: verification.id }).from(verification)).toEqual([{ id: 'another' }]);
  });

  test('LEAVE2 takes nothing of what was used up before', async () => {
    const person = await signUp(rest.url, 'used_it_up');
    await give(rest, person, creator.creatorId, 50);
    const firework = { name: 'Firework', productType: 'collectible', pricePoints: 10 };
    const product = await creator.api.data(creator.api.post('/store/products', firework));
    await person.api.data(person.api.post('/store/purchase', { productId: product.id }));
    const [entry] = (await pageOf(person.api.get('/inventory'))).data;
    await person.api.data(person.api.post('/inventory/consume', { inventoryId: entry.id, quantity: 1 }));
    expect((await leave(person)).status).toBe(204);
    await expectBooksInOrder(rest);
  });

  test('LEAVE7 many times at once is done once', async () => {
    const person = await signUp(rest.url, 'twice_gone');
    const statuses = (await Promise.all(Array.from({ length: 6 }, () => leave(person)))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.filter((status) => status !== 204 && status !== 401)).toEqual([]);
  });

  test('LEAVE8 of a creator to whom nothing refers erases the creator', async () => {
    const maker = await signUpCreator(rest.url, 'brief_maker');
    expect((await leave(maker)).status).toBe(204);
    expectProblem(await rest.api.get(`/creators/${maker.creatorId}`), 404, 'CREATOR_NOT_FOUND');
    expectProblem(await rest.api.get(`/spaces/${maker.spaceId}`), 404, 'SPACE_NOT_FOUND');
    expect(await tracesOf(rest.app.database.db, ['brief_maker'])).toEqual([]);
  });

  test('an admin deletes their account, too', async () => {
    const admin = await signUpAdmin(rest, 'weary_admin');
    expect((await leave(admin)).status).toBe(204);
  });

  test('LEAVE14 is not to be had from Better Auth', async () => {
    const person = await signUp(rest.url, 'side_door');
    expect(await betterAuth('/delete-user', { password: PASSWORD }, person.token)).toBe(404);
    expect((await person.api.get('/users/me')).status).toBe(200);
  });
});

describe('a deleted user', () => {
  test('LEAVE15 gets nothing and changes no more, whoever writes it', async () => {
    const person = await signUp(rest.url, 'past_one');
    const id = await idOf(person);
    expect((await leave(person)).status).toBe(204);
    const { db } = rest.app.database;
    for (const statement of [
      sql`update "user" set first_name = 'Back' where id = ${id}`,
      sql`insert into session (id, token, user_id, expires_at) values ('s', 't', ${id}, now())`,
      sql`insert into account (id, account_id, provider_id, user_id) values ('a', 'a', 'credential', ${id})`,
      sql`insert into creators (public_id, user_id) values ('creator00001', ${id})`,
      sql`insert into point_balances (user_id, creator_id) select ${id}, min(id) from creators`,
      sql`insert into user_tribe_memberships (user_id, tribe_id) select ${id}, min(id) from tribes`,
      sql`insert into idempotency_keys (user_id, key, request_hash, answer) values (${id}, 'k', 'h', '')`,
      sql`insert into space_bans (space_id, user_id) select min(id), ${id} from spaces`,
      sql`insert into space_mutes (space_id, user_id) select min(id), ${id} from spaces`,
      sql`insert into point_gifts (gift_id, user_id) values (gen_random_uuid(), ${id})`,
      sql`update session set user_id = ${id}`,
    ]) {
      const error = await db.execute(statement).then(
        () => undefined,
        (refused) => refused,
      );
      expect(databaseRefusal(error)).toEqual({ code: '23001', constraint: 'user_deleted' });
    }
  });
});

async function names(path: string): Promise<string[]> {
  return (await pageOf(rest.api.get(path))).data.map(({ userName }: { userName: string }) => userName);
}
