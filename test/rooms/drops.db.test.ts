import type { Room, Server } from '@colyseus/core';
import { ColyseusTestServer } from '@colyseus/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { creators, products, user } from '#db/schema/index.ts';
import { audit } from '#operations/audit.ts';
import type { SpaceState } from '#rooms/space/space-state.ts';
import { givePoints } from '../builders.ts';
import { enter, type Person, type Presence, signUp, signUpCreator, until } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* The drops of a creator, as players in a store see them with the stock SDK. */

let house: TestServer;
let colyseus: ColyseusTestServer;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
  colyseus = new ColyseusTestServer({ port: house.server.port } as unknown as Server);
});

afterAll(async () => {
  const broken = (await audit(house.server.app.database.db)).filter(({ violations }) => violations > 0);
  expect(broken).toEqual([]);
  expect(house.errors).toEqual([]);
  await house.stop();
});

let made = 0;

/** A creator with a stage and a store, and a buyer who has points of theirs. */
async function openStore() {
  const creator = await signUpCreator(house.url, `merchant_${++made}`);
  const store = { worldId: creator.worldId, name: 'Merch corner', spaceType: 'store' };
  const { id: storeId } = await creator.api.data(creator.api.post('/spaces', store));
  const buyer = await signUp(house.url, `buyer_${made}`);
  await endow(buyer, creator.creatorId, 1_000);
  return { creator, storeId: storeId as string, buyer };
}

async function endow({ userName }: Person, creatorPublicId: string, amount: number): Promise<void> {
  const { database, ledger } = house.server.app;
  const [buyer] = await database.db.select().from(user).where(sql`${user.userName} = ${userName}`);
  const [creator] = await database.db
    .select()
    .from(creators)
    .where(sql`${creators.publicId} = ${creatorPublicId}`);
  await givePoints(database.db, ledger, {
    userId: buyer?.id as string,
    creatorId: creator?.id as number,
    amount,
  });
}

async function offer(creator: Person, given: Record<string, unknown>): Promise<string> {
  const body = { name: 'Poster', productType: 'collectible', pricePoints: 2, ...given };
  return (await creator.api.data(creator.api.post('/store/products', body))).id;
}

const buy = (buyer: Person, productId: string) => buyer.api.post('/store/purchase', { productId });

const dropsIn = ({ room }: Presence): Record<string, Record<string, unknown>> => room.state.drops.toJSON();

test('DROP1 a store shows its drops, a stage shows none, and a space that becomes a store shows them', async () => {
  const { creator, storeId, buyer } = await openStore();
  const releaseAt = new Date(Date.now() + 3_600_000).toISOString();
  const poster = await offer(creator, { maxQuantity: 5 });
  const record = await offer(creator, { name: 'Record', pricePoints: 30, releaseDate: releaseAt });
  await offer(creator, { name: 'Always there' });

  const inStore = await enter(house.url, buyer.token, storeId);
  const onStage = await enter(house.url, creator.token, creator.spaceId);
  const shown = {
    [poster]: { name: 'Poster', releaseAt: '', stock: 5, pricePoints: 2, isReleased: true },
    [record]: { name: 'Record', releaseAt, stock: -1, pricePoints: 30, isReleased: false },
  };
  expect(dropsIn(inStore)).toEqual(shown);
  expect(dropsIn(onStage)).toEqual({});

  await creator.api.data(buy(buyer, poster));
  await inStore.until('the sale', () => dropsIn(inStore)[poster]?.stock === 4);
  expect(dropsIn(onStage)).toEqual({});

  await creator.api.data(creator.api.put(`/spaces/${creator.spaceId}`, { spaceType: 'store' }));
  await onStage.until('the drops', () => dropsIn(onStage)[poster]?.stock === 4);
  await creator.api.data(creator.api.put(`/spaces/${creator.spaceId}`, { spaceType: 'stage' }));
  await onStage.until('no drops', () => onStage.room.state.drops.size === 0);
  await inStore.room.leave();
  await onStage.room.leave();
});

test('DROP2 a hundred sales at once end with what is left', async () => {
  const { creator, storeId, buyer } = await openStore();
  const poster = await offer(creator, { maxQuantity: 90 });
  const there = await enter(house.url, buyer.token, storeId);
  const seen: number[] = [];
  there.room.onStateChange(() => {
    const { stock } = dropsIn(there)[poster] as { stock: number };
    if (seen.at(-1) !== stock) seen.push(stock);
  });

  const begunAt = performance.now();
  const answers = await Promise.all(Array.from({ length: 100 }, () => buy(buyer, poster)));
  const soldAt = performance.now();
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(90);
  expect(answers.filter(({ body }) => body.code === 'SOLD_OUT')).toHaveLength(10);
  await there.until('sold out', () => seen.at(-1) === 0);
  const seenAt = performance.now();
  console.log(
    `100 sales in ${Math.round(soldAt - begunAt)} ms, seen ${Math.round(seenAt - soldAt)} ms after the last answer: ${seen}`,
  );
  expect(seen).toEqual([...seen].sort((a, b) => b - a));
  await there.room.leave();
});

