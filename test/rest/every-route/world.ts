import { and, eq, sql } from 'drizzle-orm';
import { rows } from '#db/client.ts';
import { spaceBans, spaces, user } from '#db/schema/index.ts';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import { give, type RestApp, signUpAdmin } from '../rest-app.ts';

/**
 * Who asks: nobody; a player, whose thing it is where it is a player's; another player; the creator whose thing
 * it is where it is a creator's; another creator; a player who is banned from the owner's spaces; an admin.
 */
export const EVERYBODY = ['nobody', 'player', 'other', 'owner', 'creator', 'banned', 'admin'] as const;
export type Who = (typeof EVERYBODY)[number];
export type SignedIn = Exclude<Who, 'nobody'>;

export type CreatorPerson = Awaited<ReturnType<typeof signUpCreator>>;

export type World = Awaited<ReturnType<typeof seedWorld>>;

const IMAGE = 'https://cdn.example.com/thing.png';
const HOUR_MS = 3_600_000;

/** The next hour. */
export const soon = () => ({
  startTime: new Date().toISOString(),
  endTime: new Date(Date.now() + HOUR_MS).toISOString(),
});

/** A small world with one of everybody, made through the API, and ways to make more of everything in it. */
export async function seedWorld(rest: RestApp) {
  const { url } = rest;
  let made = 0;
  const name = (what: string) => `${what}_${++made}`;

  const owner = await signUpCreator(url, 'the_owner');
  const creator = await signUpCreator(url, 'the_other_creator');
  const player = await signUp(url, 'the_player');
  const other = await signUp(url, 'the_other_player');
  const banned = await signUp(url, 'the_banned_player');
  const admin = await signUpAdmin(rest, 'the_admin');
  const people: Record<SignedIn, Person> = { player, other, owner, creator, banned, admin };

  const idFrom = async (by: Person, path: string, body: object): Promise<string> =>
    (await by.api.data(by.api.post(path, body))).id;

  const baseModelId = await idFrom(admin, '/avatars/base-models', baseModel());
  const wearable = () =>
    idFrom(owner, '/avatars/items', { baseModelId, slotName: 'head', meshUrl: IMAGE, thumbnailUrl: IMAGE });
  const product = (more: object = {}) =>
    idFrom(owner, '/store/products', {
      name: 'Poster',
      productType: 'collectible',
      pricePoints: 1,
      ...more,
    });
  const space = async () => {
    const spaceId = await idFrom(owner, '/spaces', {
      worldId: owner.worldId,
      name: 'Stage',
      spaceType: 'stage',
    });
    await ban(rest, banned, spaceId);
    return spaceId;
  };
  const event = async () => idFrom(owner, '/events', { spaceId: await space(), name: 'Night', ...soon() });
  const avatar = (of: Person = player) => idFrom(of, '/avatars/my-avatars', { baseModelId });

  await ban(rest, banned, owner.spaceId);
  for (const person of Object.values(people)) {
    await give(rest, person, owner.creatorId, 1000);
    await avatar(person);
  }
  const itemId = await wearable();
  const productId = await product({ itemId });
  const buy = (by: Person, what: string) =>
    by.api.data(by.api.post('/store/purchase', { productId: what, quantity: 1 }));
  await buy(player, productId);
  const [entry] = (await player.api.get('/inventory')).body.data;
  const liveEventId = await event();
  await owner.api.data(owner.api.post(`/events/${liveEventId}/start`));

  return {
    rest,
    people,
    ...people,
    /** Of everything one, the owner's or the player's. */
    owner,
    creator,
    baseModelId,
    itemId,
    productId,
    inventoryId: entry.id as string,
    avatarId: await avatar(),
    liveEventId,
    /** A name that nothing has. */
    name,
    /** More of everything, of the owner's; of the player's, where it is a player's. Each answers with its id. */
    wearable,
    product,
    space,
    event,
    avatar,
    async liveEvent() {
      const id = await event();
      await owner.api.data(owner.api.post(`/events/${id}/start`));
      return id;
    },
    /** A space of the owner's whose event somebody is at, without its room. */
    async spaceWith(visitor: Person): Promise<string> {
      const eventId = await event();
      await owner.api.data(owner.api.post(`/events/${eventId}/start`));
      await visitor.api.data(visitor.api.post(`/events/${eventId}/attend`));
      return (await rest.api.data(rest.api.get(`/events/${eventId}`))).spaceId;
    },
    /** A space of the owner's where somebody may not talk. */
    async spaceWithMuted(person: Person): Promise<string> {
      const spaceId = await space();
      await owner.api.data(owner.api.post(`/spaces/${spaceId}/mutes/${person.userName}`, {}));
      return spaceId;
    },
    /** The sessionId of somebody who is taken to be in a room. */
    async sessionOf({ userName }: Person): Promise<string> {
      const [found] = await rows<{ id: string }>(
        rest.app.database.db,
        sql`select id from "user" where user_name = ${userName}`,
      );
      rest.sessions.set('session_1', found?.id as string);
      return 'session_1';
    },
    /** A package that the player began to buy; answers with the purchase. */
    async pointsPurchase(): Promise<string> {
      const packageId = await idFrom(owner, '/points/packages', pointsPackage());
      const begun = await player.api.data(player.api.post('/points/purchase-package', { packageId }));
      return begun.transactionId;
    },
    pointsPackage: () => idFrom(owner, '/points/packages', pointsPackage()),
    /** Gives the player a thing to own; answers with the entry of the inventory. */
    async inventoryEntry(of: Person = player): Promise<string> {
      const bought = await product();
      await buy(of, bought);
      const entries = (await of.api.get('/inventory')).body.data;
      return entries.find((one: { productId: string }) => one.productId === bought).id;
    },
    /** An order of the player's; answers with its number. */
    order: async (): Promise<string> => (await buy(player, await product())).orderNumber,
    freshCreator: () => signUpCreator(url, name('fresh_creator')),
    /** Somebody new, who stands where `who` stands: for what can be done to a person once. */
    async fresh(who: Who): Promise<Person | undefined> {
      if (who === 'nobody') return undefined;
      if (who === 'owner' || who === 'creator') return signUpCreator(url, name('fresh_creator'));
      if (who === 'admin') return signUpAdmin(rest, name('fresh_admin'));
      const person = await signUp(url, name('fresh_player'));
      if (who === 'banned') await ban(rest, person, owner.spaceId);
      return person;
    },
  };
}

/** Bans somebody from a space. */
async function ban({ app }: RestApp, person: Person, spacePublicId: string): Promise<void> {
  const { db } = app.database;
  const [found] = await db
    .select({ spaceId: spaces.id, userId: user.id })
    .from(spaces)
    .innerJoin(user, and(eq(spaces.publicId, spacePublicId), eq(user.userName, person.userName)));
  await db.insert(spaceBans).values(found as { spaceId: number; userId: string });
}

export const baseModel = () => ({
  name: 'Human',
  meshUrl: 'https://cdn.example.com/mesh.glb',
  skeletonUrl: 'https://cdn.example.com/skeleton.glb',
  thumbnailUrl: IMAGE,
  rigType: 'humanoid',
  slots: [{ slotName: 'head', slotType: 'attachment', displayOrder: 1 }],
});

export const pointsPackage = () => ({
  name: 'Starter',
  pointsAmount: 100,
  priceUSD: '4.99',
  bonusPoints: 5,
  displayOrder: 1,
});
