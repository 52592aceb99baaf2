import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { userNameKey } from '#db/folding.ts';
import { keyOfUserName } from '#domain/accounts/account-rules.ts';
import { PASSWORD, signUp, signUpCreator } from '#test/clients.ts';
import { expectProblem, type RestApp, startRestApp } from './rest-app.ts';

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

  test.each(['Adm1n', 'R00T', 'm0derator', 'rnoderator', 'sUpp0rt', 'tr1berspace', 'rne', 'b0t', 'NU11'])(
    'NAME3 %s looks like a reserved one, and is refused at every door',
    async (userName) => {
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
    },
  );

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
