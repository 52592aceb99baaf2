import { eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import * as schema from '#db/schema/index.ts';
import {
  buildAvatar,
  buildBaseModel,
  buildCreator,
  buildEvent,
  buildPackage,
  buildProduct,
  buildSpace,
  buildUser,
  buildWearable,
  buildWorld,
} from '#test/builders.ts';
import type { signUpCreator } from '#test/clients.ts';

/** A list, and how it gets one more: in front, behind or in between, as the list may happen to. */
export type Growing = { path: string; grow: () => Promise<unknown> };

const MINUTE_MS = 60_000;

/** Every list of the API by its operation, asked for by somebody who has a share in each. */
export async function growingLists(
  db: Db,
  somebody: Awaited<ReturnType<typeof signUpCreator>>,
): Promise<Record<string, Growing>> {
  const [user] = await db.select().from(schema.user).where(eq(schema.user.userName, somebody.userName));
  const userId = (user as { id: string }).id;
  const [creator] = await db.select().from(schema.creators).where(eq(schema.creators.userId, userId));
  const creatorId = (creator as { id: number }).id;
  const [world] = await db.select().from(schema.worlds).where(eq(schema.worlds.creatorId, creatorId));
  const worldId = (world as { id: number }).id;
  const [tribe] = await db.select().from(schema.tribes).where(eq(schema.tribes.creatorId, creatorId));
  const tribeId = (tribe as { id: number }).id;
  const space = await buildSpace(db, { worldId });
  const event = await buildEvent(db, { spaceId: space.id });
  const model = await buildBaseModel(db);

  async function keepFrom(sanctions: typeof schema.spaceBans | typeof schema.spaceMutes) {
    const [own] = await db.select().from(schema.spaces).where(eq(schema.spaces.publicId, somebody.spaceId));
    const { id: spaceId } = own as { id: number };
    return db.insert(sanctions).values({ spaceId, userId: (await buildUser(db)).id });
  }

  let grown = 0;
  /** Something that goes up and down. */
  const unsteady = (): number => (++grown * 7) % 10;

  const addProduct = () =>
    buildProduct(db, {
      creatorId,
      name: `Thing ${unsteady()}`,
      pricePoints: unsteady(),
      displayOrder: unsteady() % 3 === 0 ? null : unsteady(),
    });
  const addEntry = async () =>
    db.insert(schema.userInventory).values({ userId, productId: (await addProduct()).id });
  const addSpace = () => buildSpace(db, { worldId });
  const addPackage = () => buildPackage(db, { creatorId, displayOrder: unsteady() });
  const addWearable = () => buildWearable(db, { baseModelId: model.id });

  return {
    listWorlds: { path: '/worlds', grow: () => buildWorld(db) },
    listSpacesOfWorld: { path: `/worlds/${somebody.worldId}/spaces`, grow: addSpace },
    listSpaces: { path: '/spaces', grow: addSpace },
    listEvents: {
      path: '/events',
      grow: () =>
        buildEvent(db, { spaceId: space.id, startTime: new Date(Date.now() + unsteady() * MINUTE_MS) }),
    },
    listAttendees: {
      path: `/events/${event.publicId}/attendees`,
      grow: async () =>
        db
          .insert(schema.eventAttendance)
          .values({ eventId: event.id, userId: (await buildUser(db)).id, stayId: `stay-${++grown}` }),
    },
    listBans: {
      path: `/spaces/${somebody.spaceId}/bans`,
      grow: () => keepFrom(schema.spaceBans),
    },
    listMutes: {
      path: `/spaces/${somebody.spaceId}/mutes`,
      grow: () => keepFrom(schema.spaceMutes),
    },
    listTribes: {
      path: '/tribes',
      grow: async () =>
        db.insert(schema.tribes).values({ creatorId: (await buildCreator(db)).id, name: 'Another' }),
    },
    listMembersOfTribe: {
      path: `/tribes/${somebody.tribeId}/members`,
      grow: async () =>
        db.insert(schema.userTribeMemberships).values({ tribeId, userId: (await buildUser(db)).id }),
    },
    listCreators: { path: '/creators', grow: () => buildCreator(db) },
    listBaseModels: { path: '/avatars/base-models', grow: () => buildBaseModel(db) },
    listWearables: { path: '/avatars/items', grow: addWearable },
    listMyAvatars: {
      path: '/avatars/my-avatars',
      grow: () => buildAvatar(db, { userId, baseModelId: model.id, isActive: false }),
    },
    listMyWearables: {
      path: '/avatars/inventory',
      grow: async () =>
        db
          .insert(schema.userAvatarInventory)
          .values({ userId, itemId: (await addWearable()).id, source: 'gift' }),
    },
    listInventory: { path: '/inventory', grow: addEntry },
    listInventoryOfType: { path: '/inventory/type/collectible', grow: addEntry },
    listMyInventory: { path: '/store/my-inventory', grow: addEntry },
    listProducts: { path: '/store/products', grow: addProduct },
    listProductsOfStore: { path: `/store/${somebody.creatorId}/products`, grow: addProduct },
    listStores: {
      path: '/store/stores',
      grow: async () =>
        db.insert(schema.creatorStores).values({ creatorId: (await buildCreator(db)).id, storeName: 'Shop' }),
    },
    listMyOrders: {
      path: '/store/my-orders',
      grow: () =>
        db
          .insert(schema.orders)
          .values({ userId, creatorId, orderNumber: crypto.randomUUID(), totalPoints: 1 }),
    },
    listBalances: {
      path: '/points/balances',
      grow: async () =>
        db.insert(schema.pointBalances).values({ userId, creatorId: (await buildCreator(db)).id }),
    },
    listTransactions: {
      path: '/points/transactions',
      grow: () =>
        db.insert(schema.pointTransactions).values({
          userId,
          creatorId,
          transactionId: crypto.randomUUID(),
          amount: 1,
          balance: 1,
          type: 'gift',
          source: 'admin',
        }),
    },
    listLeaders: {
      path: `/points/leaderboard/${somebody.creatorId}`,
      grow: async () =>
        db
          .insert(schema.pointBalances)
          .values({ userId: (await buildUser(db)).id, creatorId, totalEarned: 1 + unsteady() }),
    },
    listMyPurchases: {
      path: '/points/my-purchases',
      grow: async () =>
        db.insert(schema.pointsPurchases).values({
          userId,
          creatorId,
          packageId: (await addPackage()).id,
          transactionId: crypto.randomUUID(),
          pointsReceived: 1,
          amountUSD: '1.00',
          paymentProvider: 'sandbox',
          paymentId: `payment-${++grown}`,
        }),
    },
    listMyPackages: { path: '/points/my-packages', grow: addPackage },
    listPackagesOfCreator: { path: `/points/packages/${somebody.creatorId}`, grow: addPackage },
  };
}
