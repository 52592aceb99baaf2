import { and, asc, desc, eq, ne, type Placeholder, sql } from 'drizzle-orm';
import { type Database, type Executor, jsonRows, rows, type Tx, textSet } from '#db/client.ts';
import { newPublicId } from '#db/public-id.ts';
import { readByPlan } from '#db/row-mapper.ts';
import {
  avatarBaseModels,
  avatarEquippedItems,
  avatarItems,
  avatarSlots,
  userAvatarInventory,
  userAvatars,
} from '#db/schema/index.ts';
import { afterCommit, type Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import { DomainError, found } from '../errors.ts';
import type { FactBus } from '../facts.ts';
import { byId, type Page, type PageRequest, readPage } from '../paging.ts';
import type { Quotas } from '../quotas.ts';
import { assertOffered, type ColorVariant } from './look-rules.ts';
import { assertFits } from './outfit-rules.ts';

export type AvatarRecord = { avatar: typeof userAvatars.$inferSelect; baseModelPublicId: string };

export type EquippedRecord = {
  slotName: string;
  itemId: string;
  meshUrl: string | null;
  textureUrl: string | null;
  thumbnailUrl: string;
  colorVariant: Record<string, unknown> | null;
  equippedAt: Date;
};

/** What others see of a user: the base model and what is worn, by public ids. */
export type Outfit = { userId: string; baseModelId: string; equipped: WornItem[] };
export type WornItem = {
  slotName: string;
  itemId: string;
  meshUrl: string | null;
  textureUrl: string | null;
  colorVariant: unknown;
};

export type NewAvatar = { baseModelId: string; name?: string | undefined };
export type AvatarChanges = { name?: string | undefined; isActive?: true | undefined };
export type EquipRequest = {
  itemId: string;
  slotName?: string | undefined;
  colorVariant?: ColorVariant | undefined;
};

export type OwnedWearable = {
  id: number;
  itemId: string;
  slotName: string;
  baseModelId: string;
  meshUrl: string | null;
  textureUrl: string | null;
  thumbnailUrl: string;
  source: 'purchase' | 'reward' | 'starter' | 'gift';
  acquiredAt: Date;
};

const oldestFirst = byId('ascending', userAvatars.id, ({ avatar }: AvatarRecord) => avatar.id);
const oldestWearableFirst = byId('ascending', userAvatarInventory.id, ({ id }: OwnedWearable) => id);

export type Avatars = ReturnType<typeof createAvatars>;

type Needs = { database: Database; transact: Transact; facts: FactBus; quotas: Quotas };

/** Avatars and what they wear. */
export function createAvatars({ database: { db }, transact, facts, quotas }: Needs) {
  const select = (executor: Executor) =>
    executor
      .select({ avatar: userAvatars, baseModelPublicId: avatarBaseModels.publicId })
      .from(userAvatars)
      .innerJoin(avatarBaseModels, eq(avatarBaseModels.id, userAvatars.baseModelId));

  async function own(executor: Executor, actor: Actor, publicId: string): Promise<AvatarRecord> {
    const [record] = await select(executor).where(
      and(eq(userAvatars.publicId, publicId), eq(userAvatars.userId, actor.userId)),
    );
    return found(record, 'AVATAR_NOT_FOUND');
  }

  const selectActive = (executor: Executor, userId: string | Placeholder) =>
    select(executor).where(and(eq(userAvatars.userId, userId), eq(userAvatars.isActive, true)));

  const activeByUser = readByPlan(
    selectActive(db, sql.placeholder('userId')).prepare('active_avatar_by_user'),
  );

  const active = async (tx: Tx, userId: string): Promise<AvatarRecord | undefined> => {
    const [record] = await selectActive(tx, userId);
    return record;
  };

  const equipment = (executor: Executor, avatarId: number): Promise<EquippedRecord[]> =>
    executor
      .select({
        slotName: avatarEquippedItems.slotName,
        itemId: avatarItems.publicId,
        meshUrl: avatarItems.meshUrl,
        textureUrl: avatarItems.textureUrl,
        thumbnailUrl: avatarItems.thumbnailUrl,
        colorVariant: avatarEquippedItems.colorVariant,
        equippedAt: avatarEquippedItems.equippedAt,
      })
      .from(avatarEquippedItems)
      .innerJoin(avatarItems, eq(avatarItems.id, avatarEquippedItems.itemId))
      .where(eq(avatarEquippedItems.userAvatarId, avatarId))
      .orderBy(asc(avatarEquippedItems.slotName));

  /** Makes the changes to one user's avatars wait for each other: one is active, and what is worn goes together. */
  const lockAvatars = (tx: Tx, userId: string) =>
    tx.execute(sql`select 1 from "user" where id = ${userId} for no key update`);

  /** Makes room for another avatar to be seen. Those that are not seen stay as they are, with when they changed. */
  const deactivate = (tx: Tx, userId: string) =>
    tx
      .update(userAvatars)
      .set({ isActive: false })
      .where(and(eq(userAvatars.userId, userId), eq(userAvatars.isActive, true)));

  const outfits = (userIds: readonly string[]): Promise<Outfit[]> =>
    rows<Outfit>(
      db,
      sql`select a.user_id as "userId", m.public_id as "baseModelId",
            coalesce((
              select jsonb_agg(jsonb_build_object('slotName', q.slot_name, 'itemId', i.public_id,
                'meshUrl', i.mesh_url, 'textureUrl', i.texture_url, 'colorVariant', q.color_variant))
              from avatar_equipped_items q join avatar_items i on i.id = q.item_id
              where q.user_avatar_id = a.id), '[]') as equipped
          from user_avatars a join avatar_base_models m on m.id = a.base_model_id
          where a.is_active and a.user_id in ${textSet(userIds)}`,
    );

  /** Gives each of these users, where they have no avatar, one of the first base model. */
  const giveFirst = (userIds: readonly string[]): Promise<void> =>
    transact(async (tx) => {
      await tx.execute(
        sql`select 1 from "user" where id in ${textSet(userIds)} order by id for no key update`,
      );
      const given = userIds.map((userId) => ({ userId, publicId: newPublicId() }));
      await tx.execute(sql`
        insert into user_avatars (public_id, user_id, base_model_id)
        select g."publicId", u.id, m.id
        from ${jsonRows(given)} as g("userId" text, "publicId" text)
        join "user" u on u.id = g."userId" and u.deleted_at is null
        cross join (select id from avatar_base_models order by id limit 1) m
        on conflict do nothing`);
    });

  const tellOutfit = (tx: Tx, userId: string) =>
    afterCommit(tx, () => facts.publish('OutfitChanged', { userId }));

  async function assertWearable(tx: Tx, actor: Actor, avatar: AvatarRecord['avatar'], request: EquipRequest) {
    const [wanted] = await tx.select().from(avatarItems).where(eq(avatarItems.publicId, request.itemId));
    const item = found(wanted, 'ITEM_NOT_FOUND');
    const owned = await tx
      .select({ id: userAvatarInventory.id })
      .from(userAvatarInventory)
      .where(and(eq(userAvatarInventory.userId, actor.userId), eq(userAvatarInventory.itemId, item.id)))
      .for('share');
    const slots = await tx
      .select({ slotName: avatarSlots.slotName })
      .from(avatarSlots)
      .where(eq(avatarSlots.baseModelId, avatar.baseModelId));
    const worn = await tx
      .select({ item: avatarItems })
      .from(avatarEquippedItems)
      .innerJoin(avatarItems, eq(avatarItems.id, avatarEquippedItems.itemId))
      .where(
        and(eq(avatarEquippedItems.userAvatarId, avatar.id), ne(avatarEquippedItems.slotName, item.slotName)),
      );
    assertFits({
      item,
      wantedSlot: request.slotName,
      isOwned: owned.length > 0,
      avatarBaseModelId: avatar.baseModelId,
      slots: slots.map((slot) => slot.slotName),
      worn: worn.map((entry) => entry.item),
    });
    assertOffered(item.metadata, request.colorVariant ?? {});
    return item;
  }

  return {
    async list(actor: Actor, request: PageRequest): Promise<Page<AvatarRecord>> {
      return readPage(request, oldestFirst, (beginning) =>
        select(db).where(and(eq(userAvatars.userId, actor.userId), beginning)),
      );
    },

    /** The avatar that the user is seen as. A user without any gets one of the first base model. */
    async ensureActive(userId: string): Promise<AvatarRecord | undefined> {
      const [existing] = await activeByUser.execute({ userId });
      if (existing) return existing;
      await giveFirst([userId]);
      const [given] = await activeByUser.execute({ userId });
      return given;
    },

    /**
     * What these users are seen as, for a place that they come into: who has no avatar yet gets one of the first
     * base model. One statement where everybody has one.
     */
    async outfitsOnEntering(userIds: readonly string[]): Promise<Outfit[]> {
      const had = await outfits(userIds);
      const have = new Set(had.map(({ userId }) => userId));
      const without = [...new Set(userIds)].filter((userId) => !have.has(userId));
      if (without.length === 0) return had;
      await giveFirst(without);
      return [...had, ...(await outfits(without))];
    },

    /** Makes an avatar and makes it the one that the user is seen as. */
    async create(actor: Actor, { baseModelId, name }: NewAvatar): Promise<AvatarRecord> {
      return transact(async (tx) => {
        const [model] = await tx
          .select()
          .from(avatarBaseModels)
          .where(eq(avatarBaseModels.publicId, baseModelId));
        const { id } = found(model, 'BASE_MODEL_NOT_FOUND');
        await lockAvatars(tx, actor.userId);
        await quotas.assertOneMore(tx, 'avatars', actor.userId);
        await deactivate(tx, actor.userId);
        await tx.insert(userAvatars).values({ userId: actor.userId, baseModelId: id, name });
        tellOutfit(tx, actor.userId);
        return (await active(tx, actor.userId)) as AvatarRecord;
      });
    },

    async update(actor: Actor, publicId: string, changes: AvatarChanges): Promise<AvatarRecord> {
      return transact(async (tx) => {
        await lockAvatars(tx, actor.userId);
        const { avatar } = await own(tx, actor, publicId);
        if (changes.isActive) {
          await deactivate(tx, actor.userId);
          tellOutfit(tx, actor.userId);
        }
        if (Object.keys(changes).length > 0) {
          await tx.update(userAvatars).set(changes).where(eq(userAvatars.id, avatar.id));
        }
        return own(tx, actor, publicId);
      });
    },

    /** Deletes an avatar with what it wears; the wearables stay owned. A user who is seen stays seen as another one. */
    async remove(actor: Actor, publicId: string): Promise<void> {
      await transact(async (tx) => {
        await lockAvatars(tx, actor.userId);
        const { avatar } = await own(tx, actor, publicId);
        await tx.delete(userAvatars).where(eq(userAvatars.id, avatar.id));
        if (!avatar.isActive) return;
        const [next] = await tx
          .select({ id: userAvatars.id })
          .from(userAvatars)
          .where(eq(userAvatars.userId, actor.userId))
          .orderBy(desc(userAvatars.id))
          .limit(1);
        if (!next) throw new DomainError('LAST_AVATAR', 'You are seen as this avatar, and have no other.');
        await tx.update(userAvatars).set({ isActive: true }).where(eq(userAvatars.id, next.id));
        tellOutfit(tx, actor.userId);
      });
    },

    async equipment(actor: Actor, publicId: string): Promise<EquippedRecord[]> {
      const { avatar } = await own(db, actor, publicId);
      return equipment(db, avatar.id);
    },

    /** Puts a wearable on; what was in its slot comes off. Seen at once in every space where the avatar is. */
    async equip(actor: Actor, publicId: string, request: EquipRequest): Promise<EquippedRecord[]> {
      return transact(async (tx) => {
        await lockAvatars(tx, actor.userId);
        const { avatar } = await own(tx, actor, publicId);
        const item = await assertWearable(tx, actor, avatar, request);
        const worn = { itemId: item.id, colorVariant: request.colorVariant ?? null, equippedAt: new Date() };
        await tx
          .insert(avatarEquippedItems)
          .values({ ...worn, userAvatarId: avatar.id, slotName: item.slotName })
          .onConflictDoUpdate({
            target: [avatarEquippedItems.userAvatarId, avatarEquippedItems.slotName],
            set: worn,
          });
        tellOutfit(tx, actor.userId);
        return equipment(tx, avatar.id);
      });
    },

    /** Takes off what is in a slot; an empty slot stays empty. */
    async unequip(actor: Actor, publicId: string, slotName: string): Promise<EquippedRecord[]> {
      return transact(async (tx) => {
        const { avatar } = await own(tx, actor, publicId);
        await tx
          .delete(avatarEquippedItems)
          .where(
            and(eq(avatarEquippedItems.userAvatarId, avatar.id), eq(avatarEquippedItems.slotName, slotName)),
          );
        tellOutfit(tx, actor.userId);
        return equipment(tx, avatar.id);
      });
    },

    /** What these users are seen as; one without an avatar is left out. */
    outfits,

    /** The wearables that a user owns. */
    async wardrobe(actor: Actor, request: PageRequest): Promise<Page<OwnedWearable>> {
      return readPage(request, oldestWearableFirst, (beginning) =>
        db
          .select({
            id: userAvatarInventory.id,
            itemId: avatarItems.publicId,
            slotName: avatarItems.slotName,
            baseModelId: avatarBaseModels.publicId,
            meshUrl: avatarItems.meshUrl,
            textureUrl: avatarItems.textureUrl,
            thumbnailUrl: avatarItems.thumbnailUrl,
            source: userAvatarInventory.source,
            acquiredAt: userAvatarInventory.acquiredAt,
          })
          .from(userAvatarInventory)
          .innerJoin(avatarItems, eq(avatarItems.id, userAvatarInventory.itemId))
          .innerJoin(avatarBaseModels, eq(avatarBaseModels.id, avatarItems.baseModelId))
          .where(and(eq(userAvatarInventory.userId, actor.userId), beginning)),
      );
    },
  };
}
