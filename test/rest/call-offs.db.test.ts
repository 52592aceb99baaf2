import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { PASSWORD, type Person, signUp, signUpCreator } from '#test/clients.ts';
import { type PaypalServer, paidByPaypal, paypalEvent, startPaypal } from '#test/paypal-server.ts';
import {
  paidByStripe,
  type StripeServer,
  signedByStripe,
  startStripe,
  stripeEvent,
} from '#test/stripe-server.ts';
import { expectBooksInOrder, expectProblem, type RestApp, startRestApp } from './rest-app.ts';

/* A creator or a buyer leaves between the beginning of a purchase of points and its payment. */

const OFFER = { name: 'Handful', pointsAmount: 100, bonusPoints: 7, priceUSD: '4.99' };

type Creator = Awaited<ReturnType<typeof signUpCreator>>;
type Begun = { transactionId: string; paymentId: string; person: Person };

let people = 0;

/** A server with a way to pay, and what happens there. */
function kitOf(rest: RestApp, paymentIdOf: (data: { paymentUrl: string; clientSecret: string }) => string) {
  const { db } = rest.app.database;
  const seller = async (): Promise<Creator & { packageId: string }> => {
    const creator = await signUpCreator(rest.url, `off_seller_${++people}`);
    const { id: packageId } = await creator.api.data(creator.api.post('/points/packages', OFFER));
    return { ...creator, packageId };
  };
  const start = (person: Person, packageId: string, key?: string) =>
    person.api.post('/points/purchase-package', { packageId }, key ? { 'idempotency-key': key } : {});
  return {
    seller,
    start,
    async begin(packageId: string): Promise<Begun> {
      const person = await signUp(rest.url, `off_payer_${++people}`);
      const { data } = (await start(person, packageId)).body;
      return { transactionId: data.transactionId, paymentId: paymentIdOf(data), person };
    },
    read: async ({ person, transactionId }: Begun) =>
      (await person.api.get(`/points/purchases/${transactionId}`)).body.data,
    balance: async ({ person }: Begun, { creatorId }: Creator) =>
      (await person.api.get(`/points/balance/${creatorId}`)).body.data.balance,
    leave: (creator: Creator) => creator.api.data(creator.api.delete(`/creators/${creator.creatorId}`)),
    /** Does the tasks that wait, as the server's background does. */
    async doTasks(): Promise<number> {
      const lane = [{ kind: 'purchase.call-off', places: 100, leaseSeconds: 60 }] as const;
      const tasks = await rest.app.outbox.claim(lane);
      for (const task of tasks) {
        await rest.app.callOffs.carryOut((task.payload as { transactionId: string }).transactionId);
        await rest.app.outbox.done(task);
      }
      return tasks.length;
    },
    statusOf: async ({ transactionId }: Begun) => {
      const [found] = await rows<{ status: string; refunded: string; isCalledOff: boolean }>(
        db,
        sql`select status, refunded_usd::text as refunded, cancelled_at is not null as "isCalledOff"
            from points_purchases where transaction_id = ${transactionId}::uuid`,
      );
      return found;
    },
    async send(provider: string, { body, headers }: { body: string; headers: Record<string, string> }) {
      const address = `${rest.url}/api/v1/webhooks/${provider}`;
      expect((await fetch(address, { method: 'POST', body, headers })).status).toBe(200);
    },
  };
}

