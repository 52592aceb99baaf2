import { createHmac } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { session, user } from '#db/schema/index.ts';
import { signUp } from '#test/clients.ts';
import { type RestApp, startRestApp } from '#test/rest/rest-app.ts';
import { createSessionLookup, type LookUpSession } from './session-lookup.ts';

let rest: RestApp;
let lookUp: LookUpSession;

beforeAll(async () => {
  rest = await startRestApp();
  const { auth, config, database } = rest.app;
  lookUp = createSessionLookup({
    db: database.db,
    secret: config.AUTH_SECRET,
    ...auth.options.session,
  });
});
afterAll(() => rest.stop());

/** What Better Auth itself says of this header. */
async function byBetterAuth(authorization: string) {
  const found = await rest.app.auth.api.getSession({ headers: new Headers({ authorization }) });
  if (!found) return undefined;
  const { id: userId, userName, role } = found.user;
  return { userId, userName, role, authSessionId: found.session.id };
}

const byUs = (authorization: string) => rest.app.identify.byHeaders(new Headers({ authorization }));

/** A new user's header, with what is in the session's row. */
async function signedUp(userName: string) {
  const { token } = await signUp(rest.url, userName);
  const row = eq(session.token, token.split('.')[0] as string);
  return { authorization: `Bearer ${token}`, token, row };
}

const set = (row: ReturnType<typeof eq>, inSeconds: number) =>
  rest.app.database.db
    .update(session)
    .set({ expiresAt: new Date(Date.now() + inSeconds * 1000) })
    .where(row);

test('ACC17 a token is whose Better Auth says it is, in every form that one can be sent in', async () => {
  const { authorization, token } = await signedUp('form_filler');
  const whole = await byBetterAuth(authorization);
  expect(whole?.userName).toBe('form_filler');
  expect(await lookUp(authorization)).toEqual(whole);
  const [id = '', signature = ''] = token.split('.');
  const foreign = createHmac('sha256', 'another secret of 32 characters…').update(id).digest('base64');
  const forms = [
    `Bearer ${encodeURIComponent(token)}`,
    `bearer ${token}`,
    `BEARER   ${token} `,
    `Bearer ${id}.${signature.replace(/=+$/, '')}`,
    `Bearer ${id}.${signature.replaceAll('+', '-').replaceAll('/', '_')}`,
    `Bearer ${id}`,
    `Bearer ${id}.`,
    `Bearer .${signature}`,
    `Bearer ${id}.${signature}.${signature}`,
    `Bearer ${id}x.${signature}`,
    `Bearer ${id}.${foreign}`,
    `Bearer ${id}.${signature}%`,
    `Basic ${token}`,
    token,
    'Bearer',
    'Bearer ',
  ];
  for (const form of forms) expect([form, await byUs(form)]).toEqual([form, await byBetterAuth(form)]);
});

test('ACC18 a session that is revoked, over or whose user is gone is nobody’s at once', async () => {
  const revoked = await signedUp('revoked');
  const over = await signedUp('over');
  const gone = await signedUp('gone');
  for (const { authorization } of [revoked, over, gone]) expect(await lookUp(authorization)).toBeDefined();

  const { db } = rest.app.database;
  await db.delete(session).where(revoked.row);
  await set(over.row, -1);
  await db.delete(user).where(eq(user.userName, 'gone'));
  for (const { authorization } of [revoked, over, gone]) {
    expect(await lookUp(authorization)).toBeUndefined();
    expect(await byUs(authorization)).toBeUndefined();
  }
  expect(await db.select().from(session).where(over.row)).toEqual([]);
});

test('ACC19 a session in use is prolonged once a day', async () => {
  const { authorization, row } = await signedUp('regular');
  const { expiresIn, updateAge } = rest.app.auth.options.session;
  const left = async () => {
    const seconds = sql<number>`extract(epoch from ${session.expiresAt} - now())::float8`;
    const [found] = await rest.app.database.db.select({ seconds }).from(session).where(row);
    return found?.seconds as number;
  };
  await set(row, expiresIn - updateAge + 60);
  expect((await byUs(authorization))?.userName).toBe('regular');
  expect(await left()).toBeLessThan(expiresIn - updateAge + 61);

  await set(row, expiresIn - updateAge - 60);
  expect((await byUs(authorization))?.userName).toBe('regular');
  expect(await left()).toBeGreaterThan(expiresIn - 60);
});

test('a change of the role counts with the next request', async () => {
  const { authorization } = await signedUp('riser');
  expect((await byUs(authorization))?.role).toBe('user');
  await rest.app.database.db.update(user).set({ role: 'creator' }).where(eq(user.userName, 'riser'));
  expect((await byUs(authorization))?.role).toBe('creator');
});
