import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { audit } from '#operations/audit.ts';
import { createSandbox, type SignedWebhook } from '#payments/sandbox.ts';
import { DEVELOPMENT_SECRET } from '#src/config.ts';
import { signUp, signUpCreator } from '../clients.ts';
import { newRefund, type PaypalServer, paidByPaypal, paypalEvent, startPaypal } from '../paypal-server.ts';
import { emptyRedis } from '../redis.ts';
import { freePort, type ServerProcess, startServerProcess } from '../server-process.ts';
import { testEnvironment } from '../test-server.ts';

/* One webhook comes fifty times at once, to two processes: one effect, by the sandbox and by PayPal. */

let environment: Awaited<ReturnType<typeof testEnvironment>>;
let paypal: PaypalServer;

beforeAll(async () => {
  environment = await testEnvironment('postgres');
  paypal = await startPaypal();
});
afterAll(async () => {
  const settings = { DATABASE_URL: environment.env.DATABASE_URL, DATABASE_POOL_SIZE: 1, DATA_DIR: '' };
  const database = await openDatabase(settings);
  const broken = (await audit(database.db)).filter(({ violations }) => violations > 0);
  await database.close();
  await paypal.stop();
  await environment.close();
  expect(broken).toEqual([]);
});

const sandbox = createSandbox({ secret: DEVELOPMENT_SECRET, url: '' });
const usd = { amountCents: 499, currency: 'USD' };

type Provider = {
  name: string;
  env: () => Record<string, string>;
  paymentOf: (url: URL) => string;
  paid: (paymentId: string) => SignedWebhook;
  /** A refund of 2.00, once it is paid. */
  back: (paymentId: string) => SignedWebhook;
  stale: (paymentId: string) => SignedWebhook;
};

const sandboxEvent = (paymentId: string, kind: string, more: object) => ({
  ...{ id: `evt_${paymentId}_${kind}`, paymentId, kind, occurredAt: new Date() },
  ...more,
});

const approval = (orderId: string) =>
  paypalEvent('CHECKOUT.ORDER.APPROVED', paypal.orders.get(orderId) as object);

function paypalRefund(orderId: string): SignedWebhook {
  const payments = paypal.orders.get(orderId)?.purchase_units[0].payments as { captures: [{ id: string }] };
  return paypal.signed(paypalEvent('PAYMENT.CAPTURE.REFUNDED', newRefund(payments.captures[0].id, '2.00')));
}

const providers: Provider[] = [
  {
    name: 'sandbox',
    env: () => ({ PAYMENT_PROVIDER: 'sandbox' }),
    paymentOf: ({ pathname }) => pathname.split('/').at(-1) as string,
    paid: (id) => sandbox.signed(sandboxEvent(id, 'succeeded', usd)),
    back: (id) => sandbox.signed(sandboxEvent(id, 'refunded', { ...usd, amountCents: 200, reference: 'r' })),
    stale: (id) => sandbox.signed(sandboxEvent(id, 'succeeded', usd), Math.floor(Date.now() / 1000) - 310),
  },
  {
    name: 'paypal',
    env: () => ({
      ...paidByPaypal(paypal),
    }),
    paymentOf: ({ searchParams }) => searchParams.get('token') as string,
    paid: (id) => {
      paypal.approve(id);
      return paypal.signed(approval(id));
    },
    back: paypalRefund,
    stale: (id) => paypal.signed(approval(id), { secondsAgo: 310 }),
  },
];

test.each(providers)(
  'PAY2 PAY7 PAY26 fifty webhooks at once to two processes have one effect: $name',
  async ({ name, env, paymentOf, paid, back, stale }) => {
    const all = { ...environment.env, ...env(), REDIS_URL: await emptyRedis() };
    const ports = [await freePort(), await freePort()];
    const servers: ServerProcess[] = await Promise.all(ports.map((port) => startServerProcess(all, port)));
    const [{ url }] = servers as [ServerProcess, ServerProcess];
    try {
      const seller = await signUpCreator(url, `${name}_seller`);
      const offer = { name: 'Handful', pointsAmount: 100, priceUSD: '4.99' };
      const { id: packageId } = await seller.api.data(seller.api.post('/points/packages', offer));
      const buyer = await signUp(url, `${name}_buyer`);
      const begun = await buyer.api.data(buyer.api.post('/points/purchase-package', { packageId }));
      const payment = paymentOf(new URL(begun.paymentUrl));
      const fiftyTimes = ({ body, headers }: SignedWebhook) =>
        Promise.all(
          Array.from({ length: 50 }, async (_, index) => {
            const address = `${servers[index % 2]?.url}/api/v1/webhooks/${name}`;
            return (await fetch(address, { method: 'POST', body, headers })).status;
          }),
        );
      const state = async () => ({
        ...(await buyer.api.data(buyer.api.get(`/points/purchases/${begun.transactionId}`))),
        rows: (await buyer.api.data(buyer.api.get('/points/transactions'))).map(
          ({ amount }: { amount: number }) => amount,
        ),
      });

      const webhook = paid(payment);
      const unsigned = { body: webhook.body, headers: { 'content-type': 'application/json' } };
      for (const wrong of [unsigned, stale(payment)])
        expect(new Set(await fiftyTimes(wrong))).toEqual(new Set([400]));
      expect(await state()).toMatchObject({ status: 'pending', rows: [] });

      expect(new Set(await fiftyTimes(webhook))).toEqual(new Set([200]));
      expect(await state()).toMatchObject({ status: 'completed', refundedUSD: '0.00', rows: [100] });
      expect(new Set(await fiftyTimes(back(payment)))).toEqual(new Set([200]));
      expect(await state()).toMatchObject({ status: 'completed', refundedUSD: '2.00', rows: [-40, 100] });
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  },
);
