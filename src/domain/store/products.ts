import { and, eq, gt, gte, isNull, lte, not, or, type SQL, sql } from 'drizzle-orm';
import type { Database, Executor, Tx } from '#db/client.ts';
import { foldedText } from '#db/folding.ts';
import { readByPlan } from '#db/row-mapper.ts';
import { avatarItems, creators, products } from '#db/schema/index.ts';
import { afterCommit, type Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { requireCreator } from '../creators/creators.ts';
import { DomainError, found } from '../errors.ts';
import type { FactBus } from '../facts.ts';
import { assertOwner, holdCreator, owner } from '../ownership.ts';
import { byId, byKey, type Order, type Page, type PageRequest, preparedPages } from '../paging.ts';
import type { Quotas } from '../quotas.ts';
import { matches, refersTo } from '../search.ts';
import { isComplete, isStoreOpen } from './sellable-sql.ts';

export type ProductType = (typeof products.$inferSelect)['productType'];

export type NewProduct = {
  name: string;
  description?: string | null | undefined;
  productType: ProductType;
  digitalAssetUrl?: string | null | undefined;
  itemId?: string | null | undefined;
  pricePoints: number;
  maxQuantity?: number | null | undefined;
  /** How many one user may buy; none for as many as they like. */
  maxPerUser?: number | null | undefined;
  releaseDate?: Date | null | undefined;
  metadata?: Record<string, unknown> | null | undefined;
  displayOrder?: number | null | undefined;
};

export type ProductRecord = {
  product: typeof products.$inferSelect;
  creatorPublicId: string;
  itemPublicId: string | null;
  ownerUserId: string | null;
};

export type ProductChanges = {
  name?: string | undefined;
  description?: string | null | undefined;
  digitalAssetUrl?: string | null | undefined;
  pricePoints?: number | undefined;
  isActive?: boolean | undefined;
  maxPerUser?: number | null | undefined;
  releaseDate?: Date | null | undefined;
  metadata?: Record<string, unknown> | null | undefined;
  displayOrder?: number | null | undefined;
};

export type ProductSort = 'newest' | 'oldest' | 'price_asc' | 'price_desc' | 'name' | 'display_order';

export type ProductFilter = {
  creatorId?: string | undefined;
  productType?: ProductType | undefined;
  /** Looked for in the names. */
  search?: string | undefined;
  priceMin?: number | undefined;
  priceMax?: number | undefined;
  /** Released and in stock, or not so. */
  available?: boolean | undefined;
  sort?: ProductSort | undefined;
};

export type Products = ReturnType<typeof createProducts>;

const idOf = ({ product }: ProductRecord): number => product.id;

const byPrice = {
  column: products.pricePoints,
  of: ({ product }: ProductRecord) => String(product.pricePoints),
  bind: (text: string) => sql`${text}::int`,
};

const byName = {
  column: products.nameFolded,
  of: ({ product }: ProductRecord) => product.name,
  bind: (name: string) => foldedText(sql`${name}::text`),
};

/** As the index `products_active_display_index` has it: products without a `displayOrder` come last. */
const LAST = 2_147_483_647;
const byDisplayOrder = {
  column: sql`(- coalesce(${products.displayOrder}, 2147483647))`,
  of: ({ product }: ProductRecord) => String(-(product.displayOrder ?? LAST)),
  bind: (text: string) => sql`${text}::int`,
};

const orders: Record<ProductSort, Order<ProductRecord>> = {
  newest: byId('descending', products.id, idOf),
  oldest: byId('ascending', products.id, idOf),
  price_asc: byKey('ascending', byPrice, products.id, idOf),
  price_desc: byKey('descending', byPrice, products.id, idOf),
  name: byKey('ascending', byName, products.id, idOf),
  display_order: byKey('descending', byDisplayOrder, products.id, idOf),
};

type Needs = { database: Database; transact: Transact; clock: Clock; facts: FactBus; quotas: Quotas };

/** What creators sell for their points. */
export function createProducts({ database: { db }, transact, clock, facts, quotas }: Needs) {
  const tell = (tx: Tx, creatorId: number): void =>
    afterCommit(tx, () => facts.publish('ProductsChanged', { creatorId }));

  const columns = {
    product: products,
    creatorPublicId: creators.publicId,
    itemPublicId: avatarItems.publicId,
    ownerUserId: owner,
  };

  const select = (executor: Executor) =>
    executor
      .select(columns)
      .from(products)
      .innerJoin(creators, eq(creators.id, products.creatorId))
      .leftJoin(avatarItems, eq(avatarItems.id, products.itemId));

  const isOpen = isStoreOpen(creators.id) as SQL<boolean>;
  const isFinished = isComplete({
    productType: products.productType,
    itemId: products.itemId,
    meshUrl: avatarItems.meshUrl,
    textureUrl: avatarItems.textureUrl,
  });

  const byPublicId = readByPlan(
    db
      .select({ ...columns, isOpen })
      .from(products)
      .innerJoin(creators, eq(creators.id, products.creatorId))
      .leftJoin(avatarItems, eq(avatarItems.id, products.itemId))
      .where(eq(products.publicId, sql.placeholder('publicId')))
      .prepare('product_by_public_id'),
  );

  /** The wearable that a product sells: the creator's own, and not sold already. */
  async function ownItem(tx: Tx, creatorId: number, itemPublicId: string): Promise<number> {
    const [item] = await tx
      .select()
      .from(avatarItems)
      .where(
        and(
          eq(avatarItems.publicId, itemPublicId),
          or(eq(avatarItems.creatorId, creatorId), isNull(avatarItems.creatorId)),
        ),
      )
      .for('update');
    const { id, creatorId: maker, productId, meshUrl, textureUrl } = found(item, 'ITEM_NOT_FOUND');
    if (maker === null) throw new DomainError('NOT_THE_OWNER', 'This wearable belongs to the platform.');
    if (productId !== null)
      throw new DomainError('INVALID', { errors: [{ path: 'itemId', message: 'is sold already' }] });
    if (meshUrl === null && textureUrl === null) throw invalid('itemId', NOTHING_TO_SHOW);
    return id;
  }

  const isAvailable = and(
    or(isNull(products.releaseDate), lte(products.releaseDate, clock.now)),
    or(isNull(products.currentStock), gt(products.currentStock, 0)),
  ) as SQL;

  const listedIn = (sort: ProductSort) =>
    preparedPages(`products_${sort}`, orders[sort], (when, beginning) =>
      select(db).where(
        and(
          sql`${products.isActive}`,
          isNull(creators.retiredAt),
          isFinished,
          when('isForSale', () => isOpen),
          when('creatorId', (creatorId) => refersTo(products.creatorId, creators, creatorId) as SQL),
          when('productType', (productType) => eq(products.productType, productType)),
          when('search', (term) => matches(products.nameFolded, term) as SQL),
          when('priceMin', (price) => gte(products.pricePoints, price)),
          when('priceMax', (price) => lte(products.pricePoints, price)),
          when('isAvailable', () => isAvailable),
          when('isNotAvailable', () => not(isAvailable)),
          beginning,
        ),
      ),
    );
  const listed: Record<ProductSort, ReturnType<typeof listedIn>> = {
    newest: listedIn('newest'),
    oldest: listedIn('oldest'),
    price_asc: listedIn('price_asc'),
    price_desc: listedIn('price_desc'),
    name: listedIn('name'),
    display_order: listedIn('display_order'),
  };

  /** @param isForSale leaves out what is in a closed store */
  const read = (
    { sort = 'newest', available, ...filter }: ProductFilter,
    request: PageRequest,
    isForSale: boolean,
  ): Promise<Page<ProductRecord>> => {
    const isAvailable = available || undefined;
    const isNotAvailable = available === false || undefined;
    return listed[sort](
      { ...filter, isAvailable, isNotAvailable, isForSale: isForSale || undefined },
      request,
    );
  };

  async function update(actor: Actor, publicId: string, changes: ProductChanges): Promise<ProductRecord> {
    return transact(async (tx) => {
      await holdCreator(tx, actor);
      const [record] = await select(tx).where(eq(products.publicId, publicId));
      const { product, ownerUserId } = found(record, 'PRODUCT_NOT_FOUND');
      assertOwner(actor, ownerUserId);
      if (changes.isActive) await assertFinished(tx, product.id);
      await tx
        .update(products)
        .set({ ...changes, updatedAt: new Date() })
        .where(eq(products.id, product.id));
      tell(tx, product.creatorId);
      const [changed] = await select(tx).where(eq(products.id, product.id));
      return changed as ProductRecord;
    });
  }

  /** Refuses to offer what would show nothing. */
  async function assertFinished(tx: Tx, productId: number): Promise<void> {
    const [product] = await tx
      .select({ isFinished: isFinished as SQL<boolean> })
      .from(products)
      .leftJoin(avatarItems, eq(avatarItems.id, products.itemId))
      .where(eq(products.id, productId));
    if (!product?.isFinished) throw invalid('isActive', NOTHING_TO_SHOW);
  }

  return {
    /** One product. What is in a closed store is there for its creator only. */
    async get(publicId: string, viewer: Actor | undefined): Promise<ProductRecord> {
      const [record] = await byPublicId.execute({ publicId });
      const { isOpen, ...product } = found(record, 'PRODUCT_NOT_FOUND');
      if (!isOpen && viewer?.userId !== product.ownerUserId) throw new DomainError('PRODUCT_NOT_FOUND');
      return product;
    },

    /** What is for sale, the newest first unless `sort` says otherwise. */
    list: (filter: ProductFilter, request: PageRequest): Promise<Page<ProductRecord>> =>
      read(filter, request, true),

    /** The active products of a creator who exists. Those of a closed store are there for its creator only. */
    async listOfCreator(
      creatorId: string,
      filter: ProductFilter,
      request: PageRequest,
      viewer: Actor | undefined,
    ): Promise<Page<ProductRecord>> {
      const [creator] = await db
        .select({ userId: creators.userId })
        .from(creators)
        .where(eq(creators.publicId, creatorId));
      const { userId } = found(creator, 'CREATOR_NOT_FOUND');
      return read({ ...filter, creatorId }, request, userId !== viewer?.userId);
    },

    /** Adds a product; one that sells a wearable puts it into the buyer's wardrobe. */
    async create(actor: Actor, { itemId, ...values }: NewProduct): Promise<ProductRecord> {
      return transact(async (tx) => {
        const creator = await requireCreator(tx, actor);
        if (values.productType === 'avatar' && !itemId)
          throw invalid('itemId', 'is needed: a product of type avatar sells a wearable');
        await quotas.assertOneMore(tx, 'products', creator.id);
        const item = itemId ? await ownItem(tx, creator.id, itemId) : null;
        const [made] = await tx
          .insert(products)
          .values({ ...values, creatorId: creator.id, itemId: item, currentStock: values.maxQuantity })
          .returning({ id: products.id });
        const { id } = made as { id: number };
        if (item !== null)
          await tx.update(avatarItems).set({ productId: id }).where(eq(avatarItems.id, item));
        tell(tx, creator.id);
        const [record] = await select(tx).where(eq(products.id, id));
        return record as ProductRecord;
      });
    },

    /** Changes what is offered. Orders that were made keep what they were made for. */
    update,

    /** Takes a product off the offer. It stays on record: orders and inventories refer to it. */
    retire: (actor: Actor, publicId: string): Promise<ProductRecord> =>
      update(actor, publicId, { isActive: false }),
  };
}

const NOTHING_TO_SHOW = 'would show nothing: give its wearable a meshUrl or a textureUrl first';

const invalid = (path: string, message: string): DomainError =>
  new DomainError('INVALID', { detail: 'The request is not valid.', errors: [{ path, message }] });
