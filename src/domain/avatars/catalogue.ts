import { and, asc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Database, Executor, Tx } from '#db/client.ts';
import {
  avatarBaseModels,
  avatarEquippedItems,
  avatarItems,
  avatarSlots,
  creators,
  products,
  userAvatars,
} from '#db/schema/index.ts';
import { afterCommit, type Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import { requireCreator } from '../creators/creators.ts';
import { DomainError, found } from '../errors.ts';
import type { FactBus } from '../facts.ts';
import { assertOwner, owner } from '../ownership.ts';
import { byId, type Page, type PageRequest, readPage } from '../paging.ts';
import type { Quotas } from '../quotas.ts';
import { refersTo } from '../search.ts';

export type SlotValues = {
  slotName: string;
  slotType: 'mesh_replacement' | 'attachment' | 'texture_overlay';
  displayOrder: number;
};

export type NewBaseModel = {
  name: string;
  meshUrl: string;
  skeletonUrl: string;
  thumbnailUrl?: string | null | undefined;
  rigType: string;
  slots: SlotValues[];
};

export type BaseModelChanges = { [Name in keyof NewBaseModel]?: NewBaseModel[Name] | undefined };

export type NewItem = {
  baseModelId: string;
  slotName: string;
  meshUrl?: string | null | undefined;
  textureUrl?: string | null | undefined;
  thumbnailUrl: string;
  metadata?: Record<string, unknown> | null | undefined;
  incompatibleWith?: string[] | undefined;
};

/** What it fits stays as it is: what is worn must go on fitting. */
export type ItemChanges = {
  [Name in Exclude<keyof NewItem, 'baseModelId' | 'slotName'>]?: NewItem[Name] | undefined;
};

export type BaseModelRecord = typeof avatarBaseModels.$inferSelect & {
  slots: (typeof avatarSlots.$inferSelect)[];
};

export type ItemRecord = {
  item: typeof avatarItems.$inferSelect;
  baseModelPublicId: string;
  productPublicId: string | null;
  creatorPublicId: string | null;
  /** Public ids of what it cannot be worn with. */
  incompatibleWith: string[];
};

export type ItemFilter = { baseModelId?: string | undefined; slotName?: string | undefined };

type BareItem = Omit<ItemRecord, 'incompatibleWith'>;

const oldestModelFirst = byId('ascending', avatarBaseModels.id, ({ id }: { id: number }) => id);
const oldestItemFirst = byId('ascending', avatarItems.id, ({ item }: BareItem) => item.id);

export type Catalogue = ReturnType<typeof createCatalogue>;

type Needs = { database: Database; transact: Transact; facts: FactBus; quotas: Quotas };

/** The wearable catalogue: base models with their slots, and wearables. */
export function createCatalogue({ database: { db }, transact, facts, quotas }: Needs) {
  const selectItems = (executor: Executor) =>
    executor
      .select({
        item: avatarItems,
        baseModelPublicId: avatarBaseModels.publicId,
        productPublicId: products.publicId,
        creatorPublicId: creators.publicId,
      })
      .from(avatarItems)
      .innerJoin(avatarBaseModels, eq(avatarBaseModels.id, avatarItems.baseModelId))
      .leftJoin(products, eq(products.id, avatarItems.productId))
      .leftJoin(creators, eq(creators.id, avatarItems.creatorId));

  async function withClashes(executor: Executor, records: BareItem[]): Promise<ItemRecord[]> {
    const ids = [...new Set(records.flatMap(({ item }) => item.incompatibleWith ?? []))];
    const clashes =
      ids.length === 0
        ? []
        : await executor
            .select({ id: avatarItems.id, publicId: avatarItems.publicId })
            .from(avatarItems)
            .where(inArray(avatarItems.id, ids));
    const publicIds = new Map(clashes.map(({ id, publicId }) => [id, publicId]));
    return records.map((record) => ({
      ...record,
      incompatibleWith: (record.item.incompatibleWith ?? []).flatMap((id) => publicIds.get(id) ?? []),
    }));
  }

  const slotsOf = async (executor: Executor, baseModelIds: number[]) =>
    executor
      .select()
      .from(avatarSlots)
      .where(inArray(avatarSlots.baseModelId, baseModelIds))
      .orderBy(asc(avatarSlots.displayOrder), asc(avatarSlots.id));

  async function slotOf(tx: Tx, baseModelPublicId: string, slotName: string): Promise<number> {
    const [model] = await tx
      .select({ id: avatarBaseModels.id })
      .from(avatarBaseModels)
      .where(eq(avatarBaseModels.publicId, baseModelPublicId))
      .for('key share');
    const { id } = found(model, 'BASE_MODEL_NOT_FOUND');
    const slots = await tx
      .select({ id: avatarSlots.id })
      .from(avatarSlots)
      .where(and(eq(avatarSlots.baseModelId, id), eq(avatarSlots.slotName, slotName)));
    if (slots.length === 0) throw new DomainError('SLOT_MISMATCH', `The base model has no slot ${slotName}.`);
    return id;
  }

  async function itemIds(tx: Tx, publicIds: string[]): Promise<number[]> {
    if (publicIds.length === 0) return [];
    const items = await tx
      .select({ id: avatarItems.id })
      .from(avatarItems)
      .where(inArray(avatarItems.publicId, publicIds));
    if (items.length !== new Set(publicIds).size) throw new DomainError('ITEM_NOT_FOUND');
    return items.map(({ id }) => id);
  }

  async function itemById(tx: Tx, id: number): Promise<ItemRecord> {
    const records = await withClashes(tx, await selectItems(tx).where(eq(avatarItems.id, id)));
    return records[0] as ItemRecord;
  }

  /** Gives a base model these slots and no others; one that wearables are made for cannot go. */
  async function replaceSlots(tx: Tx, baseModelId: number, slots: readonly SlotValues[]): Promise<void> {
    const names = slots.map(({ slotName }) => slotName);
    const [lost] = await tx
      .select({ slotName: avatarItems.slotName })
      .from(avatarItems)
      .where(and(eq(avatarItems.baseModelId, baseModelId), notInArray(avatarItems.slotName, names)))
      .limit(1);
    if (lost) throw new DomainError('SLOT_IN_USE', `Wearables are made for the slot ${lost.slotName}.`);
    await tx
      .delete(avatarSlots)
      .where(and(eq(avatarSlots.baseModelId, baseModelId), notInArray(avatarSlots.slotName, names)));
    await tx
      .insert(avatarSlots)
      .values(slots.map((slot) => ({ ...slot, baseModelId })))
      .onConflictDoUpdate({
        target: [avatarSlots.baseModelId, avatarSlots.slotName],
        set: { slotType: sql`excluded.slot_type`, displayOrder: sql`excluded.display_order` },
      });
  }

  /** Tells where the item is seen now. */
  async function tellWearers(tx: Tx, itemId: number): Promise<void> {
    const wearers = await tx
      .selectDistinct({ userId: userAvatars.userId })
      .from(avatarEquippedItems)
      .innerJoin(userAvatars, eq(userAvatars.id, avatarEquippedItems.userAvatarId))
      .where(and(eq(avatarEquippedItems.itemId, itemId), eq(userAvatars.isActive, true)));
    afterCommit(tx, () => {
      for (const wearer of wearers) facts.publish('OutfitChanged', wearer);
    });
  }

  return {
    async baseModels(request: PageRequest): Promise<Page<BaseModelRecord>> {
      const page = await readPage(request, oldestModelFirst, (beginning) =>
        db.select().from(avatarBaseModels).where(beginning),
      );
      const slots = await slotsOf(
        db,
        page.items.map(({ id }) => id),
      );
      const items = page.items.map((model) => ({
        ...model,
        slots: slots.filter((slot) => slot.baseModelId === model.id),
      }));
      return { ...page, items };
    },

    async items(filter: ItemFilter, request: PageRequest): Promise<Page<ItemRecord>> {
      const page = await readPage(request, oldestItemFirst, (beginning) =>
        selectItems(db).where(
          and(
            refersTo(avatarItems.baseModelId, avatarBaseModels, filter.baseModelId),
            filter.slotName === undefined ? undefined : eq(avatarItems.slotName, filter.slotName),
            beginning,
          ),
        ),
      );
      return { ...page, items: await withClashes(db, page.items) };
    },

    /** Adds a base model with its slots; for admins. */
    async addBaseModel(actor: Actor, { slots, ...values }: NewBaseModel): Promise<BaseModelRecord> {
      if (actor.role !== 'admin') throw new DomainError('FORBIDDEN');
      return transact(async (tx) => {
        const [made] = await tx.insert(avatarBaseModels).values(values).returning();
        const model = made as typeof avatarBaseModels.$inferSelect;
        await tx.insert(avatarSlots).values(slots.map((slot) => ({ ...slot, baseModelId: model.id })));
        return { ...model, slots: await slotsOf(tx, [model.id]) };
      });
    },

    /** Adds a wearable: a creator's, for their own products, or the platform's when an admin adds it. */
    async addItem(actor: Actor, { baseModelId, incompatibleWith, ...values }: NewItem): Promise<ItemRecord> {
      return transact(async (tx) => {
        const creatorId = actor.role === 'admin' ? null : (await requireCreator(tx, actor)).id;
        if (creatorId !== null) await quotas.assertOneMore(tx, 'wearables', creatorId);
        const [made] = await tx
          .insert(avatarItems)
          .values({
            ...values,
            creatorId,
            baseModelId: await slotOf(tx, baseModelId, values.slotName),
            incompatibleWith: await itemIds(tx, incompatibleWith ?? []),
          })
          .returning({ id: avatarItems.id });
        return itemById(tx, (made as { id: number }).id);
      });
    },

    /** Changes a base model; for admins. */
    async updateBaseModel(
      actor: Actor,
      publicId: string,
      { slots, ...changes }: BaseModelChanges,
    ): Promise<BaseModelRecord> {
      if (actor.role !== 'admin') throw new DomainError('FORBIDDEN');
      return transact(async (tx) => {
        const which = eq(avatarBaseModels.publicId, publicId);
        const [locked] = await tx.select().from(avatarBaseModels).where(which).for('update');
        const { id } = found(locked, 'BASE_MODEL_NOT_FOUND');
        if (Object.keys(changes).length > 0) await tx.update(avatarBaseModels).set(changes).where(which);
        if (slots) await replaceSlots(tx, id, slots);
        const [model] = await tx.select().from(avatarBaseModels).where(which);
        return { ...(model as typeof avatarBaseModels.$inferSelect), slots: await slotsOf(tx, [id]) };
      });
    },

    /** Changes how a wearable looks, for the creator whose it is and for admins. Who wears it is seen so at once. */
    async updateItem(
      actor: Actor,
      publicId: string,
      { incompatibleWith, ...changes }: ItemChanges,
    ): Promise<ItemRecord> {
      return transact(async (tx) => {
        const [record] = await tx
          .select({ item: avatarItems, ownerUserId: owner })
          .from(avatarItems)
          .leftJoin(creators, eq(creators.id, avatarItems.creatorId))
          .where(eq(avatarItems.publicId, publicId))
          .for('no key update', { of: avatarItems });
        const { item, ownerUserId } = found(record, 'ITEM_NOT_FOUND');
        const { id } = item;
        if (actor.role !== 'admin') assertOwner(actor, ownerUserId);
        assertStillShown(item, changes);
        const clashes = incompatibleWith && { incompatibleWith: await itemIds(tx, incompatibleWith) };
        const values = { ...changes, ...clashes };
        if (Object.keys(values).length > 0) {
          await tx.update(avatarItems).set(values).where(eq(avatarItems.id, id));
          await tellWearers(tx, id);
        }
        return itemById(tx, id);
      });
    },
  };
}

/** Refuses to take from a wearable that is sold the last of what can be seen of it. */
function assertStillShown(item: typeof avatarItems.$inferSelect, changes: ItemChanges): void {
  const { meshUrl, textureUrl } = { ...item, ...changes };
  const wasShown = item.meshUrl !== null || item.textureUrl !== null;
  if (item.productId === null || !wasShown || meshUrl || textureUrl) return;
  const path = item.meshUrl === null ? 'textureUrl' : 'meshUrl';
  throw new DomainError('INVALID', {
    detail: 'The request is not valid.',
    errors: [
      { path, message: 'must stay, or a textureUrl or meshUrl come with it: a product sells this wearable' },
    ],
  });
}
