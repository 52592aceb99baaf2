import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTransact } from '#db/transact.ts';
import { databaseClock } from '#domain/clock.ts';
import { createOutbox } from '#domain/outbox/outbox.ts';
import type { PaymentEvent, PaymentProvider, StartedPayment } from '#domain/payments.ts';
import { audit } from '#operations/audit.ts';
import { actorOf, buildPackage, buildUser } from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { createCallOffs } from './call-offs.ts';
import { createFollowUps } from './follow-ups.ts';
import { createLedger } from './ledger.ts';
import { createPurchases } from './purchases.ts';
import { createSettlement } from './settlement.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase();
});
afterAll(async () => {
  const broken = (await audit(t.database.db)).filter(({ violations }) => violations > 0);
  await t.close();
  expect(broken).toEqual([]);
});

/** Purchases with a provider that starts payments in this way; the errors that were reported. */
async function withProvider(startPayment: PaymentProvider['startPayment']) {
  const { database } = t;
  const errors: unknown[] = [];
  const report = (error: unknown) => void errors.push(error);
  const transact = createTransact(database.db, report);
  const clock = databaseClock;
  const outbox = createOutbox({ database, clock });
  const settlement = createSettlement({ transact, clock, ledger: createLedger({ clock }), outbox, report });
  const refunded: string[] = [];
  const provider: PaymentProvider = {
    name: 'elsewhere',
    startPayment,
    lookUp: async () => [],
    cancelPayment: async () => [],
    refundPayment: async ({ paymentId, ...money }) => {
      refunded.push(paymentId);
      const about = { id: `back ${paymentId}`, paymentId, occurredAt: new Date(), reference: paymentId };
      return [{ ...about, kind: 'refunded', amountCents: money.amountCents, currency: money.currency }];
    },
    readWebhook: async () => ({ refused: 'not-signed' }),
  };
  const needs = { database, settlement, outbox, providers: [provider], report };
  const followUps = createFollowUps({ ...needs, clock });
  const callOffs = createCallOffs({ ...needs, clock });
  const purchases = createPurchases({ ...needs, transact, followUps });
  const { publicId } = await buildPackage(database.db);
  const actor = actorOf(await buildUser(database.db));
  return {
    actor,
    errors,
    settlement,
    callOffs,
    refunded,
    start: (key?: string) => purchases.start(actor, { packageId: publicId }, key),
    list: async () => (await purchases.list(actor, { limit: 10, after: undefined })).items,
    get: (transactionId: string) => purchases.get(actor, transactionId),
  };
}

const paid = (paymentId: string): PaymentEvent => ({
  id: `paid ${paymentId}`,
  kind: 'succeeded',
  paymentId,
  occurredAt: new Date(),
  amountCents: 499,
  currency: 'USD',
});

test('PAY8 PAY9 a purchase that failed at the provider goes on with the same key', async () => {
  const asked: string[] = [];
  let isDown = true;
  const { start, list, errors } = await withProvider(async ({ transactionId, ...request }) => {
    asked.push(transactionId);
    if (isDown) throw new Error('no route to host');
    expect(request).toMatchObject({ amountCents: 499, currency: 'USD' });
    return { paymentId: `pi_${transactionId}`, clientSecret: 'a secret for the client' };
  });
  await expect(start('again')).rejects.toMatchObject({ code: 'PAYMENTS_UNAVAILABLE' });
  expect(errors).toEqual([new Error('no route to host')]);
  expect(await list()).toMatchObject([{ purchase: { status: 'pending', paymentUrl: null } }]);
  isDown = false;
  const { answer } = await start('again');
  const { transactionId } = answer.purchase;
  expect(answer.purchase).toMatchObject({
    status: 'pending',
    paymentUrl: null,
    paymentClientSecret: 'a secret for the client',
    paymentId: `pi_${transactionId}`,
  });
  expect((await start('again')).answer).toEqual(answer);
  expect(asked).toEqual([transactionId, transactionId]);
  expect(await list()).toHaveLength(1);
});

test('PAY8 of two payments that are begun for one purchase, the one that is known first stays', async () => {
  const [isAsked, isAnswered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const answers = [
    async () => {
      isAsked.resolve();
      await isAnswered.promise;
      return { paymentId: 'too late', paymentUrl: 'https://pay.example.com/too-late' };
    },
    async () => ({ paymentId: 'in time', paymentUrl: 'https://pay.example.com/in-time' }),
  ];
  const { start, get } = await withProvider(() => (answers.shift() as (typeof answers)[0])());
  const overtaken = start('twice');
  await isAsked.promise;
  const { answer } = await start('twice');
  expect(answer.purchase.paymentId).toBe('in time');
  isAnswered.resolve();
  expect((await overtaken).answer).toEqual(answer);
  expect((await get(answer.purchase.transactionId)).purchase).toEqual(answer.purchase);
});

test('PAY5 a payment that is told of before we know it gives its points once we do', async () => {
  const { start, get, settlement } = await withProvider(async ({ transactionId }) => {
    const paymentId = `early_${transactionId}`;
    expect(await settlement.record('elsewhere', paid(paymentId))).toEqual({ outcome: undefined });
    return { paymentId, paymentUrl: 'https://pay.example.com' };
  });
  const { answer } = await start();
  expect(answer.purchase.status).toBe('pending');
  expect((await get(answer.purchase.transactionId)).purchase.status).toBe('completed');
});

test('PAY5 nothing is lost when the payment and its events come to us at the same time', async () => {
  const told: Promise<unknown>[] = [];
  const { start, list, settlement } = await withProvider(
    async ({ transactionId }): Promise<StartedPayment> => {
      const paymentId = `same_${transactionId}`;
      for (let n = 0; n < 3; n++) told.push(settlement.record('elsewhere', paid(paymentId)));
      return { paymentId, paymentUrl: 'https://pay.example.com' };
    },
  );
  await Promise.all(Array.from({ length: 10 }, () => start()));
  await Promise.all(told);
  const statuses = (await list()).map(({ purchase }) => purchase.status);
  expect(statuses).toEqual(Array(10).fill('completed'));
});

test('PAY13 a payment for a deleted account gives nobody points, and is given back once', async () => {
  const { actor, start, settlement, callOffs, refunded, get } = await withProvider(async () => ({
    paymentId: 'too-late',
    paymentUrl: 'https://pay.example.com/too-late',
  }));
  const { answer } = await start();
  await t.database.db.execute(sql`update "user" set deleted_at = now(), user_name = 'deleted-' || left(id, 8),
    name = 'Deleted user', first_name = 'Deleted', last_name = 'user', role = 'user', image = null,
    avatar_url = null, social_links = null, email = left(id, 8) || '@deleted.invalid', email_verified = false
    where id = ${actor.userId}`);
  await settlement.record('elsewhere', paid('too-late'));
  const { transactionId } = answer.purchase;
  expect((await get(transactionId)).purchase).toMatchObject({ status: 'failed', refundedUSD: '0.00' });
  for (let time = 0; time < 2; time++) await callOffs.carryOut(transactionId);
  expect(refunded).toEqual(['too-late']);
  expect((await get(transactionId)).purchase).toMatchObject({ status: 'refunded', pointsOwed: 0 });
});
