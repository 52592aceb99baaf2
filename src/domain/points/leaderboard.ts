import { eq } from 'drizzle-orm';
import { type Database, rows } from '#db/client.ts';
import { creators } from '#db/schema/index.ts';
import { found } from '../errors.ts';
import { type Page, type PageRequest, pageOf } from '../paging.ts';
import { leadersPage } from './leaderboard-sql.ts';

/** A place on the leaderboard. */
export type Leader = {
  /** One more than the number of users who earned more. */
  rank: number;
  userName: string;
  /** Points ever earned, spent or not. */
  totalEarned: number;
};

export type Leaderboard = ReturnType<typeof createLeaderboard>;

/** Who earned most of a creator's points. */
export function createLeaderboard({ database: { db } }: { database: Database }) {
  return {
    /** Who earned of a creator's points, the most first; of equal ones, whose balance is the oldest. */
    async list(creatorPublicId: string, request: PageRequest): Promise<Page<Leader>> {
      const [creator] = await db
        .select({ id: creators.id })
        .from(creators)
        .where(eq(creators.publicId, creatorPublicId));
      const { id: creatorId } = found(creator, 'CREATOR_NOT_FOUND');
      const leaders = await rows<Leader & { id: number }>(db, leadersPage(creatorId, request));
      return pageOf(leaders, request.limit, ({ id, totalEarned }) => ({ key: String(totalEarned), id }));
    },
  };
}
