import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pointGifts, pointTransactions, user } from '#db/schema/index.ts';
import { PASSWORD, type Person, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectInvalid,
  expectNothingInternal,
  expectProblem,
  give,
  pageOf,
  type RestApp,
  signUpAdmin,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let admin: Person;
let people = 0;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'point_maker');
  admin = await signUpAdmin(rest, 'point_admin');
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

const newPerson = () => signUp(rest.url, `Present_${++people}`);

/** Somebody with so many points of the creator. */
async function rich(amount: number): Promise<Person> {
  const person = await newPerson();
  await give(rest, person, creator.creatorId, amount);
  return person;
}

const keyed = (key?: string): Record<string, string> => (key ? { 'idempotency-key': key } : {});

const gift = (from: Person, to: Person | string, amount: number, more: object = {}, key?: string) => {
  const toUserName = typeof to === 'string' ? to : to.userName;
  return from.api.post(
    '/points/gift',
    { creatorId: creator.creatorId, toUserName, amount, ...more },
    keyed(key),
  );
};

const balance = async ({ api }: Person, of = creator.creatorId) =>
  (await api.get(`/points/balance/${of}`)).body.data.balance;

/** A person's ledger, the newest row first. */
const ledger = async ({ api }: Person) => (await pageOf(api.get('/points/transactions'))).data;

