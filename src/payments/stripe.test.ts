import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  STRIPE_KEY,
  STRIPE_WEBHOOK_KEY,
  type StripeMode,
  type StripeServer,
  signedByStripe,
  startStripe,
  stripeEvent,
} from '#test/stripe-server.ts';
import { secondsNow, sign } from './signature.ts';
import { createStripe } from './stripe.ts';

let server: StripeServer;
beforeAll(async () => {
  server = await startStripe();
});
beforeEach(() => {
  server.become('up');
  server.asked.length = 0;
});
afterAll(async () => {
  await server.stop();
});

const stripe = (more: { secretKey?: string } = {}) =>
  createStripe({
    secretKey: STRIPE_KEY,
    webhookSecret: STRIPE_WEBHOOK_KEY,
    apiUrl: server.url,
    patienceMs: 200,
    ...more,
  });

const request = (transactionId: string, description = '107 Stars of ada') => ({
  transactionId,
  description,
  amountCents: 499,
  currency: 'USD',
});

describe('a payment by Stripe', () => {
  test('PAY14 is a PaymentIntent of so many cents, and nothing else is told', async () => {
    const started = await stripe().startPayment(request('one'));
    expect(started).toEqual({
      paymentId: expect.stringMatching(/^pi_/),
      clientSecret: expect.stringContaining(`${started.paymentId}_secret_`),
    });
    expect(server.asked).toMatchObject([
      {
        path: 'POST /v1/payment_intents',
        headers: {
          authorization: `Bearer ${STRIPE_KEY}`,
          'content-type': 'application/x-www-form-urlencoded',
          'idempotency-key': 'one',
          'stripe-version': expect.any(String),
        },
      },
    ]);
    expect(server.asked[0]?.form).toEqual({
      amount: '499',
      currency: 'usd',
      description: 'Points, purchase one',
      'metadata[transactionId]': 'one',
      'automatic_payment_methods[enabled]': 'true',
    });
    expect(server.asked[0]?.headers).not.toHaveProperty('x-stripe-client-telemetry');
  });

  test('PAY14 is one for one purchase, also when the words for the points have changed', async () => {
    const first = await stripe().startPayment(request('twice'));
    expect(await stripe().startPayment(request('twice', '107 Moons of ada'))).toEqual(first);
    expect((await stripe().startPayment(request('another'))).paymentId).not.toBe(first.paymentId);
  });

  test('PAY8 is made after all where Stripe would repeat its failure for a day', async () => {
    server.become('broken');
    await expect(stripe().startPayment(request('unlucky'))).rejects.toThrow(/StripeAPIError, 500/);
    server.become('up');
    const before = server.payments();
    const started = await stripe().startPayment(request('unlucky'));
    expect(await stripe().startPayment(request('unlucky'))).toEqual(started);
    expect(server.payments()).toBe(before + 1);
  });

  test.each<[mode: StripeMode, tries: number, why: RegExp]>([
    ['away', 2, /StripeAPIError, 503, req_\w+\): Stripe says api_error/],
    ['broken', 1, /StripeAPIError, 500/],
    ['losing', 2, /StripeConnectionError, no answer, no id/],
    ['silent', 2, /StripeConnectionError, no answer, no id/],
    ['declining', 1, /StripeAuthenticationError, 401/],
  ])('PAY9 fails while Stripe is %s, which is asked %i times', async (mode, tries, why) => {
    server.become(mode);
    const failure = await stripe()
      .startPayment(request(`while ${mode}`))
      .catch((error) => error);
    expect(failure.message).toMatch(why);
    expect(JSON.stringify(failure) + failure.stack + String(failure.cause)).not.toContain(STRIPE_KEY);
    expect(server.asked).toHaveLength(tries);
  });

  test('PAY9 fails while nobody listens', async () => {
    const other = await startStripe();
    await other.stop();
    const away = createStripe({ secretKey: STRIPE_KEY, webhookSecret: 'whsec_x', apiUrl: other.url });
    await expect(away.startPayment(request('nobody'))).rejects.toThrow(/StripeConnectionError/);
  });
});

