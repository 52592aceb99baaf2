import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { paymentEvents } from '#db/schema/index.ts';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import {
  paidByStripe,
  type StripeServer,
  signedByStripe,
  startStripe,
  stripeEvent,
} from '#test/stripe-server.ts';
import {
  expectBooksInOrder,
  expectNothingInternal,
  expectProblem,
  type RestApp,
  startRestApp,
} from './rest-app.ts';

/* Points are bought by Stripe, from the purchase to what its webhooks make of it. */

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
  creator = await signUpCreator(rest.url, 'stripe_seller');
  const offer = { name: 'Handful', pointsAmount: 100, bonusPoints: 7, priceUSD: '4.99' };
  packageId = (await creator.api.data(creator.api.post('/points/packages', offer))).id;
});
afterEach(() => stripe.become('up'));
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
  await stripe.stop();
});

const newPerson = () => signUp(rest.url, `stripe_payer_${++people}`);

const start = (person: Person, key?: string) =>
  person.api.post('/points/purchase-package', { packageId }, key ? { 'idempotency-key': key } : {});

type Begun = { transactionId: string; paymentId: string; person: Person };

/** A purchase that waits for its payment. */
async function begin(): Promise<Begun> {
  const person = await newPerson();
  const { transactionId, clientSecret } = (await start(person)).body.data;
  return { transactionId, paymentId: clientSecret.split('_secret_')[0], person };
}

const balance = async ({ person }: { person: Person }) =>
  (await person.api.get(`/points/balance/${creator.creatorId}`)).body.data.balance;

const read = async ({ person, transactionId }: Begun) =>
  (await person.api.get(`/points/purchases/${transactionId}`)).body.data;

const credits = async ({ person }: Begun) =>
  (await person.api.get('/points/transactions?type=purchase')).body.data;

const eventsKept = async () => (await rest.app.database.db.select().from(paymentEvents)).length;

