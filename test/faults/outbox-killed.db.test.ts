import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openDatabase, rows } from '#db/client.ts';
import { audit } from '#operations/audit.ts';
import { signUp, signUpCreator, until } from '../clients.ts';
import { freePort, type ServerProcess, startServerProcess } from '../server-process.ts';
import {
  paidByStripe,
  type StripeServer,
  signedByStripe,
  startStripe,
  stripeEvent,
} from '../stripe-server.ts';
import { testEnvironment } from '../test-server.ts';

/* A server process that is killed after a commit: what followed from it is done by the next one. */

let environment: Awaited<ReturnType<typeof testEnvironment>>;
let stripe: StripeServer;
let server: ServerProcess;

beforeAll(async () => {
  stripe = await startStripe();
  environment = await testEnvironment(inject('testDatabase').kind);
  Object.assign(environment.env, {
    ...paidByStripe(stripe),
  });
  server = await startServerProcess(environment.env, await freePort());
});

afterAll(async () => {
  await server.stop();
  await environment.close();
  await stripe.stop();
});

/** The database of the server, while no server has it. */
async function withDatabase<T>(
  look: (db: Awaited<ReturnType<typeof openDatabase>>['db']) => Promise<T>,
): Promise<T> {
  const { DATABASE_URL, DATA_DIR = '' } = environment.env;
  const database = await openDatabase({ DATABASE_URL, DATA_DIR, DATABASE_POOL_SIZE: 2 });
  try {
    return await look(database.db);
  } finally {
    await database.close();
  }
}

/** What was due in an hour at most is due now, and no process has it. */
const HOURS_LATER = sql`update outbox_tasks set due_at = due_at - interval '1 day', leased_until = null`;

test('OBX10 OBX11 what a killed process had to do is done by the next one, once', async () => {
  const creator = await signUpCreator(server.url, 'outbox_creator');
  const offer = { name: 'Handful', pointsAmount: 100, bonusPoints: 7, priceUSD: '4.99' };
  const { id: packageId } = await creator.api.data(creator.api.post('/points/packages', offer));
  const player = await signUp(server.url, 'outbox_player');
  const purchase = await player.api.data(player.api.post('/points/purchase-package', { packageId }));
  const startTime = new Date(Date.now() - 60_000).toISOString();
  const endTime = new Date(Date.now() + 3_600_000).toISOString();
  const event = { spaceId: creator.spaceId, name: 'Long night', startTime, endTime };
  const { id: eventId } = await creator.api.data(creator.api.post('/events', event));
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  await server.kill();

  const paymentId = purchase.clientSecret.split('_secret_')[0];
  stripe.change(paymentId, { status: 'succeeded', amount_received: 499 });
  await withDatabase(async (db) => {
    expect(await rows(db, sql`select kind from outbox_tasks order by kind`)).toEqual([
      { kind: 'event.end' },
      { kind: 'purchase.follow-up' },
      { kind: 'retention.sweep' },
      { kind: 'visits.sweep' },
    ]);
    await db.execute(HOURS_LATER);
    await db.execute(sql`update events set start_time = now() - interval '4 h', started_at = now() - interval '3 h',
      end_time = now() - interval '2 h'`);
  });
  server = await startServerProcess(environment.env, Number(new URL(server.url).port));

  const ended = await until('the event has ended', async () => {
    const { data } = (await creator.api.get(`/events/${eventId}`)).body;
    return data.endedAt && data;
  });
  expect(Date.parse(ended.endedAt) - Date.parse(ended.endTime)).toBe(3_600_000);
  const balance = async () =>
    (await player.api.get(`/points/balance/${creator.creatorId}`)).body.data.balance;
  await until('the points are there', async () => (await balance()) === 107);

  const object = { id: paymentId, amount_received: 499, currency: 'usd' };
  const { body, headers } = signedByStripe(stripeEvent('payment_intent.succeeded', object));
  const told = await fetch(`${server.url}/api/v1/webhooks/stripe`, { method: 'POST', body, headers });
  expect(told.status).toBe(200);
  expect(await balance()).toBe(107);
  await server.kill();
  await withDatabase(async (db) => {
    expect(await rows(db, sql`select kind from outbox_tasks order by kind`)).toEqual([
      { kind: 'retention.sweep' },
      { kind: 'visits.sweep' },
    ]);
    expect((await audit(db)).filter(({ violations }) => violations > 0)).toEqual([]);
  });
  server = await startServerProcess(environment.env, Number(new URL(server.url).port));
});