describe('in the sandbox', () => {
  let rest: RestApp;
  let kit: ReturnType<typeof kitOf>;
  beforeAll(async () => {
    rest = await startRestApp();
    kit = kitOf(rest, ({ paymentUrl }) => paymentUrl.split('/').at(-1) as string);
  });
  afterAll(async () => {
    await expectBooksInOrder(rest);
    await rest.stop();
  });

  let events = 0;
  const tell = async (kind: string, { paymentId }: Begun, more: object = {}) => {
    const about = { id: `off_${++events}`, kind, paymentId, occurredAt: new Date().toISOString() };
    const money = kind === 'failed' ? {} : { amountCents: 499, currency: 'USD' };
    const signed = rest.app.sandbox?.signed({ ...about, ...money, ...more });
    await kit.send('sandbox', signed as NonNullable<typeof signed>);
  };

  test('PAY27 PAY28 a payment after its creator retired gives no points, and goes back once', async () => {
    const creator = await kit.seller();
    const begun = await kit.begin(creator.packageId);
    expect(await kit.leave(creator)).toMatchObject({ outcome: 'retired' });
    expect(await kit.read(begun)).toMatchObject({
      status: 'failed',
      paymentUrl: null,
      cancelledAt: expect.any(String),
    });
    await kit.doTasks();
    await tell('succeeded', begun);
    await tell('succeeded', begun);
    expect(await kit.balance(begun, creator)).toBe(0);
    expect(await kit.read(begun)).toMatchObject({ status: 'failed', refundedUSD: '0.00' });
    expect(await kit.doTasks()).toBe(1);
    expect(await kit.read(begun)).toMatchObject({ status: 'refunded', refundedUSD: '4.99' });
    expect(await kit.doTasks()).toBe(0);
    expect(await kit.balance(begun, creator)).toBe(0);
  });

  test('PAY28 what was called off stays so, also where its creator comes back', async () => {
    const creator = await kit.seller();
    const begun = await kit.begin(creator.packageId);
    await kit.leave(creator);
    await creator.api.data(creator.api.post('/creators/apply', {}));
    await tell('succeeded', begun);
    expect(await kit.balance(begun, creator)).toBe(0);
    await kit.doTasks();
    expect((await kit.read(begun)).status).toBe('refunded');
  });

  test('PAY28 one that is disputed before it goes back is not given back twice', async () => {
    const creator = await kit.seller();
    const begun = await kit.begin(creator.packageId);
    await kit.leave(creator);
    await tell('disputed', begun, { reference: 'dispute of a gone creator' });
    await tell('succeeded', begun);
    await kit.doTasks();
    expect(await kit.read(begun)).toMatchObject({ status: 'refunded', refundedUSD: '4.99' });
    await tell('dispute_won', begun, {
      reference: 'dispute of a gone creator',
      amountCents: undefined,
      currency: undefined,
    });
    expect((await kit.read(begun)).status).toBe('failed');
    await kit.doTasks();
    expect((await kit.read(begun)).status).toBe('refunded');
  });

  test('PAY27 a purchase that was paid before its creator retired keeps its points', async () => {
    const creator = await kit.seller();
    const begun = await kit.begin(creator.packageId);
    await tell('succeeded', begun);
    await kit.leave(creator);
    const kept = await kit.read(begun);
    expect(kept.status).toBe('completed');
    expect(kept).not.toHaveProperty('cancelledAt');
    expect(await kit.balance(begun, creator)).toBe(107);
  });

  test('PAY27 nothing is begun with a creator who has retired, nor goes on', async () => {
    const creator = await kit.seller();
    const person = await signUp(rest.url, `off_payer_${++people}`);
    const { db } = rest.app.database;
    const key = crypto.randomUUID();
    const begun = (await kit.start(person, creator.packageId, key)).body.data;
    await db.execute(sql`update points_purchases set payment_url = null
      where transaction_id = ${begun.transactionId}::uuid`);
    await kit.leave(creator);
    expectProblem(await kit.start(person, creator.packageId, key), 409, 'CREATOR_RETIRED');
    expectProblem(await kit.start(person, creator.packageId), 404, 'PACKAGE_NOT_FOUND');
    await kit.doTasks();
  });

  test('PAY27 a purchase and the retirement of its creator at the same moment leave nothing to pay', async () => {
    for (let time = 0; time < 5; time++) {
      const creator = await kit.seller();
      await kit.begin(creator.packageId);
      const buyers = await Promise.all(
        Array.from({ length: 4 }, () => signUp(rest.url, `off_payer_${++people}`)),
      );
      await Promise.all([
        ...buyers.map((buyer) => kit.start(buyer, creator.packageId)),
        kit.leave(creator),
        ...buyers.map((buyer) => kit.start(buyer, creator.packageId)),
      ]);
      const left = await rows(
        rest.app.database.db,
        sql`select p.id from points_purchases p join creators c on c.id = p.creator_id
            where c.public_id = ${creator.creatorId} and p.cancelled_at is null`,
      );
      expect(left).toEqual([]);
    }
    await kit.doTasks();
  });

  test('PAY13 PAY27 PAY28 the purchases of a deleted account are called off, and its money goes back', async () => {
    const creator = await kit.seller();
    const begun = await kit.begin(creator.packageId);
    expect((await begun.person.api.delete('/users/account', { password: PASSWORD })).status).toBe(204);
    expect(await kit.statusOf(begun)).toMatchObject({ status: 'failed', isCalledOff: true });
    await tell('succeeded', begun);
    await kit.doTasks();
    expect(await kit.statusOf(begun)).toEqual({ status: 'refunded', refunded: '4.99', isCalledOff: true });
  });

  test('PAY29 a package that was retired meanwhile is still paid for and gives its points', async () => {
    const creator = await kit.seller();
    const begun = await kit.begin(creator.packageId);
    await creator.api.data(creator.api.delete(`/points/packages/${creator.packageId}`));
    await tell('succeeded', begun);
    expect(await kit.balance(begun, creator)).toBe(107);
  });
});

