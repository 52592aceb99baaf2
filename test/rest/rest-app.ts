import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { Router } from 'express';
import { pino } from 'pino';
import { expect, inject } from 'vitest';
import { creators, user } from '#db/schema/index.ts';
import { createExpressApp } from '#http/express-app.ts';
import { audit } from '#operations/audit.ts';
import { healthRouter } from '#operations/health.ts';
import { allRoutes } from '#routes/index.ts';
import { createApp } from '#src/app.ts';
import { loadConfig } from '#src/config.ts';
import { givePoints } from '#test/builders.ts';
import { type Answer, apiClient, type Person, signUp } from '#test/clients.ts';
import { testEnvironment } from '#test/test-server.ts';

export type RestApp = Awaited<ReturnType<typeof startRestApp>>;

/** How many players the tests say are in a space. */
export const PLAYERS_IN_EVERY_SPACE = 7;

/** The room that the tests say runs of each space. */
export const INSTANCE_OF_EVERY_SPACE = {
  roomId: 'WFRdccpUF',
  address: null,
  players: PLAYERS_IN_EVERY_SPACE,
  capacity: 100,
  takesNewcomers: true,
};

/** REST over real HTTP on the real services, without the rooms. Every answer is checked against its schema. */
export async function startRestApp(settings: Record<string, string> = {}) {
  const { env, close } = await testEnvironment(inject('testDatabase').kind);
  const failures: string[] = [];
  const sessions = new Map<string, string>();
  const log = pino({ level: 'error' }, { write: (line: string) => void failures.push(line) });
  const app = await createApp(loadConfig({ ...env, ...settings }), log);
  const handler = createExpressApp({
    ...app,
    routes: allRoutes(app, {
      playersIn: async () => PLAYERS_IN_EVERY_SPACE,
      showOut: async () => 0,
      userOf: async (_spaceId, sessionId) => sessions.get(sessionId),
      instancesOf: async () => [INSTANCE_OF_EVERY_SPACE],
      drain: async (_spaceId, roomId) =>
        roomId === INSTANCE_OF_EVERY_SPACE.roomId ? PLAYERS_IN_EVERY_SPACE : undefined,
    }),
    probes: healthRouter({ ...app, outages: { refusesWrites: () => false }, isDraining: () => false }),
    pages: Router(),
    matchmaking: Router(),
    trustedProxies: app.config.TRUSTED_PROXIES,
    checkAnswers: true,
  });
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    app,
    url,
    /** The users of the sessions that are taken to be in rooms, by sessionId. */
    sessions,
    /** Asks as nobody. */
    api: apiClient(url),
    /** Stops it; fails where a request has failed with a 500. */
    async stop() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await app.close();
      await close();
      expect(failures).toEqual([]);
    },
  };
}

/** An admin: no request can make one. */
export async function signUpAdmin({ app, url }: RestApp, userName: string): Promise<Person> {
  // Under another name first: nobody may sign up as `the_admin`.
  const person = await signUp(url, userName.replace('admin', 'chief'));
  await app.database.db
    .update(user)
    .set({ role: 'admin', userName })
    .where(eq(user.userName, person.userName));
  return { ...person, userName };
}

/** Gives points of a creator, through the ledger. */
export async function give({ app }: RestApp, to: Person, creatorId: string, amount: number): Promise<void> {
  const { db } = app.database;
  const [creator] = await db.select().from(creators).where(eq(creators.publicId, creatorId));
  const [receiver] = await db.select().from(user).where(eq(user.userName, to.userName));
  await givePoints(db, app.ledger, {
    userId: receiver?.id as string,
    creatorId: creator?.id as number,
    amount,
  });
}

/** Every invariant of the books holds. */
export async function expectBooksInOrder({ app }: RestApp): Promise<void> {
  const broken = (await audit(app.database.db)).filter((line) => line.violations > 0);
  expect(broken).toEqual([]);
}

const TEXT_OR_NULL = expect.toBeOneOf([null, expect.any(String)]);

/** A refusal, in the shape that every refusal has. */
export function expectProblem(answer: Answer, status: number, code: string): void {
  expect({ status: answer.status, code: answer.body?.code }).toEqual({ status, code });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toEqual({
    type: 'about:blank',
    title: expect.any(String),
    status,
    code,
    detail: expect.any(String),
    ...(answer.body.errors && { errors: expect.any(Array) }),
    ...(code === 'BANNED' && { reason: TEXT_OR_NULL, until: TEXT_OR_NULL }),
  });
}

/** The request is refused as invalid, and these are the fields that are wrong: no more and no fewer. */
export function expectInvalid(answer: Answer, ...fields: string[]): void {
  expectProblem(answer, 422, 'INVALID');
  const named = answer.body.errors.map((error: { path: string }) => error.path);
  expect(named.toSorted()).toEqual(fields.toSorted());
}

/** A page of a list: its data, and the cursor of the next page. */
export async function pageOf(answer: Promise<Answer>) {
  const { status, body } = await answer;
  expect(status).toBe(200);
  expect(body.page).toEqual({ limit: expect.any(Number), nextCursor: body.page.nextCursor });
  return { data: body.data, nextCursor: body.page.nextCursor as string | null };
}

/** What no answer may contain: keys that only the database knows. */
export function expectNothingInternal(body: unknown): void {
  const text = JSON.stringify(body);
  expect(text).not.toMatch(/"(userId|user_id|publicId|referenceid|spacePublicId|ownerUserId)"/);
  expect(text).not.toMatch(/"\w*[iI]d":\d/);
}
