import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { type Executor, rows, type Tx } from '#db/client.ts';
import { spaceBans, spaceMutes, user } from '#db/schema/index.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import { byId, type Page, type PageRequest, readPage } from '../paging.ts';

export type SanctionTerms = {
  /** Why, for whoever reads the list. */
  reason?: string | null | undefined;
  /** When it ends by itself; empty for one without end. */
  until?: Date | null | undefined;
};

export type SanctionRecord = {
  sanction: typeof spaceBans.$inferSelect;
  userName: string;
  /** The userName of the moderator; null where that account is gone. */
  by: string | null;
};

type SanctionTable = typeof spaceBans;

/** Both tables have the same columns; to the compiler they differ in their names. */
const tables = { ban: spaceBans, mute: spaceMutes as unknown as SanctionTable };

/** What moderators keep users from in a space, one for each user: being there (`ban`), or talking (`mute`). */
export function createSanctions(kind: keyof typeof tables, clock: Clock) {
  const table = tables[kind];
  const newestFirst = byId<SanctionRecord>('descending', table.id, ({ sanction }) => sanction.id);
  const isInForce = or(sql`${table.until} is null`, sql`${table.until} > ${clock.now}`);

  async function assertAhead(tx: Tx, until: Date): Promise<void> {
    const [answer] = await rows<{ isAhead: boolean }>(
      tx,
      sql`select ${until.toISOString()}::timestamptz > ${clock.now} as "isAhead"`,
    );
    if (!answer?.isAhead)
      throw new DomainError('INVALID', { errors: [{ path: 'until', message: 'must be in the future' }] });
  }

  return {
    /** Writes one, or its new terms; one that had ended begins anew. */
    async write(tx: Tx, actor: Actor, spaceId: number, userId: string, { reason, until }: SanctionTerms) {
      if (until) await assertAhead(tx, until);
      const values = { reason: reason ?? null, until: until ?? null, byUserId: actor.userId };
      const begun = sql`case when ${table.until} <= ${clock.now} then ${clock.now} else ${table.createdAt} end`;
      const [sanction] = await tx
        .insert(table)
        .values({ ...values, spaceId, userId, createdAt: sql`${clock.now}` })
        .onConflictDoUpdate({
          target: [table.spaceId, table.userId],
          set: { ...values, createdAt: begun },
        })
        .returning();
      return sanction as SanctionRecord['sanction'];
    },

    /** Ends one; false where there is none that is in force. */
    async lift(tx: Tx, spaceId: number, userId: string): Promise<boolean> {
      const lifted = await tx
        .delete(table)
        .where(and(eq(table.spaceId, spaceId), eq(table.userId, userId), isInForce))
        .returning({ id: table.id });
      return lifted.length > 0;
    },

    /** Those that are in force, the newest first. */
    page(executor: Executor, spaceId: number, request: PageRequest): Promise<Page<SanctionRecord>> {
      const moderator = alias(user, 'moderator');
      return readPage(request, newestFirst, (beginning: SQL | undefined) =>
        executor
          .select({ sanction: table, userName: user.userName, by: moderator.userName })
          .from(table)
          .innerJoin(user, eq(user.id, table.userId))
          .leftJoin(moderator, and(eq(moderator.id, table.byUserId), isNull(moderator.deletedAt)))
          .where(and(eq(table.spaceId, spaceId), isInForce, beginning)),
      );
    },
  };
}
