import { PASSWORD } from '#test/clients.ts';
import { INSTANCE_OF_EVERY_SPACE } from '../rest-app.ts';
import { type Ask, newAccount } from './ask.ts';
import { baseModel, pointsPackage, soon, type Who, type World } from './world.ts';

/**
 * A valid request of every route, by its key. Whoever adds a route adds a line here and one in
 * authorization-table.ts; with both it is asked by everybody and sent every kind of bad input.
 *
 * Each call is a request of its own, for `who` to make: what it would use up is made anew, through the ways that
 * World has. `as` names who asks where asking changes the asker for good.
 */
export const validRequests: Record<string, (world: World, who: Who) => Ask | Promise<Ask>> = {
  'POST /auth/signup-full': ({ name }) => ({ body: newAccount(name('signed_up')) }),
  'GET /auth/me': () => ({}),
  'GET /auth/profile': () => ({}),
  'GET /auth/profile-status': () => ({}),
  'POST /auth/complete-profile': (world, who) => ({ body: { ...profile(world, who), avatarUrl: IMAGE } }),
  'POST /auth/check-username': ({ name }) => ({ body: { userName: name('free') } }),

  'GET /users/me': () => ({}),
  'PUT /users/profile': (world, who) => ({ body: profile(world, who) }),
  'PUT /users/avatar': () => ({ body: { image: IMAGE, avatarUrl: null } }),
  'GET /users/me/export': () => ({}),
  'DELETE /users/account': async ({ fresh }, who) => ({
    body: { password: PASSWORD },
    as: { [who]: await fresh(who) },
  }),

  'GET /worlds': () => ({ query: { search: 'world' } }),
  'POST /worlds': async (world) => ({ body: described('World'), as: await creatorWithout(world, 'world') }),
  'GET /worlds/:worldId': ({ owner }) => ({ params: { worldId: owner.worldId } }),
  'PUT /worlds/:worldId': ({ owner }) => ({ params: { worldId: owner.worldId }, body: described('World') }),
  'DELETE /worlds/:worldId': async ({ freshCreator }) => {
    const owner = await freshCreator();
    return { params: { worldId: owner.worldId }, as: { owner } };
  },
  'GET /worlds/:worldId/spaces': ({ owner }) => ({ params: { worldId: owner.worldId } }),

  'GET /spaces': ({ owner }) => ({ query: { spaceType: 'stage', worldId: owner.worldId } }),
  'POST /spaces': ({ owner }) => ({ body: { worldId: owner.worldId, ...space() } }),
  'GET /spaces/:spaceId': ({ owner }) => ({ params: { spaceId: owner.spaceId } }),
  'PUT /spaces/:spaceId': async (world) => ({
    params: { spaceId: await world.space() },
    body: { ...space(), isActive: true },
  }),
  'DELETE /spaces/:spaceId': async (world) => ({ params: { spaceId: await world.space() } }),
  'GET /spaces/:spaceId/my-sanctions': ({ owner }) => ({ params: { spaceId: owner.spaceId } }),
  'GET /spaces/:spaceId/bans': async (world) => ({ params: { spaceId: await world.space() } }),
  'POST /spaces/:spaceId/bans/:userName': async (world) => ({
    params: { spaceId: await world.space(), userName: world.other.userName },
    body: { reason: 'Too loud.\nAgain.', until: soon().endTime },
  }),
  'DELETE /spaces/:spaceId/bans/:userName': async (world) => ({
    params: { spaceId: await world.space(), userName: world.banned.userName },
  }),
  'GET /spaces/:spaceId/mutes': async (world) => ({ params: { spaceId: await world.space() } }),
  'POST /spaces/:spaceId/mutes/:userName': async (world) => ({
    params: { spaceId: await world.space(), userName: world.other.userName },
    body: { reason: 'Too many words.\nAgain.', until: soon().endTime },
  }),
  'DELETE /spaces/:spaceId/mutes/:userName': async (world) => ({
    params: { spaceId: await world.spaceWithMuted(world.other), userName: world.other.userName },
  }),
  'POST /spaces/:spaceId/announcements': async (world) => ({
    params: { spaceId: await world.space() },
    body: { text: 'The show begins in a minute.' },
  }),
  'POST /spaces/:spaceId/kick/:userName': async (world) => ({
    params: { spaceId: await world.spaceWith(world.other), userName: world.other.userName },
    body: { reason: 'Too loud.\nAgain.' },
  }),
  'POST /spaces/:spaceId/bans/by-session/:sessionId': async (world) => ({
    params: { spaceId: await world.space(), sessionId: await world.sessionOf(world.other) },
    body: { reason: 'Too loud.\nAgain.', until: soon().endTime },
  }),
  'POST /spaces/:spaceId/mutes/by-session/:sessionId': async (world) => ({
    params: { spaceId: await world.space(), sessionId: await world.sessionOf(world.other) },
    body: { reason: 'Too many words.\nAgain.', until: soon().endTime },
  }),
  'POST /spaces/:spaceId/kick/by-session/:sessionId': async (world) => ({
    params: {
      spaceId: await world.spaceWith(world.other),
      sessionId: await world.sessionOf(world.other),
    },
    body: { reason: 'Too loud.\nAgain.' },
  }),

  'GET /spaces/:spaceId/instances': ({ owner }) => ({ params: { spaceId: owner.spaceId } }),
  'POST /spaces/:spaceId/instances/:roomId/drain': ({ owner }) => ({
    params: { spaceId: owner.spaceId, roomId: INSTANCE_OF_EVERY_SPACE.roomId },
  }),

  'GET /events': ({ owner }) => ({ query: { spaceId: owner.spaceId, isLive: 'true', ...fromTo() } }),
  'POST /events': ({ owner }) => ({ body: { spaceId: owner.spaceId, ...event() } }),
  'GET /events/:eventId': ({ liveEventId }) => ({ params: { eventId: liveEventId } }),
  'PUT /events/:eventId': async (world) => ({
    params: { eventId: await world.event() },
    body: { ...event(), isLive: false },
  }),
  'DELETE /events/:eventId': async (world) => ({ params: { eventId: await world.event() } }),
  'POST /events/:eventId/start': async (world) => ({ params: { eventId: await world.event() } }),
  'POST /events/:eventId/end': async (world) => ({ params: { eventId: await world.liveEvent() } }),
  'POST /events/:eventId/attend': ({ liveEventId }) => ({ params: { eventId: liveEventId } }),
  'GET /events/:eventId/attendees': ({ liveEventId }) => ({ params: { eventId: liveEventId } }),
  'GET /events/:eventId/my-attendance': ({ liveEventId }) => ({ params: { eventId: liveEventId } }),
  'GET /events/:eventId/report': ({ liveEventId }) => ({ params: { eventId: liveEventId } }),

  'GET /tribes': () => ({ query: { search: 'tribe' } }),
  'POST /tribes': async (world) => ({ body: tribe(), as: await creatorWithout(world, 'tribe') }),
  'GET /tribes/:tribeId': ({ owner }) => ({ params: { tribeId: owner.tribeId } }),
  'PUT /tribes/:tribeId': ({ owner }) => ({ params: { tribeId: owner.tribeId }, body: tribe() }),
  'DELETE /tribes/:tribeId': async ({ freshCreator }) => {
    const owner = await freshCreator();
    return { params: { tribeId: owner.tribeId }, as: { owner } };
  },
  'POST /tribes/:tribeId/join': (world, who) => beforeOrAfterJoining('leave', world, who),
  'POST /tribes/:tribeId/leave': (world, who) => beforeOrAfterJoining('join', world, who),
  'GET /tribes/:tribeId/members': ({ owner }) => ({ params: { tribeId: owner.tribeId } }),

  'GET /creators': () => ({}),
  'POST /creators/apply': async ({ fresh }, who) => ({
    body: { bio: 'Light and sound.', pointsName: 'Sparks' },
    as: { [who]: await fresh(who) },
  }),
  'GET /creators/:creatorId': ({ owner }) => ({ params: { creatorId: owner.creatorId } }),
  'PATCH /creators/:creatorId': ({ owner }) => ({
    params: { creatorId: owner.creatorId },
    body: { bio: 'Light and sound.', pointsName: 'Sparks', pointsSymbol: '✨' },
  }),
  'DELETE /creators/:creatorId': async ({ freshCreator }) => {
    const owner = await freshCreator();
    return { params: { creatorId: owner.creatorId }, as: { owner } };
  },
  'GET /creators/:creatorId/world': ({ owner }) => ({ params: { creatorId: owner.creatorId } }),
  'GET /creators/:creatorId/tribe': ({ owner }) => ({ params: { creatorId: owner.creatorId } }),

  'GET /avatars/base-models': () => ({}),
  'POST /avatars/base-models': () => ({ body: baseModel() }),
  'PUT /avatars/base-models/:baseModelId': ({ baseModelId }) => ({
    params: { baseModelId },
    body: baseModel(),
  }),
  'GET /avatars/items': ({ baseModelId }) => ({ query: { baseModelId, slotName: 'head' } }),
  'POST /avatars/items': ({ baseModelId, itemId }) => ({
    body: { baseModelId, slotName: 'head', ...wearable(itemId) },
  }),
  'PUT /avatars/items/:itemId': async (world) => ({
    params: { itemId: await world.wearable() },
    body: wearable(world.itemId),
  }),
  'GET /avatars/my-avatars': () => ({}),
  'GET /avatars/my-avatar': () => ({}),
  'POST /avatars/my-avatars': ({ baseModelId }) => ({ body: { baseModelId, name: 'Me' } }),
  'PUT /avatars/my-avatars/:avatarId': ({ avatarId }) => ({
    params: { avatarId },
    body: { name: 'Me', isActive: true },
  }),
  'DELETE /avatars/my-avatars/:avatarId': async ({ avatar }) => ({ params: { avatarId: await avatar() } }),
  'GET /avatars/my-avatars/:avatarId/equipment': ({ avatarId }) => ({ params: { avatarId } }),
  'POST /avatars/my-avatars/:avatarId/equip': ({ avatarId, itemId }) => ({
    params: { avatarId },
    body: { itemId, slotName: 'head', colorVariant: { primary: '#ff00aa' } },
  }),
  'POST /avatars/my-avatars/:avatarId/unequip': ({ avatarId }) => ({
    params: { avatarId },
    body: { slotName: 'head' },
  }),
  'GET /avatars/inventory': () => ({}),

  'GET /inventory': ({ owner }) => ({ query: { ...inventoryFilter(owner), productType: 'collectible' } }),
  'GET /inventory/stats/overview': () => ({}),
  'GET /inventory/type/:productType': ({ owner }) => ({
    params: { productType: 'collectible' },
    query: inventoryFilter(owner),
  }),
  'GET /inventory/:inventoryId': ({ inventoryId }) => ({ params: { inventoryId } }),
  'POST /inventory/transfer': async (world, who) => ({
    body: {
      inventoryId: await world.inventoryEntry(),
      quantity: 1,
      toUserName: (who === 'other' ? world.player : world.other).userName,
    },
  }),
  'POST /inventory/consume': async (world) => ({
    body: { inventoryId: await world.inventoryEntry(), quantity: 1 },
  }),

  'GET /store/products': ({ owner }) => ({
    query: { creatorId: owner.creatorId, productType: 'collectible' },
  }),
  'POST /store/products': async (world, who) => ({
    body: {
      ...product(),
      productType: who === 'owner' ? 'avatar' : 'collectible',
      itemId: who === 'owner' ? await world.wearable() : null,
      maxQuantity: 9,
    },
  }),
  'GET /store/products/:productId': ({ productId }) => ({ params: { productId } }),
  'PUT /store/products/:productId': async (world) => ({
    params: { productId: await world.product() },
    body: { ...product(), isActive: true },
  }),
  'DELETE /store/products/:productId': async (world) => ({ params: { productId: await world.product() } }),
  'GET /store/stores': () => ({ query: { search: 'store' } }),
  'PUT /store/my-store': () => ({ body: store() }),
  'POST /store/purchase': async (world) => ({
    body: { lines: [{ productId: await world.product(), quantity: 1 }] },
  }),
  'POST /store/orders/:orderNumber/refund': async (world) => ({
    params: { orderNumber: await world.order() },
  }),
  'GET /store/my-orders': () => ({}),
  'GET /store/my-inventory': () => ({}),
  'GET /store/:creatorId': ({ owner }) => ({ params: { creatorId: owner.creatorId } }),
  'GET /store/:creatorId/products': ({ owner }) => ({
    params: { creatorId: owner.creatorId },
    query: { productType: 'collectible' },
  }),

  'GET /points/balance/:creatorId': ({ owner }) => ({ params: { creatorId: owner.creatorId } }),
  'GET /points/balances': () => ({}),
  'GET /points/transactions': ({ owner }) => ({
    query: { creatorId: owner.creatorId, type: 'earn', ...fromTo() },
  }),
  'GET /points/my-packages': () => ({}),
  'POST /points/packages': () => ({ body: pointsPackage() }),
  'PUT /points/packages/:packageId': async (world) => ({
    params: { packageId: await world.pointsPackage() },
    body: { ...pointsPackage(), isActive: true },
  }),
  'DELETE /points/packages/:packageId': async (world) => ({
    params: { packageId: await world.pointsPackage() },
  }),
  'GET /points/packages/:creatorId': ({ owner }) => ({ params: { creatorId: owner.creatorId } }),
  'GET /points/leaderboard/:creatorId': ({ owner }) => ({ params: { creatorId: owner.creatorId } }),
  'POST /points/gift': ({ owner, player, other }, who) => ({
    body: {
      creatorId: owner.creatorId,
      toUserName: (who === 'other' ? player : other).userName,
      amount: 1,
      message: 'For the encore!\nMore.',
    },
  }),
  'POST /points/grants': ({ owner, other }) => ({
    body: { creatorId: owner.creatorId, userName: other.userName, amount: 1, reason: 'For the show' },
  }),
  'POST /points/purchase-package': async (world) => ({ body: { packageId: await world.pointsPackage() } }),
  'GET /points/my-purchases': () => ({}),
  'GET /points/purchases/:transactionId': async (world) => ({
    params: { transactionId: await world.pointsPurchase() },
  }),
};

