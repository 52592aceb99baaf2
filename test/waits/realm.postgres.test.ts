import { eq, type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows, type Tx } from '#db/client.ts';
import { products, tribes } from '#db/schema/index.ts';
import { actorOf, buildEvent, buildPackage, buildProduct, buildSpace, buildUser } from '#test/builders.ts';
import { assertFree, lock, overtaken, putBehind, retire } from './overtaking.ts';
import { type App, buildKept, buildRealm, openApp } from './realm.ts';

/*
 * What creators do with their things, and their removal, while something else is done with these. Each of these is
 * about one lock.
 */

let app: App;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ app, close } = await openApp());
});
afterAll(() => close());

const db = () => app.database.db;
const when = <T>(
  change: (tx: Tx) => Promise<unknown>,
  work: () => Promise<T>,
  meanwhile?: () => Promise<unknown>,
) => overtaken(app.database, change, work, meanwhile);
const isFree = (row: SQL) => () => assertFree(app.database, row);
const erase = (table: string, id: number) => (tx: Tx) =>
  tx.execute(sql`delete from ${sql.identifier(table)} where id = ${id}`);

type Realm = Awaited<ReturnType<typeof buildRealm>>;

const works: [what: string, work: (realm: Realm) => Promise<unknown>, refused: string][] = [
  [
    'themselves',
    ({ owner, creator }) => app.creators.update(owner, creator.publicId, { bio: 'Late' }),
    'NOT_THE_OWNER',
  ],
  [
    'their world',
    ({ owner, world }) => app.worlds.update(owner, world.publicId, { name: 'Late' }),
    'NOT_THE_OWNER',
  ],
  [
    'their space',
    ({ owner, space }) => app.spaces.update(owner, space.publicId, { name: 'Late' }),
    'NOT_THE_OWNER',
  ],
  ['what they have, by a tribe', ({ owner }) => app.tribes.create(owner, { name: 'Late' }), 'NOT_A_CREATOR'],
];

test.each(works)('LEAVE9 who is being removed does not change %s', async (_what, work, refused) => {
  const realm = await buildRealm(app);
  expect(
    await when(
      (tx) => retire(tx, realm.creator.id),
      () => work(realm),
    ),
  ).toEqual({ refused });
});

/** In the order in which a removal locks, each with what comes after it. */
const order: [
  what: string,
  first: (realm: Realm) => [string, number | string],
  later: (realm: Realm) => SQL,
][] = [
  ['world', ({ world }) => ['worlds', world.id], ({ space }) => sql`spaces where id = ${space.id}`],
  ['spaces', ({ space }) => ['spaces', space.id], ({ event }) => sql`events where id = ${event.id}`],
  ['events', ({ event }) => ['events', event.id], ({ user }) => sql`"user" where id = ${user.id}`],
  ['user', ({ user }) => ['user', user.id], ({ creator }) => sql`creators where id = ${creator.id}`],
];

test.each(order)(
  'LEAVE9 a removal waits for the %s, and holds nothing later',
  async (_what, first, later) => {
    const realm = await buildRealm(app);
    const remove = () => app.creators.remove(realm.owner, realm.creator.publicId);
    const came = await when((tx) => lock(tx, ...first(realm)), remove, isFree(later(realm)));
    expect(came).toMatchObject({ answer: { outcome: 'erased' } });
  },
);

test('LEAVE9 a removal waits for what is being added, and closes it', async () => {
  const { owner, creator } = await buildKept(app);
  const adding = (tx: Tx) => buildProduct(tx, { creatorId: creator.id });
  expect(await when(adding, () => app.creators.remove(owner, creator.publicId))).toHaveProperty('answer');
  const open = await rows(db(), sql`select id from products where creator_id = ${creator.id} and is_active`);
  expect(open).toEqual([]);
});

test('LEAVE9 a removal that waits for the first product holds no later one', async () => {
  const { owner, creator, first, second } = await buildKept(app);
  await putBehind(app.database, first.id);
  // Told how small the table is, PostgreSQL goes by it and by no index.
  await db().execute(sql`analyze products`);
  const remove = () => app.creators.remove(owner, creator.publicId);
  const later = isFree(sql`products where id = ${second.id}`);
  expect(await when((tx) => lock(tx, 'products', first.id), remove, later)).toHaveProperty('answer');
});

test('LEAVE9 a removal leaves a product that was closed before as it is', async () => {
  const { owner, creator } = await buildKept(app);
  const closed = await buildProduct(db(), { creatorId: creator.id, isActive: false, updatedAt: new Date(0) });
  await app.creators.remove(owner, creator.publicId);
  expect(await db().select().from(products).where(eq(products.id, closed.id))).toEqual([closed]);
});

