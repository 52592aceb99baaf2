import { relations } from 'drizzle-orm';
import { eventAttendance } from './analytics.ts';
import { account, session, user } from './auth.ts';
import {
  avatarBaseModels,
  avatarEquippedItems,
  avatarItems,
  avatarSlots,
  userAvatarInventory,
  userAvatars,
} from './avatars.ts';
import { creators, tribes, userTribeMemberships } from './creators.ts';
import {
  creatorPointsConfig,
  pointBalances,
  pointsPackages,
  pointsPurchases,
  pointTransactions,
} from './points.ts';
import { creatorStores, inventoryMovements, orderItems, orders, products, userInventory } from './store.ts';
import { events, spaceBans, spaceMutes, spaces, worlds } from './worlds.ts';

export const userRelations = relations(user, ({ one, many }) => ({
  creator: one(creators, { fields: [user.id], references: [creators.userId] }),
  sessions: many(session),
  accounts: many(account),
  avatars: many(userAvatars),
  memberships: many(userTribeMemberships),
  balances: many(pointBalances),
  inventory: many(userInventory),
  wearables: many(userAvatarInventory),
  visits: many(eventAttendance),
}));

export const sessionRelations = relations(session, ({ one }) => ({
  user: one(user, { fields: [session.userId], references: [user.id] }),
}));

export const accountRelations = relations(account, ({ one }) => ({
  user: one(user, { fields: [account.userId], references: [user.id] }),
}));

export const creatorsRelations = relations(creators, ({ one, many }) => ({
  user: one(user, { fields: [creators.userId], references: [user.id] }),
  tribe: one(tribes, { fields: [creators.id], references: [tribes.creatorId] }),
  world: one(worlds, { fields: [creators.id], references: [worlds.creatorId] }),
  store: one(creatorStores, { fields: [creators.id], references: [creatorStores.creatorId] }),
  pointsConfig: one(creatorPointsConfig, {
    fields: [creators.id],
    references: [creatorPointsConfig.creatorId],
  }),
  products: many(products),
  packages: many(pointsPackages),
}));

export const tribesRelations = relations(tribes, ({ one, many }) => ({
  creator: one(creators, { fields: [tribes.creatorId], references: [creators.id] }),
  memberships: many(userTribeMemberships),
}));

export const userTribeMembershipsRelations = relations(userTribeMemberships, ({ one }) => ({
  user: one(user, { fields: [userTribeMemberships.userId], references: [user.id] }),
  tribe: one(tribes, { fields: [userTribeMemberships.tribeId], references: [tribes.id] }),
}));

export const worldsRelations = relations(worlds, ({ one, many }) => ({
  creator: one(creators, { fields: [worlds.creatorId], references: [creators.id] }),
  spaces: many(spaces),
}));

export const spacesRelations = relations(spaces, ({ one, many }) => ({
  world: one(worlds, { fields: [spaces.worldId], references: [worlds.id] }),
  events: many(events),
  bans: many(spaceBans),
  mutes: many(spaceMutes),
}));

export const spaceBansRelations = relations(spaceBans, ({ one }) => ({
  space: one(spaces, { fields: [spaceBans.spaceId], references: [spaces.id] }),
  user: one(user, { fields: [spaceBans.userId], references: [user.id] }),
}));

export const spaceMutesRelations = relations(spaceMutes, ({ one }) => ({
  space: one(spaces, { fields: [spaceMutes.spaceId], references: [spaces.id] }),
  user: one(user, { fields: [spaceMutes.userId], references: [user.id] }),
}));

export const eventsRelations = relations(events, ({ one, many }) => ({
  space: one(spaces, { fields: [events.spaceId], references: [spaces.id] }),
  visits: many(eventAttendance),
}));

export const eventAttendanceRelations = relations(eventAttendance, ({ one }) => ({
  user: one(user, { fields: [eventAttendance.userId], references: [user.id] }),
  event: one(events, { fields: [eventAttendance.eventId], references: [events.id] }),
}));

export const avatarBaseModelsRelations = relations(avatarBaseModels, ({ many }) => ({
  slots: many(avatarSlots),
  items: many(avatarItems),
}));

export const avatarSlotsRelations = relations(avatarSlots, ({ one }) => ({
  baseModel: one(avatarBaseModels, { fields: [avatarSlots.baseModelId], references: [avatarBaseModels.id] }),
}));

