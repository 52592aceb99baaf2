import { eq } from 'drizzle-orm';
import { pointsPackages, user } from '#db/schema/index.ts';
import type { Actor } from '#domain/actor.ts';
import type { CreatorRecord } from '#domain/creators/creators.ts';
import type { PageRequest } from '#domain/paging.ts';
import type { App } from '#src/app.ts';
import { DEMO_PASSWORD, type DemoAccount, type DemoUserName, demoAccounts } from './demo-accounts.ts';
import { scheduleEvents } from './demo-events.ts';
import * as demo from './demo-world.ts';

/**
 * What the ledger rows of the players' first points refer to. They are posted last and the ledger forgets
 * nothing, so where they are, the demo world has been filled.
 */
export const DEMO_MARK = 'demo_world';

const DAY_MS = 24 * 3_600_000;

/** More than there is of anything in the demo world. */
const EVERYTHING: PageRequest = { limit: 100, after: undefined };

/** Makes the demo world, through the services that everybody uses. What is there already is left as it is. */
export async function fillWorld(app: App): Promise<void> {
  const people = await makeAccounts(app);
  const creator =
    (await app.creators.ofUser(people.creator.userId)) ??
    (await app.creators.apply(people.creator, demo.application));
  const worldId = creator.worldPublicId as string;
  await app.worlds.update(people.creator, worldId, demo.world);
  await makeSpaces(app, people.creator, worldId);
  await scheduleEvents(app, people.creator, worldId);
  await makeBaseModels(app, people.operator);
  await makeWearables(app, people.creator);
  await makeProducts(app, people.creator, creator.creator.publicId);
  await makePackages(app, creator.creator.id);
  for (const { userId } of [people.player_one, people.player_two]) await app.avatars.ensureActive(userId);
  await givePoints(app, creator, [people.player_one.userId, people.player_two.userId]);
}

async function makeAccounts(app: App): Promise<Record<DemoUserName, Actor>> {
  const { db } = app.database;
  for (const account of demoAccounts) await makeAccount(app, account);
  await db.update(user).set({ role: 'admin' }).where(eq(user.userName, 'operator'));
  const users = await db.select().from(user);
  const actors = users.map(({ id, userName, role }) => [
    userName,
    { userId: id, userName, role, authSessionId: '' },
  ]);
  return Object.fromEntries(actors) as Record<DemoUserName, Actor>;
}

async function makeAccount(app: App, { purpose: _purpose, ...account }: DemoAccount): Promise<void> {
  if (!(await app.accounts.isUserNameFree(account.userName))) return;
  await app.accounts.signUpFull({ ...account, password: DEMO_PASSWORD }, new Headers());
}

async function makeSpaces(app: App, creator: Actor, worldId: string): Promise<void> {
  const { items } = await app.spaces.list({ worldId }, EVERYTHING);
  const there = new Set(items.map(({ space }) => space.name));
  for (const space of demo.spaces) {
    if (!there.has(space.name)) await app.spaces.create(creator, { ...space, worldId });
  }
}

async function makeBaseModels(app: App, operator: Actor): Promise<void> {
  const { items } = await app.catalogue.baseModels(EVERYTHING);
  const there = new Set(items.map(({ name }) => name));
  for (const model of demo.baseModels) {
    if (!there.has(model.name)) await app.catalogue.addBaseModel(operator, model);
  }
}

/** Public ids of the demo wearables by their names. */
async function wearableIds(app: App): Promise<Map<unknown, string>> {
  const { items } = await app.catalogue.items({}, EVERYTHING);
  return new Map(items.map(({ item }) => [item.metadata?.name, item.publicId]));
}

async function makeWearables(app: App, creator: Actor): Promise<void> {
  const ids = await wearableIds(app);
  const models = await app.catalogue.baseModels(EVERYTHING);
  const modelIds = new Map(models.items.map(({ name, publicId }) => [name, publicId]));
  for (const wearable of demo.wearables.filter(({ name }) => !ids.has(name))) {
    const { item } = await app.catalogue.addItem(creator, {
      ...demo.wearableAssets(wearable),
      baseModelId: modelIds.get(wearable.baseModel) as string,
      slotName: wearable.slotName,
      incompatibleWith: wearable.clashesWith ? [ids.get(wearable.clashesWith) as string] : [],
    });
    ids.set(wearable.name, item.publicId);
  }
}

async function makeProducts(app: App, creator: Actor, creatorId: string): Promise<void> {
  const { items } = await app.products.listOfCreator(creatorId, {}, EVERYTHING, creator);
  const there = new Set(items.map(({ product }) => product.name));
  const itemIds = await wearableIds(app);
  const wearables = demo.wearables.map(({ name, description, pricePoints, maxQuantity, releasedInDays }) => ({
    name,
    description,
    productType: 'avatar' as const,
    itemId: itemIds.get(name),
    pricePoints,
    maxQuantity,
    releaseDate: releasedInDays === undefined ? null : new Date(Date.now() + releasedInDays * DAY_MS),
  }));
  for (const [index, product] of [...wearables, ...demo.otherProducts].entries()) {
    if (!there.has(product.name)) await app.products.create(creator, { ...product, displayOrder: index + 1 });
  }
}

async function makePackages(app: App, creatorId: number): Promise<void> {
  const { db } = app.database;
  const there = await db.select({ id: pointsPackages.id }).from(pointsPackages).limit(1);
  if (there.length > 0) return;
  await db.insert(pointsPackages).values(demo.packages.map((values) => ({ ...values, creatorId })));
}

async function givePoints(app: App, { creator }: CreatorRecord, userIds: string[]): Promise<void> {
  const posting = {
    creatorId: creator.id,
    type: 'gift',
    source: 'admin',
    referenceType: DEMO_MARK,
    referenceId: creator.id,
    description: 'Welcome to the demo world',
  } as const;
  await app.transact(async (tx) => {
    await app.ledger.lockBalances(tx, creator.id, userIds);
    for (const userId of userIds) await app.ledger.post(tx, posting, userId, demo.STARTING_POINTS);
  });
}