test('LEAVE11 who applies again waits for their user, and holds no creator meanwhile', async () => {
  const { user, owner, creator } = await buildRealm(app);
  await db().execute(sql`update creators set retired_at = now() where id = ${creator.id}`);
  await db().execute(sql`update "user" set role = 'user' where id = ${user.id}`);
  const removing = (tx: Tx) => tx.execute(sql`select 1 from "user" where id = ${user.id} for no key update`);
  const later = isFree(sql`creators where id = ${creator.id}`);
  const apply = () => app.creators.apply(owner, {});
  expect(await when(removing, apply, later)).toHaveProperty('answer');
});

test.each(order.slice(0, 2))('who changes the %s waits for it, and holds no creator', async (what, first) => {
  const realm = await buildRealm(app);
  const { owner, creator, world, space } = realm;
  const change = (): Promise<unknown> =>
    what === 'world'
      ? app.worlds.update(owner, world.publicId, { name: 'New' })
      : app.spaces.update(owner, space.publicId, { name: 'New' });
  const later = isFree(sql`creators where id = ${creator.id}`);
  expect(await when((tx) => lock(tx, ...first(realm)), change, later)).toHaveProperty('answer');
});

const live = () => ({ isLive: true, startedAt: new Date() });

test('a space where somebody is coming to an event is not erased', async () => {
  const { owner, space, event } = await buildRealm(app);
  const { id: userId } = await buildUser(db());
  const coming = (tx: Tx) =>
    tx.execute(
      sql`insert into event_attendance (user_id, event_id, stay_id) values (${userId}, ${event.id}, 'one')`,
    );
  expect(await when(coming, () => app.spaces.remove(owner, space.publicId))).toEqual({
    refused: 'SPACE_HAS_HISTORY',
  });
});

test('a space where an event is being added is not erased', async () => {
  const { owner, space } = await buildRealm(app);
  const adding = (tx: Tx) => buildEvent(tx, { spaceId: space.id, ...live() });
  expect(await when(adding, () => app.spaces.remove(owner, space.publicId))).toEqual({
    refused: 'EVENT_IS_LIVE',
  });
});

test('a world where a space is being added is not erased', async () => {
  const { owner, world } = await buildRealm(app);
  const adding = async (tx: Tx) => {
    const { id: spaceId } = await buildSpace(tx, { worldId: world.id });
    await buildEvent(tx, { spaceId, ...live() });
  };
  expect(await when(adding, () => app.worlds.remove(owner, world.publicId))).toEqual({
    refused: 'EVENT_IS_LIVE',
  });
});

test('a world where an event is being added is not erased', async () => {
  const { owner, world, space } = await buildRealm(app);
  const adding = (tx: Tx) => buildEvent(tx, { spaceId: space.id, ...live() });
  expect(await when(adding, () => app.worlds.remove(owner, world.publicId))).toEqual({
    refused: 'EVENT_IS_LIVE',
  });
});

test('no space is added to a world that is being erased', async () => {
  const { owner, world } = await buildRealm(app);
  const space = { worldId: world.publicId, name: 'Late', spaceType: 'stage' } as const;
  expect(await when(erase('worlds', world.id), () => app.spaces.create(owner, space))).toEqual({
    refused: 'WORLD_NOT_FOUND',
  });
});

async function buildTribe(creatorId: number) {
  const [tribe] = await db().insert(tribes).values({ creatorId, name: 'Tribe' }).returning();
  return tribe as typeof tribes.$inferSelect;
}

const things: [
  what: string,
  make: (creatorId: number) => Promise<{ publicId: string }>,
  change: (owner: Realm['owner'], publicId: string) => Promise<unknown>,
][] = [
  ['tribe', buildTribe, (owner, publicId) => app.tribes.update(owner, publicId, { name: 'Late' })],
  [
    'product',
    (creatorId) => buildProduct(db(), { creatorId }),
    (owner, publicId) => app.products.update(owner, publicId, { name: 'Late' }),
  ],
  [
    'package',
    (creatorId) => buildPackage(db(), { creatorId }),
    (owner, publicId) => app.packages.update(owner, publicId, { bonusPoints: 5 }),
  ],
];

test.each(things)('LEAVE9 who is being removed does not change their %s', async (_what, make, change) => {
  const { owner, creator } = await buildRealm(app);
  const { publicId } = await make(creator.id);
  expect(
    await when(
      (tx) => retire(tx, creator.id),
      () => change(owner, publicId),
    ),
  ).toEqual({ refused: 'NOT_THE_OWNER' });
});

test('TRB8 nobody joins a tribe that is being deleted', async () => {
  const { creator } = await buildRealm(app);
  const { id, publicId } = await buildTribe(creator.id);
  const player = actorOf(await buildUser(db()));
  expect(
    await when(erase('tribes', id), () => app.memberships.join(player, { tribeId: publicId }, undefined)),
  ).toEqual({
    refused: 'TRIBE_NOT_FOUND',
  });
});

test('TRB8 a tribe that is being deleted is not deleted again', async () => {
  const { owner, creator } = await buildRealm(app);
  const { id, publicId } = await buildTribe(creator.id);
  expect(await when(erase('tribes', id), () => app.tribes.remove(owner, publicId))).toEqual({
    refused: 'TRIBE_NOT_FOUND',
  });
});
