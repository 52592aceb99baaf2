import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database, Executor, Tx } from '#db/client.ts';
import { readByPlan } from '#db/row-mapper.ts';
import { creators, spaces, worlds } from '#db/schema/index.ts';
import { afterCommit, type Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import { requireCreator } from '../creators/creators.ts';
import { found } from '../errors.ts';
import type { FactBus } from '../facts.ts';
import { assertOwner, holdCreator, owner } from '../ownership.ts';
import { byId, type Page, type PageRequest, preparedPages } from '../paging.ts';
import type { Quotas } from '../quotas.ts';
import { matches, refersTo } from '../search.ts';
import { eraseSpaces } from './erasure.ts';
import { assertMovement, type MovementChanges, movementOf } from './movement-settings.ts';

export type NewSpace = {
  worldId: string;
  name: string;
  spaceType: string;
  capacity?: number | undefined;
  movement?: MovementChanges | undefined;
};
export type SpaceChanges = {
  name?: string | undefined;
  spaceType?: string | undefined;
  capacity?: number | undefined;
  /** Those settings that are given take the place of what was; the others stay. */
  movement?: MovementChanges | undefined;
  isActive?: boolean | undefined;
};
export type SpaceFilter = {
  worldId?: string | undefined;
  spaceType?: string | undefined;
  /** Looked for in the names. */
  search?: string | undefined;
};

export type SpaceRecord = {
  space: typeof spaces.$inferSelect;
  worldPublicId: string;
  creatorPublicId: string;
  ownerUserId: string | null;
};

const newestFirst = byId('descending', spaces.id, ({ space }: SpaceRecord) => space.id);

export type Spaces = ReturnType<typeof createSpaces>;

type Needs = { database: Database; transact: Transact; facts: FactBus; quotas: Quotas };

/** Spaces: the places of a world, each running as one or more rooms. */
export function createSpaces({ database: { db }, transact, facts, quotas }: Needs) {
  const select = (executor: Executor) =>
    executor
      .select({
        space: spaces,
        worldPublicId: worlds.publicId,
        creatorPublicId: creators.publicId,
        ownerUserId: owner,
      })
      .from(spaces)
      .innerJoin(worlds, eq(worlds.id, spaces.worldId))
      .innerJoin(creators, eq(creators.id, worlds.creatorId));

  const byPublicId = readByPlan(
    select(db)
      .where(eq(spaces.publicId, sql.placeholder('publicId')))
      .prepare('space_by_public_id'),
  );

  async function byId(tx: Tx, id: number): Promise<SpaceRecord> {
    const [record] = await select(tx).where(eq(spaces.id, id));
    return found(record, 'SPACE_NOT_FOUND');
  }

  const listed = preparedPages('spaces', newestFirst, (when, beginning) =>
    select(db).where(
      and(
        sql`${spaces.isActive}`,
        isNull(creators.retiredAt),
        when('worldId', (worldId) => refersTo(spaces.worldId, worlds, worldId) as SQL),
        when('spaceType', (spaceType) => eq(spaces.spaceType, spaceType)),
        when('search', (term) => matches(spaces.nameFolded, term) as SQL),
        beginning,
      ),
    ),
  );

  /** Active spaces, the newest first. */
  const list = (filter: SpaceFilter, request: PageRequest): Promise<Page<SpaceRecord>> =>
    listed(filter, request);

  return {
    async get(publicId: string): Promise<SpaceRecord> {
      const [record] = await byPublicId.execute({ publicId });
      return found(record, 'SPACE_NOT_FOUND');
    },

    list,

    /** The active spaces of a world that exists. */
    async listOfWorld(worldId: string, request: PageRequest): Promise<Page<SpaceRecord>> {
      const [world] = await db.select({ id: worlds.id }).from(worlds).where(eq(worlds.publicId, worldId));
      found(world, 'WORLD_NOT_FOUND');
      return list({ worldId }, request);
    },

    async create(actor: Actor, { worldId, ...values }: NewSpace): Promise<SpaceRecord> {
      assertMovement(movementOf(values.movement ?? {}));
      return transact(async (tx) => {
        const creator = await requireCreator(tx, actor);
        const [world] = await tx
          .select({ id: worlds.id, ownerUserId: owner })
          .from(worlds)
          .innerJoin(creators, eq(creators.id, worlds.creatorId))
          .where(eq(worlds.publicId, worldId))
          .for('key share', { of: worlds });
        const { id, ownerUserId } = found(world, 'WORLD_NOT_FOUND');
        assertOwner(actor, ownerUserId);
        await quotas.assertOneMore(tx, 'spaces', creator.id);
        const [made] = await tx
          .insert(spaces)
          .values({ ...values, worldId: id })
          .returning({ id: spaces.id });
        return byId(tx, (made as { id: number }).id);
      });
    },

    /** Changes a space; one that is made inactive closes its rooms. */
    async update(actor: Actor, publicId: string, changes: SpaceChanges): Promise<SpaceRecord> {
      return transact(async (tx) => {
        const [locked] = await tx
          .select({ id: spaces.id })
          .from(spaces)
          .where(eq(spaces.publicId, publicId))
          .for('no key update');
        const { id } = found(locked, 'SPACE_NOT_FOUND');
        await holdCreator(tx, actor);
        const { space, ownerUserId } = await byId(tx, id);
        assertOwner(actor, ownerUserId);
        const movement = { ...space.movement, ...changes.movement };
        if (changes.movement) assertMovement(movementOf(movement));
        if (Object.keys(changes).length > 0)
          await tx
            .update(spaces)
            .set({ ...changes, movement })
            .where(eq(spaces.id, space.id));
        const fact = changes.isActive === false ? 'SpaceClosed' : 'SpaceChanged';
        afterCommit(tx, () => facts.publish(fact, { spaceId: space.id }));
        return byId(tx, space.id);
      });
    },

    /** Erases a space where nobody attended anything, with its events, and closes its rooms. */
    async remove(actor: Actor, publicId: string): Promise<void> {
      await transact(async (tx) => {
        const [record] = await select(tx).where(eq(spaces.publicId, publicId)).for('update', { of: spaces });
        const { space, ownerUserId } = found(record, 'SPACE_NOT_FOUND');
        assertOwner(actor, ownerUserId);
        await eraseSpaces(tx, facts, [space.id]);
      });
    },
  };
}
