import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { session, user } from '#db/schema/index.ts';
import { apiClient, PASSWORD, signUp } from '#test/clients.ts';
import { expectInvalid, expectProblem, type RestApp, startRestApp } from './rest-app.ts';

let rest: RestApp;

beforeAll(async () => {
  rest = await startRestApp();
});
afterAll(() => rest.stop());

const account = (userName: string) => ({
  email: `${userName}@example.com`,
  password: PASSWORD,
  firstName: 'Ada',
  lastName: 'Lovelace',
  userName,
});

/** Calls Better Auth's own endpoints, as whoever the headers say. */
async function betterAuth(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${rest.url}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

const signIn = (email: string, headers: Record<string, string> = {}) =>
  betterAuth('/sign-in/email', { email, password: PASSWORD }, headers);

describe('signing up', () => {
  test('ACC1 answers with the account and a token that signs in', async () => {
    const { status, body } = await rest.api.post('/auth/signup-full', account('Ada_1'));
    expect(status).toBe(201);
    expect(body.data.user).toMatchObject({
      userName: 'Ada_1',
      email: 'ada_1@example.com',
      role: 'user',
      creatorId: null,
      firstName: 'Ada',
      socialLinks: {},
    });
    const me = await apiClient(rest.url, body.data.token).get('/users/me');
    expect(me.body.data).toEqual(body.data.user);
    expect(JSON.stringify(body)).not.toContain('password');
  });

  test('ACC2 names every field that is wrong', async () => {
    const answer = await rest.api.post('/auth/signup-full', {
      email: 'nobody',
      password: 'short',
      firstName: '',
      userName: 'a b',
      role: 'admin',
    });
    expectInvalid(answer, 'email', 'password', 'firstName', 'lastName', 'userName', 'role');
  });

  test('ACC3 refuses names that are taken, without regard to case, and reserved ones', async () => {
    await signUp(rest.url, 'Grace');
    const taken = await rest.api.post('/auth/signup-full', { ...account('gRACE'), email: 'g2@example.com' });
    expectProblem(taken, 409, 'USERNAME_TAKEN');
    const again = await rest.api.post('/auth/signup-full', {
      ...account('Grace2'),
      email: 'GRACE@example.com',
    });
    expectProblem(again, 409, 'EMAIL_TAKEN');
    expectProblem(await rest.api.post('/auth/signup-full', account('Admin')), 422, 'USERNAME_RESERVED');
  });

  test('ACC4 lets one of many win who want the same name at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        rest.api.post('/auth/signup-full', { ...account('racer'), email: `racer${n}@example.com` }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expectProblem(answer, 409, 'USERNAME_TAKEN');
    }
  });

  test('ACC4 lets one of many win who want the same e-mail address at once', async () => {
    const email = 'same@example.com';
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        rest.api.post('/auth/signup-full', { ...account(`emailer${n}`), email }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expectProblem(answer, 409, 'EMAIL_TAKEN');
    }
  });

  test('check-username tells what is free', async () => {
    await signUp(rest.url, 'Taken_one');
    const check = async (userName: string) =>
      (await rest.api.post('/auth/check-username', { userName })).body.data;
    expect(await check('free_one')).toEqual({ userName: 'free_one', available: true });
    expect(await check('tAKEN_one')).toEqual({ userName: 'tAKEN_one', available: false });
    expect(await check('root')).toEqual({ userName: 'root', available: false });
  });
});

