import type { PgTable } from 'drizzle-orm/pg-core';
import type { Db, Executor } from '#db/client.ts';
import * as schema from '#db/schema/index.ts';
import { createTransact } from '#db/transact.ts';
import type { Actor } from '#domain/actor.ts';
import type { Ledger, Posting } from '#domain/points/ledger.ts';

type Row<T extends PgTable> = T['$inferSelect'];
type Given<T extends PgTable> = Partial<T['$inferInsert']>;

let built = 0;
/** A name that no other builder has used in this process. */
const uniqueName = (what: string): string => `${what}-${process.pid}-${++built}`;

const HOUR_MS = 3_600_000;

async function insert<T extends PgTable>(db: Executor, table: T, values: T['$inferInsert']): Promise<Row<T>> {
  const made = (await db.insert(table).values(values).returning()) as Row<T>[];
  return made[0] as Row<T>;
}

export type User = Row<typeof schema.user>;

/** Somebody who is asking, signed in as this user. */
export const actorOf = (user: User): Actor => ({
  userId: user.id,
  userName: user.userName,
  role: user.role,
  authSessionId: `session-of-${user.id}`,
});

export function buildUser(db: Executor, given: Given<typeof schema.user> = {}): Promise<User> {
  const name = uniqueName('user');
  const names = { name, firstName: 'Test', lastName: 'User', userName: name };
  return insert(db, schema.user, { id: name, ...names, email: `${name}@example.test`, ...given });
}

/** A creator with the points that everything about points expects. */
export async function buildCreator(db: Executor, given: Given<typeof schema.creators> = {}) {
  const userId = given.userId ?? (await buildUser(db, { role: 'creator' })).id;
  const creator = await insert(db, schema.creators, { ...given, userId });
  await insert(db, schema.creatorPointsConfig, { creatorId: creator.id });
  return creator;
}

export async function buildWorld(db: Executor, given: Given<typeof schema.worlds> = {}) {
  const creatorId = given.creatorId ?? (await buildCreator(db)).id;
  return insert(db, schema.worlds, { name: uniqueName('world'), ...given, creatorId });
}

export async function buildSpace(db: Executor, given: Given<typeof schema.spaces> = {}) {
  const worldId = given.worldId ?? (await buildWorld(db)).id;
  return insert(db, schema.spaces, { name: uniqueName('space'), spaceType: 'stage', ...given, worldId });
}

/** An event of the next hour. One that is live needs `isLive` and `startedAt`. */
export async function buildEvent(db: Executor, given: Given<typeof schema.events> = {}) {
  const spaceId = given.spaceId ?? (await buildSpace(db)).id;
  const startTime = given.startTime ?? given.startedAt ?? new Date();
  const endTime = new Date(startTime.getTime() + HOUR_MS);
  return insert(db, schema.events, { name: uniqueName('event'), endTime, ...given, startTime, spaceId });
}

export async function buildProduct(db: Executor, given: Given<typeof schema.products> = {}) {
  const creatorId = given.creatorId ?? (await buildCreator(db)).id;
  const values = { name: uniqueName('product'), productType: 'collectible', pricePoints: 10 } as const;
  return insert(db, schema.products, { currentStock: given.maxQuantity, ...values, ...given, creatorId });
}

/** A base model with a slot for a hat. */
export async function buildBaseModel(db: Executor, given: Given<typeof schema.avatarBaseModels> = {}) {
  const urls = { meshUrl: '/mesh.glb', skeletonUrl: '/skeleton.glb' };
  const model = await insert(db, schema.avatarBaseModels, {
    name: uniqueName('model'),
    ...urls,
    rigType: 'humanoid',
    ...given,
  });
  await insert(db, schema.avatarSlots, {
    baseModelId: model.id,
    slotName: 'hat',
    slotType: 'attachment',
    displayOrder: 1,
  });
  return model;
}

/** A hat. */
export async function buildWearable(db: Executor, given: Given<typeof schema.avatarItems> = {}) {
  const baseModelId = given.baseModelId ?? (await buildBaseModel(db)).id;
  const look = { meshUrl: '/hat.glb', thumbnailUrl: '/hat.png' };
  return insert(db, schema.avatarItems, { slotName: 'hat', ...look, ...given, baseModelId });
}

export async function buildAvatar(db: Executor, given: Given<typeof schema.userAvatars> = {}) {
  const userId = given.userId ?? (await buildUser(db)).id;
  const baseModelId = given.baseModelId ?? (await buildBaseModel(db)).id;
  return insert(db, schema.userAvatars, { ...given, userId, baseModelId });
}

export async function buildPackage(db: Executor, given: Given<typeof schema.pointsPackages> = {}) {
  const creatorId = given.creatorId ?? (await buildCreator(db)).id;
  const values = { name: uniqueName('package'), pointsAmount: 100, priceUSD: '4.99', displayOrder: 1 };
  return insert(db, schema.pointsPackages, { ...values, ...given, creatorId });
}

/** A purchase of points that waits for its payment. */
export async function buildPurchase(db: Executor, given: Given<typeof schema.pointsPurchases> = {}) {
  const creatorId = given.creatorId ?? (await buildCreator(db)).id;
  const userId = given.userId ?? (await buildUser(db)).id;
  const packageId = given.packageId ?? (await buildPackage(db, { creatorId })).id;
  const payment = {
    transactionId: crypto.randomUUID(),
    paymentProvider: 'sandbox',
    paymentId: uniqueName('payment'),
  };
  const values = { ...payment, pointsReceived: 100, amountUSD: '4.99' };
  return insert(db, schema.pointsPurchases, { ...values, ...given, creatorId, userId, packageId });
}

const GIFT = {
  type: 'gift',
  source: 'admin',
  referenceType: 'test',
  referenceId: 1,
  description: 'For a test',
} as const;

/** Points for a user, through the ledger as everything about points. */
export async function givePoints(
  db: Db,
  ledger: Ledger,
  {
    userId,
    creatorId,
    amount,
    ...posting
  }: { userId: string; creatorId: number; amount: number } & Partial<Posting>,
) {
  const transact = createTransact(db, () => {});
  return transact(async (tx) => {
    await ledger.lockBalances(tx, creatorId, [userId]);
    return ledger.post(tx, { ...GIFT, ...posting, creatorId }, userId, amount);
  });
}
