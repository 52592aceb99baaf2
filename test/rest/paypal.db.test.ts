import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paymentEvents } from '#db/schema/index.ts';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import {
  newDispute,
  newRefund,
  type PaypalServer,
  paidByPaypal,
  paypalEvent,
  startPaypal,
  usd,
} from '#test/paypal-server.ts';
import {
  expectBooksInOrder,
  expectNothingInternal,
  expectProblem,
  type RestApp,
  startRestApp,
} from './rest-app.ts';

/* Points are bought by PayPal, from the purchase to what its webhooks make of it. */

let paypal: PaypalServer;
let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let packageId: string;
let people = 0;

beforeAll(async () => {
  paypal = await startPaypal();
  rest = await startRestApp({
    ...paidByPaypal(paypal),
  });
  creator = await signUpCreator(rest.url, 'paypal_seller');
  const offer = { name: 'Handful', pointsAmount: 100, bonusPoints: 7, priceUSD: '4.99' };
  packageId = (await creator.api.data(creator.api.post('/points/packages', offer))).id;
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
  await paypal.stop();
});

type Begun = { transactionId: string; orderId: string; person: Person };

/** A purchase that waits for its payment. */
async function begin(): Promise<Begun> {
  const person = await signUp(rest.url, `paypal_payer_${++people}`);
  const { status, body } = await person.api.post('/points/purchase-package', { packageId });
  expect(status).toBe(201);
  expectNothingInternal(body);
  expect(body.data).toMatchObject({ status: 'pending', paymentProvider: 'paypal', clientSecret: null });
  const { transactionId, paymentUrl } = body.data;
  return { transactionId, orderId: new URL(paymentUrl).searchParams.get('token') as string, person };
}

const balance = async ({ person }: Begun) =>
  (await person.api.get(`/points/balance/${creator.creatorId}`)).body.data.balance;

const read = async ({ person, transactionId }: Begun) =>
  (await person.api.get(`/points/purchases/${transactionId}`)).body.data;

const credits = async ({ person }: Begun) =>
  (await person.api.get('/points/transactions?type=purchase')).body.data;

const eventsKept = async () => (await rest.app.database.db.select().from(paymentEvents)).length;

type Signed = ReturnType<PaypalServer['signed']>;

