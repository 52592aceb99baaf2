import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database, Executor } from '#db/client.ts';
import { creatorPointsConfig, creatorStores, creators, user } from '#db/schema/index.ts';
import { afterCommit, type Transact } from '#db/transact.ts';
import { assertNotPlatform } from '../accounts/reserved-names.ts';
import type { Actor } from '../actor.ts';
import { requireCreator } from '../creators/creators.ts';
import { DomainError, found } from '../errors.ts';
import type { FactBus } from '../facts.ts';
import { owner } from '../ownership.ts';
import { byId, type Page, type PageRequest, readPage } from '../paging.ts';
import { matches } from '../search.ts';

export type StoreRecord = {
  store: typeof creatorStores.$inferSelect;
  creatorPublicId: string;
  ownerUserId: string | null;
  userName: string;
  pointsName: string;
  pointsSymbol: string;
};

export type StoreChanges = {
  storeName?: string | undefined;
  description?: string | null | undefined;
  bannerUrl?: string | null | undefined;
  logoUrl?: string | null | undefined;
  isActive?: boolean | undefined;
  settings?: Record<string, unknown> | null | undefined;
};

const newestFirst = byId('descending', creatorStores.id, ({ store }: StoreRecord) => store.id);

export type Stores = ReturnType<typeof createStores>;

type Needs = { database: Database; transact: Transact; facts: FactBus };

/** Stores: one for each creator. */
export function createStores({ database: { db }, transact, facts }: Needs) {
  const select = (executor: Executor) =>
    executor
      .select({
        store: creatorStores,
        creatorPublicId: creators.publicId,
        ownerUserId: owner,
        userName: user.userName,
        pointsName: creatorPointsConfig.pointsName,
        pointsSymbol: creatorPointsConfig.pointsSymbol,
      })
      .from(creatorStores)
      .innerJoin(creators, eq(creators.id, creatorStores.creatorId))
      .innerJoin(user, eq(user.id, creators.userId))
      .innerJoin(creatorPointsConfig, eq(creatorPointsConfig.creatorId, creators.id));

  return {
    /** The store of a creator. A closed one is there for its creator only. */
    async ofCreator(creatorPublicId: string, viewer: Actor | undefined): Promise<StoreRecord> {
      const [record] = await select(db).where(eq(creators.publicId, creatorPublicId));
      const { store, ownerUserId } = found(record, 'STORE_NOT_FOUND');
      if (!store.isActive && ownerUserId !== viewer?.userId) throw new DomainError('STORE_NOT_FOUND');
      return record as StoreRecord;
    },

    /** The stores that are open, the newest first. */
    async list(search: string | undefined, request: PageRequest): Promise<Page<StoreRecord>> {
      return readPage(request, newestFirst, (beginning) =>
        select(db).where(
          and(
            sql`${creatorStores.isActive}`,
            isNull(creators.retiredAt),
            matches(creatorStores.storeNameFolded, search),
            beginning,
          ),
        ),
      );
    },

    /**
     * Changes the store of the creator who asks. One that closes sells nothing any more once this is committed: it waits
     * for the purchases under way, which hold the creator.
     */
    async updateMine(actor: Actor, changes: StoreChanges): Promise<StoreRecord> {
      assertNotPlatform(actor, { storeName: changes.storeName });
      return transact(async (tx) => {
        if (changes.isActive !== undefined)
          await tx
            .select({ id: creators.id })
            .from(creators)
            .where(eq(creators.userId, actor.userId))
            .for('update');
        const { id } = await requireCreator(tx, actor);
        if (Object.keys(changes).length > 0)
          await tx
            .update(creatorStores)
            .set({ ...changes, updatedAt: new Date() })
            .where(eq(creatorStores.creatorId, id));
        if (changes.isActive !== undefined)
          afterCommit(tx, () => facts.publish('ProductsChanged', { creatorId: id }));
        const [record] = await select(tx).where(eq(creatorStores.creatorId, id));
        return found(record, 'STORE_NOT_FOUND');
      });
    },
  };
}
