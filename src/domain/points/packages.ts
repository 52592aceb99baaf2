import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.ts';
import { creators, pointsPackages } from '#db/schema/index.ts';
import type { Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import { requireCreator } from '../creators/creators.ts';
import { DomainError, found } from '../errors.ts';
import { assertOwner, holdCreator, owner } from '../ownership.ts';
import { byKey, type Page, type PageRequest, readPage } from '../paging.ts';
import type { Quotas } from '../quotas.ts';

export type PackageRecord = { package: typeof pointsPackages.$inferSelect; creatorPublicId: string };

export type NewPackage = {
  name: string;
  pointsAmount: number;
  /** US dollars, a decimal such as `4.99`. */
  priceUSD: string;
  bonusPoints: number;
  displayOrder: number;
};

export type PackageChanges = { [Name in keyof NewPackage]?: NewPackage[Name] | undefined } & {
  isActive?: boolean | undefined;
};

type Package = PackageRecord['package'];

const asItsCreatorWants = byKey<Package>(
  'ascending',
  {
    column: pointsPackages.displayOrder,
    of: ({ displayOrder }) => String(displayOrder),
    bind: (text) => sql`${text}::int`,
  },
  pointsPackages.id,
  ({ id }) => id,
);

export type Packages = ReturnType<typeof createPackages>;

type Needs = { database: Database; transact: Transact; quotas: Quotas };

/** Points that a creator sells for money, in packages. */
export function createPackages({ database: { db }, transact, quotas }: Needs) {
  /** Packages in the creator's own order. */
  async function list(
    creator: { id: number; publicId: string },
    which: SQL | undefined,
    request: PageRequest,
  ): Promise<Page<PackageRecord>> {
    const { items, next } = await readPage(request, asItsCreatorWants, (beginning) =>
      db
        .select()
        .from(pointsPackages)
        .where(and(eq(pointsPackages.creatorId, creator.id), which, beginning)),
    );
    return { items: items.map((found) => ({ package: found, creatorPublicId: creator.publicId })), next };
  }

  /** The actor's package, locked. One that somebody else has retired is not there for others. */
  async function owned(tx: Tx, actor: Actor, publicId: string): Promise<PackageRecord> {
    await holdCreator(tx, actor);
    const [record] = await tx
      .select({ package: pointsPackages, creatorPublicId: creators.publicId, ownerUserId: owner })
      .from(pointsPackages)
      .innerJoin(creators, eq(creators.id, pointsPackages.creatorId))
      .where(eq(pointsPackages.publicId, publicId));
    const { ownerUserId, ...owned } = found(record, 'PACKAGE_NOT_FOUND');
    if (!owned.package.isActive && ownerUserId !== actor.userId) throw new DomainError('PACKAGE_NOT_FOUND');
    assertOwner(actor, ownerUserId);
    return owned;
  }

  async function update(actor: Actor, publicId: string, changes: PackageChanges): Promise<PackageRecord> {
    return transact(async (tx) => {
      const record = await owned(tx, actor, publicId);
      if (Object.keys(changes).length === 0) return record;
      const [changed] = await tx
        .update(pointsPackages)
        .set(changes)
        .where(eq(pointsPackages.id, record.package.id))
        .returning();
      return { ...record, package: changed as PackageRecord['package'] };
    });
  }

  return {
    /** What a creator sells now. */
    async listActive(creatorPublicId: string, request: PageRequest): Promise<Page<PackageRecord>> {
      const [creator] = await db
        .select({ id: creators.id, publicId: creators.publicId })
        .from(creators)
        .where(eq(creators.publicId, creatorPublicId));
      return list(found(creator, 'CREATOR_NOT_FOUND'), sql`${pointsPackages.isActive}`, request);
    },

    /** All packages of the creator who asks, the retired ones too. */
    async listMine(actor: Actor, request: PageRequest): Promise<Page<PackageRecord>> {
      return list(await requireCreator(db, actor), undefined, request);
    },

    async create(actor: Actor, values: NewPackage): Promise<PackageRecord> {
      return transact(async (tx) => {
        const creator = await requireCreator(tx, actor);
        await quotas.assertOneMore(tx, 'packages', creator.id);
        const [made] = await tx
          .insert(pointsPackages)
          .values({ ...values, creatorId: creator.id })
          .returning();
        return { package: made as PackageRecord['package'], creatorPublicId: creator.publicId };
      });
    },

    /** Changes what is offered. Purchases that were begun keep what they were begun for. */
    update,

    /** Takes a package off the offer. It stays on record: purchases refer to it. */
    retire: (actor: Actor, publicId: string): Promise<PackageRecord> =>
      update(actor, publicId, { isActive: false }),
  };
}