export const userAvatarsRelations = relations(userAvatars, ({ one, many }) => ({
  user: one(user, { fields: [userAvatars.userId], references: [user.id] }),
  baseModel: one(avatarBaseModels, { fields: [userAvatars.baseModelId], references: [avatarBaseModels.id] }),
  equipped: many(avatarEquippedItems),
}));

export const avatarItemsRelations = relations(avatarItems, ({ one }) => ({
  baseModel: one(avatarBaseModels, { fields: [avatarItems.baseModelId], references: [avatarBaseModels.id] }),
  product: one(products, { fields: [avatarItems.productId], references: [products.id] }),
}));

export const avatarEquippedItemsRelations = relations(avatarEquippedItems, ({ one }) => ({
  avatar: one(userAvatars, { fields: [avatarEquippedItems.userAvatarId], references: [userAvatars.id] }),
  item: one(avatarItems, { fields: [avatarEquippedItems.itemId], references: [avatarItems.id] }),
}));

export const userAvatarInventoryRelations = relations(userAvatarInventory, ({ one }) => ({
  user: one(user, { fields: [userAvatarInventory.userId], references: [user.id] }),
  item: one(avatarItems, { fields: [userAvatarInventory.itemId], references: [avatarItems.id] }),
}));

export const creatorPointsConfigRelations = relations(creatorPointsConfig, ({ one }) => ({
  creator: one(creators, { fields: [creatorPointsConfig.creatorId], references: [creators.id] }),
}));

export const pointsPackagesRelations = relations(pointsPackages, ({ one, many }) => ({
  creator: one(creators, { fields: [pointsPackages.creatorId], references: [creators.id] }),
  purchases: many(pointsPurchases),
}));

export const pointsPurchasesRelations = relations(pointsPurchases, ({ one }) => ({
  user: one(user, { fields: [pointsPurchases.userId], references: [user.id] }),
  creator: one(creators, { fields: [pointsPurchases.creatorId], references: [creators.id] }),
  package: one(pointsPackages, { fields: [pointsPurchases.packageId], references: [pointsPackages.id] }),
}));

export const pointBalancesRelations = relations(pointBalances, ({ one }) => ({
  user: one(user, { fields: [pointBalances.userId], references: [user.id] }),
  creator: one(creators, { fields: [pointBalances.creatorId], references: [creators.id] }),
}));

export const pointTransactionsRelations = relations(pointTransactions, ({ one }) => ({
  user: one(user, { fields: [pointTransactions.userId], references: [user.id] }),
  creator: one(creators, { fields: [pointTransactions.creatorId], references: [creators.id] }),
}));

export const creatorStoresRelations = relations(creatorStores, ({ one }) => ({
  creator: one(creators, { fields: [creatorStores.creatorId], references: [creators.id] }),
}));

export const productsRelations = relations(products, ({ one }) => ({
  creator: one(creators, { fields: [products.creatorId], references: [creators.id] }),
  item: one(avatarItems, { fields: [products.itemId], references: [avatarItems.id] }),
}));

export const ordersRelations = relations(orders, ({ one, many }) => ({
  user: one(user, { fields: [orders.userId], references: [user.id] }),
  creator: one(creators, { fields: [orders.creatorId], references: [creators.id] }),
  payment: one(pointTransactions, {
    fields: [orders.paymentTransactionId],
    references: [pointTransactions.id],
  }),
  items: many(orderItems),
}));

export const orderItemsRelations = relations(orderItems, ({ one }) => ({
  order: one(orders, { fields: [orderItems.orderId], references: [orders.id] }),
  product: one(products, { fields: [orderItems.productId], references: [products.id] }),
}));

export const userInventoryRelations = relations(userInventory, ({ one }) => ({
  user: one(user, { fields: [userInventory.userId], references: [user.id] }),
  product: one(products, { fields: [userInventory.productId], references: [products.id] }),
  order: one(orders, { fields: [userInventory.orderId], references: [orders.id] }),
}));

export const inventoryMovementsRelations = relations(inventoryMovements, ({ one }) => ({
  user: one(user, { fields: [inventoryMovements.userId], references: [user.id] }),
  product: one(products, { fields: [inventoryMovements.productId], references: [products.id] }),
}));