describe('by Stripe', () => {
  let stripe: StripeServer;
  let rest: RestApp;
  let kit: ReturnType<typeof kitOf>;
  beforeAll(async () => {
    stripe = await startStripe();
    rest = await startRestApp(paidByStripe(stripe));
    kit = kitOf(rest, ({ clientSecret }) => clientSecret.split('_secret_')[0] as string);
  });
  afterAll(async () => {
    await expectBooksInOrder(rest);
    await rest.stop();
    await stripe.stop();
  });

  const paid = ({ paymentId }: Begun) =>
    signedByStripe(
      stripeEvent('payment_intent.succeeded', { id: paymentId, amount_received: 499, currency: 'usd' }),
    );

  test('PAY27 the PaymentIntents of a creator who retires are canceled, and only those', async () => {
    const [creator, other] = [await kit.seller(), await kit.seller()];
    const begun = [await kit.begin(creator.packageId), await kit.begin(creator.packageId)];
    const kept = await kit.begin(other.packageId);
    await kit.leave(creator);
    await kit.doTasks();
    for (const { paymentId } of begun) expect(stripe.statusOf(paymentId)).toBe('canceled');
    expect(stripe.statusOf(kept.paymentId)).toBe('requires_payment_method');
    expect((await kit.read(kept)).status).toBe('pending');
  });

  test('PAY27 a task is not done while Stripe does not answer', async () => {
    const creator = await kit.seller();
    const begun = await kit.begin(creator.packageId);
    await kit.leave(creator);
    stripe.become('away');
    await expect(rest.app.callOffs.carryOut(begun.transactionId)).rejects.toThrow(/Stripe does not cancel/);
    stripe.become('up');
    await kit.doTasks();
    expect(stripe.statusOf(begun.paymentId)).toBe('canceled');
  });

  test('PAY28 one that was paid before it could be canceled is given back, once, and its webhook counts once', async () => {
    const creator = await kit.seller();
    const begun = await kit.begin(creator.packageId);
    stripe.change(begun.paymentId, { status: 'succeeded', amount_received: 499 });
    await kit.leave(creator);
    await kit.send('stripe', paid(begun));
    while ((await kit.doTasks()) > 0);
    for (let time = 0; time < 2; time++) await rest.app.callOffs.carryOut(begun.transactionId);
    expect(stripe.refunds.get(begun.paymentId)).toBe(499);
    const charge = { id: `ch_${begun.paymentId.slice(3)}`, payment_intent: begun.paymentId };
    const refunded = { ...charge, amount_refunded: 499, currency: 'usd' };
    await kit.send('stripe', signedByStripe(stripeEvent('charge.refunded', refunded)));
    expect(await kit.read(begun)).toMatchObject({ status: 'refunded', refundedUSD: '4.99' });
    expect(await kit.balance(begun, creator)).toBe(0);
  });

  test('PAY28 one whose webhook is lost is found paid when it is to be canceled', async () => {
    const creator = await kit.seller();
    const begun = await kit.begin(creator.packageId);
    stripe.change(begun.paymentId, { status: 'succeeded', amount_received: 499 });
    await kit.leave(creator);
    await kit.doTasks();
    await rest.app.callOffs.carryOut(begun.transactionId);
    expect(stripe.refunds.get(begun.paymentId)).toBe(499);
    expect((await kit.read(begun)).status).toBe('refunded');
  });

  test('PAY30 where its provider is no longer set up, the task fails and says what to do', async () => {
    const creator = await kit.seller();
    const begun = await kit.begin(creator.packageId);
    await kit.leave(creator);
    await rest.app.database.db.execute(sql`update points_purchases set payment_provider = 'elsewhere'
      where transaction_id = ${begun.transactionId}::uuid`);
    await expect(rest.app.callOffs.carryOut(begun.transactionId)).rejects.toThrow(
      /at elsewhere, which is not set up here: set PAYMENT_PROVIDER/,
    );
  });
});

describe('by PayPal', () => {
  let paypal: PaypalServer;
  let rest: RestApp;
  let kit: ReturnType<typeof kitOf>;
  beforeAll(async () => {
    paypal = await startPaypal();
    rest = await startRestApp(paidByPaypal(paypal));
    kit = kitOf(rest, ({ paymentUrl }) => new URL(paymentUrl).searchParams.get('token') as string);
  });
  afterAll(async () => {
    await expectBooksInOrder(rest);
    await rest.stop();
    await paypal.stop();
  });

  const approved = ({ paymentId }: Begun) =>
    paypal.signed(paypalEvent('CHECKOUT.ORDER.APPROVED', paypal.approve(paymentId)));

  test('PAY27 an order that its buyer approves after the creator retired is not captured', async () => {
    const creator = await kit.seller();
    const begun = await kit.begin(creator.packageId);
    await kit.leave(creator);
    await kit.send('paypal', approved(begun));
    await kit.doTasks();
    await rest.app.followUps.ask(begun.transactionId);
    expect(paypal.orders.get(begun.paymentId)?.status).toBe('APPROVED');
    expect((await kit.read(begun)).status).toBe('failed');
  });

  test('PAY28 one that was captured all the same is given back, once', async () => {
    const creator = await kit.seller();
    const begun = await kit.begin(creator.packageId);
    const { body, headers } = approved(begun);
    const [provider] = rest.app.providers;
    await provider?.readWebhook(
      { header: (name) => headers[name.toLowerCase()], body: Buffer.from(body) },
      async () => true,
    );
    await kit.leave(creator);
    await kit.doTasks();
    await kit.doTasks();
    await rest.app.callOffs.carryOut(begun.transactionId);
    expect(paypal.asked.filter(({ path }) => path.endsWith('/refund'))).toHaveLength(1);
    expect(await kit.read(begun)).toMatchObject({ status: 'refunded', refundedUSD: '4.99' });
    expect(await kit.balance(begun, creator)).toBe(0);
  });
});
