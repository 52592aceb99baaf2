import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectInvalid,
  expectNothingInternal,
  expectProblem,
  pageOf,
  type RestApp,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let other: Awaited<ReturnType<typeof signUpCreator>>;
let player: Person;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'point_seller');
  other = await signUpCreator(rest.url, 'other_seller');
  player = await signUp(rest.url, 'point_buyer');
});
afterAll(() => rest.stop());

const SMALL = { name: 'Handful', pointsAmount: 100, priceUSD: '4.99' };

const offer = (more: object = {}) =>
  creator.api.data(creator.api.post('/points/packages', { ...SMALL, ...more }));

const onSale = async () => (await pageOf(rest.api.get(`/points/packages/${creator.creatorId}`))).data;
const mine = async (query = '') => pageOf(creator.api.get(`/points/my-packages${query}`));

describe('packages of points', () => {
  test('are offered by a creator, and seen in the creator’s order', async () => {
    const { status, body } = await creator.api.post('/points/packages', SMALL);
    expect([status, body.data]).toEqual([
      201,
      {
        ...SMALL,
        id: expect.any(String),
        creatorId: creator.creatorId,
        bonusPoints: 0,
        displayOrder: 0,
        isActive: true,
        createdAt: expect.any(String),
      },
    ]);
    expectNothingInternal(body);
    const big = await offer({ name: 'Chest', priceUSD: '10000.00', bonusPoints: 50, displayOrder: 2 });
    const middle = await offer({ name: 'Bag', priceUSD: '0.50', pointsAmount: 1, displayOrder: 1 });
    expect(big).toMatchObject({ priceUSD: '10000.00', bonusPoints: 50 });
    expect(await onSale()).toEqual([body.data, middle, big]);
    expect((await mine()).data).toEqual([body.data, middle, big]);
    const first = await mine('?limit=2');
    const second = await mine(`?limit=2&cursor=${first.nextCursor}`);
    expect([...first.data, ...second.data]).toEqual([body.data, middle, big]);
    expect((await pageOf(other.api.get('/points/my-packages'))).data).toEqual([]);
  });

  test('are changed, and taken off the offer and put back', async () => {
    const made = await offer({ displayOrder: 3 });
    const path = `/points/packages/${made.id}`;
    const change = { name: 'Fistful', pointsAmount: 120, priceUSD: '5.00', bonusPoints: 5, displayOrder: 4 };
    const { status, body } = await creator.api.put(path, change);
    expect([status, body.data]).toEqual([200, { ...made, ...change }]);
    expect((await creator.api.put(path, {})).body).toEqual(body);
    const retired = await creator.api.delete(path);
    expect([retired.status, retired.body.data]).toEqual([200, { ...body.data, isActive: false }]);
    expect((await creator.api.delete(path)).body).toEqual(retired.body);
    expect(await onSale()).not.toContainEqual(expect.objectContaining({ id: made.id }));
    expect((await mine()).data).toContainEqual(retired.body.data);
    expectProblem(await other.api.put(path, { name: 'Mine' }), 404, 'PACKAGE_NOT_FOUND');
    expect((await creator.api.put(path, { isActive: true })).body).toEqual(body);
    expect(await onSale()).toContainEqual(body.data);
  });

  test('are nobody else’s to change', async () => {
    const { id } = await offer();
    const path = `/points/packages/${id}`;
    for (const method of ['get', 'post'] as const) {
      const asked = method === 'get' ? '/points/my-packages' : '/points/packages';
      const body = method === 'get' ? undefined : SMALL;
      expectProblem(await rest.api[method](asked, body), 401, 'NOT_SIGNED_IN');
      expectProblem(await player.api[method](asked, body), 403, 'NOT_A_CREATOR');
    }
    expectProblem(await rest.api.put(path, { name: 'Mine' }), 401, 'NOT_SIGNED_IN');
    expectProblem(await rest.api.delete(path), 401, 'NOT_SIGNED_IN');
    for (const { api } of [other, player]) {
      expectProblem(await api.put(path, { name: 'Mine' }), 403, 'NOT_THE_OWNER');
      expectProblem(await api.delete(path), 403, 'NOT_THE_OWNER');
    }
    const missing = '/points/packages/aaaaaaaaaaaa';
    expectProblem(await creator.api.put(missing, {}), 404, 'PACKAGE_NOT_FOUND');
    expectProblem(await creator.api.delete(missing), 404, 'PACKAGE_NOT_FOUND');
  });

  test('are refused with every field that is wrong', async () => {
    const wrong = { name: '', pointsAmount: 0, priceUSD: 4.99, bonusPoints: -1, displayOrder: 'x' };
    const fields = Object.keys(wrong);
    expectInvalid(await creator.api.post('/points/packages', wrong), ...fields);
    expectInvalid(
      await creator.api.post('/points/packages', { ...SMALL, isActive: true, creatorId: 1 }),
      'creatorId',
      'isActive',
    );
    expectInvalid(await creator.api.post('/points/packages', {}), 'name', 'pointsAmount', 'priceUSD');
    const { id } = await offer();
    expectInvalid(await creator.api.put(`/points/packages/${id}`, wrong), ...fields);
    const tooMuch = { pointsAmount: 10_000_001, bonusPoints: 10_000_001 };
    expectInvalid(await creator.api.put(`/points/packages/${id}`, tooMuch), ...Object.keys(tooMuch));
  });

  test.each(['0.49', '10000.01', '4.9', '4', '04.99', '-4.99', '4.999', '1e3', ' 4.99', '4,99', ''])(
    'are not sold for %j dollars',
    async (priceUSD) => {
      expectInvalid(await creator.api.post('/points/packages', { ...SMALL, priceUSD }), 'priceUSD');
    },
  );
});
