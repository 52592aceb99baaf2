import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#db/client.ts';
import * as schema from '#db/schema/index.ts';
import { balanceOf } from '#domain/points/balances.ts';
import { audit } from '#operations/audit.ts';
import { administer } from '#test/administer.ts';
import { buildCreator, buildEvent, buildProduct, buildSpace, buildUser, buildWorld } from '#test/builders.ts';
import { type Answer, apiClient } from '#test/clients.ts';
import { emptyRedis } from '#test/redis.ts';
import { freePort, type ServerProcess, startServerProcess } from '#test/server-process.ts';
import { testEnvironment } from '#test/test-server.ts';
import { buildCrowd, signIn } from './crowd.ts';

/* Two server processes on one PostgreSQL, asked over HTTP. */

const BUYERS = 1000;
const SAME_KEY = 200;
const ROUNDS = 10;
const SECRET = 'a secret of the economy’s races, long enough';

let environment: Awaited<ReturnType<typeof testEnvironment>>;
let servers: [ServerProcess, ServerProcess];
let database: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  environment = await testEnvironment('postgres');
  const { DATABASE_URL = '' } = environment.env;
  database = await openDatabase({ DATABASE_URL, DATABASE_POOL_SIZE: 2, DATA_DIR: '' });
  const env = { ...environment.env, REDIS_URL: await emptyRedis(), AUTH_SECRET: SECRET };
  const [first, second] = [await freePort(), await freePort()];
  servers = await Promise.all([startServerProcess(env, first), startServerProcess(env, second)]);
});

/** A backend tells of its deadlocks at the latest when it ends, so the servers stop first. */
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  const broken = (await audit(database.db)).filter(({ violations }) => violations > 0);
  await database.close();
  const deadlocks = await administer(environment.env.DATABASE_URL as string, async (sql) => {
    const [row] = await sql`select deadlocks::int from pg_stat_database where datname = current_database()`;
    return row?.deadlocks;
  });
  await environment.close();
  expect({ broken, deadlocks }).toEqual({ broken: [], deadlocks: 0 });
});

/** The API as each of these people, one half through either process. */
const through = (tokens: string[]) =>
  tokens.map((token, n) => apiClient(servers[n % 2 === 0 ? 0 : 1].url, token));

/** How many answers there are of each kind; with what the servers logged where one failed. */
function counted(answers: Answer[]): Record<string, number> {
  if (answers.some(({ status }) => status >= 500))
    console.error(...servers.map((server) => server.printed()));
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const name = `${status} ${body.code ?? ''}`.trim();
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

test('CHK10 the last one of a product goes to one of a thousand buyers at two processes', async () => {
  const { db } = database;
  const creator = await buildCreator(db);
  const product = await buildProduct(db, { creatorId: creator.id, maxQuantity: 1, pricePoints: 3 });
  const buyers = await buildCrowd(db, BUYERS, creator.id, 5);
  const apis = through(await signIn(db, buyers, SECRET));
  const answers = await Promise.all(
    apis.map((api) => api.post('/store/purchase', { productId: product.publicId })),
  );
  expect(counted(answers)).toEqual({ '201': 1, '409 SOLD_OUT': BUYERS - 1 });
  const left = await apis[0]!.get(`/store/products/${product.publicId}`);
  expect(left.body.data.currentStock).toBe(0);
});

test('CHK9 GIFT4 one key, sent two hundred times to two processes, has one effect', async () => {
  const { db } = database;
  const creator = await buildCreator(db);
  const product = await buildProduct(db, { creatorId: creator.id, maxQuantity: 500, pricePoints: 3 });
  const [buyer, friend] = await buildCrowd(db, 2, creator.id, 100);
  const [token] = await signIn(db, [buyer!], SECRET);
  const apis = through(Array.from({ length: SAME_KEY }, () => token!));
  const gift = { creatorId: creator.publicId, toUserName: friend!.userName, amount: 7 };
  for (const [path, body, status] of [
    ['/store/purchase', { productId: product.publicId }, 201],
    ['/points/gift', gift, 200],
  ] as const) {
    const answers = await Promise.all(
      apis.map((api) => api.post(path, body, { 'idempotency-key': `${status}` })),
    );
    expect(counted(answers)).toEqual({ [`${status}`]: SAME_KEY });
    const replayed = answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true');
    expect(replayed).toHaveLength(SAME_KEY - 1);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body.data))).size).toBe(1);
  }
  expect(await balanceOf(db, buyer!.id, creator.id)).toBe(90);
});