describe('a payment that Stripe is asked about', () => {
  const begin = async (purchase: string) => (await stripe().startPayment(request(purchase))).paymentId;

  test('OBX12 is one of its own name, and nothing is told while it waits', async () => {
    const paymentId = await begin('waiting');
    server.asked.length = 0;
    expect(await stripe().lookUp(paymentId)).toEqual([]);
    expect(server.asked).toMatchObject([
      { path: `GET /v1/payment_intents/${paymentId}`, headers: { authorization: `Bearer ${STRIPE_KEY}` } },
    ]);
    for (const status of ['requires_action', 'requires_confirmation', 'processing', 'yet_to_come']) {
      server.change(paymentId, { status });
      expect(await stripe().lookUp(paymentId)).toEqual([]);
    }
  });

  test.each([
    [
      { status: 'succeeded', amount_received: 499 },
      { kind: 'succeeded', amountCents: 499, currency: 'USD' },
    ],
    [{ status: 'canceled' }, { kind: 'failed' }],
    [
      { status: 'requires_payment_method', last_payment_error: { code: 'card_declined' } },
      { kind: 'failed' },
    ],
  ])('OBX12 that is %o is %o, the same event each time', async (change, expected) => {
    const paymentId = await begin(`${change.status} and asked about`);
    server.change(paymentId, change);
    const first = await stripe().lookUp(paymentId);
    expect(first).toEqual([{ id: expect.any(String), paymentId, occurredAt: expect.any(Date), ...expected }]);
    expect((await stripe().lookUp(paymentId))[0]?.id).toBe(first[0]?.id);
  });

  test.each<[mode: StripeMode, why: RegExp]>([
    ['away', /does not tell of pi_\w+ \(StripeAPIError, 503/],
    ['broken', /StripeAPIError, 500/],
    ['losing', /StripeConnectionError/],
    ['silent', /StripeConnectionError/],
    ['declining', /StripeAuthenticationError, 401/],
  ])('OBX12 is not known while Stripe is %s', async (mode, why) => {
    const paymentId = await begin(`asked about while ${mode}`);
    server.become(mode);
    await expect(stripe().lookUp(paymentId)).rejects.toThrow(why);
  });

  test('OBX12 is not known by another name', async () => {
    await expect(stripe().lookUp('pi_nobody')).rejects.toThrow(/404/);
  });
});

const read = (event: object, how: { secondsAgo?: number; secret?: string } = {}) => {
  const { body, headers } = signedByStripe(event, how);
  const all: Record<string, string> = headers;
  return stripe().readWebhook({ header: (name) => all[name.toLowerCase()], body: Buffer.from(body) });
};

const charge = { id: 'ch_1', payment_intent: 'pi_1', amount_refunded: 100, currency: 'usd' };
const dispute = { id: 'dp_1', payment_intent: 'pi_1', amount: 499, currency: 'usd' };

describe('an event of Stripe', () => {
  test.each([
    ['payment_intent.payment_failed', { id: 'pi_1', amount_received: 0 }, { kind: 'failed' }],
    ['payment_intent.canceled', { id: 'pi_1', amount_received: 0 }, { kind: 'failed' }],
    [
      'payment_intent.succeeded',
      { id: 'pi_1', amount_received: 499 },
      { kind: 'succeeded', amountCents: 499 },
    ],
    ['charge.refunded', charge, { kind: 'refunded', reference: 'ch_1', amountCents: 100 }],
    [
      'charge.dispute.created',
      { ...dispute, status: 'needs_response' },
      { kind: 'disputed', amountCents: 499 },
    ],
    ['charge.dispute.funds_withdrawn', { ...dispute, status: 'under_review' }, { kind: 'disputed' }],
    ['charge.dispute.closed', { ...dispute, status: 'lost' }, { kind: 'dispute_lost', amountCents: 499 }],
    ['charge.dispute.closed', { ...dispute, status: 'won' }, { kind: 'dispute_won', reference: 'dp_1' }],
  ])('PAY15 %s of %o is %o', async (type, object, expected) => {
    const event = stripeEvent(type, { currency: 'usd', ...object }, { created: 1_800_000_000 });
    const occurredAt = new Date(1_800_000_000_000);
    const money = 'amountCents' in expected ? { currency: 'USD' } : {};
    expect(await read(event)).toMatchObject({
      event: { id: event.id, paymentId: 'pi_1', occurredAt, ...expected, ...money },
    });
  });

  test.each([
    ['an inquiry of a bank', 'charge.dispute.created', { ...dispute, status: 'warning_needs_response' }],
    ['an inquiry that went away', 'charge.dispute.closed', { ...dispute, status: 'warning_closed' }],
    ['a refund of what is no PaymentIntent', 'charge.refunded', { ...charge, payment_intent: null }],
    [
      'a dispute of what is no PaymentIntent',
      'charge.dispute.created',
      { ...dispute, payment_intent: null, status: 'lost' },
    ],
    ['of another kind', 'customer.created', { id: 'cus_1' }],
    ['of a kind that is yet to come', 'payment_intent.praised', { id: 'pi_1' }],
  ])('PAY15 that is %s is ignored', async (_what, type, object) => {
    expect(await read(stripeEvent(type, object))).toEqual({ ignored: type });
  });

  test.each([
    ['no event', []],
    ['a part of a cent', stripeEvent('charge.refunded', { ...charge, amount_refunded: 0.5 })],
    ['money of no currency', stripeEvent('charge.refunded', { ...charge, currency: 'US' })],
    ['a payment without a name', stripeEvent('payment_intent.canceled', { ...charge, id: '' })],
    ['an event of their second API', { object: 'v2.core.event', type: 'v1.billing.meter.no_meter_found' }],
  ])('that is %s is malformed', async (_what, event) => {
    expect(await read(event)).toEqual({ refused: 'malformed' });
  });

  test('that is no JSON is malformed', async () => {
    const body = Buffer.from('{"id":');
    const signature = sign(Buffer.from(STRIPE_WEBHOOK_KEY), body, secondsNow());
    expect(await stripe().readWebhook({ header: () => signature, body })).toEqual({ refused: 'malformed' });
  });

  test('PAY7 is believed with the right signature, for 300 seconds both ways', async () => {
    const event = stripeEvent('charge.refunded', charge);
    for (const secondsAgo of [-295, 295]) expect(await read(event, { secondsAgo })).toHaveProperty('event');
    for (const secondsAgo of [-310, 310])
      expect(await read(event, { secondsAgo })).toEqual({ refused: 'stale' });
    for (const secondsAgo of [0, 310])
      expect(await read(event, { secondsAgo, secret: 'whsec_other' })).toEqual({ refused: 'not-signed' });
    const unsigned = { header: () => undefined, body: Buffer.from('{}') };
    expect(await stripe().readWebhook(unsigned)).toEqual({ refused: 'not-signed' });
    const signed = signedByStripe(event).headers['stripe-signature'];
    const emptied = { header: () => signed, body: Buffer.alloc(0) };
    expect(await stripe().readWebhook(emptied)).toEqual({ refused: 'not-signed' });
  });
});
