import { and, eq } from 'drizzle-orm';
import type { Database, Executor } from '#db/client.ts';
import { violatedUnique } from '#db/constraint.ts';
import { creatorPointsConfig, creatorStores, creators, tribes, user, worlds } from '#db/schema/index.ts';
import type { Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import { DomainError, found } from '../errors.ts';
import { assertOwner } from '../ownership.ts';
import { byId, type Page, type PageRequest, readPage } from '../paging.ts';
import { matches } from '../search.ts';

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

export type Creators = ReturnType<typeof createCreators>;

/** Creators: users who own a world, a tribe, a store and points of their own. */
export function createCreators({ database: { db }, transact }: { database: Database; transact: Transact }) {
  const select = (executor: Executor) =>
    executor
      .select({
        creator: creators,
        pointsSymbol: creatorPointsConfig.pointsSymbol,
        userName: user.userName,
        name: user.name,
        worldPublicId: worlds.publicId,
        tribePublicId: tribes.publicId,
        storePublicId: creatorStores.publicId,
      })
      .from(creators)
      .innerJoin(user, eq(user.id, creators.userId))
      .innerJoin(creatorPointsConfig, eq(creatorPointsConfig.creatorId, creators.id))
      .leftJoin(worlds, eq(worlds.creatorId, creators.id))
      .leftJoin(tribes, eq(tribes.creatorId, creators.id))
      .leftJoin(creatorStores, eq(creatorStores.creatorId, creators.id));

  return {
    /** Makes the actor a creator, with a world, a tribe, a store and a name for the points. */
    async apply(actor: Actor, { bio, pointsName }: Application): Promise<CreatorRecord> {
      return transact(async (tx) => {
        const [made] = await tx
          .insert(creators)
          .values({ userId: actor.userId, bio: bio ?? null, pointsName })
          .returning({ id: creators.id });
        const { id: creatorId } = made as { id: number };
        const { userName } = actor;
        await tx.insert(worlds).values({ creatorId, name: `${userName}'s world` });
        await tx.insert(tribes).values({ creatorId, name: `${userName}'s tribe` });
        await tx.insert(creatorStores).values({ creatorId, storeName: `${userName}'s store` });
        await tx.insert(creatorPointsConfig).values({ creatorId, pointsName });
        await tx
          .update(user)
          .set({ role: 'creator' })
          .where(and(eq(user.id, actor.userId), eq(user.role, 'user')));
        const [record] = await select(tx).where(eq(creators.id, creatorId));
        return record as CreatorRecord;
      }).catch((error) => {
        if (violatedUnique(error) === 'creators_userId_unique') throw new DomainError('ALREADY_CREATOR');
        throw error;
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
          .select({ id: creators.id, userId: creators.userId })
          .from(creators)
          .where(eq(creators.publicId, publicId))
          .for('no key update');
        const { id, userId } = found(locked, 'CREATOR_NOT_FOUND');
        assertOwner(actor, userId);
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

    /** The creator that a user is, if they are one. */
    async ofUser(userId: string): Promise<CreatorRecord | undefined> {
      const [record] = await select(db).where(eq(creators.userId, userId));
      return record;
    },

    /** All creators, the newest first; `search` looks in their userNames and names. */
    async list(search: string | undefined, request: PageRequest): Promise<Page<CreatorRecord>> {
      return readPage(request, newestFirst, (beginning) =>
        select(db).where(and(matches(user.namesFolded, search), beginning)),
      );
    },
  };
}

/** The creator row of the actor, for what only creators may do. */
export async function requireCreator(
  executor: Executor,
  actor: Actor,
): Promise<typeof creators.$inferSelect> {
  const [creator] = await executor.select().from(creators).where(eq(creators.userId, actor.userId));
  if (!creator)
    throw new DomainError('NOT_A_CREATOR', 'Only a creator may do this: POST /api/v1/creators/apply first.');
  return creator;
}
