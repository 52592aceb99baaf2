import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { outboxTasks } from '#db/schema/index.ts';
import { startBackground } from '#operations/background.ts';
import { type Person, schedule, signUp, signUpCreator } from '#test/clients.ts';
import {
  paidByStripe,
  type StripeServer,
  signedByStripe,
  startStripe,
  stripeEvent,
} from '#test/stripe-server.ts';
import { expectBooksInOrder, type RestApp, startRestApp } from './rest-app.ts';

/* Payments of which no webhook tells, and what a server looks for at its start. */

let stripe: StripeServer;
let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let packageId: string;
let people = 0;

beforeAll(async () => {
  stripe = await startStripe();
  rest = await startRestApp({
    ...paidByStripe(stripe),
  });
  creator = await signUpCreator(rest.url, 'follow_seller');
  const offer = { name: 'Handful', pointsAmount: 100, bonusPoints: 7, priceUSD: '4.99' };
  packageId = (await creator.api.data(creator.api.post('/points/packages', offer))).id;
});
afterEach(() => stripe.become('up'));
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
  await stripe.stop();
});

type Begun = { transactionId: string; paymentId: string; person: Person };

async function begin(): Promise<Begun> {
  const person = await signUp(rest.url, `follow_payer_${++people}`);
  const { transactionId, clientSecret } = await person.api.data(
    person.api.post('/points/purchase-package', { packageId }),
  );
  return { transactionId, paymentId: clientSecret.split('_secret_')[0], person };
}

const ask = ({ transactionId }: Begun) => rest.app.followUps.ask(transactionId);
const balance = async ({ person }: Begun) =>
  (await person.api.get(`/points/balance/${creator.creatorId}`)).body.data.balance;
const status = async ({ person, transactionId }: Begun) =>
  (await person.api.get(`/points/purchases/${transactionId}`)).body.data.status;
const paid = (amount_received = 499) => ({ status: 'succeeded', amount_received });
const later = { againInSeconds: expect.any(Number) };

async function tell({ paymentId }: Begun): Promise<void> {
  const object = { id: paymentId, amount_received: 499, currency: 'usd' };
  const { body, headers } = signedByStripe(stripeEvent('payment_intent.succeeded', object));
  const answer = await fetch(`${rest.url}/api/v1/webhooks/stripe`, { method: 'POST', body, headers });
  expect(answer.status).toBe(200);
}

describe('a purchase whose webhook is lost', () => {
  test('OBX11 has a task of its own from the beginning, due in three minutes', async () => {
    const { transactionId } = await begin();
    const tasks = (await rest.app.database.db.select().from(outboxTasks)).filter(
      ({ key }) => key === transactionId,
    );
    expect(tasks).toMatchObject([{ kind: 'purchase.follow-up', payload: JSON.stringify({ transactionId }) }]);
    const [task] = tasks;
    expect((task?.dueAt.getTime() ?? 0) - (task?.createdAt.getTime() ?? 0)).toBe(180_000);
  });

  test('OBX11 waits as long as nobody pays, and is settled when it is paid', async () => {
    const begun = await begin();
    expect(await ask(begun)).toEqual(later);
    expect(await status(begun)).toBe('pending');
    stripe.change(begun.paymentId, paid());
    expect(await ask(begun)).toBeUndefined();
    expect(await status(begun)).toBe('completed');
    expect(await balance(begun)).toBe(107);
  });

  test('OBX11 that is declined has failed, and may still be paid', async () => {
    const begun = await begin();
    stripe.change(begun.paymentId, { status: 'requires_payment_method', last_payment_error: { code: 'x' } });
    expect(await ask(begun)).toEqual(later);
    expect(await status(begun)).toBe('failed');
    stripe.change(begun.paymentId, paid());
    expect(await ask(begun)).toBeUndefined();
    expect(await balance(begun)).toBe(107);
  });

  test('OBX11 counts once with its webhook, before, after and at the same time', async () => {
    const [early, late, both] = [await begin(), await begin(), await begin()];
    for (const { paymentId } of [early, late, both]) stripe.change(paymentId, paid());
    await tell(early);
    expect(await ask(early)).toBeUndefined();
    await ask(late);
    await tell(late);
    await Promise.all([ask(both), tell(both), ask(both), tell(both)]);
    for (const begun of [early, late, both]) {
      expect(await balance(begun)).toBe(107);
      expect((await begun.person.api.get('/points/transactions?type=purchase')).body.data).toHaveLength(1);
    }
  });

  test('OBX11 is a failed attempt while the provider does not answer', async () => {
    const begun = await begin();
    stripe.change(begun.paymentId, paid());
    stripe.become('broken');
    await expect(ask(begun)).rejects.toThrow(/does not tell of/);
    expect(await status(begun)).toBe('pending');
  });

  test('OBX11 is asked about for the last time after three days, and not where it is paid or unknown', async () => {
    const begun = await begin();
    await rest.app.database.db.execute(sql`update points_purchases set purchased_at = now() - interval '73 h'
      where transaction_id = ${begun.transactionId}`);
    expect(await ask(begun)).toBeUndefined();
    const asked = stripe.asked.length;
    const done = await begin();
    await tell(done);
    expect(await ask(done)).toBeUndefined();
    expect(await ask({ ...begun, transactionId: crypto.randomUUID() })).toBeUndefined();
    expect(stripe.asked.filter(({ path }) => path.startsWith('GET')).length).toBe(
      stripe.asked.slice(0, asked).filter(({ path }) => path.startsWith('GET')).length,
    );
  });

  test('OBX11 that nobody can pay yet is not asked about', async () => {
    const begun = await begin();
    await rest.app.database.db.execute(sql`update points_purchases
      set payment_client_secret = null, payment_id = ${begun.transactionId}
      where transaction_id = ${begun.transactionId}`);
    stripe.asked.length = 0;
    expect(await ask(begun)).toEqual(later);
    expect(stripe.asked).toEqual([]);
  });
});

test('OBX14 a server that starts has all tasks, also those that were never written', async () => {
  const { db } = rest.app.database;
  const { transactionId } = await begin();
  const eventId = await schedule(creator, {});
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  await db.delete(outboxTasks);
  const background = await startBackground(rest.app);
  await background.stop();
  const keysOf = async (kind: string) =>
    (await db.select().from(outboxTasks)).filter((task) => task.kind === kind).map(({ key }) => key);
  expect(await keysOf('event.end')).toHaveLength(1);
  expect(await keysOf('visits.sweep')).toEqual(['all']);
  expect(await keysOf('purchase.follow-up')).toContain(transactionId);
  const before = (await db.select().from(outboxTasks)).length;
  await (await startBackground(rest.app)).stop();
  expect((await db.select().from(outboxTasks)).length).toBe(before);
});
