import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase, rows } from '#db/client.ts';
import { audit } from '#operations/audit.ts';
import { type Person, signUp, signUpCreator, until } from '../clients.ts';
import { freePort, type ServerProcess, startServerProcess } from '../server-process.ts';
import { paidByStripe, type StripeServer, startStripe } from '../stripe-server.ts';
import { testEnvironment } from '../test-server.ts';

/* Two server processes on one database, and a payment provider whose webhooks never come. */

const PAYMENTS = 12;

let environment: Awaited<ReturnType<typeof testEnvironment>>;
let stripe: StripeServer;
let database: Database;
let servers: [ServerProcess, ServerProcess];
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let packageId: string;

beforeAll(async () => {
  stripe = await startStripe();
  environment = await testEnvironment('postgres');
  Object.assign(environment.env, {
    ...paidByStripe(stripe),
  });
  const { env } = environment;
  database = await openDatabase({ DATABASE_URL: env.DATABASE_URL, DATABASE_POOL_SIZE: 2, DATA_DIR: '' });
  servers = [
    await startServerProcess(env, await freePort()),
    await startServerProcess(env, await freePort()),
  ];
  creator = await signUpCreator(servers[0].url, 'outbox_seller');
  const offer = { name: 'Handful', pointsAmount: 100, bonusPoints: 7, priceUSD: '4.99' };
  packageId = (await creator.api.data(creator.api.post('/points/packages', offer))).id;
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  expect((await audit(database.db)).filter(({ violations }) => violations > 0)).toEqual([]);
  await database.close();
  await environment.close();
  await stripe.stop();
});

/** A purchase that is paid at Stripe, of which nothing is told. */
async function buy(person: Person): Promise<void> {
  const { clientSecret } = await person.api.data(person.api.post('/points/purchase-package', { packageId }));
  stripe.change(clientSecret.split('_secret_')[0], { status: 'succeeded', amount_received: 499 });
}

const askNow = () =>
  database.db.execute(sql`update outbox_tasks set due_at = now() where kind = 'purchase.follow-up'`);
const followUps = () =>
  rows<{ attempts: number }>(
    database.db,
    sql`select attempts from outbox_tasks where kind = 'purchase.follow-up'`,
  );
const areDone = async () => (await followUps()).length === 0;
const lookUps = () => stripe.asked.filter(({ path }) => path.startsWith('GET')).map(({ path }) => path);
const balanceOf = async ({ api }: Person) =>
  (await api.get(`/points/balance/${creator.creatorId}`)).body.data.balance;

test('OBX3 OBX11 two processes ask about each payment once, and give its points once', async () => {
  const player = await signUp(servers[0].url, 'outbox_regular');
  for (let n = 0; n < PAYMENTS; n++) await buy(player);
  expect(await balanceOf(player)).toBe(0);
  await askNow();
  await until('all are settled', areDone);
  expect(await balanceOf(player)).toBe(PAYMENTS * 107);
  expect(new Set(lookUps()).size).toBe(PAYMENTS);
  expect(lookUps()).toHaveLength(PAYMENTS);
});

test('OBX4 what a killed process was doing is another one’s when its lease is over', async () => {
  const [one, two] = servers;
  await two.stop();
  const player = await signUp(one.url, 'outbox_waiting');
  await buy(player);
  stripe.asked.length = 0;
  stripe.become('silent');
  await askNow();
  await until('it is being asked about', () => lookUps().length === 1);
  await one.kill();
  stripe.become('up');

  servers[1] = await startServerProcess(environment.env, Number(new URL(two.url).port));
  expect(await followUps()).toEqual([{ attempts: 1 }]);
  expect(lookUps()).toHaveLength(1);
  await database.db.execute(sql`update outbox_tasks set leased_until = now()`);
  await until('it is settled', areDone);
  servers[0] = await startServerProcess(environment.env, Number(new URL(one.url).port));
  expect(await balanceOf(player)).toBe(107);
});