async function send({ body, headers }: Signed) {
  const response = await fetch(`${rest.url}/api/v1/webhooks/paypal`, { method: 'POST', body, headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const webhook = (type: string, resource: object) => paypal.signed(paypalEvent(type, resource));

async function tell(...webhooks: Signed[]): Promise<void> {
  for (const one of webhooks)
    expect(await send(one)).toMatchObject({ status: 200, body: { data: { received: true } } });
}

const captureOf = ({ orderId }: Begun) => {
  const payments = paypal.orders.get(orderId)?.purchase_units[0].payments as { captures: [{ id: string }] };
  return payments.captures[0];
};

/** A purchase that its buyer has approved, and that was captured then. */
async function pay(): Promise<Begun & { captureId: string }> {
  const begun = await begin();
  await tell(webhook('CHECKOUT.ORDER.APPROVED', paypal.approve(begun.orderId)));
  return { ...begun, captureId: captureOf(begun).id };
}

/** Captures an order at PayPal, and lets the books not hear of it. */
async function captureUnheard(begun: Begun) {
  const { body, headers } = webhook('CHECKOUT.ORDER.APPROVED', paypal.approve(begun.orderId));
  const [provider] = rest.app.providers;
  await provider?.readWebhook(
    { header: (name) => headers[name.toLowerCase()], body: Buffer.from(body) },
    async () => true,
  );
  return captureOf(begun);
}

describe('a purchase by PayPal', () => {
  test('PAY20 PAY21 is approved there, and its points come with the capture', async () => {
    const begun = await begin();
    expect(paypal.orders.get(begun.orderId)?.purchase_units[0]).toMatchObject({
      custom_id: begun.transactionId,
      amount: usd('4.99'),
    });
    const approved = webhook('CHECKOUT.ORDER.APPROVED', paypal.approve(begun.orderId));
    expect(await balance(begun)).toBe(0);
    await tell(approved);
    expect(await read(begun)).toMatchObject({ status: 'completed' });
    expect(await balance(begun)).toBe(107);
    await tell(webhook('PAYMENT.CAPTURE.COMPLETED', captureOf(begun)), approved);
    expect(await credits(begun)).toHaveLength(1);
    expect(await balance(begun)).toBe(107);
  });

  test('PAY2 PAY21 PAY26 gives its points once, when the same webhook comes fifty times at once', async () => {
    const begun = await begin();
    const approved = webhook('CHECKOUT.ORDER.APPROVED', paypal.approve(begun.orderId));
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(approved)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await credits(begun)).toHaveLength(1);
    expect(await balance(begun)).toBe(107);
  });

  test('PAY12 PAY22 is given back in parts, in any order and told twice', async () => {
    const { captureId, ...begun } = await pay();
    const [first, second] = [newRefund(captureId, '1.00'), newRefund(captureId, '3.99')];
    const refunded = webhook('PAYMENT.CAPTURE.REFUNDED', second);
    await tell(refunded, webhook('PAYMENT.CAPTURE.REFUNDED', second), refunded);
    expect(await read(begun)).toMatchObject({ status: 'completed', refundedUSD: '3.99' });
    await tell(webhook('PAYMENT.CAPTURE.REVERSED', first));
    expect(await read(begun)).toMatchObject({ status: 'refunded', refundedUSD: '4.99' });
    expect(await balance(begun)).toBe(0);
  });

  test('PAY5 PAY22 is given back before it is told that it was paid', async () => {
    const begun = await begin();
    const capture = await captureUnheard(begun);
    await tell(webhook('PAYMENT.CAPTURE.REFUNDED', newRefund(capture.id, '4.99')));
    expect(await read(begun)).toMatchObject({ status: 'pending' });
    await tell(webhook('PAYMENT.CAPTURE.COMPLETED', capture));
    expect(await read(begun)).toMatchObject({ status: 'refunded', refundedUSD: '4.99' });
    expect(await balance(begun)).toBe(0);
  });

  test('PAY12 PAY22 is disputed, and the dispute is won or lost', async () => {
    const { captureId, ...begun } = await pay();
    const [one, two] = [newDispute(captureId, '4.99'), newDispute(captureId, '4.99')];
    const resolved = (dispute: object, outcome_code: string) =>
      webhook('CUSTOMER.DISPUTE.RESOLVED', { ...dispute, dispute_outcome: { outcome_code } });
    await tell(webhook('CUSTOMER.DISPUTE.CREATED', one));
    expect(await read(begun)).toMatchObject({ status: 'refunded' });
    await tell(resolved(one, 'RESOLVED_SELLER_FAVOUR'));
    expect(await read(begun)).toMatchObject({ status: 'completed', refundedUSD: '0.00' });
    expect(await balance(begun)).toBe(107);
    await tell(resolved(two, 'RESOLVED_BUYER_FAVOUR'), webhook('CUSTOMER.DISPUTE.CREATED', two));
    expect(await read(begun)).toMatchObject({ status: 'refunded', refundedUSD: '4.99' });
    expect(await balance(begun)).toBe(0);
  });

  test.each([
    ['too little', usd('4.98')],
    ['too much', usd('5.00')],
    ['in another currency', { currency_code: 'EUR', value: '4.99' }],
    ['as many yen as cents', { currency_code: 'JPY', value: '499' }],
  ])('PAY6 that is paid %s gives nothing', async (_how, amount) => {
    const begun = await begin();
    const order = paypal.approve(begun.orderId);
    order.purchase_units[0].amount = amount;
    await tell(webhook('CHECKOUT.ORDER.APPROVED', order));
    expect(await read(begun)).toMatchObject({ status: 'failed' });
    expect(await balance(begun)).toBe(0);
  });

  test('PAY22 that was denied has failed', async () => {
    const begun = await begin();
    await tell(webhook('PAYMENT.CAPTURE.DENIED', await captureUnheard(begun)));
    expect(await read(begun)).toMatchObject({ status: 'failed' });
  });
});

describe('a webhook of PayPal', () => {
  test('PAY7 with a wrong or an old signature is refused, and nothing changes', async () => {
    const begun = await begin();
    const before = await eventsKept();
    const event = paypalEvent('CHECKOUT.ORDER.APPROVED', paypal.approve(begun.orderId));
    const right = paypal.signed(event);
    const elsewhere = 'https://api-m.paypal.com.evil.example/v1/notifications/certs/CERT-of-this-test';
    for (const wrong of [
      paypal.signed(event, { webhookId: '1AB23456CD789012E' }),
      paypal.signed(event, { headers: { 'paypal-cert-url': elsewhere } }),
      { ...right, body: right.body.replace('APPROVED', 'APPROVED ') },
      { ...right, headers: { 'content-type': 'application/json' } },
    ])
      expectProblem(await send(wrong), 400, 'WEBHOOK_NOT_SIGNED');
    for (const secondsAgo of [310, -310])
      expectProblem(await send(paypal.signed(event, { secondsAgo })), 400, 'WEBHOOK_STALE');
    expect(await eventsKept()).toBe(before);
    expect(await read(begun)).toMatchObject({ status: 'pending' });
    expect(paypal.orders.get(begun.orderId)?.status).toBe('APPROVED');
  });
});
