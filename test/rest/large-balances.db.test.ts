import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectInvalid,
  expectProblem,
  give,
  pageOf,
  type RestApp,
  signUpAdmin,
  startRestApp,
} from './rest-app.ts';

const INT_LIMIT = 2_147_483_647;
const POINTS_LIMIT = Number.MAX_SAFE_INTEGER;

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let admin: Person;
let people = 0;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'large_maker');
  admin = await signUpAdmin(rest, 'large_admin');
});
afterAll(() => rest.stop());

async function withPoints(amount: number): Promise<Person> {
  const person = await signUp(rest.url, `large_owner_${++people}`);
  if (amount > 0) await give(rest, person, creator.creatorId, amount);
  return person;
}

const balance = async ({ api }: Person) =>
  (await api.get(`/points/balance/${creator.creatorId}`)).body.data.balance;
const gift = (from: Person, to: Person, amount: number) =>
  from.api.post('/points/gift', { creatorId: creator.creatorId, toUserName: to.userName, amount });
const grant = (to: Person, amount: number) =>
  admin.api.post('/points/grants', {
    creatorId: creator.creatorId,
    userName: to.userName,
    amount,
    reason: 'For a test',
  });
const offer = async () =>
  (
    await creator.api.data(
      creator.api.post('/store/products', { name: 'Lamp', productType: 'collectible', pricePoints: 10 }),
    )
  ).id;
const buy = ({ api }: Person, productId: string) =>
  api.post('/store/purchase', { lines: [{ productId, quantity: 1 }] });

test('LED13 a balance passes 32 bits: it is given, granted, spent, refunded, listed and exported', async () => {
  const [rich, giver] = [await withPoints(INT_LIMIT), await withPoints(100)];
  expect((await gift(giver, rich, 50)).status).toBe(200);
  expect((await grant(rich, 1_000_000)).status).toBe(200);
  expect(await balance(rich)).toBe(INT_LIMIT + 1_000_050);
  const productId = await offer();
  const bought = await buy(rich, productId);
  expect(bought.body.data.balance).toBe(INT_LIMIT + 1_000_040);
  const { orderNumber } = bought.body.data;
  expect((await creator.api.post(`/store/orders/${orderNumber}/refund`)).status).toBe(200);
  expect(await balance(rich)).toBe(INT_LIMIT + 1_000_050);
  const [newest] = (await pageOf(rich.api.get('/points/transactions'))).data;
  expect(newest).toMatchObject({ amount: 10, balance: INT_LIMIT + 1_000_050 });
  const exported = await rich.api.get('/users/me/export');
  expect(exported.status).toBe(200);
  expect(JSON.stringify(exported.body)).toContain(String(INT_LIMIT + 1_000_050));
});

test('LED14 what a balance cannot hold is refused in words, and nothing has moved', async () => {
  const [full, giver] = [await withPoints(0), await withPoints(100)];
  const productId = await offer();
  await give(rest, full, creator.creatorId, 10);
  const { orderNumber } = (await buy(full, productId)).body.data;
  await give(rest, full, creator.creatorId, POINTS_LIMIT);

  expectProblem(await gift(giver, full, 1), 409, 'BALANCE_LIMIT_REACHED');
  expectProblem(await grant(full, 1), 409, 'BALANCE_LIMIT_REACHED');
  const refunded = await creator.api.post(`/store/orders/${orderNumber}/refund`);
  expectProblem(refunded, 409, 'BALANCE_LIMIT_REACHED');
  expect(refunded.body.detail).toContain(String(POINTS_LIMIT));
  const pack = { name: 'Handful', pointsAmount: 100, bonusPoints: 0, priceUSD: '4.99' };
  const { id: packageId } = await creator.api.data(creator.api.post('/points/packages', pack));
  const purchase = await full.api.post('/points/purchase-package', { packageId });
  expectProblem(purchase, 409, 'BALANCE_LIMIT_REACHED');
  expect(purchase.body.detail).toContain(`You have ${POINTS_LIMIT}`);

  expect([await balance(full), await balance(giver)]).toEqual([POINTS_LIMIT, 100]);
  expect((await gift(full, giver, 1)).status).toBe(200);
  expect((await creator.api.post(`/store/orders/${orderNumber}/refund`)).status).toBe(409);
});

test('INP8 nothing is planned for more than ten years from now', async () => {
  const { api, worldId } = creator;
  const space = await api.data(api.post('/spaces', { worldId, name: 'Stage', spaceType: 'stage' }));
  const inYears = (years: number) => new Date(Date.now() + years * 365.25 * 86_400_000).toISOString();
  const event = (startTime: string, endTime: string) =>
    api.post('/events', { spaceId: space.id, name: 'Concert', startTime, endTime });
  expectInvalid(await event(inYears(0), inYears(70)), 'endTime');
  expectInvalid(await event(inYears(69), inYears(70)), 'startTime', 'endTime');
  const { id } = await api.data(event(inYears(0), inYears(9)));
  await api.post(`/events/${id}/start`);
  expectInvalid(await api.put(`/events/${id}`, { endTime: inYears(70) }), 'endTime');
  expect((await api.put(`/events/${id}`, { endTime: inYears(8) })).status).toBe(200);
  const lamp = { name: 'Lamp', productType: 'collectible', pricePoints: 1, releaseDate: inYears(70) };
  expectInvalid(await api.post('/store/products', lamp), 'releaseDate');
  const { userName } = await withPoints(0);
  for (const kind of ['bans', 'mutes'])
    expectInvalid(await api.post(`/spaces/${space.id}/${kind}/${userName}`, { until: inYears(70) }), 'until');
});
