import { type AnyColumn, and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database, Executor, Tx } from '#db/client.ts';
import { creatorPointsConfig, creatorStores, creators, tribes, user, worlds } from '#db/schema/index.ts';
import type { Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import { DomainError, found } from '../errors.ts';
import { assertOwner, owner } from '../ownership.ts';
import { byId, type Page, type PageRequest, preparedPages } from '../paging.ts';
import { matches } from '../search.ts';
import { lockLeaving } from './leaving.ts';
import type { Removal, Removals } from './removal.ts';

export type Application = { bio?: string | null | undefined; pointsName?: string | undefined };

/** What a creator may change of themselves; what is not given stays. */
export type CreatorChanges = {
  bio?: string | null | undefined;
  pointsName?: string | undefined;
  pointsSymbol?: string | undefined;
};

export type CreatorRecord = {
  creator: typeof creators.$inferSelect;
  pointsSymbol: string;
  userName: string;
  name: string;
  worldPublicId: string | null;
  tribePublicId: string | null;
  storePublicId: string | null;
};

const newestFirst = byId('descending', creators.id, ({ creator }: CreatorRecord) => creator.id);

type OfOneCreator = typeof creatorPointsConfig | typeof worlds | typeof tribes | typeof creatorStores;

/**
 * What a creator has one of, where the column `which` is true. Asked for each row, and not joined: PostgreSQL would merge the tables, and for a later
 * page go through all that comes before it.
 */
const ofCreator = (table: OfOneCreator, column: AnyColumn, which?: AnyColumn): SQL<string | null> =>
  sql`(select ${column} from ${table} where ${table.creatorId} = ${creators.id} and ${which ?? sql`true`})`;

export type Creators = ReturnType<typeof createCreators>;

type Needs = { database: Database; transact: Transact; removals: Removals };

/** Creators: users who own a world, a tribe, a store and points of their own. */
export function createCreators({ database: { db }, transact, removals }: Needs) {
  const select = (executor: Executor) =>
    executor
      .select({
        creator: creators,
        pointsSymbol: sql<string>`${ofCreator(creatorPointsConfig, creatorPointsConfig.pointsSymbol)}`,
        userName: user.userName,
        name: user.name,
        worldPublicId: ofCreator(worlds, worlds.publicId),
        tribePublicId: ofCreator(tribes, tribes.publicId),
        storePublicId: ofCreator(creatorStores, creatorStores.publicId, creatorStores.isActive),
      })
      .from(creators)
      .innerJoin(user, eq(user.id, creators.userId));

  const listed = preparedPages('creators', newestFirst, (when, beginning) =>
    select(db).where(
      and(
        isNull(creators.retiredAt),
        when('search', (term) => matches(user.namesFolded, term) as SQL),
        beginning,
      ),
    ),
  );

  return {
    /**
     * Makes the actor a creator, with a world, a tribe, a store and a name for the points. A retired creator
     * comes back with what is on record, and their points: what was closed stays closed until they open it.
     */
    async apply(actor: Actor, application: Application): Promise<CreatorRecord> {
      return transact(async (tx) => {
        // Before the creator's row, as whoever leaves does: two applications at once would wait for each other.
        await tx.select({ id: user.id }).from(user).where(eq(user.id, actor.userId)).for('no key update');
        const creatorId = await enter(tx, actor, application);
        const { userName } = actor;
        const { pointsName } = application;
        await tx
          .insert(worlds)
          .values({ creatorId, name: `${userName}'s world` })
          .onConflictDoNothing();
        await tx
          .insert(tribes)
          .values({ creatorId, name: `${userName}'s tribe` })
          .onConflictDoNothing();
        const store = { creatorId, storeName: `${userName}'s store` };
        await tx.insert(creatorStores).values(store).onConflictDoNothing();
        await tx
          .insert(creatorPointsConfig)
          .values({ creatorId, pointsName })
          .onConflictDoUpdate({
            target: creatorPointsConfig.creatorId,
            set: { pointsName: pointsName ?? sql`${creatorPointsConfig.pointsName}` },
          });
        await tx
          .update(user)
          .set({ role: 'creator' })
          .where(and(eq(user.id, actor.userId), eq(user.role, 'user')));
        const [record] = await select(tx).where(eq(creators.id, creatorId));
        return record as CreatorRecord;
      });
    },

    async get(publicId: string): Promise<CreatorRecord> {
      const [record] = await select(db).where(eq(creators.publicId, publicId));
      return found(record, 'CREATOR_NOT_FOUND');
    },

    /** Changes a creator. What their points are called is kept in two places, and changes in both. */
    async update(actor: Actor, publicId: string, changes: CreatorChanges): Promise<CreatorRecord> {
      return transact(async (tx) => {
        const [locked] = await tx
          .select({ id: creators.id, ownerUserId: owner })
          .from(creators)
          .where(eq(creators.publicId, publicId))
          .for('no key update');
        const { id, ownerUserId } = found(locked, 'CREATOR_NOT_FOUND');
        assertOwner(actor, ownerUserId);
        const { bio, pointsName, pointsSymbol } = changes;
        if (bio !== undefined || pointsName !== undefined)
          await tx.update(creators).set({ bio, pointsName }).where(eq(creators.id, id));
        if (pointsName !== undefined || pointsSymbol !== undefined)
          await tx
            .update(creatorPointsConfig)
            .set({ pointsName, pointsSymbol })
            .where(eq(creatorPointsConfig.creatorId, id));
        const [record] = await select(tx).where(eq(creators.id, id));
        return found(record, 'CREATOR_NOT_FOUND');
      });
    },

    /** Removes a creator, for themselves and for admins; says whether they are retired or erased. */
    async remove(actor: Actor, publicId: string): Promise<Removal> {
      return transact(async (tx) => {
        const [record] = await tx
          .select({ userId: creators.userId })
          .from(creators)
          .where(eq(creators.publicId, publicId));
        const { userId } = found(record, 'CREATOR_NOT_FOUND');
        if (actor.role !== 'admin') assertOwner(actor, userId);
        const { creator } = await lockLeaving(tx, userId, 'creator');
        return removals.remove(tx, found(creator, 'CREATOR_NOT_FOUND'));
      });
    },

    /** The creator that a user is, if they are one. */
    async ofUser(userId: string): Promise<CreatorRecord | undefined> {
      const [record] = await select(db).where(and(eq(creators.userId, userId), isNull(creators.retiredAt)));
      return record;
    },

    /** All creators, the newest first; `search` looks in their userNames and names. */
    list: (search: string | undefined, request: PageRequest): Promise<Page<CreatorRecord>> =>
      listed({ search }, request),
  };
}

/** Makes the creator row, or takes the one of a retired creator up again. */
async function enter(tx: Tx, { userId }: Actor, { bio, pointsName }: Application): Promise<number> {
  const [entered] = await tx
    .insert(creators)
    .values({ userId, bio: bio ?? null, pointsName })
    .onConflictDoUpdate({
      target: creators.userId,
      set: {
        retiredAt: null,
        bio: bio === undefined ? sql`${creators.bio}` : bio,
        pointsName: pointsName ?? sql`${creators.pointsName}`,
        updatedAt: new Date(),
      },
      setWhere: isNotNull(creators.retiredAt),
    })
    .returning({ id: creators.id });
  return found(entered, 'ALREADY_CREATOR').id;
}

/**
 * The creator row of the actor, for what only creators may do. Their removal waits for what is done with it, or
 * comes before it.
 */
export async function requireCreator(
  executor: Executor,
  actor: Actor,
): Promise<typeof creators.$inferSelect> {
  const [creator] = await executor
    .select()
    .from(creators)
    .where(and(eq(creators.userId, actor.userId), isNull(creators.retiredAt)))
    .for('key share');
  if (!creator)
    throw new DomainError('NOT_A_CREATOR', 'Only a creator may do this: POST /api/v1/creators/apply first.');
  return creator;
}
