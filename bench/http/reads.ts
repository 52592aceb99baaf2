import { firstOf } from './populate.ts';

/** A read: its operation, its path below /api/v1 with the query, and whether one is signed in. */
export type Read = { name: string; path: string; isSignedIn: boolean };

const open = (name: string, path: string): Read => ({ name, path, isSignedIn: false });
const signedIn = (name: string, path: string): Read => ({ name, path, isSignedIn: true });

/**
 * What clients ask most: on the way into a space (which worlds, which spaces, who is there, as whom), while they
 * wait for an event or look at what is on, and in a store before and after they buy.
 */
export const HOT_READS: readonly Read[] = [
  open('listWorlds', '/worlds'),
  open('getWorld', `/worlds/${firstOf.world}`),
  open('listSpaces', `/spaces?worldId=${firstOf.world}`),
  open('getSpace', `/spaces/${firstOf.space}`),
  open('listEvents', '/events?isLive=true'),
  open('getEvent', `/events/${firstOf.event}`),
  open('listProducts', `/store/products?creatorId=${firstOf.creator}`),
  open('getProduct', `/store/products/${firstOf.product}`),
  signedIn('getBalance', `/points/balance/${firstOf.creator}`),
  signedIn('getMyAvatar', '/avatars/my-avatar'),
];

/** Every list that needs no account; those of one thing, of the first of its kind, which has all rows. */
export const PUBLIC_LISTS: readonly Read[] = [
  open('listWorlds', '/worlds'),
  open('listSpacesOfWorld', `/worlds/${firstOf.world}/spaces`),
  open('listSpaces', '/spaces'),
  open('listEvents', '/events'),
  open('listAttendees', `/events/${firstOf.event}/attendees`),
  open('listTribes', '/tribes'),
  open('listMembersOfTribe', `/tribes/${firstOf.tribe}/members`),
  open('listCreators', '/creators'),
  open('listBaseModels', '/avatars/base-models'),
  open('listWearables', '/avatars/items'),
  open('listProducts', '/store/products'),
  open('listStores', '/store/stores'),
  open('listProductsOfStore', `/store/${firstOf.creator}/products`),
  open('listPackagesOfCreator', `/points/packages/${firstOf.creator}`),
];
