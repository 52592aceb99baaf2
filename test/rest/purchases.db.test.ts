import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paymentEvents, pointsPurchases, pointTransactions } from '#db/schema/index.ts';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectInvalid,
  expectNothingInternal,
  expectProblem,
  pageOf,
  type RestApp,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let packageId: string;
let people = 0;

const PACKAGE = { name: 'Handful', pointsAmount: 100, bonusPoints: 7, priceUSD: '4.99' };

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'point_seller');
  packageId = await offer();
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

const offer = async (more: object = {}): Promise<string> =>
  (await creator.api.data(creator.api.post('/points/packages', { ...PACKAGE, ...more }))).id;

const newPerson = () => signUp(rest.url, `payer_${++people}`);

const start = (person: Person, key?: string, of = packageId) =>
  person.api.post('/points/purchase-package', { packageId: of }, key ? { 'idempotency-key': key } : {});

type Begun = { transactionId: string; paymentId: string; person: Person };

/** A purchase that waits for its payment. */
async function begin(person?: Person, of = packageId): Promise<Begun> {
  const buyer = person ?? (await newPerson());
  const { transactionId, paymentUrl } = (await start(buyer, undefined, of)).body.data;
  return { transactionId, paymentId: paymentUrl.split('/').at(-1), person: buyer };
}

const balance = async (person: Person) =>
  (await person.api.get(`/points/balance/${creator.creatorId}`)).body.data.balance;

const read = async ({ person, transactionId }: Begun) =>
  (await person.api.get(`/points/purchases/${transactionId}`)).body.data;

/** The ledger rows that gave the points of a purchase. */
async function credits({ transactionId }: Begun) {
  const { db } = rest.app.database;
  const [purchase] = await db
    .select()
    .from(pointsPurchases)
    .where(eq(pointsPurchases.transactionId, transactionId));
  return db
    .select()
    .from(pointTransactions)
    .where(
      and(eq(pointTransactions.referenceId, purchase?.id as number), eq(pointTransactions.type, 'purchase')),
    );
}

let events = 0;
const event = (kind: string, { paymentId }: { paymentId: string }, more: object = {}) => ({
  id: `evt_${++events}`,
  kind,
  paymentId,
  occurredAt: new Date().toISOString(),
  ...more,
});
const usd = (amountCents: number) => ({ amountCents, currency: 'USD' });
const paid = (begun: { paymentId: string }, more: object = {}) =>
  event('succeeded', begun, { ...usd(499), ...more });
const refunded = (begun: { paymentId: string }, amountCents: number, reference = 'refund') =>
  event('refunded', begun, { reference, ...usd(amountCents) });

