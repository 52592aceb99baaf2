import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spaces } from '#db/schema/index.ts';
import { type Person, schedule, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectInvalid,
  expectNothingInternal,
  expectProblem,
  give,
  pageOf,
  type RestApp,
  signUpAdmin,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let player: Person;
let admin: Person;

beforeAll(async () => {
  rest = await startRestApp();
  player = await signUp(rest.url, 'customer');
  admin = await signUpAdmin(rest, 'the_operator');
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

const POSTER = { name: 'Poster', productType: 'collectible', pricePoints: 10, maxQuantity: 5 };
const PACKAGE = { name: 'Handful', pointsAmount: 100, priceUSD: '0.99' };

let made = 0;
/** A creator with a product, a package, an event that is live and one to come. */
async function inBusiness() {
  const creator = await signUpCreator(rest.url, `maker_${made++}`);
  const { api } = creator;
  const product = await api.data(api.post('/store/products', POSTER));
  const pack = await api.data(api.post('/points/packages', PACKAGE));
  const liveId = await schedule(creator, { pointsPerMinute: 600 });
  await api.data(api.post(`/events/${liveId}/start`));
  const nextId = await schedule(creator, { pointsPerMinute: 1 });
  return { ...creator, productId: product.id as string, packageId: pack.id as string, liveId, nextId };
}

type Business = Awaited<ReturnType<typeof inBusiness>>;
const path = ({ creatorId }: Business) => `/creators/${creatorId}`;

/** Somebody attends, has points, buys, and joins: now books refer to the creator. */
async function trade(creator: Business): Promise<void> {
  await player.api.data(player.api.post(`/events/${creator.liveId}/attend`));
  await give(rest, player, creator.creatorId, 100);
  await player.api.data(player.api.post('/store/purchase', { productId: creator.productId }));
  await player.api.data(player.api.post(`/tribes/${creator.tribeId}/join`));
}

const listed = async (list: string): Promise<string[]> =>
  (await pageOf(rest.api.get(`${list}${list.includes('?') ? '&' : '?'}limit=100`))).data.map(
    ({ id }: { id: string }) => id,
  );

describe('a creator to whom nothing refers', () => {
  test('LEAVE9 is erased with everything, and their user is a user again', async () => {
    const creator = await inBusiness();
    const { api } = creator;
    const model = await admin.api.data(admin.api.post('/avatars/base-models', BASE_MODEL));
    const hat = await api.data(api.post('/avatars/items', { ...HAT, baseModelId: model.id }));
    await api.data(api.post('/store/products', { ...POSTER, productType: 'avatar', itemId: hat.id }));
    const { status, body } = await api.delete(path(creator));
    expect([status, body]).toEqual([200, { data: { creatorId: creator.creatorId, outcome: 'erased' } }]);
    for (const [gone, code] of [
      [path(creator), 'CREATOR_NOT_FOUND'],
      [`/worlds/${creator.worldId}`, 'WORLD_NOT_FOUND'],
      [`/spaces/${creator.spaceId}`, 'SPACE_NOT_FOUND'],
      [`/events/${creator.liveId}`, 'EVENT_NOT_FOUND'],
      [`/tribes/${creator.tribeId}`, 'TRIBE_NOT_FOUND'],
      [`/store/products/${creator.productId}`, 'PRODUCT_NOT_FOUND'],
    ] as const)
      expectProblem(await rest.api.get(gone), 404, code);
    expect(await listed('/avatars/items')).not.toContain(hat.id);
    const me = await api.data(api.get('/users/me'));
    expect(me).toMatchObject({ role: 'user', creatorId: null });
    expectProblem(await api.delete(path(creator)), 404, 'CREATOR_NOT_FOUND');
    const again = await api.data(api.post('/creators/apply'));
    expect(again.id).not.toBe(creator.creatorId);
  });

  test('LEAVE12 is removed by themselves and by admins', async () => {
    const creator = await inBusiness();
    const other = await inBusiness();
    expectProblem(await rest.api.delete(path(creator)), 401, 'NOT_SIGNED_IN');
    for (const { api } of [player, other])
      expectProblem(await api.delete(path(creator)), 403, 'NOT_THE_OWNER');
    expectProblem(await admin.api.delete('/creators/aaaaaaaaaaaa'), 404, 'CREATOR_NOT_FOUND');
    expectInvalid(await admin.api.delete('/creators/nobody'), 'creatorId');
    expect((await rest.api.get(path(creator))).body.data.retiredAt).toBeNull();
    expect((await admin.api.delete(path(creator))).body.data.outcome).toBe('erased');
  });

  test('LEAVE9 an admin who is one stays an admin', async () => {
    const { id } = await admin.api.data(admin.api.post('/creators/apply'));
    expect((await admin.api.delete(`/creators/${id}`)).body.data.outcome).toBe('erased');
    expect((await admin.api.data(admin.api.get('/users/me'))).role).toBe('admin');
  });
});

describe('a creator to whom the books refer', () => {
  test('LEAVE9 is retired: what is live ends and is paid, what is open closes', async () => {
    const creator = await inBusiness();
    await trade(creator);
    const { db } = rest.app.database;
    const [space] = await db.select().from(spaces).where(eq(spaces.publicId, creator.spaceId));
    const told: object[] = [];
    const stops = (['SpaceClosed', 'EventEnded', 'PointsAwarded'] as const).map((name) =>
      rest.app.facts.subscribe(name, () => void told.push({ name })),
    );
    await sleep(1_100);
    const answer = await creator.api.delete(path(creator));
    for (const stop of stops) stop();
    expect([answer.status, answer.body]).toEqual([
      200,
      { data: { creatorId: creator.creatorId, outcome: 'retired' } },
    ]);
    expect(told.map((fact) => (fact as { name: string }).name).toSorted()).toEqual([
      'EventEnded',
      'PointsAwarded',
      'SpaceClosed',
    ]);
    expect((await rest.api.get(`/events/${creator.liveId}`)).body.data).toMatchObject({ isLive: false });
    const [{ balance }] = (await player.api.get('/points/balances')).body.data;
    expect(balance).toBeGreaterThanOrEqual(100);
    const [closed] = await db
      .select()
      .from(spaces)
      .where(eq(spaces.id, space?.id as number));
    expect(closed?.isActive).toBe(false);
    for (const [list, id] of [
      ['/creators', creator.creatorId],
      ['/worlds', creator.worldId],
      ['/spaces', creator.spaceId],
      ['/events', creator.nextId],
      ['/tribes', creator.tribeId],
      ['/store/products', creator.productId],
      [`/points/packages/${creator.creatorId}`, creator.packageId],
    ] as const)
      expect(await listed(list)).not.toContain(id);
    expectProblem(await rest.api.get(`/store/${creator.creatorId}`), 404, 'STORE_NOT_FOUND');
    expect(await creator.api.data(creator.api.get('/users/me'))).toMatchObject({
      role: 'user',
      creatorId: null,
    });
    expect((await creator.api.delete(path(creator))).body.data.outcome).toBe('retired');
    expect((await admin.api.delete(path(creator))).body.data.outcome).toBe('retired');
  });

  test('LEAVE9 runs nothing any more', async () => {
    const creator = await inBusiness();
    await trade(creator);
    await creator.api.data(creator.api.delete(path(creator)));
    const { api } = creator;
    for (const refused of [
      api.post(`/events/${creator.nextId}/start`),
      api.put(`/events/${creator.nextId}`, { isLive: true }),
      api.put(`/spaces/${creator.spaceId}`, { isActive: true }),
      api.put(`/worlds/${creator.worldId}`, { name: 'Mine' }),
      api.put(`/tribes/${creator.tribeId}`, { name: 'Mine' }),
      api.put(`/store/products/${creator.productId}`, { isActive: true }),
      api.patch(path(creator), { bio: 'Back' }),
    ])
      expectProblem(await refused, 403, 'NOT_THE_OWNER');
    for (const refused of [
      api.post('/store/products', POSTER),
      api.post('/points/packages', PACKAGE),
      api.put('/store/my-store', { isActive: true }),
      api.get('/points/my-packages'),
    ])
      expectProblem(await refused, 403, 'NOT_A_CREATOR');
    expectProblem(
      await api.put(`/points/packages/${creator.packageId}`, { isActive: true }),
      404,
      'PACKAGE_NOT_FOUND',
    );
    const buy = await player.api.post('/store/purchase', { productId: creator.productId });
    expectProblem(buy, 409, 'PRODUCT_INACTIVE');
    const newcomer = await signUp(rest.url, `late_${made++}`);
    expectProblem(await newcomer.api.post(`/tribes/${creator.tribeId}/join`), 409, 'CREATOR_RETIRED');
    expectProblem(await newcomer.api.post(`/events/${creator.nextId}/attend`), 409, 'SPACE_INACTIVE');
  });

  test('LEAVE10 goes on being explained to who has something of theirs', async () => {
    const creator = await inBusiness();
    await trade(creator);
    await creator.api.data(creator.api.delete(path(creator)));
    const { creatorId } = creator;
    const about = { creatorId };
    expect((await player.api.get(`/points/balance/${creatorId}`)).body.data.balance).toBeGreaterThanOrEqual(
      90,
    );
    expect((await pageOf(player.api.get(`/points/transactions?creatorId=${creatorId}`))).data).not.toEqual(
      [],
    );
    expect((await pageOf(player.api.get('/store/my-orders?limit=1'))).data).toMatchObject([about]);
    expect((await pageOf(player.api.get(`/inventory?creatorId=${creatorId}`))).data).toMatchObject([about]);
    expect((await player.api.get(`/events/${creator.liveId}/my-attendance`)).status).toBe(200);
    const { body } = await rest.api.get(path(creator));
    expect(body.data).toMatchObject({ id: creatorId, retiredAt: expect.any(String) });
    expectNothingInternal(body);
    expect((await player.api.post(`/tribes/${creator.tribeId}/leave`)).status).toBe(200);
  });

  test('LEAVE11 comes back by applying again, with points and members, and opens again one by one', async () => {
    const creator = await inBusiness();
    await trade(creator);
    const { api, creatorId } = creator;
    await api.data(api.delete(path(creator)));
    const back = await api.data(api.post('/creators/apply', { bio: 'Back again' }));
    expect(back).toMatchObject({
      id: creatorId,
      bio: 'Back again',
      pointsName: 'Stars',
      worldId: creator.worldId,
      tribeId: creator.tribeId,
      retiredAt: null,
    });
    expectProblem(await api.post('/creators/apply'), 409, 'ALREADY_CREATOR');
    expect(await api.data(api.get('/users/me'))).toMatchObject({ role: 'creator', creatorId });
    expect(await listed('/creators')).toContain(creatorId);
    expect(await listed('/spaces')).not.toContain(creator.spaceId);
    expectProblem(
      await player.api.post('/store/purchase', { productId: creator.productId }),
      409,
      'PRODUCT_INACTIVE',
    );
    await api.data(api.put(`/spaces/${creator.spaceId}`, { isActive: true }));
    await api.data(api.put(`/store/products/${creator.productId}`, { isActive: true }));
    await api.data(api.put(`/points/packages/${creator.packageId}`, { isActive: true }));
    await api.data(api.put('/store/my-store', { isActive: true }));
    await api.data(api.post(`/events/${creator.nextId}/start`));
    await player.api.data(player.api.post('/store/purchase', { productId: creator.productId }));
    expect((await rest.api.get(`/tribes/${creator.tribeId}`)).body.data.memberCount).toBe(1);
    await api.data(api.post(`/events/${creator.nextId}/end`));
  });

  test('LEAVE11 applies many times at once and comes back once', async () => {
    const creator = await inBusiness();
    await trade(creator);
    await creator.api.data(creator.api.delete(path(creator)));
    const answers = await Promise.all(Array.from({ length: 5 }, () => creator.api.post('/creators/apply')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
  });
});

describe('what a creator sells', () => {
  test.each([
    ['a product', '/store/products', POSTER],
    ['a package', '/points/packages', PACKAGE],
  ])('LEAVE17 %s is retired, also where nobody had it, and is put back', async (_what, list, thing) => {
    const { api } = await signUpCreator(rest.url, `seller_${made++}`);
    const { id } = await api.data(api.post(list, thing));
    const { status, body } = await api.delete(`${list}/${id}`);
    expect([status, body.data]).toMatchObject([200, { id, isActive: false }]);
    expect((await api.delete(`${list}/${id}`)).body.data).toMatchObject({ id, isActive: false });
    expect(await api.data(api.put(`${list}/${id}`, { isActive: true }))).toMatchObject({
      id,
      isActive: true,
    });
  });
});

const BASE_MODEL = {
  name: 'Human',
  meshUrl: 'https://cdn.example.com/human.glb',
  skeletonUrl: 'https://cdn.example.com/rig.glb',
  rigType: 'humanoid',
  slots: [{ slotName: 'head', slotType: 'attachment', displayOrder: 1 }],
};
const HAT = {
  slotName: 'head',
  meshUrl: 'https://cdn.example.com/hat.glb',
  thumbnailUrl: 'https://cdn.example.com/hat.png',
};
