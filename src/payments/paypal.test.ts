import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  newCapture,
  newDispute,
  newRefund,
  PAYPAL_CLIENT,
  PAYPAL_WEBHOOK,
  type PaypalMode,
  type PaypalServer,
  paypalEvent,
  startPaypal,
  usd,
} from '#test/paypal-server.ts';
import { createPaypal } from './paypal.ts';

let server: PaypalServer;
beforeAll(async () => {
  server = await startPaypal();
});
beforeEach(() => {
  server.become('up');
  server.asked.length = 0;
});
afterAll(async () => {
  await server.stop();
});

const paypal = (more: { clientSecret?: string; apiUrl?: string } = {}) =>
  createPaypal({
    clientId: PAYPAL_CLIENT.id,
    clientSecret: PAYPAL_CLIENT.secret,
    webhookId: PAYPAL_WEBHOOK,
    apiUrl: server.url,
    url: 'https://world.example',
    patienceMs: 1_500,
    ...more,
  });

const request = (description = '107 Stars of ada') => ({
  transactionId: crypto.randomUUID(),
  description,
  amountCents: 499,
  currency: 'USD',
});

const paths = () => server.asked.map(({ path }) => path);

describe('a payment by PayPal', () => {
  test('PAY20 is an order to capture of so many dollars, with a page to approve it', async () => {
    const asked = request();
    const { transactionId } = asked;
    const started = await paypal().startPayment(asked);
    expect(started).toEqual({
      paymentId: expect.stringMatching(/^\w{17}$/),
      paymentUrl: `https://www.sandbox.paypal.com/checkoutnow?token=${started.paymentId}`,
    });
    expect(paths()).toEqual(['POST /v1/oauth2/token', 'POST /v2/checkout/orders']);
    expect(server.asked[1]?.headers).toMatchObject({ 'paypal-request-id': transactionId });
    expect(JSON.parse(server.asked[1]?.body as string)).toEqual({
      intent: 'CAPTURE',
      purchase_units: [
        {
          custom_id: transactionId,
          description: `Points, purchase ${transactionId}`,
          amount: usd('4.99'),
        },
      ],
      payment_source: {
        paypal: {
          experience_context: {
            user_action: 'PAY_NOW',
            shipping_preference: 'NO_SHIPPING',
            return_url: 'https://world.example/',
            cancel_url: 'https://world.example/',
          },
        },
      },
    });
  });

  test('PAY20 is the same when it is asked for again, whatever the points are called by then', async () => {
    const asked = request();
    const first = await paypal().startPayment(asked);
    expect(await paypal().startPayment({ ...asked, description: '107 Moons of ada' })).toEqual(first);
  });

  test('PAY20 asks for a token once, for many at once', async () => {
    const one = paypal();
    await Promise.all(Array.from({ length: 5 }, () => one.startPayment(request())));
    await one.startPayment(request());
    expect(paths().filter((path) => path.endsWith('token'))).toHaveLength(1);
  });

  test('PAY20 asks for another token before one ends, and when PayPal takes one back', async () => {
    const hasty = await startPaypal({ tokenSeconds: 2 });
    const one = paypal({ apiUrl: hasty.url });
    await one.startPayment(request());
    await new Promise((resolve) => setTimeout(resolve, 1050));
    await one.startPayment(request());
    const tokens = () => hasty.asked.filter(({ path }) => path.endsWith('token')).length;
    expect(tokens()).toBe(2);
    expect(hasty.asked).toHaveLength(4);
    await hasty.stop();

    const other = paypal();
    await other.startPayment(request());
    server.forgetTokens();
    await other.startPayment(request());
    expect(paths().filter((path) => path.endsWith('token'))).toHaveLength(2);
  });

  test.each<[mode: PaypalMode, why: RegExp]>([
    ['away', /PayPal refuses a token \(503, SERVICE_UNAVAILABLE, \w+\)/],
    ['losing', /PayPal does not answer POST \/v2\/checkout\/orders \(TypeError\)/],
    ['silent', /PayPal does not answer for a token \(TimeoutError\)/],
  ])('PAY9 fails while PayPal is %s', async (mode, why) => {
    server.become(mode);
    await expect(paypal().startPayment(request())).rejects.toThrow(why);
  });

  test('PAY9 fails with a wrong secret, which is not told', async () => {
    const failure = await paypal({ clientSecret: 'wrong_secret' })
      .startPayment(request())
      .catch((error) => error);
    expect(failure.message).toMatch(/a token \(401, invalid_client/);
    const basic = Buffer.from(`${PAYPAL_CLIENT.id}:wrong_secret`).toString('base64');
    for (const secret of ['wrong_secret', basic])
      expect(JSON.stringify(failure) + failure.stack + String(failure.cause)).not.toContain(secret);
  });
});

const isWanted = async () => true;

type How = Parameters<PaypalServer['signed']>[1];

const send = ({ body, headers }: { body: string; headers: Record<string, string> }) =>
  paypal().readWebhook({ header: (name) => headers[name.toLowerCase()], body: Buffer.from(body) }, isWanted);

const tell = (type: string, resource: object, how?: How) =>
  send(server.signed(paypalEvent(type, resource), how));

/** An order that its buyer has approved. */
async function approved() {
  const asked = request();
  const { paymentId } = await paypal().startPayment(asked);
  return { paymentId, order: server.approve(paymentId) };
}

/** An order that is paid, and its capture. */
async function paid() {
  const { paymentId, order } = await approved();
  const told = await tell('CHECKOUT.ORDER.APPROVED', order);
  const { captures } = order.purchase_units[0].payments as { captures: [{ id: string; status: string }] };
  const [capture] = captures;
  return { paymentId, order, capture, told };
}

describe('an order that is approved', () => {
  test('PAY21 is captured at once, and that is told once', async () => {
    const { paymentId, capture, told } = await paid();
    expect(told).toEqual({
      event: {
        id: `${capture.id} succeeded`,
        paymentId,
        kind: 'succeeded',
        amountCents: 499,
        currency: 'USD',
        occurredAt: expect.any(Date),
      },
    });
    expect(await tell('PAYMENT.CAPTURE.COMPLETED', capture)).toEqual(told);
  });

  test('PAY21 is captured once, however many say so and however often', async () => {
    const { order } = await approved();
    const once = server.signed(paypalEvent('CHECKOUT.ORDER.APPROVED', order));
    const [first, ...others] = await Promise.all([
      ...Array.from({ length: 10 }, () => send(once)),
      ...Array.from({ length: 10 }, () => tell('CHECKOUT.ORDER.APPROVED', order)),
    ]);
    expect(first).toHaveProperty('event.kind', 'succeeded');
    for (const other of others) expect(other).toEqual(first);
  });

  test.each<PaypalMode>(['away', 'silent', 'losing'])(
    'PAY21 wants its webhook again while PayPal is %s, and is then captured',
    async (mode) => {
      const { order } = await approved();
      const webhook = server.signed(paypalEvent('CHECKOUT.ORDER.APPROVED', order));
      server.become(mode);
      await expect(send(webhook)).rejects.toThrow(/PayPal|fetch failed|timeout/);
      server.become('up');
      expect(await send(webhook)).toHaveProperty('event.kind', 'succeeded');
    },
  );

  test('PAY21 whose capture is refused for good has failed, and may be approved and paid another way', async () => {
    const { order } = await approved();
    const webhook = server.signed(paypalEvent('CHECKOUT.ORDER.APPROVED', order));
    server.become('refusing');
    const refused = await send(webhook);
    expect(refused).toHaveProperty('event.kind', 'failed');
    server.become('up');
    expect(await send(webhook)).toEqual(refused);
    expect(await tell('CHECKOUT.ORDER.APPROVED', order)).toHaveProperty('event.kind', 'succeeded');
  });

  test('PAY21 of another shop of the same account is left alone', async () => {
    const { order } = await approved();
    order.purchase_units[0].custom_id = 'cart 7';
    expect(await tell('CHECKOUT.ORDER.APPROVED', order)).toEqual({ ignored: 'CHECKOUT.ORDER.APPROVED' });
    expect(order.status).toBe('APPROVED');
  });
});

describe('an event of PayPal', () => {
  test.each([
    ['PAYMENT.CAPTURE.DENIED', 'DECLINED'],
    ['PAYMENT.CAPTURE.DECLINED', 'DECLINED'],
  ])('PAY22 %s has failed', async (type, status) => {
    const capture = newCapture('ORDER1', { status, amount: usd('4.99') });
    expect(await tell(type, capture)).toMatchObject({
      event: { id: `${capture.id} failed`, paymentId: 'ORDER1', kind: 'failed' },
    });
  });

  test('PAY22 that an order is voided has failed', async () => {
    expect(await tell('CHECKOUT.ORDER.VOIDED', { id: 'ORDER1', status: 'VOIDED' })).toMatchObject({
      event: { paymentId: 'ORDER1', kind: 'failed' },
    });
  });

  test.each(['PAYMENT.CAPTURE.REFUNDED', 'PAYMENT.CAPTURE.REVERSED'])(
    'PAY22 %s is a refund of the order whose capture it names',
    async (type) => {
      const { paymentId, capture } = await paid();
      const refund = newRefund(capture.id, '1.50');
      const event = { paymentId, kind: 'refunded', reference: refund.id, amountCents: 150, currency: 'USD' };
      expect(await tell(type, refund)).toMatchObject({ event });
      server.asked.length = 0;
      const named = { ...refund, supplementary_data: { related_ids: { order_id: paymentId } } };
      expect(await tell(type, named)).toMatchObject({ event });
      expect(paths().filter((path) => !path.includes('/certs/'))).toEqual([]);
    },
  );

  test('PAY22 of a dispute holds the money from the beginning until it is won', async () => {
    const { paymentId, capture } = await paid();
    const dispute = newDispute(capture.id, '4.99');
    const about = { paymentId, reference: dispute.dispute_id };
    const resolved = (outcome_code: string, more: object = {}) =>
      tell('CUSTOMER.DISPUTE.RESOLVED', { ...dispute, dispute_outcome: { outcome_code, ...more } });
    expect(await tell('CUSTOMER.DISPUTE.CREATED', dispute)).toMatchObject({
      event: { ...about, kind: 'disputed', amountCents: 499 },
    });
    for (const code of ['RESOLVED_SELLER_FAVOUR', 'CANCELED_BY_BUYER', 'DENIED', 'RESOLVED_WITH_PAYOUT'])
      expect(await resolved(code)).toMatchObject({ event: { ...about, kind: 'dispute_won' } });
    for (const code of ['RESOLVED_BUYER_FAVOUR', 'ACCEPTED'])
      expect(await resolved(code)).toMatchObject({
        event: { ...about, kind: 'dispute_lost', amountCents: 499 },
      });
    expect(await resolved('ACCEPTED', { amount_refunded: usd('2.00') })).toMatchObject({
      event: { kind: 'dispute_lost', amountCents: 200 },
    });
    expect(await resolved('NONE')).toEqual({ ignored: 'CUSTOMER.DISPUTE.RESOLVED' });
  });

  test('PAY22 of a capture that PayPal does not know is ignored, and comes again where PayPal is away', async () => {
    const refund = newRefund('SOMEBODYS', '1.50');
    expect(await tell('PAYMENT.CAPTURE.REFUNDED', refund)).toHaveProperty('ignored');
    const { capture } = await paid();
    const webhook = server.signed(paypalEvent('CUSTOMER.DISPUTE.CREATED', newDispute(capture.id, '1.00')));
    server.become('away');
    await expect(send(webhook)).rejects.toThrow(/PayPal/);
  });

  test.each(['PAYMENT.CAPTURE.PENDING', 'CHECKOUT.ORDER.COMPLETED', 'CUSTOMER.DISPUTE.UPDATED', 'X.Y'])(
    'PAY22 %s is ignored',
    async (type) => expect(await tell(type, { id: 'ORDER1' })).toEqual({ ignored: type }),
  );

  test.each([
    ['a part of a cent', { amount: usd('4.995') }],
    ['no currency', { amount: { currency_code: 'us', value: '4.99' } }],
    ['no amount', {}],
    ['a name that is an address', { id: '../../v1/x', amount: usd('4.99') }],
  ])('PAY22 with %s is malformed', async (_what, more) => {
    expect(await tell('PAYMENT.CAPTURE.COMPLETED', newCapture('ORDER1', more))).toEqual({
      refused: 'malformed',
    });
  });
});

describe('an order that is read', () => {
  test('PAY23 says what its webhooks say, by the same names', async () => {
    const { paymentId, order, capture, told } = await paid();
    const refunds = [newRefund(capture.id, '1.00'), newRefund(capture.id, '0.50')];
    capture.status = 'PARTIALLY_REFUNDED';
    const payments = order.purchase_units[0].payments as { refunds: object[] };
    payments.refunds = [...refunds, newRefund(capture.id, '0.25', { status: 'PENDING' })];
    const webhooks = [told];
    for (const refund of refunds) webhooks.push(await tell('PAYMENT.CAPTURE.REFUNDED', refund));
    expect((await paypal().lookUp(paymentId, isWanted)).map((event) => ({ event }))).toEqual(webhooks);
  });

  test('PAY23 says that it was declined or voided', async () => {
    const { paymentId, order, capture } = await paid();
    capture.status = 'DECLINED';
    const read = await paypal().lookUp(paymentId, isWanted);
    expect(read.map((event) => ({ event }))).toEqual([await tell('PAYMENT.CAPTURE.DENIED', capture)]);
    order.status = 'VOIDED';
    delete order.purchase_units[0].payments;
    expect(await paypal().lookUp(paymentId, isWanted)).toMatchObject([{ paymentId, kind: 'failed' }]);
  });

  test('PAY23 is captured where the webhook of its approval was lost', async () => {
    const { paymentId, order } = await approved();
    const [read, ...more] = await paypal().lookUp(paymentId, isWanted);
    expect([read, more]).toMatchObject([{ paymentId, kind: 'succeeded', amountCents: 499 }, []]);
    expect(await tell('CHECKOUT.ORDER.APPROVED', order)).toEqual({ event: read });
  });

  test('PAY23 says nothing before it is approved, nor where it is not there', async () => {
    const { paymentId } = await paypal().startPayment(request());
    expect(await paypal().lookUp(paymentId, isWanted)).toEqual([]);
    expect(await paypal().lookUp('NOSUCHORDER', isWanted)).toEqual([]);
    server.become('refusing');
    const { paymentId: refused } = await approved();
    expect(await paypal().lookUp(refused, isWanted)).toEqual([]);
    server.become('away');
    await expect(paypal().lookUp(paymentId, isWanted)).rejects.toThrow(/PayPal/);
  });
});