/** Sends a webhook as it is. */
async function send(body: string, headers: Record<string, string>, provider = 'sandbox') {
  const response = await fetch(`${rest.url}/api/v1/webhooks/${provider}`, { method: 'POST', body, headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Sends an event as the sandbox does, signed so many seconds ago. */
function tell(told: object, secondsAgo = 0) {
  const { body, headers } = rest.app.sandbox!.signed(told, Math.floor(Date.now() / 1000) - secondsAgo);
  return send(body, headers);
}

const expectTaken = async (answer: ReturnType<typeof send>) =>
  expect(await answer).toMatchObject({ status: 200, body: { data: { received: true } } });

const eventsOf = async ({ paymentId }: { paymentId: string }) =>
  (await rest.app.database.db.select().from(paymentEvents).where(eq(paymentEvents.paymentId, paymentId))).map(
    ({ kind }) => kind,
  );

describe('a purchase of points', () => {
  test('PAY1 keeps what was offered, says where to pay, and moves nothing', async () => {
    const person = await newPerson();
    const mine = await offer();
    const { status, body, headers } = await start(person, undefined, mine);
    expect(status).toBe(201);
    expect(headers.get('idempotent-replayed')).toBeNull();
    expect(body.data).toEqual({
      transactionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      creatorId: creator.creatorId,
      packageId: mine,
      status: 'pending',
      amountUSD: '4.99',
      refundedUSD: '0.00',
      pointsReceived: 107,
      paymentProvider: 'sandbox',
      paymentUrl: expect.stringMatching(/\/sandbox\/payments\/sbx_[0-9a-f]{32}$/),
      clientSecret: null,
      purchasedAt: expect.any(String),
    });
    expectNothingInternal(body);
    expect(await balance(person)).toBe(0);

    await creator.api.data(
      creator.api.put(`/points/packages/${mine}`, { priceUSD: '1.00', pointsAmount: 5, isActive: false }),
    );
    const path = `/points/purchases/${body.data.transactionId}`;
    expect((await person.api.get(path)).body.data).toEqual(body.data);
    const begun = { person, ...body.data, paymentId: body.data.paymentUrl.split('/').at(-1) };
    await expectTaken(tell(paid(begun)));
    expect(await balance(person)).toBe(107);
    expectProblem(await start(person, undefined, mine), 404, 'PACKAGE_NOT_FOUND');
  });

  test('PAY2 gives its points when it is paid', async () => {
    const begun = await begin();
    await expectTaken(tell(paid(begun)));
    expect(await read(begun)).toMatchObject({ status: 'completed', paymentUrl: null, refundedUSD: '0.00' });
    expect(await balance(begun.person)).toBe(107);
    const { data } = await pageOf(begun.person.api.get('/points/transactions'));
    expect(data).toMatchObject([
      {
        amount: 107,
        balance: 107,
        type: 'purchase',
        source: 'package_purchase',
        referenceType: 'purchase',
        referenceId: begun.transactionId,
      },
    ]);
  });

  test('PAY2 PAY4 gives them once, when one webhook comes fifty times at once', async () => {
    const begun = await begin();
    const told = paid(begun);
    const answers = await Promise.all(Array.from({ length: 50 }, () => tell(told)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await expectTaken(tell({ ...told, kind: 'failed' }));
    expect(await eventsOf(begun)).toEqual(['succeeded']);
    expect(await credits(begun)).toHaveLength(1);
    expect(await balance(begun.person)).toBe(107);
  });

  test('PAY2 gives them once, when it is told of under many ids at once', async () => {
    const begun = await begin();
    await Promise.all(Array.from({ length: 20 }, () => tell(paid(begun))));
    expect(await eventsOf(begun)).toHaveLength(20);
    expect(await credits(begun)).toHaveLength(1);
    expect(await balance(begun.person)).toBe(107);
  });

  test('PAY3 PAY12 PAY17 ends the same, whatever the order of its events', async () => {
    const person = await newPerson();
    const order = [0, 1, 2, 3];
    const orders = order
      .flatMap((a) => order.flatMap((b) => order.map((c) => [a, b, c, 6 - a - b - c])))
      .filter((one) => new Set(one).size === 4);
    expect(orders).toHaveLength(24);
    for (const one of orders) {
      const begun = await begin(person);
      const all = [
        paid(begun),
        event('failed', begun),
        refunded(begun, 100, 'first'),
        refunded(begun, 150, 'second'),
      ];
      for (const index of one) await expectTaken(tell(all[index] as object));
      expect(await read(begun)).toMatchObject({ status: 'completed', refundedUSD: '2.50' });
      expect(await credits(begun)).toHaveLength(1);
    }
    const owed = await rest.app.database.db
      .selectDistinct({ points: pointsPurchases.pointsOwed })
      .from(pointsPurchases)
      .where(eq(pointsPurchases.refundedUSD, '2.50'));
    expect(owed).toEqual([{ points: 0 }]);
    expect(await balance(person)).toBe(24 * (107 - Math.floor((107 * 250) / 499)));
  });

  test('PAY3 ends the same, when all is told at once', async () => {
    const begun = await begin();
    const all = [event('failed', begun), paid(begun), refunded(begun, 499), event('failed', begun)];
    await Promise.all([...all, ...all, ...all].map((one) => tell(one)));
    expect(await read(begun)).toMatchObject({ status: 'refunded', refundedUSD: '4.99', paymentUrl: null });
    expect(await credits(begun)).toHaveLength(1);
  });

  test('PAY3 that failed may still be paid', async () => {
    const begun = await begin();
    await expectTaken(tell(event('failed', begun)));
    expect(await read(begun)).toMatchObject({ status: 'failed', paymentUrl: expect.any(String) });
    await expectTaken(tell(paid(begun)));
    await expectTaken(tell(event('failed', begun)));
    expect(await read(begun)).toMatchObject({ status: 'completed' });
  });

  test('PAY12 is disputed, and the dispute is won', async () => {
    const begun = await begin();
    await expectTaken(tell(paid(begun)));
    await expectTaken(tell(event('disputed', begun, { reference: 'd', ...usd(499) })));
    expect(await read(begun)).toMatchObject({ status: 'refunded', refundedUSD: '4.99' });
    await expectTaken(tell(event('dispute_won', begun, { reference: 'd' })));
    expect(await read(begun)).toMatchObject({ status: 'completed', refundedUSD: '0.00' });
    expect(await credits(begun)).toHaveLength(1);
  });

  test.each([
    ['too little', usd(498)],
    ['too much', usd(500)],
    ['in another currency', { currency: 'EUR' }],
  ])('PAY6 that is paid %s gives nothing', async (_how, money) => {
    const begun = await begin();
    await expectTaken(tell(paid(begun, money)));
    expect(await read(begun)).toMatchObject({ status: 'failed' });
    expect(await balance(begun.person)).toBe(0);
    expect(await credits(begun)).toEqual([]);
  });

  test('PAY8 is one for one key, twenty times at once, and answers as the first time', async () => {
    const person = await newPerson();
    const answers = await Promise.all(Array.from({ length: 20 }, () => start(person, 'one-key')));
    const first = answers.find(({ headers }) => headers.get('idempotent-replayed') === null)!;
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(19);
    for (const answer of answers) expect([answer.status, answer.body]).toEqual([201, first.body]);
    expect((await pageOf(person.api.get('/points/my-purchases'))).data).toEqual([first.body.data]);
    const paymentId = first.body.data.paymentUrl.split('/').at(-1);
    await expectTaken(tell(paid({ paymentId })));
    await expectTaken(tell(refunded({ paymentId }, 100)));
    const later = await start(person, 'one-key');
    expect([later.body, later.headers.get('idempotent-replayed')]).toMatchObject([
      { data: { status: 'pending', refundedUSD: '0.00', transactionId: first.body.data.transactionId } },
      'true',
    ]);
    expectProblem(await start(person, 'one-key', await offer()), 422, 'IDEMPOTENCY_KEY_REUSED');
  });

  test('PAY10 is seen by its buyer only', async () => {
    const begun = await begin();
    const second = await begin(begun.person);
    const path = `/points/purchases/${begun.transactionId}`;
    expectProblem(await creator.api.get(path), 404, 'PURCHASE_NOT_FOUND');
    expectProblem(await rest.api.get(path), 401, 'NOT_SIGNED_IN');
    expectProblem(await rest.api.get('/points/my-purchases'), 401, 'NOT_SIGNED_IN');
    expectInvalid(await begun.person.api.get('/points/purchases/1'), 'transactionId');
    const page = await pageOf(begun.person.api.get('/points/my-purchases?limit=1'));
    const rest2 = await pageOf(begun.person.api.get(`/points/my-purchases?cursor=${page.nextCursor}`));
    expect([...page.data, ...rest2.data].map((one) => one.transactionId)).toEqual([
      second.transactionId,
      begun.transactionId,
    ]);
    expectNothingInternal(page);
    expect((await pageOf(creator.api.get('/points/my-purchases'))).data).toEqual([]);
  });

  test('is refused for a package that there is not, and to nobody in particular', async () => {
    const person = await newPerson();
    expectProblem(await start(person, undefined, 'aaaaaaaaaaaa'), 404, 'PACKAGE_NOT_FOUND');
    expectProblem(await rest.api.post('/points/purchase-package', { packageId }), 401, 'NOT_SIGNED_IN');
    expectInvalid(
      await person.api.post('/points/purchase-package', { packageId: 1, amountUSD: '0.01' }),
      'packageId',
      'amountUSD',
    );
    expect((await pageOf(person.api.get('/points/my-purchases'))).data).toEqual([]);
  });
});

describe('a webhook', () => {
  test('PAY7 that is not signed is refused, and nothing is kept', async () => {
    const begun = await begin();
    const { body, headers } = rest.app.sandbox!.signed(paid(begun));
    const { 'Sandbox-Signature': signature = '', ...unsigned } = headers;
    const forged = signature.replace(/v1=./, (text) => (text === 'v1=0' ? 'v1=1' : 'v1=0'));
    for (const answer of [
      await send(body, unsigned),
      await send(body, { ...unsigned, 'Sandbox-Signature': forged }),
      await send(body.replace('499', '999'), headers),
      await send(`${body} `, headers),
      await send('', headers),
      await send('not json at all', unsigned),
    ])
      expectProblem(answer, 400, 'WEBHOOK_NOT_SIGNED');
    expect(await eventsOf(begun)).toEqual([]);
  });

  test('PAY7 that is stale is refused, and one that is late is not', async () => {
    const begun = await begin();
    expectProblem(await tell(paid(begun), 310), 400, 'WEBHOOK_STALE');
    expectProblem(await tell(paid(begun), -310), 400, 'WEBHOOK_STALE');
    expect(await eventsOf(begun)).toEqual([]);
    await expectTaken(tell(paid(begun), 290));
    expect(await read(begun)).toMatchObject({ status: 'completed' });
  });

  test('that we cannot read is refused, and of a kind that we do not know is let pass', async () => {
    const begun = await begin();
    expectProblem(await tell([]), 400, 'WEBHOOK_MALFORMED');
    for (const wrong of [{ amountCents: -1 }, { amountCents: 4.99 }, { currency: 'usd' }, { id: '' }])
      expectProblem(await tell(paid(begun, wrong)), 400, 'WEBHOOK_MALFORMED');
    expectProblem(await tell({ ...refunded(begun, 1), reference: undefined }), 400, 'WEBHOOK_MALFORMED');
    await expectTaken(tell(event('customer_created', begun)));
    expect(await eventsOf(begun)).toEqual([]);
  });

  test('PAY5 of a payment that nobody knows is kept', async () => {
    const unknown = { paymentId: 'sbx_of_another_server' };
    await expectTaken(tell(paid(unknown)));
    expect(await eventsOf(unknown)).toEqual(['succeeded']);
  });

  test('is for providers that there are, and not too large', async () => {
    const { body, headers } = rest.app.sandbox!.signed(paid({ paymentId: 'x' }));
    expectProblem(await send(body, headers, 'stripe'), 404, 'NO_SUCH_ROUTE');
    expectProblem(await rest.api.get('/webhooks/sandbox'), 404, 'NO_SUCH_ROUTE');
    expectProblem(await send('x'.repeat(257 * 1024), headers), 413, 'BODY_TOO_LARGE');
  });
});

test('PAY9 a server without a payment provider says so', async () => {
  const closed = await startRestApp({
    NODE_ENV: 'production',
    AUTH_SECRET: 'a secret that is long enough for production',
    PUBLIC_URL: 'http://localhost:1',
  });
  expect(closed.app.sandbox).toBeUndefined();
  const seller = await signUpCreator(closed.url, 'seller_there');
  const { id } = await seller.api.data(seller.api.post('/points/packages', PACKAGE));
  const answer = await seller.api.post('/points/purchase-package', { packageId: id });
  expectProblem(answer, 409, 'PAYMENTS_DISABLED');
  const webhook = await fetch(`${closed.url}/api/v1/webhooks/sandbox`, { method: 'POST', body: '{}' });
  expect(webhook.status).toBe(404);
  await closed.stop();
});
