import { type SchemaType, schema, t } from '@colyseus/schema';

/*
 * What a room shows to everybody in it. The names are a contract with clients (docs/protocol.md); new fields
 * are only ever appended. Ids are public ids, times are ISO 8601 in UTC.
 */

/** A wearable that an avatar has on. */
export const EquippedItem = schema(
  {
    itemId: t.string().default(''),
    /** '' where the wearable has none. */
    meshUrl: t.string().default(''),
    textureUrl: t.string().default(''),
    /** JSON text; '' where the player chose none. */
    colorVariant: t.string().default(''),
  },
  'EquippedItem',
);
export type EquippedItem = SchemaType<typeof EquippedItem>;

/** One player's avatar in this room. */
export const Avatar = schema(
  {
    /** Names the avatar in `moves` frames; 0 to 65 535, unique in the room. */
    index: t.uint16().default(0),
    userName: t.string().default(''),
    /** '' where there is no base model to wear. */
    baseModelId: t.string().default(''),
    /** `here`, or `away` while the connection is lost and may return. */
    status: t.string().default('here'),
    /** By slotName. */
    equipped: t.map(EquippedItem),
  },
  'Avatar',
);
export type Avatar = SchemaType<typeof Avatar>;

/** The live event of the space, or the next one to come. */
export const SpaceEvent = schema(
  {
    /** '' when there is none. */
    id: t.string().default(''),
    name: t.string().default(''),
    startTime: t.string().default(''),
    endTime: t.string().default(''),
    isLive: t.boolean().default(false),
    /** '' until it goes live. */
    startedAt: t.string().default(''),
    /** Players at the event, in all instances of the space. */
    headcount: t.uint32().default(0),
  },
  'SpaceEvent',
);
export type SpaceEvent = SchemaType<typeof SpaceEvent>;

/** A product of the space's store with a release time or limited stock. */
export const Drop = schema(
  {
    name: t.string().default(''),
    /** '' for one that was on offer from the beginning. */
    releaseAt: t.string().default(''),
    /** How many are left; -1 without a limit. */
    stock: t.int32().default(-1),
    pricePoints: t.uint32().default(0),
    /** Whether it can be bought already, by the clock that a purchase asks. */
    isReleased: t.boolean().default(false),
  },
  'Drop',
);

export const SpaceState = schema(
  {
    spaceId: t.string().default(''),
    name: t.string().default(''),
    spaceType: t.string().default(''),
    event: t.ref(SpaceEvent),
    /** By sessionId. */
    avatars: t.map(Avatar),
    /** By product id. */
    drops: t.map(Drop),
  },
  'SpaceState',
);
export type SpaceState = SchemaType<typeof SpaceState>;