const IMAGE = 'https://cdn.example.com/image.png';

const described = (name: string) => ({ name, description: 'Open every Friday.\nBring friends.' });

/** Everybody keeps their userName: others know them by it. */
const profile = ({ people, name }: World, who: Who) => ({
  firstName: 'Nova',
  lastName: 'Reyes',
  userName: who === 'nobody' ? name('nobody') : people[who].userName,
  socialLinks: { mastodon: 'https://social.example/@nova' },
});

const space = () => ({
  name: 'Stage',
  spaceType: 'stage',
  capacity: 50,
  movement: {
    reachMetres: 100,
    cellMetres: 25,
    metresPerSecond: 8,
    spawn: { x: 0, y: 0, z: -20, heading: 0, radiusMetres: 4 },
    portals: [{ at: { x: 30, z: 30 }, radiusMetres: 2, to: { x: 0, y: 5, z: 60, heading: 3.14 } }],
  },
});

const event = () => ({
  ...described('Night'),
  ...soon(),
  reward: { pointsPerMinute: 1, minimumSeconds: 60, maximumPoints: 100, budget: null },
});

const fromTo = () => ({ from: soon().startTime, to: soon().endTime });

const tribe = () => ({ ...described('Tribe'), perks: ['First in line'], joinCost: 1 });

