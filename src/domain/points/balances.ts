import { type AnyColumn, and, desc, eq, gte, lt } from 'drizzle-orm';
import type { Database, Executor } from '#db/client.ts';
import {
  creatorPointsConfig,
  creators,
  events,
  orders,
  pointBalances,
  pointsPurchases,
  pointTransactions,
  tribes,
  user,
} from '#db/schema/index.ts';
import type { Actor } from '../actor.ts';
import { found } from '../errors.ts';
import { type Page, type PageRequest, pageOf } from '../paging.ts';

export type BalanceRecord = {
  creatorId: string;
  creatorUserName: string;
  pointsName: string;
  pointsSymbol: string;
  balance: number;
  lastUpdated: Date | null;
};

export type TransactionFilter = {
  creatorId?: string | undefined;
  type?: (typeof pointTransactions.$inferSelect)['type'] | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
};

export type TransactionRecord = {
  transaction: typeof pointTransactions.$inferSelect;
  creatorPublicId: string;
  /** What it refers to: an order's number, a purchase's id, or the public id of an event or a tribe. */
  orderNumber: string | null;
  purchaseTransactionId: string | null;
  eventPublicId: string | null;
  tribePublicId: string | null;
};

export type Balances = ReturnType<typeof createBalances>;

const refersTo = (referenceType: string, id: AnyColumn) =>
  and(eq(pointTransactions.referenceType, referenceType), eq(id, pointTransactions.referenceId));

/** What a user has of each creator's points, and how it came about. */
export function createBalances({ database: { db } }: { database: Database }) {
  const select = (userId: string) =>
    db
      .select({
        id: creators.id,
        creatorId: creators.publicId,
        creatorUserName: user.userName,
        pointsName: creatorPointsConfig.pointsName,
        pointsSymbol: creatorPointsConfig.pointsSymbol,
        balance: pointBalances.balance,
        lastUpdated: pointBalances.lastUpdated,
      })
      .from(creators)
      .innerJoin(user, eq(user.id, creators.userId))
      .innerJoin(creatorPointsConfig, eq(creatorPointsConfig.creatorId, creators.id))
      .leftJoin(
        pointBalances,
        and(eq(pointBalances.creatorId, creators.id), eq(pointBalances.userId, userId)),
      );

  return {
    /** The balance with one creator; 0 where there has never been any. */
    async get(actor: Actor, creatorPublicId: string): Promise<BalanceRecord> {
      const [record] = await select(actor.userId).where(eq(creators.publicId, creatorPublicId));
      const balance = found(record, 'CREATOR_NOT_FOUND');
      return { ...balance, balance: balance.balance ?? 0 };
    },

    /** Every balance that the user has ever had, the newest creator first. */
    async list(actor: Actor, request: PageRequest): Promise<Page<BalanceRecord>> {
      const records = await select(actor.userId)
        .where(
          and(eq(pointBalances.userId, actor.userId), request.after && lt(creators.id, request.after.id)),
        )
        .orderBy(desc(creators.id))
        .limit(request.limit + 1);
      const page = pageOf(records, request.limit, ({ id }) => ({ key: '', id }));
      return { ...page, items: page.items.map((record) => ({ ...record, balance: record.balance ?? 0 })) };
    },

    /** The user's ledger rows, the newest first. */
    async transactions(
      actor: Actor,
      filter: TransactionFilter,
      request: PageRequest,
    ): Promise<Page<TransactionRecord>> {
      const records = await db
        .select({
          transaction: pointTransactions,
          creatorPublicId: creators.publicId,
          orderNumber: orders.orderNumber,
          purchaseTransactionId: pointsPurchases.transactionId,
          eventPublicId: events.publicId,
          tribePublicId: tribes.publicId,
        })
        .from(pointTransactions)
        .innerJoin(creators, eq(creators.id, pointTransactions.creatorId))
        .leftJoin(orders, refersTo('order', orders.id))
        .leftJoin(pointsPurchases, refersTo('purchase', pointsPurchases.id))
        .leftJoin(events, refersTo('event', events.id))
        .leftJoin(tribes, refersTo('tribe', tribes.id))
        .where(
          and(
            eq(pointTransactions.userId, actor.userId),
            filter.creatorId === undefined ? undefined : eq(creators.publicId, filter.creatorId),
            filter.type && eq(pointTransactions.type, filter.type),
            filter.from && gte(pointTransactions.createdAt, filter.from),
            filter.to && lt(pointTransactions.createdAt, filter.to),
            request.after && lt(pointTransactions.id, request.after.id),
          ),
        )
        .orderBy(desc(pointTransactions.id))
        .limit(request.limit + 1);
      return pageOf(records, request.limit, ({ transaction }) => ({ key: '', id: transaction.id }));
    },
  };
}

/** What a user has of a creator's points now, for an answer that moved none. */
export async function balanceOf(executor: Executor, userId: string, creatorId: number): Promise<number> {
  const [row] = await executor
    .select({ balance: pointBalances.balance })
    .from(pointBalances)
    .where(and(eq(pointBalances.userId, userId), eq(pointBalances.creatorId, creatorId)));
  return row?.balance ?? 0;
}
