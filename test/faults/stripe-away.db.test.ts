import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { audit } from '#operations/audit.ts';
import { signUp, signUpCreator } from '../clients.ts';
import {
  paidByStripe,
  STRIPE_KEY,
  STRIPE_WEBHOOK_KEY,
  type StripeServer,
  signedByStripe,
  startStripe,
  stripeEvent,
} from '../stripe-server.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let stripe: StripeServer;
let house: TestServer;

beforeAll(async () => {
  stripe = await startStripe();
  house = await startTestServer(inject('testDatabase').kind, {
    ...paidByStripe(stripe),
  });
});
afterAll(async () => {
  const broken = (await audit(house.server.app.database.db)).filter(({ violations }) => violations > 0);
  await house.stop();
  await stripe.stop();
  expect(broken).toEqual([]);
});

test('PAY8 PAY9 a purchase outlasts a Stripe that is away, and its secrets stay out of the log', async () => {
  const seller = await signUpCreator(house.url, 'patient_seller');
  const offer = { name: 'Handful', pointsAmount: 100, priceUSD: '4.99' };
  const { id: packageId } = await seller.api.data(seller.api.post('/points/packages', offer));
  const buyer = await signUp(house.url, 'patient_buyer');
  const start = () =>
    buyer.api.post('/points/purchase-package', { packageId }, { 'idempotency-key': 'once' });

  for (const mode of ['away', 'losing'] as const) {
    stripe.become(mode);
    const refused = await start();
    expect(refused).toMatchObject({ status: 503, body: { code: 'PAYMENTS_UNAVAILABLE' } });
    expect(refused.headers.get('retry-after')).toBe('5');
  }
  expect(stripe.payments()).toBe(1);
  for (const why of ['(StripeAPIError, 503', '(StripeConnectionError, no answer'])
    expect(house.errors.join()).toContain(`Stripe starts no payment ${why}`);
  for (const secret of [STRIPE_KEY, STRIPE_WEBHOOK_KEY, '_secret_'])
    expect(house.errors.join()).not.toContain(secret);

  // What the points are called may change meanwhile; it is the same purchase, and the same payment.
  await seller.api.data(seller.api.patch(`/creators/${seller.creatorId}`, { pointsName: 'Moons' }));
  stripe.become('up');
  const { status, body } = await start();
  expect(status).toBe(201);
  const keys = stripe.asked.map(({ headers }) => headers['idempotency-key']);
  expect(new Set(keys)).toEqual(new Set([body.data.transactionId]));
  expect(stripe.payments()).toBe(1);

  const intent = { id: body.data.clientSecret.split('_secret_')[0], amount_received: 499, currency: 'usd' };
  const webhook = signedByStripe(stripeEvent('payment_intent.succeeded', intent));
  const told = await fetch(`${house.url}/api/v1/webhooks/stripe`, { method: 'POST', ...webhook });
  expect(told.status).toBe(200);
  const mine = await buyer.api.data(buyer.api.get('/points/my-purchases'));
  expect(mine).toMatchObject([{ transactionId: body.data.transactionId, status: 'completed' }]);
});