describe('a gift', () => {
  test('GIFT1 takes from one and gives to the other, with what was said', async () => {
    const [giver, friend] = [await rich(100), await newPerson()];
    const message = 'For the encore!\nMore of it.';
    const { status, body } = await gift(giver, friend.userName.toUpperCase(), 30, { message });
    expect([status, body.data]).toEqual([
      200,
      {
        giftId: expect.any(String),
        creatorId: creator.creatorId,
        toUserName: friend.userName,
        amount: 30,
        message,
        balance: 70,
        givenAt: expect.any(String),
      },
    ]);
    expectNothingInternal(body);
    const row = { type: 'gift', source: 'experience', referenceType: 'gift', referenceId: body.data.giftId };
    expect((await ledger(giver))[0]).toMatchObject({ ...row, amount: -30, balance: 70, message });
    expect(await ledger(friend)).toMatchObject([{ ...row, amount: 30, balance: 30, message }]);
    expect((await gift(friend, giver, 30)).body.data).toMatchObject({ balance: 0, message: null });
    expect([await balance(giver), await balance(friend)]).toEqual([100, 0]);
  });

  test('GIFT2 is refused, and nothing has changed', async () => {
    const [giver, friend] = [await rich(10), await newPerson()];
    const other = await signUpCreator(rest.url, 'other_point_maker');
    expectProblem(await gift(giver, friend, 11), 409, 'INSUFFICIENT_POINTS');
    expectProblem(await gift(giver, friend, 1, { creatorId: other.creatorId }), 409, 'INSUFFICIENT_POINTS');
    expectProblem(await gift(giver, 'nobody_here', 1), 404, 'USER_NOT_FOUND');
    expectProblem(await gift(giver, friend, 1, { creatorId: 'aaaaaaaaaaaa' }), 404, 'CREATOR_NOT_FOUND');
    expectInvalid(await gift(giver, giver.userName.toLowerCase(), 1), 'toUserName');
    expectInvalid(
      await gift(giver, friend, 0, { message: 'x'.repeat(201), from: 1 }),
      'amount',
      'from',
      'message',
    );
    expectInvalid(await gift(giver, friend, 1_000_001), 'amount');
    expectInvalid(await gift(giver, friend, 1.5), 'amount');
    const body = { creatorId: creator.creatorId, toUserName: friend.userName, amount: 1 };
    expectProblem(await rest.api.post('/points/gift', body), 401, 'NOT_SIGNED_IN');
    await friend.api.delete('/users/account', { password: PASSWORD });
    expectProblem(await gift(giver, friend, 1), 404, 'USER_NOT_FOUND');
    expect(await balance(giver)).toBe(10);
    expect(await ledger(giver)).toHaveLength(1);
  });

  test('GIFT3 and its opposite, sixty of each at once, end and lose nothing', async () => {
    const [one, two] = [await rich(60), await rich(60)];
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => [gift(one, two, 1), gift(two, one, 1)]).flat(),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect([await balance(one), await balance(two)]).toEqual([60, 60]);
    await expectBooksInOrder(rest);
  });

  test('GIFT3 of more than there is, by many at once, gives what there is', async () => {
    const giver = await rich(5);
    const friends = await Promise.all(Array.from({ length: 12 }, newPerson));
    const answers = await Promise.all(friends.map((friend) => gift(giver, friend, 1)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expectProblem(answer, 409, 'INSUFFICIENT_POINTS');
    const held = await Promise.all(friends.map((friend) => balance(friend)));
    expect(held.reduce((sum, points) => sum + points, 0)).toBe(5);
  });

  test('GIFT4 with one key, twenty times at once, is made once', async () => {
    const [giver, friend] = [await rich(50), await newPerson()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => gift(giver, friend, 5, {}, 'a-key')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body.data.giftId)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(19);
    expect([await balance(giver), await balance(friend)]).toEqual([45, 5]);
    expectProblem(await gift(giver, friend, 6, {}, 'a-key'), 422, 'IDEMPOTENCY_KEY_REUSED');
  });

  test('GIFT6 stays when its giver goes, and what was said does not', async () => {
    const [giver, friend] = [await rich(10), await newPerson()];
    const { giftId } = await giver.api.data(gift(giver, friend, 4, { message: 'from me to you' }));
    const { db } = rest.app.database;
    const names = (await db.select({ name: user.userName }).from(user)).map(({ name }) => name);
    const said = (await db.select().from(pointTransactions)).map(({ description }) => description).join();
    expect(names.filter((name) => said.includes(name))).toEqual([]);
    expect((await giver.api.delete('/users/account', { password: PASSWORD })).status).toBe(204);
    const [kept] = await db.select().from(pointGifts).where(eq(pointGifts.giftId, giftId));
    expect(kept?.message).toBeNull();
    expect(await ledger(friend)).toMatchObject([{ amount: 4, referenceId: giftId, message: null }]);
    await expectBooksInOrder(rest);
  });
});

describe('a grant', () => {
  const grant = (by: Person, body: object, key?: string) => by.api.post('/points/grants', body, keyed(key));

  test('GIFT4 GIFT5 gives a user points, once for each key', async () => {
    const person = await newPerson();
    const request = { creatorId: creator.creatorId, userName: person.userName, amount: 25, reason: 'Sorry' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => grant(admin, request, 'sorry-1')));
    const { data } = answers[0]?.body ?? {};
    expect(data).toEqual({ ...request, giftId: expect.any(String), grantedAt: expect.any(String) });
    for (const { status, body } of answers) expect([status, body.data]).toEqual([200, data]);
    expect(await ledger(person)).toMatchObject([
      { type: 'gift', source: 'admin', amount: 25, balance: 25, referenceId: data.giftId, message: 'Sorry' },
    ]);
  });

  test('GIFT5 is refused, and nothing has changed', async () => {
    const person = await newPerson();
    const request = { creatorId: creator.creatorId, userName: person.userName, amount: 25, reason: 'Sorry' };
    expectProblem(await grant(person, request), 403, 'FORBIDDEN');
    expectProblem(await grant(creator, request), 403, 'FORBIDDEN');
    expectProblem(await rest.api.post('/points/grants', request), 401, 'NOT_SIGNED_IN');
    expectProblem(await grant(admin, { ...request, userName: 'nobody_here' }), 404, 'USER_NOT_FOUND');
    expectProblem(await grant(admin, { ...request, creatorId: 'aaaaaaaaaaaa' }), 404, 'CREATOR_NOT_FOUND');
    expectInvalid(await grant(admin, { ...request, amount: -1, reason: '' }), 'amount', 'reason');
    const leaver = await signUpCreator(rest.url, 'leaving_maker');
    await give(rest, person, leaver.creatorId, 1);
    expect((await leaver.api.delete(`/creators/${leaver.creatorId}`)).status).toBe(200);
    expectProblem(await grant(admin, { ...request, creatorId: leaver.creatorId }), 409, 'CREATOR_RETIRED');
    expect([await balance(person), await balance(person, leaver.creatorId)]).toEqual([0, 1]);
  });
});
