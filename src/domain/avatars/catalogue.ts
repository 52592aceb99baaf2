import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Database, Executor, Tx } from '#db/client.ts';
import { avatarBaseModels, avatarItems, avatarSlots, creators, products } from '#db/schema/index.ts';
import type { Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import { requireCreator } from '../creators/creators.ts';
import { DomainError, found } from '../errors.ts';
import { type Page, type PageRequest, pageOf } from '../paging.ts';

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

export type NewItem = {
  baseModelId: string;
  slotName: string;
  meshUrl?: string | null | undefined;
  textureUrl?: string | null | undefined;
  thumbnailUrl: string;
  metadata?: Record<string, unknown> | null | undefined;
  incompatibleWith?: string[] | undefined;
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

export type Catalogue = ReturnType<typeof createCatalogue>;

/** The wearable catalogue: base models with their slots, and wearables. */
export function createCatalogue({ database: { db }, transact }: { database: Database; transact: Transact }) {
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

  async function withClashes(
    executor: Executor,
    records: Omit<ItemRecord, 'incompatibleWith'>[],
  ): Promise<ItemRecord[]> {
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

  const slotsOf = async (baseModelIds: number[]) =>
    db
      .select()
      .from(avatarSlots)
      .where(inArray(avatarSlots.baseModelId, baseModelIds))
      .orderBy(asc(avatarSlots.displayOrder), asc(avatarSlots.id));

  async function slotOf(tx: Tx, baseModelPublicId: string, slotName: string): Promise<number> {
    const [model] = await tx
      .select({ id: avatarBaseModels.id })
      .from(avatarBaseModels)
      .where(eq(avatarBaseModels.publicId, baseModelPublicId));
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

  return {
    async baseModels(request: PageRequest): Promise<Page<BaseModelRecord>> {
      const models = await db
        .select()
        .from(avatarBaseModels)
        .where(request.after && gt(avatarBaseModels.id, request.after.id))
        .orderBy(asc(avatarBaseModels.id))
        .limit(request.limit + 1);
      const page = pageOf(models, request.limit, ({ id }) => ({ key: '', id }));
      const slots = await slotsOf(page.items.map(({ id }) => id));
      const items = page.items.map((model) => ({
        ...model,
        slots: slots.filter((slot) => slot.baseModelId === model.id),
      }));
      return { ...page, items };
    },

    async items(filter: ItemFilter, request: PageRequest): Promise<Page<ItemRecord>> {
      const records = await selectItems(db)
        .where(
          and(
            filter.baseModelId === undefined ? undefined : eq(avatarBaseModels.publicId, filter.baseModelId),
            filter.slotName === undefined ? undefined : eq(avatarItems.slotName, filter.slotName),
            request.after && gt(avatarItems.id, request.after.id),
          ),
        )
        .orderBy(asc(avatarItems.id))
        .limit(request.limit + 1);
      const page = pageOf(records, request.limit, ({ item }) => ({ key: '', id: item.id }));
      return { ...page, items: await withClashes(db, page.items) };
    },

    /** Adds a base model with its slots; for admins. */
    async addBaseModel(actor: Actor, { slots, ...values }: NewBaseModel): Promise<BaseModelRecord> {
      if (actor.role !== 'admin') throw new DomainError('FORBIDDEN');
      return transact(async (tx) => {
        const [made] = await tx.insert(avatarBaseModels).values(values).returning();
        const model = made as typeof avatarBaseModels.$inferSelect;
        const madeSlots = await tx
          .insert(avatarSlots)
          .values(slots.map((slot) => ({ ...slot, baseModelId: model.id })))
          .returning();
        return { ...model, slots: madeSlots };
      });
    },

    /** Adds a wearable: a creator's, for their own products, or the platform's when an admin adds it. */
    async addItem(actor: Actor, { baseModelId, incompatibleWith, ...values }: NewItem): Promise<ItemRecord> {
      return transact(async (tx) => {
        const creatorId = actor.role === 'admin' ? null : (await requireCreator(tx, actor)).id;
        const [made] = await tx
          .insert(avatarItems)
          .values({
            ...values,
            creatorId,
            baseModelId: await slotOf(tx, baseModelId, values.slotName),
            incompatibleWith: await itemIds(tx, incompatibleWith ?? []),
          })
          .returning({ id: avatarItems.id });
        const [record] = await selectItems(tx).where(eq(avatarItems.id, (made as { id: number }).id));
        return (await withClashes(tx, [record as Omit<ItemRecord, 'incompatibleWith'>]))[0] as ItemRecord;
      });
    },
  };
}
