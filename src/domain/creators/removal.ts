import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { rows, type Tx } from '#db/client.ts';
import {
  avatarItems,
  creatorStores,
  creators,
  pointsPackages,
  products,
  spaces,
  tribes,
  user,
  worlds,
} from '#db/schema/index.ts';
import { afterCommit } from '#db/transact.ts';
import type { Clock } from '../clock.ts';
import type { Events } from '../events/events.ts';
import type { FactBus } from '../facts.ts';
import type { CallOffs } from '../points/call-offs.ts';
import type { LeavingCreator } from './leaving.ts';

/** What became of a creator: on record for the books, or gone because nothing refers to them. */
export type Removal = { creatorId: string; outcome: 'retired' | 'erased' };

export type Removals = ReturnType<typeof createRemovals>;

type Needs = { clock: Clock; facts: FactBus; events: Events; callOffs: CallOffs };

/** Takes creators out of the world, within the transaction of whoever removes them. */
export function createRemovals({ clock, facts, events, callOffs }: Needs) {
  async function retire(tx: Tx, creatorId: number): Promise<void> {
    await tx
      .update(spaces)
      .set({ isActive: false })
      .where(inArray(spaces.id, await spacesOf(tx, creatorId)));
    await tx.execute(sql`select 1 from products where creator_id = ${creatorId} order by id for update`);
    await tx
      .update(products)
      .set({ isActive: false })
      .where(and(eq(products.creatorId, creatorId), eq(products.isActive, true)));
    await tx.update(pointsPackages).set({ isActive: false }).where(eq(pointsPackages.creatorId, creatorId));
    await tx.update(creatorStores).set({ isActive: false }).where(eq(creatorStores.creatorId, creatorId));
    await callOffs.callOff(tx, { creatorId });
    await tx
      .update(creators)
      .set({ retiredAt: sql`${clock.now}` })
      .where(eq(creators.id, creatorId));
  }

  return {
    /**
     * Removes a creator whom `lockLeaving` has locked: ends and pays what is live, closes the rooms, and erases
     * the creator with everything of theirs where no books and nobody's belongings refer to it, or else retires
     * them. Their user is a creator no more.
     */
    async remove(tx: Tx, { id, publicId, userId, retiredAt }: LeavingCreator): Promise<Removal> {
      if (retiredAt) return { creatorId: publicId, outcome: 'retired' };
      await events.endAllOf(tx, id);
      const closed = await spacesOf(tx, id);
      const outcome = (await isReferredTo(tx, id)) ? 'retired' : 'erased';
      await (outcome === 'retired' ? retire(tx, id) : erase(tx, id));
      await tx
        .update(user)
        .set({ role: 'user' })
        .where(and(eq(user.id, userId), eq(user.role, 'creator')));
      afterCommit(tx, () => {
        for (const spaceId of closed) facts.publish('SpaceClosed', { spaceId });
      });
      return { creatorId: publicId, outcome };
    },

    /** Takes what a retired creator said of themselves from the record, for one whose account is deleted. */
    async anonymize(tx: Tx, creatorId: number): Promise<void> {
      const untold = { name: 'Of a deleted user', description: null };
      await tx.update(creators).set({ bio: null }).where(eq(creators.id, creatorId));
      await tx.update(worlds).set(untold).where(eq(worlds.creatorId, creatorId));
      await tx
        .update(tribes)
        .set({ ...untold, perks: null })
        .where(eq(tribes.creatorId, creatorId));
      await tx
        .update(creatorStores)
        .set({
          storeName: untold.name,
          description: null,
          bannerUrl: null,
          logoUrl: null,
          settings: null,
        })
        .where(eq(creatorStores.creatorId, creatorId));
    },
  };
}

async function spacesOf(tx: Tx, creatorId: number): Promise<number[]> {
  const own = await tx
    .select({ id: spaces.id })
    .from(spaces)
    .innerJoin(worlds, eq(worlds.id, spaces.worldId))
    .where(eq(worlds.creatorId, creatorId))
    .orderBy(asc(spaces.id));
  return own.map(({ id }) => id);
}

/** Whether books, or what somebody has, need the creator to be on record. */
async function isReferredTo(tx: Tx, creatorId: number): Promise<boolean> {
  const [answer] = await rows<{ isReferredTo: boolean }>(
    tx,
    sql`select exists (select 1 from point_transactions where creator_id = ${creatorId})
        or exists (select 1 from point_balances where creator_id = ${creatorId})
        or exists (select 1 from orders where creator_id = ${creatorId})
        or exists (select 1 from points_purchases where creator_id = ${creatorId})
        or exists (
          select 1 from event_attendance v join events e on e.id = v.event_id join spaces s on s.id = e.space_id
          join worlds w on w.id = s.world_id where w.creator_id = ${creatorId})
        or exists (
          select 1 from user_inventory i join products p on p.id = i.product_id where p.creator_id = ${creatorId})
        or exists (
          select 1 from user_avatar_inventory i join avatar_items t on t.id = i.item_id
          where t.creator_id = ${creatorId})
        or exists (
          select 1 from avatar_equipped_items q join avatar_items t on t.id = q.item_id
          where t.creator_id = ${creatorId}) as "isReferredTo"`,
  );
  return answer?.isReferredTo ?? true;
}

/** Erases a creator with world, tribe, store, products and packages, and the wearables that nobody has. */
async function erase(tx: Tx, creatorId: number): Promise<void> {
  await tx.update(products).set({ itemId: null }).where(eq(products.creatorId, creatorId));
  await tx.delete(avatarItems).where(eq(avatarItems.creatorId, creatorId));
  await tx.delete(creators).where(eq(creators.id, creatorId));
}
