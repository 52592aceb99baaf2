import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { administer } from '../administer.ts';
import { apiClient, enter, PASSWORD, signUp, signUpCreator, until } from '../clients.ts';
import { openTestDatabase, type TestDatabase } from '../database.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* The database answers reads and refuses writes, as a standby does, or one that an operator has set so. */

let database: TestDatabase;
let house: TestServer;

beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 1 });
  house = await startTestServer('postgres', { DATABASE_URL: database.url as string });
});

afterEach(async () => {
  await setReadOnly(false);
  await until('ready again', async () => (await readyz()).status === 200);
});

afterAll(async () => {
  await house.stop();
  await database.close();
});

const readyz = () => fetch(`${house.url}/readyz`);

/** For new connections; the pool's own are ended, so that it opens others. */
async function setReadOnly(isReadOnly: boolean): Promise<void> {
  const url = database.url as string;
  const name = new URL(url).pathname.slice(1);
  const admin = new URL(url);
  admin.pathname = '/postgres';
  const value = isReadOnly ? 'on' : 'off';
  await administer(admin.href, (sql) =>
    sql.unsafe(`alter database "${name}" set default_transaction_read_only = ${value}`),
  );
  await administer(
    admin.href,
    (sql) =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and application_name = 'triberspace'`,
  );
}

const account = (userName: string) => ({
  email: `${userName}@example.com`,
  password: PASSWORD,
  firstName: 'Test',
  lastName: 'Person',
  userName,
});

const auth = (path: string, body: unknown, token?: string) =>
  fetch(`${house.url}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });

test('DB19 a database that refuses writes is answered with 503 by every way in, and never with a refusal', async () => {
  const creator = await signUpCreator(house.url, 'readonly_creator');
  const alice = await signUp(house.url, 'readonly_alice');
  const there = await enter(house.url, alice.token, creator.spaceId);
  await auth('/sign-in/email', { email: alice.email, password: PASSWORD });

  await setReadOnly(true);
  await until('not ready', async () => (await readyz()).status === 503);
  expect(await (await readyz()).json()).toMatchObject({ status: 'not ready', database: 'read-only' });

  const newcomer = account('readonly_new');
  const answers: Record<string, { status: number; body: { code?: string } }> = {
    signUp: await apiClient(house.url).post('/auth/signup-full', newcomer),
    creator: await alice.api.post('/creators/apply', { pointsName: 'Suns' }),
    space: await creator.api.post('/spaces', {
      worldId: creator.worldId,
      name: 'Second stage',
      spaceType: 'stage',
    }),
    rename: await alice.api.put('/users/profile', { firstName: 'Alicia' }),
  };
  for (const [name, path, body, token] of [
    ['ownSignUp', '/sign-up/email', { ...newcomer, name: 'Test Person' }],
    ['signIn', '/sign-in/email', { email: alice.email, password: PASSWORD }],
    ['signOut', '/sign-out', {}, alice.token],
    ['updateUser', '/update-user', { firstName: 'Alicia' }, alice.token],
    [
      'password',
      '/change-password',
      { currentPassword: PASSWORD, newPassword: `${PASSWORD}-2` },
      alice.token,
    ],
    ['revoke', '/revoke-other-sessions', {}, alice.token],
  ] as const) {
    const response = await auth(path, body, token);
    answers[name] = { status: response.status, body: (await response.json()) as { code?: string } };
  }
  expect(
    Object.fromEntries(
      Object.entries(answers).map(([name, { status, body }]) => [name, `${status} ${body.code}`]),
    ),
  ).toEqual(Object.fromEntries(Object.keys(answers).map((name) => [name, '503 DATABASE_UNAVAILABLE'])));

  // Who is signed in is known, lists are read, and the room plays on.
  expect((await alice.api.get('/spaces')).status).toBe(200);
  there.room.send('chat', { text: 'still playing' });
  await there.until('the chat', () => there.messages.find(({ type }) => type === 'chat'));

  await setReadOnly(false);
  await until('ready again', async () => (await readyz()).status === 200);
  expect((await apiClient(house.url).post('/auth/signup-full', newcomer)).status).toBe(201);
  await there.room.leave();
});
