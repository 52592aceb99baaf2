import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database, Executor, Tx } from '#db/client.ts';
import { violatedUnique } from '#db/constraint.ts';
import { creators, tribes, userTribeMemberships } from '#db/schema/index.ts';
import type { Transact } from '#db/transact.ts';
import { assertNotPlatform } from '../accounts/reserved-names.ts';
import type { Actor } from '../actor.ts';
import { requireCreator } from '../creators/creators.ts';
import { DomainError, found } from '../errors.ts';
import { assertOwner, holdCreator, owner } from '../ownership.ts';
import { byId, type Page, type PageRequest, readPage } from '../paging.ts';
import { matches } from '../search.ts';

export type NewTribe = {
  name: string;
  description?: string | null | undefined;
  perks?: string[] | undefined;
  joinCost?: number | undefined;
};
export type TribeChanges = Partial<NewTribe>;

export type TribeRecord = {
  tribe: typeof tribes.$inferSelect;
  creatorPublicId: string;
  ownerUserId: string | null;
};

/** A tribe with how many members it has now. */
export type TribeNow = TribeRecord & { memberCount: number };

const newestFirst = byId('descending', tribes.id, ({ tribe }: TribeRecord) => tribe.id);

export type Tribes = ReturnType<typeof createTribes>;

/** Tribes: the community of a creator, one for each. */
export function createTribes({ database: { db }, transact }: { database: Database; transact: Transact }) {
  const withOwner = { tribe: tribes, creatorPublicId: creators.publicId, ownerUserId: owner };

  const select = (executor: Executor) =>
    executor.select(withOwner).from(tribes).innerJoin(creators, eq(creators.id, tribes.creatorId));

  const selectNow = () =>
    db
      .select({
        ...withOwner,
        memberCount: sql<number>`(select count(*)::int from ${userTribeMemberships}
          where ${userTribeMemberships.tribeId} = ${tribes.id})`,
      })
      .from(tribes)
      .innerJoin(creators, eq(creators.id, tribes.creatorId));

  async function byId(tx: Tx, id: number): Promise<TribeRecord> {
    const [record] = await select(tx).where(eq(tribes.id, id));
    return found(record, 'TRIBE_NOT_FOUND');
  }

  /** The actor's own tribe, locked. */
  async function own(tx: Tx, actor: Actor, publicId: string): Promise<TribeRecord> {
    await holdCreator(tx, actor);
    const [record] = await select(tx)
      .where(eq(tribes.publicId, publicId))
      .for('no key update', { of: tribes });
    const owned = found(record, 'TRIBE_NOT_FOUND');
    assertOwner(actor, owned.ownerUserId);
    return owned;
  }

  return {
    async get(publicId: string): Promise<TribeNow> {
      const [record] = await selectNow().where(eq(tribes.publicId, publicId));
      return found(record, 'TRIBE_NOT_FOUND');
    },

    /** The tribe of a creator. */
    async ofCreator(creatorPublicId: string): Promise<TribeNow> {
      const [record] = await selectNow().where(eq(creators.publicId, creatorPublicId));
      return found(record, 'TRIBE_NOT_FOUND');
    },

    async list(search: string | undefined, request: PageRequest): Promise<Page<TribeRecord>> {
      return readPage(request, newestFirst, (beginning) =>
        select(db).where(and(isNull(creators.retiredAt), matches(tribes.nameFolded, search), beginning)),
      );
    },

    async create(actor: Actor, values: NewTribe): Promise<TribeRecord> {
      assertNotPlatform(actor, { name: values.name });
      return transact(async (tx) => {
        const creator = await requireCreator(tx, actor);
        const [made] = await tx
          .insert(tribes)
          .values({ ...values, creatorId: creator.id })
          .returning({ id: tribes.id });
        return byId(tx, (made as { id: number }).id);
      }).catch((error) => {
        if (violatedUnique(error) === 'tribes_creatorId_unique') throw new DomainError('TRIBE_EXISTS');
        throw error;
      });
    },

    /** Changes a tribe. Who is a member already stays one, whatever joining costs now. */
    async update(actor: Actor, publicId: string, changes: TribeChanges): Promise<TribeRecord> {
      assertNotPlatform(actor, { name: changes.name });
      return transact(async (tx) => {
        const { tribe } = await own(tx, actor, publicId);
        if (Object.keys(changes).length > 0)
          await tx.update(tribes).set(changes).where(eq(tribes.id, tribe.id));
        return byId(tx, tribe.id);
      });
    },

    /** Ends a tribe and every membership in it; what was paid to join stays paid. */
    async remove(actor: Actor, publicId: string): Promise<void> {
      await transact(async (tx) => {
        const { tribe } = await own(tx, actor, publicId);
        await tx.delete(tribes).where(eq(tribes.id, tribe.id));
      });
    },
  };
}
