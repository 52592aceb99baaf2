import { afterAll, beforeAll, expect, test } from 'vitest';
import { creators } from '#db/schema/index.ts';
import { buildCreator, buildProduct } from '#test/builders.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { databaseClock } from '../clock.ts';
import { createDrops, SHOWN_DROPS } from './drops.ts';

let t: TestDatabase;
let drops: ReturnType<typeof createDrops>;

beforeAll(async () => {
  t = await openTestDatabase();
  drops = createDrops({ database: t.database, clock: databaseClock });
});
afterAll(() => t.close());

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS);

async function offer(creatorId: number, given: Partial<Parameters<typeof buildProduct>[1]>): Promise<string> {
  return (await buildProduct(t.database.db, { creatorId, ...given })).publicId;
}

test('DROP1 a drop has a release time or limited stock, is on offer, and is of this creator', async () => {
  const { id: creatorId } = await buildCreator(t.database.db);
  const releaseDate = inHours(1);
  const poster = await offer(creatorId, { name: 'Poster', pricePoints: 7, maxQuantity: 3 });
  const record = await offer(creatorId, { name: 'Record', releaseDate });
  await offer(creatorId, { name: 'Always there' });
  await offer(creatorId, { name: 'Retired', maxQuantity: 3, isActive: false });
  await buildProduct(t.database.db, { maxQuantity: 3 });

  const shown = new Map((await drops.ofCreator(creatorId)).map((drop) => [drop.productId, drop]));
  expect([...shown.keys()].sort()).toEqual([poster, record].sort());
  expect(shown.get(poster)).toEqual({
    productId: poster,
    name: 'Poster',
    pricePoints: 7,
    releaseAt: null,
    isReleased: true,
    releasesIn: null,
    stock: 3,
  });
  expect(shown.get(record)).toMatchObject({
    releaseAt: releaseDate.toISOString(),
    isReleased: false,
    stock: null,
  });
  const wait = shown.get(record)?.releasesIn as number;
  expect(wait).toBeLessThanOrEqual(HOUR_MS + 1_000);
  expect(wait).toBeGreaterThan(HOUR_MS - 60_000);
});

test('DROP1 a retired creator offers no drop', async () => {
  const { id } = await buildCreator(t.database.db);
  await offer(id, { maxQuantity: 3 });
  expect(await drops.ofCreator(id)).toHaveLength(1);
  await t.database.db.update(creators).set({ retiredAt: new Date() });
  expect(await drops.ofCreator(id)).toEqual([]);
  await t.database.db.update(creators).set({ retiredAt: null });
});

test('DROP5 at most 50 are shown: in turn the next to come and the newest that is out', async () => {
  const { id: creatorId } = await buildCreator(t.database.db);
  const toCome: string[] = [];
  const out: string[] = [];
  for (let hours = 1; hours <= 40; hours++) {
    toCome.push(await offer(creatorId, { releaseDate: inHours(hours) }));
    out.push(await offer(creatorId, { releaseDate: inHours(-hours) }));
  }
  const shown = (await drops.ofCreator(creatorId)).map(({ productId }) => productId);
  expect(shown).toEqual(toCome.flatMap((id, index) => [id, out[index]]).slice(0, SHOWN_DROPS));

  const justOut = await offer(creatorId, { maxQuantity: 1 });
  expect((await drops.ofCreator(creatorId))[1]).toMatchObject({ productId: justOut, isReleased: true });
});

test('DROP5 where nothing is to come, the newest take all the places', async () => {
  const { id: creatorId } = await buildCreator(t.database.db);
  const made: string[] = [];
  for (let count = 0; count < SHOWN_DROPS + 5; count++) made.push(await offer(creatorId, { maxQuantity: 1 }));
  const shown = (await drops.ofCreator(creatorId)).map(({ productId }) => productId);
  expect(shown).toEqual(made.reverse().slice(0, SHOWN_DROPS));
});
