import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { creators, pointsPackages } from '#db/schema/index.ts';
import { found } from '../errors.ts';
import { type Page, type PageRequest, pageOf } from '../paging.ts';

export type PackageRecord = { package: typeof pointsPackages.$inferSelect; creatorPublicId: string };

export type Packages = ReturnType<typeof createPackages>;

/** Points that a creator sells for money, in packages. */
export function createPackages({ database: { db } }: { database: Database }) {
  return {
    /** What a creator sells now, in the creator's own order. */
    async listActive(creatorPublicId: string, request: PageRequest): Promise<Page<PackageRecord>> {
      const [creator] = await db
        .select({ id: creators.id })
        .from(creators)
        .where(eq(creators.publicId, creatorPublicId));
      const { id: creatorId } = found(creator, 'CREATOR_NOT_FOUND');
      const { displayOrder, id } = pointsPackages;
      const packages = await db
        .select()
        .from(pointsPackages)
        .where(
          and(
            eq(pointsPackages.creatorId, creatorId),
            eq(pointsPackages.isActive, true),
            request.after && sql`(${displayOrder}, ${id}) > (${request.after.key}::int, ${request.after.id})`,
          ),
        )
        .orderBy(asc(displayOrder), asc(id))
        .limit(request.limit + 1);
      const records = packages.map((found) => ({ package: found, creatorPublicId }));
      return pageOf(records, request.limit, (record) => ({
        key: String(record.package.displayOrder),
        id: record.package.id,
      }));
    },
  };
}
