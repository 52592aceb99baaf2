import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { creatorPointsConfig, creatorStores, creators, user } from '#db/schema/index.ts';
import { found } from '../errors.ts';

export type StoreRecord = {
  store: typeof creatorStores.$inferSelect;
  creatorPublicId: string;
  userName: string;
  pointsName: string;
  pointsSymbol: string;
};

export type Stores = ReturnType<typeof createStores>;

/** Stores: one for each creator. */
export function createStores({ database: { db } }: { database: Database }) {
  return {
    async ofCreator(creatorPublicId: string): Promise<StoreRecord> {
      const [record] = await db
        .select({
          store: creatorStores,
          creatorPublicId: creators.publicId,
          userName: user.userName,
          pointsName: creatorPointsConfig.pointsName,
          pointsSymbol: creatorPointsConfig.pointsSymbol,
        })
        .from(creatorStores)
        .innerJoin(creators, eq(creators.id, creatorStores.creatorId))
        .innerJoin(user, eq(user.id, creators.userId))
        .innerJoin(creatorPointsConfig, eq(creatorPointsConfig.creatorId, creators.id))
        .where(eq(creators.publicId, creatorPublicId));
      return found(record, 'STORE_NOT_FOUND');
    },
  };
}
