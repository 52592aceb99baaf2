import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { audit } from '#operations/audit.ts';
import { signUp, signUpCreator } from '../clients.ts';
import {
  PAYPAL_CLIENT,
  type PaypalServer,
  paidByPaypal,
  paypalEvent,
  startPaypal,
} from '../paypal-server.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let paypal: PaypalServer;
let house: TestServer;

beforeAll(async () => {
  paypal = await startPaypal();
  house = await startTestServer(inject('testDatabase').kind, {
    ...paidByPaypal(paypal),
  });
});
afterAll(async () => {
  const broken = (await audit(house.server.app.database.db)).filter(({ violations }) => violations > 0);
  await house.stop();
  await paypal.stop();
  expect(broken).toEqual([]);
});

test('PAY8 PAY9 PAY21 a purchase outlasts a PayPal that is away, and its secrets stay out of the log', async () => {
  const seller = await signUpCreator(house.url, 'patient_seller');
  const offer = { name: 'Handful', pointsAmount: 100, priceUSD: '4.99' };
  const { id: packageId } = await seller.api.data(seller.api.post('/points/packages', offer));
  const buyer = await signUp(house.url, 'patient_buyer');
  const start = () =>
    buyer.api.post('/points/purchase-package', { packageId }, { 'idempotency-key': 'once' });

  for (const mode of ['away', 'losing'] as const) {
    paypal.become(mode);
    const refused = await start();
    expect(refused).toMatchObject({ status: 503, body: { code: 'PAYMENTS_UNAVAILABLE' } });
    expect(refused.headers.get('retry-after')).toBe('5');
  }
  // What the points are called may change meanwhile; it is the same purchase, and the same order.
  await seller.api.data(seller.api.patch(`/creators/${seller.creatorId}`, { pointsName: 'Moons' }));
  paypal.become('up');
  const { status, body } = await start();
  expect(status).toBe(201);
  expect(paypal.orders.size).toBe(1);

  const order = paypal.approve(new URL(body.data.paymentUrl).searchParams.get('token') as string);
  const approved = paypal.signed(paypalEvent('CHECKOUT.ORDER.APPROVED', order));
  const tell = () => fetch(`${house.url}/api/v1/webhooks/paypal`, { method: 'POST', ...approved });
  for (const mode of ['away', 'losing'] as const) {
    paypal.become(mode);
    const answer = await tell();
    expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'PAYMENTS_UNAVAILABLE' }]);
    expect(answer.headers.get('retry-after')).toBe('5');
  }
  const mine = () => buyer.api.data(buyer.api.get('/points/my-purchases'));
  const { transactionId } = body.data;
  expect(await mine()).toMatchObject([{ transactionId, status: 'pending' }]);
  // The money was taken while the answer was lost; it is told again what became of it.
  expect(order.status).toBe('COMPLETED');
  paypal.become('up');
  expect((await tell()).status).toBe(200);
  expect(await mine()).toMatchObject([{ transactionId, status: 'completed' }]);

  const log = house.errors.join();
  expect(log).toContain('a webhook must come again');
  const tokens = paypal.asked.flatMap(({ headers }) => String(headers.authorization).split(' ')[1] ?? []);
  expect(tokens.length).toBeGreaterThan(5);
  for (const secret of [PAYPAL_CLIENT.secret, ...tokens]) expect(log).not.toContain(secret);
});