describe('signing in', () => {
  test('ACC5 the token of the body is the one of the header, and works as Bearer', async () => {
    await signUp(rest.url, 'signer');
    const { status, body, headers } = await signIn('signer@example.com');
    expect(status).toBe(200);
    expect(body.token).toBe(decodeURIComponent(headers.get('set-auth-token') as string));
    const me = await apiClient(rest.url, body.token).get('/users/me');
    expect(me).toMatchObject({ status: 200, body: { data: { userName: 'signer' } } });
    const byOwnPath = await apiClient(rest.url, body.token).get('/auth/me');
    expect(byOwnPath.body).toEqual(me.body);
  });

  test('the header’s token works as it comes, too', async () => {
    await signUp(rest.url, 'headers_up');
    const { headers } = await signIn('headers_up@example.com');
    const token = headers.get('set-auth-token') as string;
    expect((await apiClient(rest.url, token).get('/users/me')).status).toBe(200);
  });

  test('ACC6 a raw session token without its signature is nobody’s', async () => {
    const person = await signUp(rest.url, 'unsigned');
    const { db } = rest.app.database;
    const [row] = await db
      .select()
      .from(session)
      .innerJoin(user, eq(user.id, session.userId))
      .where(eq(user.userName, 'unsigned'));
    const raw = row?.session.token as string;
    expect(person.token.startsWith(raw)).toBe(true);
    for (const token of [raw, `${raw}.`, `${raw}.forged`, `${person.token}x`]) {
      expectProblem(await apiClient(rest.url, token).get('/users/me'), 401, 'NOT_SIGNED_IN');
    }
  });

  test('ACC7 after signing out the token is refused', async () => {
    const person = await signUp(rest.url, 'leaver');
    expect((await betterAuth('/sign-out', {}, bearer(person.token))).status).toBe(200);
    expectProblem(await person.api.get('/users/me'), 401, 'NOT_SIGNED_IN');
    expectProblem(await person.api.get('/auth/me'), 401, 'NOT_SIGNED_IN');
  });

  test('ACC8 a wrong password and an unknown address are told the same', async () => {
    await signUp(rest.url, 'guessed');
    const wrong = await betterAuth('/sign-in/email', {
      email: 'guessed@example.com',
      password: 'wrong-wrong',
    });
    const unknown = await betterAuth('/sign-in/email', {
      email: 'never@example.com',
      password: 'wrong-wrong',
    });
    expect(wrong.status).toBe(401);
    expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body]);
  });
});

