import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database, Executor, Tx } from '#db/client.ts';
import { violatedUnique } from '#db/constraint.ts';
import { readByPlan } from '#db/row-mapper.ts';
import { creators, spaces, worlds } from '#db/schema/index.ts';
import type { Transact } from '#db/transact.ts';
import { assertNotPlatform } from '../accounts/reserved-names.ts';
import type { Actor } from '../actor.ts';
import { requireCreator } from '../creators/creators.ts';
import { DomainError, found } from '../errors.ts';
import type { FactBus } from '../facts.ts';
import { assertOwner, holdCreator, owner } from '../ownership.ts';
import { byId, type Page, type PageRequest, preparedPages } from '../paging.ts';
import { matches } from '../search.ts';
import { eraseSpaces } from './erasure.ts';

export type WorldValues = { name: string; description?: string | null | undefined };

export type WorldRecord = {
  world: typeof worlds.$inferSelect;
  creatorPublicId: string;
  ownerUserId: string | null;
};

export type Worlds = ReturnType<typeof createWorlds>;

const newestFirst = byId('descending', worlds.id, ({ world }: WorldRecord) => world.id);

type Needs = { database: Database; transact: Transact; facts: FactBus };

/** Worlds: one for each creator. */
export function createWorlds({ database: { db }, transact, facts }: Needs) {
  const select = (executor: Executor) =>
    executor
      .select({ world: worlds, creatorPublicId: creators.publicId, ownerUserId: owner })
      .from(worlds)
      .innerJoin(creators, eq(creators.id, worlds.creatorId));

  const byPublicId = readByPlan(
    select(db)
      .where(eq(worlds.publicId, sql.placeholder('publicId')))
      .prepare('world_by_public_id'),
  );

  async function byId(tx: Tx, id: number): Promise<WorldRecord> {
    const [record] = await select(tx).where(eq(worlds.id, id));
    return found(record, 'WORLD_NOT_FOUND');
  }

  const listed = preparedPages('worlds', newestFirst, (when, beginning) =>
    select(db).where(
      and(
        isNull(creators.retiredAt),
        when('search', (term) => matches(worlds.nameFolded, term) as SQL),
        beginning,
      ),
    ),
  );

  return {
    async get(publicId: string): Promise<WorldRecord> {
      const [record] = await byPublicId.execute({ publicId });
      return found(record, 'WORLD_NOT_FOUND');
    },

    /** The world of a creator. */
    async ofCreator(creatorPublicId: string): Promise<WorldRecord> {
      const [record] = await select(db).where(eq(creators.publicId, creatorPublicId));
      return found(record, 'WORLD_NOT_FOUND');
    },

    list: (search: string | undefined, request: PageRequest): Promise<Page<WorldRecord>> =>
      listed({ search }, request),

    async create(actor: Actor, values: WorldValues): Promise<WorldRecord> {
      assertNotPlatform(actor, { name: values.name });
      return transact(async (tx) => {
        const creator = await requireCreator(tx, actor);
        const [made] = await tx
          .insert(worlds)
          .values({ ...values, creatorId: creator.id })
          .returning({ id: worlds.id });
        return byId(tx, (made as { id: number }).id);
      }).catch((error) => {
        if (violatedUnique(error) === 'worlds_creatorId_unique') throw new DomainError('WORLD_EXISTS');
        throw error;
      });
    },

    async update(actor: Actor, publicId: string, changes: Partial<WorldValues>): Promise<WorldRecord> {
      assertNotPlatform(actor, { name: changes.name });
      return transact(async (tx) => {
        const [locked] = await tx
          .select({ id: worlds.id })
          .from(worlds)
          .where(eq(worlds.publicId, publicId))
          .for('no key update');
        const { id } = found(locked, 'WORLD_NOT_FOUND');
        await holdCreator(tx, actor);
        const { ownerUserId } = await byId(tx, id);
        assertOwner(actor, ownerUserId);
        if (Object.keys(changes).length > 0) await tx.update(worlds).set(changes).where(eq(worlds.id, id));
        return byId(tx, id);
      });
    },

    /** Erases a world where nobody attended anything, with its spaces and their events, and closes their rooms. */
    async remove(actor: Actor, publicId: string): Promise<void> {
      await transact(async (tx) => {
        const [record] = await select(tx).where(eq(worlds.publicId, publicId)).for('update', { of: worlds });
        const { world, ownerUserId } = found(record, 'WORLD_NOT_FOUND');
        assertOwner(actor, ownerUserId);
        const within = await tx
          .select({ id: spaces.id })
          .from(spaces)
          .where(eq(spaces.worldId, world.id))
          .orderBy(asc(spaces.id))
          .for('update');
        await eraseSpaces(
          tx,
          facts,
          within.map(({ id }) => id),
        );
        await tx.delete(worlds).where(eq(worlds.id, world.id));
      });
    },
  };
}