test('DROP3 a release time passes, and who sees it released can buy', async () => {
  const { creator, storeId, buyer } = await openStore();
  const releaseDate = new Date(Date.now() + 2_500);
  const record = await offer(creator, { releaseDate: releaseDate.toISOString(), maxQuantity: 5 });
  const later = await offer(creator, { releaseDate: new Date(Date.now() + 3_500).toISOString() });
  const there = await enter(house.url, buyer.token, storeId);
  expect(dropsIn(there)[record]).toMatchObject({ isReleased: false });
  expect((await buy(buyer, record)).body.code).toBe('NOT_RELEASED');

  await there.until('the release', () => dropsIn(there)[record]?.isReleased);
  console.log(`released ${Date.now() - releaseDate.getTime()} ms ago`);
  expect(dropsIn(there)[later]).toMatchObject({ isReleased: false });
  expect((await buy(buyer, record)).status).toBe(201);
  await there.until('the sale', () => dropsIn(there)[record]?.stock === 4);
  await there.until('the next release', () => dropsIn(there)[later]?.isReleased);
  expect((await buy(buyer, later)).status).toBe(201);
  await there.room.leave();
});

test('DROP4 what the creator adds, changes and retires is seen', async () => {
  const { creator, storeId, buyer } = await openStore();
  const there = await enter(house.url, buyer.token, storeId);
  expect(dropsIn(there)).toEqual({});
  const poster = await offer(creator, { maxQuantity: 5 });
  await there.until('the new one', () => dropsIn(there)[poster]);

  const path = `/store/products/${poster}`;
  await creator.api.data(creator.api.put(path, { name: 'Signed poster', pricePoints: 9 }));
  await there.until('the change', () => dropsIn(there)[poster]?.name === 'Signed poster');
  expect(dropsIn(there)[poster]).toMatchObject({ pricePoints: 9, stock: 5 });

  await creator.api.data(creator.api.delete(path));
  await there.until('it is gone', () => !dropsIn(there)[poster]);
  expect((await buy(buyer, poster)).body.code).toBe('PRODUCT_INACTIVE');
  await creator.api.data(creator.api.put(path, { isActive: true }));
  await there.until('it is back', () => dropsIn(there)[poster]);
  await there.room.leave();
});

test('DROP7 what nobody told the room is found, at once after facts were missed and else with the heartbeat', async () => {
  const { creator, storeId, buyer } = await openStore();
  const poster = await offer(creator, { maxQuantity: 5 });
  const there = await enter(house.url, buyer.token, storeId);
  const { database, facts } = house.server.app;
  const rename = (name: string) =>
    database.db.update(products).set({ name }).where(sql`${products.publicId} = ${poster}`);
  const isNamed = (name: string) => dropsIn(there)[poster]?.name === name;

  await rename('Untold');
  facts.publish('FactsMissed', { reason: 'a test' });
  await there.until('the name', () => isNamed('Untold'));
  await rename('Untold again');
  await there.until('the name after that', () => isNamed('Untold again'));
  await there.room.leave();
});

test('DROP2 DROP7 a sale is shown as it is told, lower but never higher, and corrected where it was wrong', async () => {
  const { creator, storeId, buyer } = await openStore();
  const poster = await offer(creator, { maxQuantity: 9 });
  const there = await enter(house.url, buyer.token, storeId);
  const { state } = colyseus.getRoomById<Room<{ state: SpaceState }>>(there.room.roomId);
  const stockNow = () => state.drops.get(poster)?.stock;
  const [{ id: creatorId } = { id: 0 }] = await house.server.app.database.db
    .select()
    .from(creators)
    .where(sql`${creators.publicId} = ${creator.creatorId}`);
  const tell = (stock: number) =>
    house.server.app.facts.publish('ProductsChanged', { creatorId, left: [{ productId: poster, stock }] });

  tell(4);
  expect(stockNow()).toBe(4);
  tell(6);
  expect(stockNow()).toBe(4);
  await until('what is really left', () => stockNow() === 9);
  expect((await buy(buyer, poster)).status).toBe(201);
  expect(stockNow()).toBe(8);
  await there.until('it is seen', () => dropsIn(there)[poster]?.stock === 8);
  await there.room.leave();
});

test('STO1 the drops go from open rooms when the store is closed, and come back with it', async () => {
  const { creator, storeId, buyer } = await openStore();
  const poster = await offer(creator, { maxQuantity: 5 });
  const inStore = await enter(house.url, buyer.token, storeId);
  expect(Object.keys(dropsIn(inStore))).toEqual([poster]);
  await creator.api.data(creator.api.put('/store/my-store', { isActive: false }));
  await inStore.until('no drops', () => Object.keys(dropsIn(inStore)).length === 0);
  expect((await buy(buyer, poster)).body.code).toBe('STORE_CLOSED');
  await creator.api.data(creator.api.put('/store/my-store', { isActive: true }));
  await inStore.until('the drop', () => Object.keys(dropsIn(inStore)).length === 1);
});