const wearable = (clash: string) => ({
  meshUrl: IMAGE,
  textureUrl: IMAGE,
  thumbnailUrl: IMAGE,
  metadata: { rarity: 'rare' },
  incompatibleWith: [clash],
});

const inventoryFilter = (owner: { creatorId: string }) => ({
  creatorId: owner.creatorId,
  search: 'poster',
  sort: 'name',
});

const product = () => ({
  ...described('Poster'),
  digitalAssetUrl: IMAGE,
  pricePoints: 1,
  maxPerUser: 3,
  releaseDate: soon().startTime,
  metadata: { rarity: 'rare' },
  displayOrder: 1,
});

const store = () => ({
  storeName: 'Store',
  description: 'Open every Friday.',
  bannerUrl: IMAGE,
  logoUrl: IMAGE,
  isActive: true,
  settings: { theme: 'dark' },
});

/** A creator for the creators' columns, who can make their world or tribe again. */
async function creatorWithout({ freshCreator }: World, what: 'world' | 'tribe'): Promise<Ask['as']> {
  const someone = await freshCreator();
  await someone.api.delete(`/${what}s/${what === 'world' ? someone.worldId : someone.tribeId}`);
  return { owner: someone, creator: someone };
}

/** Joining or leaving the owner's tribe, after whoever asks has done the other. */
async function beforeOrAfterJoining(first: 'join' | 'leave', world: World, who: Who): Promise<Ask> {
  const { tribeId } = world.owner;
  if (who !== 'nobody') await world.people[who].api.post(`/tribes/${tribeId}/${first}`);
  return { params: { tribeId } };
}