async function send({ body, headers }: { body: string; headers: Record<string, string> }) {
  const address = `${rest.url}/api/v1/webhooks/stripe`;
  const response = await fetch(address, { method: 'POST', body, headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

async function tell(...events: object[]): Promise<void> {
  for (const event of events)
    expect(await send(signedByStripe(event))).toMatchObject({
      status: 200,
      body: { data: { received: true } },
    });
}

const intent = (type: string, { paymentId }: Begun, amount_received = 0, currency = 'usd') =>
  stripeEvent(`payment_intent.${type}`, {
    id: paymentId,
    object: 'payment_intent',
    amount: 499,
    amount_received,
    currency,
  });
const paid = (begun: Begun, amount = 499, currency = 'usd') => intent('succeeded', begun, amount, currency);
const charge = ({ paymentId }: Begun) => `ch_${paymentId.slice(3)}`;
const refunded = (begun: Begun, amount_refunded: number) =>
  stripeEvent('charge.refunded', {
    id: charge(begun),
    object: 'charge',
    payment_intent: begun.paymentId,
    amount: 499,
    amount_refunded,
    refunded: amount_refunded === 499,
    currency: 'usd',
  });
const dispute = (what: string, begun: Begun, status: string) =>
  stripeEvent(`charge.dispute.${what}`, {
    id: `dp_${begun.paymentId.slice(3)}`,
    object: 'dispute',
    charge: charge(begun),
    payment_intent: begun.paymentId,
    amount: 499,
    currency: 'usd',
    status,
  });

describe('a purchase by Stripe', () => {
  test('PAY14 begins with a secret for the client, and its points come when it is paid', async () => {
    const person = await newPerson();
    const { status, body } = await start(person);
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      status: 'pending',
      paymentProvider: 'stripe',
      paymentUrl: null,
      clientSecret: expect.stringMatching(/^pi_\w+_secret_\w+$/),
    });
    expectNothingInternal(body);
    expect(stripe.asked.at(-1)).toMatchObject({
      headers: { 'idempotency-key': body.data.transactionId },
      form: { amount: '499', currency: 'usd', 'metadata[transactionId]': body.data.transactionId },
    });
    const begun = { person, ...body.data, paymentId: body.data.clientSecret.split('_secret_')[0] };
    expect(await balance(begun)).toBe(0);
    await tell(paid(begun));
    expect(await read(begun)).toMatchObject({ status: 'completed', clientSecret: null });
    expect(await balance(begun)).toBe(107);
  });

  test('PAY2 PAY4 gives its points once, when the same event comes fifty times at once', async () => {
    const begun = await begin();
    const webhook = signedByStripe(paid(begun));
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(webhook)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await credits(begun)).toHaveLength(1);
    expect(await balance(begun)).toBe(107);
  });

  test('PAY15 that failed may still be paid', async () => {
    const begun = await begin();
    await tell(intent('payment_failed', begun));
    expect(await read(begun)).toMatchObject({ status: 'failed', clientSecret: expect.any(String) });
    expect(await balance(begun)).toBe(0);
    await tell(paid(begun));
    expect(await read(begun)).toMatchObject({ status: 'completed' });
    expect(await balance(begun)).toBe(107);
  });

  test('PAY15 that was canceled has failed', async () => {
    const begun = await begin();
    await tell(intent('canceled', begun));
    expect(await read(begun)).toMatchObject({ status: 'failed' });
    expect(await credits(begun)).toEqual([]);
  });

  test('PAY12 PAY15 is given back in parts, whose sum Stripe tells in any order', async () => {
    const begun = await begin();
    const first = refunded(begun, 100);
    await tell(first, paid(begun), refunded(begun, 250), first, refunded(begun, 100));
    expect(await read(begun)).toMatchObject({ status: 'completed', refundedUSD: '2.50' });
    await tell(refunded(begun, 499));
    expect(await read(begun)).toMatchObject({ status: 'refunded', refundedUSD: '4.99' });
    expect(await credits(begun)).toHaveLength(1);
    expect(await balance(begun)).toBe(0);
  });

  test('PAY12 PAY15 is disputed, and the dispute is won', async () => {
    const begun = await begin();
    await tell(paid(begun), dispute('created', begun, 'needs_response'));
    await tell(dispute('funds_withdrawn', begun, 'needs_response'));
    expect(await read(begun)).toMatchObject({ status: 'refunded', refundedUSD: '4.99' });
    await tell(dispute('closed', begun, 'won'));
    expect(await read(begun)).toMatchObject({ status: 'completed', refundedUSD: '0.00' });
  });

  test('PAY12 PAY15 is disputed, and the dispute is lost', async () => {
    const begun = await begin();
    await tell(paid(begun), dispute('created', begun, 'needs_response'), dispute('closed', begun, 'lost'));
    expect(await read(begun)).toMatchObject({ status: 'refunded', refundedUSD: '4.99' });
  });

  test('PAY15 is asked about by a bank, which takes nothing until it does', async () => {
    const begun = await begin();
    await tell(paid(begun), dispute('created', begun, 'warning_needs_response'));
    expect(await read(begun)).toMatchObject({ status: 'completed', refundedUSD: '0.00' });
    await tell(dispute('funds_withdrawn', begun, 'needs_response'));
    expect(await read(begun)).toMatchObject({ status: 'refunded', refundedUSD: '4.99' });
  });

  test.each([
    ['too little', 498, 'usd'],
    ['too much', 500, 'usd'],
    ['in another currency', 499, 'eur'],
  ])('PAY6 that is paid %s gives nothing', async (_how, amount, currency) => {
    const begun = await begin();
    await tell(paid(begun, amount, currency));
    expect(await read(begun)).toMatchObject({ status: 'failed' });
    expect(await balance(begun)).toBe(0);
  });

  test('PAY8 is one payment for one key, twenty times at once', async () => {
    const person = await newPerson();
    const answers = await Promise.all(Array.from({ length: 20 }, () => start(person, 'one-key')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.data.clientSecret)).size).toBe(1);
  });
});

describe('a webhook of Stripe', () => {
  test('PAY7 with a wrong or an old signature is refused, and nothing changes', async () => {
    const begun = await begin();
    const before = await eventsKept();
    const right = signedByStripe(paid(begun));
    const others = { ...right.headers, 'stripe-signature': '' };
    for (const wrong of [
      signedByStripe(paid(begun), { secret: 'whsec_of_somebody_else' }),
      { ...right, body: right.body.replaceAll('499', '999') },
      { ...right, body: JSON.stringify(JSON.parse(right.body)) },
      { ...right, headers: others },
    ])
      expectProblem(await send(wrong), 400, 'WEBHOOK_NOT_SIGNED');
    for (const secondsAgo of [310, -310])
      expectProblem(await send(signedByStripe(paid(begun), { secondsAgo })), 400, 'WEBHOOK_STALE');
    expect(await eventsKept()).toBe(before);
    expect(await read(begun)).toMatchObject({ status: 'pending' });
    expect(await balance(begun)).toBe(0);
  });

  test('PAY15 of another kind is taken, and nothing changes', async () => {
    const begun = await begin();
    const before = await eventsKept();
    for (const type of ['payment_intent.created', 'payment_intent.processing', 'charge.succeeded', 'x.y'])
      await tell(stripeEvent(type, { id: begun.paymentId, amount_received: 499, currency: 'usd' }));
    expect(await eventsKept()).toBe(before);
    expect(await read(begun)).toMatchObject({ status: 'pending' });
  });

  test('the sandbox, in which no money moves, is not heard beside it', async () => {
    expect(rest.app.sandbox).toBeUndefined();
    const response = await fetch(`${rest.url}/api/v1/webhooks/sandbox`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(404);
  });
});
