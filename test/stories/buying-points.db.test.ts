import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { audit } from '#operations/audit.ts';
import { type Person, signUp, signUpCreator } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* Points are bought as somebody with a browser buys them, scripts or none. */

let house: TestServer;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let packageId: string;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
  creator = await signUpCreator(house.url, 'coin_maker');
  const offer = { name: 'Bag <of> gold', pointsAmount: 500, bonusPoints: 50, priceUSD: '9.99' };
  packageId = (await creator.api.data(creator.api.post('/points/packages', offer))).id;
});
afterAll(async () => {
  const broken = (await audit(house.server.app.database.db)).filter(({ violations }) => violations > 0);
  await house.stop();
  expect(broken).toEqual([]);
  expect(house.errors).toEqual([]);
});

const begin = (person: Person) => person.api.data(person.api.post('/points/purchase-package', { packageId }));

const balance = async (person: Person) =>
  (await person.api.get(`/points/balance/${creator.creatorId}`)).body.data.balance;

/** What a browser has of a page: its text and headers. */
async function visit(url: string) {
  const response = await fetch(url);
  return { status: response.status, text: await response.text(), headers: response.headers, url };
}

type Page = Awaited<ReturnType<typeof visit>>;

/** Presses a button of the page's form, as a browser does it, and follows to where that leads. */
async function press(page: Page, label: string): Promise<Page> {
  const [, method] = page.text.match(/<form method="(\w+)"/) as [string, string];
  const button = page.text.match(new RegExp(`<button name="(\\w+)" value="(\\w+)">${label}</button>`));
  const [, name, value] = button as unknown as [string, string, string];
  const answer = await fetch(page.url, {
    method,
    redirect: 'manual',
    headers: { origin: new URL(page.url).origin, cookie: 'theme=dark' },
    body: new URLSearchParams({ [name]: value }),
  });
  expect(answer.status).toBe(303);
  return visit(new URL(answer.headers.get('location') as string, page.url).href);
}

test('PAY11 a buyer opens the page, pays, and has the points', async () => {
  const buyer = await signUp(house.url, 'coin_buyer');
  const { paymentUrl, transactionId } = await begin(buyer);
  expect(new URL(paymentUrl).port).toBe(String(house.server.port));
  const page = await visit(paymentUrl);
  expect(page.status).toBe(200);
  for (const text of ['550 Stars of coin_maker', '9.99 USD', transactionId, 'no money moves'])
    expect(page.text).toContain(text);
  expect(page.text).not.toMatch(/<script|\sstyle=|\son\w+="/);
  expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
  expect(page.headers.get('referrer-policy')).toBe('same-origin');
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(await balance(buyer)).toBe(0);

  const after = await press(page, 'Pay');
  expect(after.text).toContain('<strong>Paid.</strong>');
  expect(after.text).not.toContain('<form');
  expect(await balance(buyer)).toBe(550);
  const { data } = (await buyer.api.get(`/points/purchases/${transactionId}`)).body;
  expect(data).toMatchObject({ status: 'completed', pointsReceived: 550, amountUSD: '9.99' });

  // The form of a page that was left open is sent again.
  await press(page, 'Pay');
  await press(page, 'Decline');
  expect(await balance(buyer)).toBe(550);
  expect((await buyer.api.get(`/points/purchases/${transactionId}`)).body.data).toEqual(data);
});

test('PAY27 where the creator has left meanwhile, nothing can be paid', async () => {
  const leaver = await signUpCreator(house.url, 'coin_leaver');
  const offer = { name: 'Last ones', pointsAmount: 5, priceUSD: '0.99' };
  const { id } = await leaver.api.data(leaver.api.post('/points/packages', offer));
  const buyer = await signUp(house.url, 'coin_late');
  const begun = await buyer.api.data(buyer.api.post('/points/purchase-package', { packageId: id }));
  const open = await visit(begun.paymentUrl);
  expect(open.text).toContain('<form');
  await leaver.api.data(leaver.api.delete(`/creators/${leaver.creatorId}`));
  const after = await press(open, 'Pay');
  expect(after.text).toContain('Nothing can be paid here any more');
  expect(after.text).not.toContain('<form');
  const { data } = (await buyer.api.get(`/points/purchases/${begun.transactionId}`)).body;
  expect(data).toMatchObject({ status: 'failed', refundedUSD: '0.00', paymentUrl: null });
});

test('PAY11 a buyer who declines may still pay', async () => {
  const buyer = await signUp(house.url, 'coin_doubter');
  const { paymentUrl, transactionId } = await begin(buyer);
  const declined = await press(await visit(paymentUrl), 'Decline');
  expect(declined.text).toContain('declined');
  expect((await buyer.api.get(`/points/purchases/${transactionId}`)).body.data.status).toBe('failed');
  expect(await balance(buyer)).toBe(0);
  await press(declined, 'Pay');
  expect(await balance(buyer)).toBe(550);
});

test('PAY11 a page of nothing is not there, and a form of something else decides nothing', async () => {
  const buyer = await signUp(house.url, 'coin_fumbler');
  const { paymentUrl, transactionId } = await begin(buyer);
  const missing = `${house.url}/sandbox/payments/sbx_${transactionId}`;
  expect((await visit(missing)).status).toBe(404);
  expect((await fetch(missing, { method: 'POST' })).status).toBe(404);
  for (const body of [undefined, new URLSearchParams({ decision: 'steal' }), new URLSearchParams()]) {
    const answer = await fetch(paymentUrl, { method: 'POST', redirect: 'manual', ...(body && { body }) });
    expect(answer.status).toBe(303);
  }
  expect((await buyer.api.get(`/points/purchases/${transactionId}`)).body.data.status).toBe('pending');
});
