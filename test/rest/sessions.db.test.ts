import { setTimeout as sleep } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { session } from '#db/schema/index.ts';
import { apiClient, PASSWORD, type Person, signUp } from '#test/clients.ts';
import { startTestServer, type TestServer } from '#test/test-server.ts';
import { type RestApp, startRestApp } from './rest-app.ts';

/* Session tokens, what ends sessions, and that what is answered as done is done. */

let rest: RestApp;
beforeAll(async () => {
  rest = await startRestApp();
});
afterAll(() => rest.stop());

type Answer = {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
  cookies: string[];
};

async function ask(method: string, path: string, token?: string, body?: object): Promise<Answer> {
  const response = await fetch(`${rest.url}/api/auth${path}`, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const cookies = response.headers.getSetCookie();
  return { status: response.status, body: text ? JSON.parse(text) : undefined, cookies };
}

const signIn = async ({ email }: Person, password = PASSWORD): Promise<string> =>
  (await ask('POST', '/sign-in/email', undefined, { email, password })).body.token;

const isSignedIn = async (token: string): Promise<boolean> =>
  (await apiClient(rest.url, token).get('/users/me')).status === 200;

const NEW_PASSWORD = 'a-password-that-is-new';
const change = (token: string, more: object = {}) =>
  ask('POST', '/change-password', token, { currentPassword: PASSWORD, newPassword: NEW_PASSWORD, ...more });

/** The sessions that were told as ended while `work` was done. */
async function endedBy(work: () => Promise<unknown>): Promise<string[]> {
  const ended: string[] = [];
  const stop = rest.app.facts.subscribe('SessionRevoked', ({ sessionId }) => void ended.push(sessionId));
  await work();
  await sleep(50);
  stop();
  return ended;
}

const sessionIdOf = async (token: string): Promise<string> => {
  const bare = token.split('.')[0] as string;
  const [row] = await rest.app.database.db.select().from(session).where(eq(session.token, bare));
  return row?.id as string;
};

describe('a change of password', () => {
  test('ACC20 ends every other session and tells the rooms, and gives the caller’s session a new token', async () => {
    const person = await signUp(rest.url, 'changes_all');
    const [second, third] = [await signIn(person), await signIn(person)];
    const [own, ...others] = await Promise.all([person.token, second, third].map(sessionIdOf));
    let answer: Answer | undefined;
    const ended = await endedBy(async () => {
      answer = await change(person.token);
    });
    expect(answer?.status).toBe(200);
    expect(ended.toSorted()).toEqual(others.toSorted());
    const { token } = (answer as Answer).body as { token: string };
    for (const old of [person.token, second, third]) expect(await isSignedIn(old)).toBe(false);
    expect(await isSignedIn(token)).toBe(true);
    expect(await sessionIdOf(token)).toBe(own);
    const cookie = answer?.cookies.find((line) => line.includes('session_token')) as string;
    expect(decodeURIComponent(cookie)).toContain(token);
    expect(await signIn(person, NEW_PASSWORD)).toBeTypeOf('string');
  });

  test('ACC20 leaves the others where it is asked to', async () => {
    const person = await signUp(rest.url, 'changes_one');
    const second = await signIn(person);
    let answer: Answer | undefined;
    const ended = await endedBy(async () => {
      answer = await change(person.token, { revokeOtherSessions: false });
    });
    expect(ended).toEqual([]);
    expect(answer?.body.token).toBe(person.token);
    for (const token of [person.token, second]) expect(await isSignedIn(token)).toBe(true);
  });

  test('ACC20 says the same when it is asked to end them', async () => {
    const person = await signUp(rest.url, 'changes_said');
    const second = await signIn(person);
    const { status, body } = await change(person.token, { revokeOtherSessions: true });
    expect(status).toBe(200);
    expect([await isSignedIn(body.token), await isSignedIn(second)]).toEqual([true, false]);
  });

  test('ACC20 ends nothing where the password is wrong', async () => {
    const person = await signUp(rest.url, 'changes_not');
    const second = await signIn(person);
    expect((await change(person.token, { currentPassword: 'not-the-password' })).status).toBe(400);
    for (const token of [person.token, second]) expect(await isSignedIn(token)).toBe(true);
  });

  test('ACC20 ends nothing where the database refuses the new password', async () => {
    const person = await signUp(rest.url, 'changes_half');
    const second = await signIn(person);
    const { db } = rest.app.database;
    await db.execute(sql`alter table account add constraint no_change check (password is null) not valid`);
    try {
      const auth = rest.app.auth.handler(
        new Request('http://localhost/api/auth/change-password', {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${person.token}` },
          body: JSON.stringify({ currentPassword: PASSWORD, newPassword: NEW_PASSWORD }),
        }),
      );
      await expect(auth).rejects.toThrow();
    } finally {
      await db.execute(sql`alter table account drop constraint no_change`);
    }
    for (const token of [person.token, second]) expect(await isSignedIn(token)).toBe(true);
  });
});

describe('a session token', () => {
  test('ACC21 has one form wherever it is answered, and works in it', async () => {
    const person = await signUp(rest.url, 'one_form');
    const second = await signIn(person);
    const listed: { token: string; id: string }[] = (await ask('GET', '/list-sessions', person.token)).body;
    expect(listed.map(({ token }) => token).toSorted()).toEqual([person.token, second].toSorted());
    expect((await ask('GET', '/get-session', second)).body.session.token).toBe(second);
    const changed = await change(person.token, { revokeOtherSessions: false });
    expect(changed.body.token).toBe(person.token);
    for (const { token } of listed) expect(await isSignedIn(token)).toBe(true);
    expect((await ask('GET', '/get-session')).body).toBeNull();
    const response = await fetch(`${rest.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: person.email, password: NEW_PASSWORD }),
    });
    const { token } = (await response.json()) as { token: string };
    expect(response.headers.get('set-auth-token')).toBe(token);
  });

  test('ACC22 ends its session, and no other', async () => {
    const person = await signUp(rest.url, 'ends_one');
    const [second, third] = [await signIn(person), await signIn(person)];
    const id = await sessionIdOf(second);
    const ended = await endedBy(async () => {
      expect(await ask('POST', '/revoke-session', person.token, { token: second })).toMatchObject({
        status: 200,
        body: { status: true },
      });
    });
    expect(ended).toEqual([id]);
    expect(await isSignedIn(second)).toBe(false);
    for (const token of [person.token, third]) expect(await isSignedIn(token)).toBe(true);
    expect((await ask('POST', '/revoke-session', third, { token: third })).status).toBe(200);
    expect(await isSignedIn(third)).toBe(false);
  });

  test('ACC22 of no session, of somebody else’s, or in another form is not found, and nothing ends', async () => {
    const person = await signUp(rest.url, 'ends_none');
    const stranger = await signUp(rest.url, 'stranger');
    const gone = await signIn(person);
    await ask('POST', '/sign-out', gone, {});
    const bare = person.token.split('.')[0] as string;
    for (const token of ['unknown', '', `${bare}.forged`, bare, gone, stranger.token, `${person.token}x`]) {
      const answer = await ask('POST', '/revoke-session', person.token, { token });
      expect([answer.status, answer.body.code], token).toEqual([404, 'SESSION_NOT_FOUND']);
    }
    const nobody = await ask('POST', '/revoke-session', undefined, { token: person.token });
    expect(nobody.status).toBe(401);
    for (const { token } of [person, stranger]) expect(await isSignedIn(token)).toBe(true);
  });
});

describe('where the database fails', () => {
  let house: TestServer;
  beforeAll(async () => {
    house = await startTestServer(inject('testDatabase').kind);
  });
  afterAll(() => house.stop());

  test.each([
    ['sign-out', {}],
    ['revoke-session', undefined],
    ['revoke-sessions', {}],
    ['revoke-other-sessions', {}],
  ])('ACC22 %s does not say that it is done', async (name, body) => {
    const person = await signUp(house.url, `f_${name.replaceAll('-', '_').slice(0, 15)}${name.length}`);
    const ask = async (path: string, sent: object, token?: string) => {
      const response = await fetch(`${house.url}/api/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(sent),
      });
      return { status: response.status, token: ((await response.json()) as { token: string }).token };
    };
    const { token: second } = await ask('sign-in/email', { email: person.email, password: PASSWORD });
    const { db } = house.server.app.database;
    await db.execute(sql`
      create function refuse_to_end() returns trigger language plpgsql as $$
      begin raise exception 'no' using errcode = '57P03'; end $$`);
    await db.execute(sql`create trigger refuse_to_end before delete on session
      for each row execute function refuse_to_end()`);
    let status: number | undefined;
    try {
      ({ status } = await ask(name, body ?? { token: second }, person.token));
    } finally {
      await db.execute(sql`drop trigger refuse_to_end on session`);
      await db.execute(sql`drop function refuse_to_end`);
    }
    expect(status).toBeGreaterThanOrEqual(500);
    expect((await apiClient(house.url, second).get('/users/me')).status).toBe(200);
  });
});
