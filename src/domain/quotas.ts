import { type SQL, sql } from 'drizzle-orm';
import { rows, type Tx } from '#db/client.ts';
import { DomainError } from './errors.ts';

/** What one creator, or for avatars one user, can make only so many of. */
const quotas = {
  spaces: {
    per: 'creator',
    rows: (creatorId) => sql`spaces s join worlds w on w.id = s.world_id where w.creator_id = ${creatorId}`,
  },
  /** Those that are not over: an event stays on record for ever. */
  events: {
    per: 'creator',
    rows: (creatorId) => sql`events e join spaces s on s.id = e.space_id join worlds w on w.id = s.world_id
      where w.creator_id = ${creatorId} and e.ended_at is null`,
  },
  products: { per: 'creator', rows: (creatorId) => sql`products where creator_id = ${creatorId}` },
  packages: { per: 'creator', rows: (creatorId) => sql`points_packages where creator_id = ${creatorId}` },
  wearables: { per: 'creator', rows: (creatorId) => sql`avatar_items where creator_id = ${creatorId}` },
  avatars: { per: 'user', rows: (userId) => sql`user_avatars where user_id = ${userId}` },
} as const satisfies Record<string, { per: 'creator' | 'user'; rows: (ownerId: number | string) => SQL }>;

export type QuotaName = keyof typeof quotas;

/** How many of each, from the configuration. */
export type QuotaLimits = Readonly<Record<QuotaName, number>>;

export type Quotas = ReturnType<typeof createQuotas>;

/** Keeps anybody from filling the database with things that cost nothing to make. */
export function createQuotas(limits: QuotaLimits) {
  return {
    /**
     * Lets one more be made within this transaction. Those who make the same kind of thing for the same owner come one
     * after the other, so that the limit holds whatever is asked at once.
     * @param ownerId the creator's id; for avatars, the user's
     * @throws DomainError QUOTA_REACHED
     */
    async assertOneMore(tx: Tx, name: QuotaName, ownerId: number | string): Promise<void> {
      const limit = limits[name];
      const { per, rows: owned } = quotas[name];
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`quota:${name}:${ownerId}`}, 0))`);
      const [counted] = await rows<{ count: number }>(
        tx,
        sql`select count(*)::int as count from (select 1 from ${owned(ownerId)} limit ${limit}) counted`,
      );
      if ((counted?.count ?? 0) >= limit)
        throw new DomainError(
          'QUOTA_REACHED',
          `One ${per} can have ${limit} ${name} here, and you have them.`,
        );
    },
  };
}

/** Without limits, for services that are made by hand. */
export const noQuotas: Quotas = { assertOneMore: async () => {} };
