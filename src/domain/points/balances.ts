import { type AnyColumn, and, eq, gte, lt, type Placeholder, sql } from 'drizzle-orm';
import type { Database, Executor } from '#db/client.ts';
import { readByPlan } from '#db/row-mapper.ts';
import {
  creatorPointsConfig,
  creators,
  events,
  orders,
  pointBalances,
  pointGifts,
  pointsPurchases,
  pointTransactions,
  tribes,
  user,
} from '#db/schema/index.ts';
import type { Actor } from '../actor.ts';
import { found } from '../errors.ts';
import { byId, type Page, type PageRequest, readPage } from '../paging.ts';
import { refersTo } from '../search.ts';

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
  /** What it refers to: the number of an order, the id of a purchase or a gift, or the public id of an event or a tribe. */
  orderNumber: string | null;
  purchaseTransactionId: string | null;
  giftId: string | null;
  eventPublicId: string | null;
  tribePublicId: string | null;
  /** What was said with a gift. */
  message: string | null;
};

export type Balances = ReturnType<typeof createBalances>;

const newestCreatorFirst = byId('descending', pointBalances.creatorId, ({ id }: { id: number }) => id);

const newestFirst = byId(
  'descending',
  pointTransactions.id,
  ({ transaction }: TransactionRecord) => transaction.id,
);

const isAbout = (referenceType: string, id: AnyColumn) =>
  and(eq(pointTransactions.referenceType, referenceType), eq(id, pointTransactions.referenceId));

/** What a user has of each creator's points, and how it came about. */
export function createBalances({ database: { db } }: { database: Database }) {
  const select = (userId: string | Placeholder) =>
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

  const byCreator = readByPlan(
    select(sql.placeholder('userId'))
      .where(eq(creators.publicId, sql.placeholder('creatorPublicId')))
      .prepare('balance_by_creator'),
  );

  return {
    /** The balance with one creator; 0 where there has never been any. */
    async get(actor: Actor, creatorPublicId: string): Promise<BalanceRecord> {
      const [record] = await byCreator.execute({ userId: actor.userId, creatorPublicId });
      const balance = found(record, 'CREATOR_NOT_FOUND');
      return { ...balance, balance: balance.balance ?? 0 };
    },

    /** Every balance that the user has ever had, the newest creator first. */
    async list(actor: Actor, request: PageRequest): Promise<Page<BalanceRecord>> {
      const page = await readPage(request, newestCreatorFirst, (beginning) =>
        select(actor.userId).where(and(eq(pointBalances.userId, actor.userId), beginning)),
      );
      return { ...page, items: page.items.map((record) => ({ ...record, balance: record.balance ?? 0 })) };
    },

    /** The user's ledger rows, the newest first. */
    async transactions(
      actor: Actor,
      filter: TransactionFilter,
      request: PageRequest,
    ): Promise<Page<TransactionRecord>> {
      const { creatorId, type, from, to } = filter;
      const { userId, createdAt } = pointTransactions;
      return readPage(request, newestFirst, (beginning) =>
        db
          .select({
            transaction: pointTransactions,
            creatorPublicId: creators.publicId,
            orderNumber: orders.orderNumber,
            purchaseTransactionId: pointsPurchases.transactionId,
            giftId: pointGifts.giftId,
            eventPublicId: events.publicId,
            tribePublicId: tribes.publicId,
            message: pointGifts.message,
          })
          .from(pointTransactions)
          .innerJoin(creators, eq(creators.id, pointTransactions.creatorId))
          .leftJoin(orders, isAbout('order', orders.id))
          .leftJoin(pointsPurchases, isAbout('purchase', pointsPurchases.id))
          .leftJoin(pointGifts, isAbout('gift', pointGifts.id))
          .leftJoin(events, isAbout('event', events.id))
          .leftJoin(tribes, isAbout('tribe', tribes.id))
          .where(
            and(
              eq(userId, actor.userId),
              refersTo(pointTransactions.creatorId, creators, creatorId),
              type && eq(pointTransactions.type, type),
              from && gte(createdAt, from),
              to && lt(createdAt, to),
              beginning,
            ),
          ),
      );
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
