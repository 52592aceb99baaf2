import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiClient, PASSWORD, type Person, signUp, signUpCreator, until } from '../clients.ts';
import { openTestDatabase, type TestDatabase } from '../database.ts';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* Connections to the database break one by one, in the middle of whatever is sent over them. */

let database: TestDatabase;
let proxy: TcpProxy;
let house: TestServer;
let escaped: unknown[];

const collect = (error: unknown) => void escaped.push(error);

beforeAll(async () => {
  escaped = [];
  process.on('uncaughtException', collect);
  process.on('unhandledRejection', collect);
  database = await openTestDatabase({ poolSize: 1 });
  const url = new URL(database.url as string);
  proxy = await startTcpProxy(url.hostname, Number(url.port || 5432));
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  house = await startTestServer('postgres', { DATABASE_URL: url.href });
});

afterAll(async () => {
  await house.stop();
  await proxy.close();
  await database.close();
  process.off('uncaughtException', collect);
  process.off('unhandledRejection', collect);
  expect(escaped).toEqual([]);
});

type Asked = { what: string; status: number; text: string };

async function ask(what: string, path: string, init: RequestInit = {}): Promise<Asked> {
  const response = await fetch(`${house.url}${path}`, init);
  return { what, status: response.status, text: await response.text() };
}

const post = (body: unknown, token?: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
  body: JSON.stringify(body),
});

test('DB20 whenever a connection breaks, a request is answered as it should be or with 503', async () => {
  const creator = await signUpCreator(house.url, 'cut_creator');
  const people: Person[] = [];
  for (let number = 0; number < 4; number++) people.push(await signUp(house.url, `cut_person_${number}`));
  let newcomers = 0;
  /** Each with what may come of it beside 503. */
  const deeds: ((person: Person) => Promise<Asked>)[] = [
    () => ask('spaces', '/api/v1/spaces'),
    ({ token }) => ask('me', '/api/v1/users/me', { headers: { authorization: `Bearer ${token}` } }),
    ({ token }) => ask('session', '/api/auth/get-session', { headers: { authorization: `Bearer ${token}` } }),
    ({ email }) => ask('sign-in', '/api/auth/sign-in/email', post({ email, password: PASSWORD })),
    ({ token }) => ask('update', '/api/auth/update-user', post({ firstName: 'Changed' }, token)),
    ({ token }) => ask('join', '/matchmake/joinOrCreate/space', post({ spaceId: creator.spaceId }, token)),
    () => {
      const userName = `cut_new_${newcomers++}`;
      const names = { userName, firstName: 'Test', lastName: 'Person' };
      const account = { email: `${userName}@example.com`, password: PASSWORD, ...names };
      return ask('sign-up', '/api/v1/auth/signup-full', post(account));
    },
    () => ask('home', '/'),
  ];
  const answers: Asked[] = [];
  let isOver = false;
  const workers = people.flatMap((person) =>
    [0, 1].map(async (offset) => {
      for (let turn = offset; !isOver; turn++)
        answers.push(await (deeds[turn % deeds.length] as (typeof deeds)[number])(person));
    }),
  );
  for (let round = 0; round < 120; round++) {
    await sleep(Math.random() * 120);
    proxy.breakSome(() => Math.random() < 0.4);
  }
  isOver = true;
  await Promise.all(workers);

  expect(answers.length).toBeGreaterThan(100);
  const wrong = answers.filter(({ status, text }) => status >= 300 && status !== 503 && text !== '');
  const errors = house.errors.filter((line) => !line.includes('"msg":"request"'));
  expect({ wrong, causes: wrong.length > 0 ? errors : [] }).toEqual({ wrong: [], causes: [] });
  expect(answers.some(({ status }) => status === 503)).toBe(true);
  await until('an answer', async () => (await apiClient(house.url).get('/spaces')).status === 200);
});