describe('pages with cookies', () => {
  const trusted = { origin: 'http://localhost:5173' };
  const foreign = { origin: 'https://evil.example' };

  async function cookieOf(userName: string): Promise<string> {
    await signUp(rest.url, userName);
    const { status, headers } = await signIn(`${userName}@example.com`, trusted);
    expect(status).toBe(200);
    return headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }

  const call = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
    fetch(`${rest.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  test('of a trusted origin sign in, read, write and sign out', async () => {
    const cookie = await cookieOf('page_user');
    const me = await call('GET', '/api/v1/users/me', { cookie, ...trusted });
    expect(me.status).toBe(200);
    expect(me.headers.get('access-control-allow-origin')).toBe(trusted.origin);
    expect(me.headers.get('access-control-allow-credentials')).toBe('true');
    expect((await call('POST', '/api/v1/creators/apply', { cookie, ...trusted }, {})).status).toBe(201);
    expect((await call('POST', '/api/auth/sign-out', { cookie, ...trusted }, {})).status).toBe(200);
    expect((await call('GET', '/api/v1/users/me', { cookie, ...trusted })).status).toBe(401);
  });

  test('ACC9 of any other origin can neither write nor read', async () => {
    const cookie = await cookieOf('victim');
    const written = await call('POST', '/api/v1/creators/apply', { cookie, ...foreign }, {});
    expect(written.status).toBe(403);
    expect((await written.json()).code).toBe('FORBIDDEN');
    const read = await call('GET', '/api/v1/users/me', { cookie, ...foreign });
    expect(read.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await fetch(`${rest.url}/api/v1/users/me`, {
      method: 'OPTIONS',
      headers: { ...foreign, 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    expect((await call('POST', '/api/auth/sign-out', { cookie, ...foreign }, {})).status).toBe(403);
  });

  test('keep their cookie out of scripts and of other sites', async () => {
    await signUp(rest.url, 'cookie_jar');
    const { headers } = await signIn('cookie_jar@example.com', trusted);
    const cookie = headers.getSetCookie().find((line) => line.includes('session_token')) as string;
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });
});

describe('Better Auth’s own endpoints', () => {
  const me = async (userName: string) => {
    const [row] = await rest.app.database.db.select().from(user).where(eq(user.userName, userName));
    return row;
  };

  test.each([
    ['a javascript: image', { image: 'javascript:alert(1)' }],
    ['an http image', { image: 'http://example.com/a.png' }],
    ['an object for an image', { image: {} }],
    ['an object for a name', { name: {} }],
    ['nothing for a name', { name: null }],
    ['an empty name', { name: '' }],
    ['a javascript: avatarUrl', { avatarUrl: 'javascript:alert(1)' }],
    ['an object for an avatarUrl', { avatarUrl: {} }],
    ['a javascript: link', { socialLinks: { web: 'javascript:alert(1)' } }],
    ['a list for links', { socialLinks: ['https://example.com'] }],
    ['an object for a userName', { userName: {} }],
    ['nothing for a userName', { userName: null }],
    ['a reserved userName', { userName: 'admin' }],
    ['a number for a firstName', { firstName: 7 }],
    ['a first name of nothing', { firstName: null }],
    ['a name that cannot be stored', { firstName: 'a\u0000b' }],
    ['a URL that cannot be stored', { image: 'https://example.com/\u0000' }],
  ])('refuse %s', async (_what, change) => {
    const userName = 'careful';
    const existing = await me(userName);
    const { email } = existing ?? (await signUp(rest.url, userName));
    const before = await me(userName);
    const { token } = (await signIn(email)).body;
    const { status } = await betterAuth('/update-user', change, bearer(token));
    expect([400, 422]).toContain(status);
    expect(await me(userName)).toEqual(before);
  });

  test('take what is right', async () => {
    const { token } = await signUp(rest.url, 'changer');
    const change = {
      firstName: 'New',
      image: 'https://example.com/me.png',
      socialLinks: { web: 'https://example.com' },
    };
    expect((await betterAuth('/update-user', change, bearer(token))).status).toBe(200);
    expect(await me('changer')).toMatchObject(change);
  });

  test('refuse a userName that is taken, as a conflict', async () => {
    await signUp(rest.url, 'First_come');
    const { token } = await signUp(rest.url, 'second_come');
    const { status } = await betterAuth('/update-user', { userName: 'first_COME' }, bearer(token));
    expect(status).toBe(409);
    expect((await betterAuth('/update-user', { userName: 'Second_Come' }, bearer(token))).status).toBe(200);
  });

  test('ACC10 let no client set a role', async () => {
    const { token } = await signUp(rest.url, 'climber');
    expect((await betterAuth('/update-user', { role: 'admin' }, bearer(token))).status).toBe(400);
    const body = { ...account('climber2'), name: 'Ada Lovelace', role: 'admin' };
    await betterAuth('/sign-up/email', body);
    expect((await me('climber'))?.role).toBe('user');
    expect((await me('climber2'))?.role ?? 'user').toBe('user');
  });

  test('ACC11 sign up with the same checks', async () => {
    const body = { ...account('by_hand'), name: 'Ada Lovelace' };
    const { status, body: answer } = await betterAuth('/sign-up/email', body);
    expect(status).toBe(200);
    expect((await apiClient(rest.url, answer.token).get('/users/me')).status).toBe(200);
    const bad = { ...account('bad name'), name: 'Ada' };
    expect((await betterAuth('/sign-up/email', bad)).status).toBeGreaterThanOrEqual(400);
    const reserved = { ...account('Triberspace'), name: 'Ada' };
    expect((await betterAuth('/sign-up/email', reserved)).status).toBeGreaterThanOrEqual(400);
    const taken = { ...account('BY_HAND'), email: 'other_hand@example.com', name: 'Ada' };
    expect((await betterAuth('/sign-up/email', taken)).status).toBeGreaterThanOrEqual(400);
  });
});