test('GIFT3 gifts that oppose each other through two processes, sixty each way, end and lose nothing', async () => {
  const { db } = database;
  const creator = await buildCreator(db);
  const people = await buildCrowd(db, 2, creator.id, 60);
  const [one, two] = await signIn(db, people, SECRET);
  const apis = through(Array.from({ length: 120 }, (_, n) => (n % 4 < 2 ? one! : two!)));
  const answers = await Promise.all(
    apis.map((api, n) => {
      const toUserName = people[n % 4 < 2 ? 1 : 0]!.userName;
      return api.post('/points/gift', { creatorId: creator.publicId, toUserName, amount: 1 });
    }),
  );
  expect(counted(answers)).toEqual({ '200': 120 });
  expect(await Promise.all(people.map(({ id }) => balanceOf(db, id, creator.id)))).toEqual([60, 60]);
});

test('RFD6 GIFT3 awards, purchases, refunds and gifts of the same balance go on at once at two processes', async () => {
  const { db } = database;
  const owner = await buildUser(db, { role: 'creator' });
  const creator = await buildCreator(db, { userId: owner.id });
  const world = await buildWorld(db, { creatorId: creator.id });
  const product = await buildProduct(db, { creatorId: creator.id, maxQuantity: 500, pricePoints: 4 });
  const [ownersToken] = await signIn(db, [owner], SECRET);
  const asOwner = through([ownersToken!, ownersToken!]);

  for (let round = 0; round < ROUNDS; round += 1) {
    const [player, friend] = await buildCrowd(db, 2, creator.id, 20);
    const [token, friendsToken] = await signIn(db, [player!, friend!], SECRET);
    const asPlayer = through([token!, token!]);
    const asFriend = through([friendsToken!, friendsToken!]);
    const event = await attended(world.id, player!.id);
    const buy = (n: number) => asPlayer[n % 2]!.post('/store/purchase', { productId: product.publicId });
    const give = (apis: typeof asPlayer, to: typeof player) => (n: number) =>
      apis[n % 2]!.post('/points/gift', {
        creatorId: creator.publicId,
        toUserName: to!.userName,
        amount: 6,
      });
    const bought = await Promise.all([0, 1, 2].map(buy));
    const refund = (n: number) =>
      asOwner[n % 2]!.post(`/store/orders/${bought[n >> 1]!.body.data.orderNumber}/refund`);
    const end = (n: number) => asOwner[n]!.post(`/events/${event.publicId}/end`);

    const [ends, purchases, refunds, away, here] = await Promise.all([
      Promise.all([0, 1].map(end)),
      Promise.all(Array.from({ length: 8 }, (_, n) => buy(n))),
      Promise.all(Array.from({ length: 6 }, (_, n) => refund(n))),
      Promise.all(Array.from({ length: 5 }, (_, n) => give(asPlayer, friend)(n))),
      Promise.all(Array.from({ length: 5 }, (_, n) => give(asFriend, player)(n))),
    ]);
    expect(counted(ends)).toEqual({ '200': 2 });
    expect(counted(refunds)).toEqual({ '200': 3, '409 ALREADY_REFUNDED': 3 });
    const done = (answers: Answer[]) => answers.filter(({ status }) => status < 300).length;
    for (const { status, body } of [...purchases, ...away, ...here])
      expect(status < 300 ? 'done' : body.code).toMatch(/^(done|INSUFFICIENT_POINTS)$/);
    const moved = 6 * (done(here) - done(away));
    const balances = await Promise.all([player, friend].map((user) => balanceOf(db, user!.id, creator.id)));
    expect(balances).toEqual([20 + 30 - 4 * done(purchases) + moved, 20 - moved]);
  }
});

/** An event that is live, with a visit of ten minutes that is worth 30 points. */
async function attended(worldId: number, userId: string) {
  const { db } = database;
  const space = await buildSpace(db, { worldId });
  const startedAt = new Date(Date.now() - 600_000);
  const event = await buildEvent(db, {
    spaceId: space.id,
    isLive: true,
    startedAt,
    pointsPerMinute: 60,
    maximumPoints: 30,
  });
  await db
    .insert(schema.eventAttendance)
    .values({ userId, eventId: event.id, joinedAt: startedAt, stayId: `${event.id}` });
  return event;
}
