import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { userNameKey } from '#db/folding.ts';
import { keyOfUserName } from '#domain/accounts/account-rules.ts';
import { PASSWORD, type Person, signUp, signUpCreator } from '#test/clients.ts';
import { expectInvalid, expectProblem, type RestApp, startRestApp } from './rest-app.ts';

let rest: RestApp;

beforeAll(async () => {
  rest = await startRestApp();
});
afterAll(() => rest.stop());

const account = (userName: string, email: string) => ({
  email,
  password: PASSWORD,
  firstName: 'Ada',
  lastName: 'Lovelace',
  userName,
});

let wishes = 0;

const isFree = async (userName: string): Promise<boolean> =>
  (await rest.api.data(rest.api.post('/auth/check-username', { userName }))).available;

/** One of Better Auth's own endpoints: its status and its code. */
async function betterAuth(path: string, body: unknown, token?: string) {
  const response = await fetch(`${rest.url}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  return { status: response.status, code: ((await response.json()) as { code?: string }).code };
}

const TAKEN = { status: 409, code: 'USERNAME_TAKEN' };

describe('a userName', () => {
  test.each([
    ['Moonlight', 'MOONLIGHT'],
    ['Oolong_tea', '0o1ong_tea'],
    ['Lilian', '1i1IaN'],
    ['Amelia', 'arnelia'],
    ['corner_10', 'comer_lO'],
  ])('NAME1 NAME2 %s is taken for who looks like it, %s, at every door', async (first, second) => {
    expect(await isFree(first)).toBe(true);
    await signUp(rest.url, first);
    const other = await signUp(rest.url, `not_${first.slice(1)}`);
    const mail = `${second}_2@example.com`;
    expect(await isFree(second)).toBe(false);
    expectProblem(await rest.api.post('/auth/signup-full', account(second, mail)), 409, 'USERNAME_TAKEN');
    expectProblem(await other.api.put('/users/profile', { userName: second }), 409, 'USERNAME_TAKEN');
    expectProblem(
      await other.api.post('/auth/complete-profile', { userName: second }),
      409,
      'USERNAME_TAKEN',
    );
    expect(await betterAuth('/sign-up/email', { ...account(second, mail), name: 'Ada' })).toEqual(TAKEN);
    expect(await betterAuth('/update-user', { userName: second }, other.token)).toEqual(TAKEN);
  });

  test('NAME1 that merely has letters in common is another one', async () => {
    await signUp(rest.url, 'night_owl');
    for (const name of ['nightowl', 'night_owls', 'knight_owl', 'night_ow'])
      expect(await isFree(name)).toBe(true);
  });

  test('NAME1 may be written anew by whoever has it, in whatever looks like it', async () => {
    const { api, token } = await signUp(rest.url, 'Solo_10');
    expect(await api.data(api.put('/users/profile', { userName: 's0lo_IO' }))).toMatchObject({
      userName: 's0lo_IO',
    });
    expect((await betterAuth('/update-user', { userName: 'SOLO_1O' }, token)).status).toBe(200);
  });

  test.each([
    'Adm1n',
    'R00T',
    'rnoderator',
    'admin_',
    '5upport',
    'Triberspace_HQ',
    'NovaAdmin',
    'rne',
    'NU11',
  ])('NAME3 %s looks like a reserved one, and is refused at every door', async (userName) => {
    const { api, token } = await signUp(rest.url, `${++wishes}_wishes`);
    const mail = `${userName}@example.com`;
    expect(await isFree(userName)).toBe(false);
    expectProblem(
      await rest.api.post('/auth/signup-full', account(userName, mail)),
      422,
      'USERNAME_RESERVED',
    );
    expectProblem(await api.put('/users/profile', { userName }), 422, 'USERNAME_RESERVED');
    const signedUp = await betterAuth('/sign-up/email', { ...account(userName, mail), name: 'Ada' });
    expect(signedUp.status).toBe(422);
    expect((await betterAuth('/update-user', { userName }, token)).status).toBe(422);
  });

  test('NAME4 goes to one of many who take it at once through Better Auth', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, (_, n) => signUp(rest.url, `racer_${n + 2}`)));
    const answers = await Promise.all(
      people.map(({ token }, n) =>
        betterAuth('/update-user', { userName: n % 2 ? 'Finish_1ine' : 'finish_line' }, token),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status !== 200)).toEqual(Array.from({ length: 7 }, () => TAKEN));
  });

  test('NAME4 goes to one of many who sign up with it at once through Better Auth', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        betterAuth('/sign-up/email', {
          ...account(n % 2 ? 'Starting_Gun' : 'startlng_gun', `gun_${n}@example.com`),
          name: 'Ada',
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status !== 200)).toEqual(Array.from({ length: 5 }, () => TAKEN));
  });
});

describe('a userName that was given up', () => {
  const rename = (person: Person, userName: string) => person.api.put('/users/profile', { userName });
  const age = (userName: string) =>
    rest.app.database.db.execute(
      sql`update held_user_names set released_at = now() - interval '30 days' where user_name = ${userName}`,
    );

  test('NAME6 is nobody else’s for 30 days, at every door and in whatever looks like it', async () => {
    const [one, other] = [await signUp(rest.url, 'Given_Up_10'), await signUp(rest.url, 'waits_for_it')];
    await one.api.data(rename(one, 'Taken_Up'));
    for (const wanted of ['Given_Up_10', 'given_up_IO']) {
      const mail = `${wanted}_3@example.com`;
      expect(await isFree(wanted)).toBe(false);
      expectProblem(await rest.api.post('/auth/signup-full', account(wanted, mail)), 409, 'USERNAME_TAKEN');
      expectProblem(await rename(other, wanted), 409, 'USERNAME_TAKEN');
      const completed = await other.api.post('/auth/complete-profile', { userName: wanted });
      expectProblem(completed, 409, 'USERNAME_TAKEN');
      expect(await betterAuth('/sign-up/email', { ...account(wanted, mail), name: 'Ada' })).toEqual(TAKEN);
      expect(await betterAuth('/update-user', { userName: wanted }, other.token)).toEqual(TAKEN);
    }
    await age('Given_Up_10');
    expect(await isFree('Given_Up_10')).toBe(true);
    await other.api.data(rename(other, 'given_up_IO'));
    expectProblem(await rename(one, 'Given_Up_10'), 409, 'USERNAME_TAKEN');
  });

  test('NAME6 is held where it was given up through Better Auth, and taken back by who had it', async () => {
    const [one, other] = [await signUp(rest.url, 'Back_And_Forth'), await signUp(rest.url, 'waits_too')];
    expect((await betterAuth('/update-user', { userName: 'Forth' }, one.token)).status).toBe(200);
    expectProblem(await rename(other, 'Back_And_Forth'), 409, 'USERNAME_TAKEN');
    await one.api.data(rename(one, 'back_and_forth'));
    expectProblem(await rename(other, 'Forth'), 409, 'USERNAME_TAKEN');
  });

  test('NAME6 of many who want it in the moment when it is given up, none gets it', async () => {
    const one = await signUp(rest.url, 'Hot_Seat');
    const others = await Promise.all(Array.from({ length: 6 }, (_, n) => signUp(rest.url, `hot_${n + 2}`)));
    const [given, ...wanted] = await Promise.all([
      rename(one, 'Cold_Seat'),
      ...others.map((other) => rename(other, 'hot_seat')),
    ]);
    expect(given?.status).toBe(200);
    for (const answer of wanted) expectProblem(answer, 409, 'USERNAME_TAKEN');
  });

  test('NAME7 one user holds five at most, and goes on renaming among those', async () => {
    const { api, token } = await signUp(rest.url, 'Name_Of_Day_0');
    const called = (n: number) => api.put('/users/profile', { userName: `Name_Of_Day_${'abcdefgh'[n]}` });
    for (let n = 0; n < 5; n++) await api.data(called(n));
    expectProblem(await called(5), 409, 'RENAMED_TOO_OFTEN');
    expect(await betterAuth('/update-user', { userName: 'Name_Of_Day_x' }, token)).toEqual({
      status: 409,
      code: 'RENAMED_TOO_OFTEN',
    });
    expect((await api.get('/users/me')).body.data.userName).toBe('Name_Of_Day_e');
    await api.data(called(0));
    await age('Name_Of_Day_0');
    await api.data(called(5));
  });

  test('NAME6 NAME8 is told to who had it, and goes with the account', async () => {
    const { api } = await signUp(rest.url, 'Once_Known');
    await api.data(api.put('/users/profile', { userName: 'Now_Known' }));
    const { formerUserNames } = await api.data(api.get('/users/me/export'));
    expect(formerUserNames).toEqual([{ userName: 'Once_Known', releasedAt: expect.any(String) }]);
    expect((await api.delete('/users/account', { password: PASSWORD })).status).toBe(204);
    expect([await isFree('Once_Known'), await isFree('Now_Known')]).toEqual([true, true]);
  });

  test('NAME8 is forgotten when it is held no longer', async () => {
    const { db } = rest.app.database;
    for (const userName of ['Stays_Held', 'Goes_By']) {
      const { api } = await signUp(rest.url, userName);
      await api.data(api.put('/users/profile', { userName: `${userName}_2` }));
    }
    await age('Goes_By');
    await rest.app.retention.sweep();
    const held = await rows<{ name: string }>(db, sql`select user_name as name from held_user_names`);
    const names = held.map(({ name }) => name);
    expect([names.includes('Stays_Held'), names.includes('Goes_By')]).toEqual([true, false]);
  });
});

test('NAME9 the whole name is the first and the last, whatever a client says it is', async () => {
  const signedUp = await betterAuth('/sign-up/email', {
    ...account('plain_ada', 'plain_ada@example.com'),
    name: 'Triberspace Support',
  });
  expect(signedUp.status).toBe(200);
  const { token, api } = await signUp(rest.url, 'plain_bob');
  const nameOf = async (userName: string) =>
    (
      await rows<{ name: string }>(
        rest.app.database.db,
        sql`select name from "user" where user_name = ${userName}`,
      )
    )[0]?.name;
  expect(await nameOf('plain_ada')).toBe('Ada Lovelace');
  expect((await betterAuth('/update-user', { name: 'The Management' }, token)).status).toBe(200);
  expect(await nameOf('plain_bob')).toBe('Test Person');
  expect((await betterAuth('/update-user', { firstName: 'Robert', name: 'X' }, token)).status).toBe(200);
  expect(await nameOf('plain_bob')).toBe('Robert Person');
  expect((await api.data(api.put('/users/profile', { lastName: ' Smith ' }))).name).toBe('Robert Smith');
  expect((await betterAuth('/update-user', { lastName: '  Jones ' }, token)).status).toBe(200);
  expect(await nameOf('plain_bob')).toBe('Robert Jones');
});

test('NAME10 what is shown beside a userName does not pass for the platform, but for its admins', async () => {
  const creator = await signUpCreator(rest.url, 'pretender');
  const { api, token, worldId, tribeId } = creator;
  const name = 'Tr1berspace Official';
  const newcomer = { ...account('pretends_too', 'pretends_too@example.com'), firstName: 'Triberspace' };
  expectInvalid(await rest.api.post('/auth/signup-full', newcomer), 'firstName');
  expectInvalid(await api.put('/users/profile', { firstName: 'Triberspace' }), 'firstName');
  expectInvalid(await api.post('/auth/complete-profile', { lastName: 'Triberspace' }), 'lastName');
  expectInvalid(await api.put(`/worlds/${worldId}`, { name }), 'name');
  expectInvalid(await api.put(`/tribes/${tribeId}`, { name }), 'name');
  expectInvalid(await api.put('/store/my-store', { storeName: name }), 'storeName');
  expect((await betterAuth('/sign-up/email', { ...newcomer, name: 'X' })).status).toBe(422);
  for (const change of [{ firstName: 'Triberspace' }, { firstName: 'Triber', lastName: 'Space' }])
    expect((await betterAuth('/update-user', change, token)).status).toBe(422);
  await api.data(api.put('/users/profile', { firstName: 'Triber' }));
  expectInvalid(await api.put('/users/profile', { lastName: 'Space' }), 'lastName');
  expect((await betterAuth('/update-user', { lastName: 'Space' }, token)).status).toBe(422);

  await rest.app.database.db.execute(sql`update "user" set role = 'admin' where user_name = 'pretender'`);
  expect((await api.data(api.put(`/worlds/${worldId}`, { name }))).name).toBe(name);
});

test('NAME2 the key is the same in the database and without it', async () => {
  const name = fc.string({
    unit: fc.constantFrom(...'01OoIiLlMmRrNn_aZ9ｍＩﬁ'),
    minLength: 1,
    maxLength: 12,
  });
  const names = fc.sample(name, 300);
  const keys = await rows<{ name: string; key: string }>(
    rest.app.database.db,
    sql`select name, ${userNameKey(sql`name`)} as key from jsonb_array_elements_text(${JSON.stringify(names)}::text::jsonb) name`,
  );
  expect(keys.map(({ key }) => key)).toEqual(names.map(keyOfUserName));
});

test('NAME5 worlds, tribes and stores may have the same name', async () => {
  const [one, two] = [
    await signUpCreator(rest.url, 'first_twin'),
    await signUpCreator(rest.url, 'second_twin'),
  ];
  for (const { api, worldId, tribeId } of [one, two]) {
    await api.data(api.put(`/worlds/${worldId}`, { name: 'Twin Peaks' }));
    await api.data(api.put(`/tribes/${tribeId}`, { name: 'Twin Peaks' }));
    await api.data(api.put('/store/my-store', { storeName: 'Twin Peaks' }));
  }
});
