import { type SQL, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { rows, type Tx, textSet } from '#db/client.ts';
import { POINTS_LIMIT } from '#db/columns.ts';
import { violatedCheck } from '#db/constraint.ts';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';

export { POINTS_LIMIT };

/** What a ledger row says of itself, in the words of the schema. */
export type Posting = {
  creatorId: number;
  type: 'earn' | 'spend' | 'purchase' | 'refund' | 'gift';
  source: 'store' | 'package_purchase' | 'experience' | 'admin';
  referenceType: string;
  referenceId: number;
  description: string;
};

/** One ledger row that was written, and the user's balance after all that was posted with it. */
export type Entry = {
  id: number;
  transactionId: string;
  userId: string;
  amount: number;
  balance: number;
};

/** Which users get how many points, worked out by the database itself. */
export type Movements = {
  /** Named queries, `name as (…), …`, that `from` may use; they may write. */
  ctes: SQL;
  /** A source of rows with user_id and amount, one for each user, amount never 0. */
  from: SQL;
  /** The most rows that it can have. */
  atMost: number;
};

/** Where the values of a charge are in somebody's statement. */
export type Charge = {
  userId: SQL;
  creatorId: SQL;
  /** How many points, more than 0. */
  amount: SQL;
  /** A UUID v7. */
  transactionId: SQL;
  /** A source of one row with an id, what the charge is for; of none, and nothing is written down. */
  reference: SQL;
};

/** Named queries for a statement, in this order. */
export type ChargeParts = {
  /** `charged`: takes the points. One row with the balance after it, or none where the balance does not suffice. */
  charged: SQL;
  /** `entry`: writes the ledger row, and has its id. */
  entry: SQL;
};

/**
 * The only writer of balances and ledger rows. Its callers hold the balances' locks (`lockBalances`) while
 * they work out what to post, and post inside the same transaction; who adds points always holds them.
 *
 * Points that come to somebody who owes some of a refunded purchase go there first, in the same transaction, so
 * that nobody has points of a creator and owes some. `Entry.balance` is what is left then.
 */
export type Ledger = {
  /** Locks the balances of these users with the creator, in one fixed order, making those that are missing. */
  lockBalances(tx: Tx, creatorId: number, userIds: readonly string[]): Promise<void>;
  /**
   * Posts many movements in one statement. A movement that would make a balance negative is left out.
   * @throws DomainError BALANCE_LIMIT_REACHED where a balance would exceed POINTS_LIMIT; the transaction, or the
   *   savepoint that the call is in, must be rolled back
   */
  postAll(tx: Tx, posting: Posting, movements: Movements): Promise<Entry[]>;
  /** Posts one movement, as `postAll` does; undefined, and nothing written, where the balance does not suffice. */
  post(tx: Tx, posting: Posting, userId: string, amount: number): Promise<Entry | undefined>;
  /**
   * Takes points in a statement that does more, so that it costs no round trip of its own. Where `entry` comes
   * out without a row, its caller must roll back: the points are taken already.
   */
  charge(posting: Omit<Posting, 'creatorId' | 'referenceId'>, charge: Charge): ChargeParts;
  /** Takes the balances of a user who is being deleted off the books; their ledger rows stay. */
  closeAccount(tx: Tx, userId: string): Promise<void>;
};

type Debt = { purchaseId: number; userId: string; owed: number };

export function createLedger({ clock }: { clock: Clock }): Ledger {
  async function postAll(tx: Tx, posting: Posting, movements: Movements): Promise<Entry[]> {
    const statement = insertEntries(clock, posting, movements);
    const posted = await rows<Entry & { isInDebt: boolean }>(tx, statement).catch(refuseFullBalance);
    const inDebt = new Map(posted.flatMap((entry) => (entry.isInDebt ? [[entry.userId, entry]] : [])));
    if (inDebt.size > 0)
      for (const debt of await debtsOf(tx, posting.creatorId, [...inDebt.keys()])) {
        const entry = inDebt.get(debt.userId) as Entry;
        entry.balance -= await settleDebt(tx, posting.creatorId, debt, entry.balance);
      }
    return posted.map(({ isInDebt: _, ...entry }) => entry);
  }

  /** Takes what is owed of a purchase from a balance, as far as it goes; answers with how much that was. */
  async function settleDebt(tx: Tx, creatorId: number, debt: Debt, balance: number): Promise<number> {
    const amount = Math.min(debt.owed, balance);
    if (amount === 0) return 0;
    const posting = refundOfPurchase(creatorId, debt.purchaseId);
    await rows(tx, insertEntries(clock, posting, single(debt.userId, -amount)));
    await tx.execute(
      sql`update points_purchases set points_owed = points_owed - ${amount} where id = ${debt.purchaseId}`,
    );
    return amount;
  }

  return {
    async lockBalances(tx, creatorId, userIds) {
      await tx.execute(sql`
        insert into point_balances (user_id, creator_id)
        select id, ${creatorId}::int from "user" where id in ${textSet(userIds)} order by id
        on conflict (user_id, creator_id) do nothing`);
      await tx.execute(sql`
        select 1 from point_balances where creator_id = ${creatorId} and user_id in ${textSet(userIds)}
        order by user_id for update`);
    },

    postAll,

    async post(tx, posting, userId, amount) {
      const [entry] = await postAll(tx, posting, single(userId, amount));
      return entry;
    },

    charge: (posting, charge) => chargeParts(clock, posting, charge),

    async closeAccount(tx, userId) {
      await tx.execute(sql`delete from point_balances where user_id = ${userId}`);
    },
  };
}

const chargeParts = (
  clock: Clock,
  { type, source, referenceType, description }: Omit<Posting, 'creatorId' | 'referenceId'>,
  { userId, creatorId, amount, transactionId, reference }: Charge,
): ChargeParts => ({
  charged: sql`charged as (
    update point_balances b set balance = b.balance - ${amount}::bigint, last_updated = ${clock.now}
    where b.creator_id = ${creatorId}::int and b.user_id = ${userId} and b.balance >= ${amount}::bigint
    returning b.balance
  )`,
  entry: sql`entry as (
    insert into point_transactions
      (transaction_id, user_id, creator_id, amount, balance, type, source, reference_type, reference_id,
       description, created_at)
    select ${transactionId}::uuid, ${userId}::text, ${creatorId}::int, -${amount}::bigint, c.balance, ${type}::text,
      ${source}::text, ${referenceType}::text, r.id, ${description}::text, ${clock.now}
    from charged c, ${reference} r
    returning id
  )`,
});

/** What is posted when points of a refunded purchase are taken back. */
export const refundOfPurchase = (creatorId: number, purchaseId: number): Posting => ({
  creatorId,
  type: 'refund',
  source: 'package_purchase',
  referenceType: 'purchase',
  referenceId: purchaseId,
  description: 'Money for points went back',
});

const single = (userId: string, amount: number): Movements => ({
  ctes: sql`movement as (select ${userId}::text as user_id, ${amount}::bigint as amount)`,
  from: sql`movement`,
  atMost: 1,
});

/** What these users owe, the oldest debt of each first. Who holds their balances waits for nobody here. */
const debtsOf = (tx: Tx, creatorId: number, userIds: readonly string[]): Promise<Debt[]> =>
  rows(
    tx,
    sql`select id as "purchaseId", user_id as "userId", points_owed as owed from points_purchases
        where creator_id = ${creatorId} and user_id in ${textSet(userIds)} and points_owed > 0 order by id`,
  );

function refuseFullBalance(error: unknown): never {
  if (violatedCheck(error) === 'point_balances_within_limit') throw new DomainError('BALANCE_LIMIT_REACHED');
  throw error;
}

/**
 * The statement joins no two lists: balances are found by their unique index from an array, amounts by key in one JSON
 * object, transaction ids by place in an array. A join here is planned from statistics, and on a database without
 * them it compared each movement with each balance. The rows are numbered so that each takes one of the transaction
 * ids made beforehand.
 */
function insertEntries(clock: Clock, posting: Posting, { ctes, from, atMost }: Movements): SQL {
  const ids = JSON.stringify(Array.from({ length: atMost }, () => uuidv7()));
  const amount = sql`(m.amounts ->> b.user_id)::bigint`;
  const earned = posting.type === 'earn' ? amount : sql`0`;
  return sql`
    with ${ctes},
    movements as materialized (select user_id, amount from ${from}),
    by_user as materialized (select jsonb_object_agg(user_id, amount) as amounts from movements),
    moved as (
      update point_balances b set balance = b.balance + ${amount}, total_earned = b.total_earned + ${earned},
        last_updated = ${clock.now}
      from by_user m
      where b.creator_id = ${posting.creatorId} and b.user_id = any(array(select user_id from movements))
        and b.balance + ${amount} >= 0
      returning b.user_id, b.balance, ${amount} as amount
    ),
    numbered as (select *, row_number() over (order by user_id) as place from moved),
    ids as materialized (
      select array(select id::uuid from jsonb_array_elements_text(${ids}::text::jsonb) as made(id)) as list
    )
    insert into point_transactions
      (transaction_id, user_id, creator_id, amount, balance, type, source, reference_type, reference_id,
       description, created_at)
    select ids.list[n.place], n.user_id, ${posting.creatorId}::int, n.amount, n.balance, ${posting.type},
      ${posting.source}, ${posting.referenceType}, ${posting.referenceId}::int, ${posting.description}, ${clock.now}
    from numbered n, ids
    returning id, transaction_id as "transactionId", user_id as "userId", amount, balance,
      amount > 0 and exists (
        select 1 from points_purchases p where p.user_id = point_transactions.user_id
          and p.creator_id = ${posting.creatorId} and p.points_owed > 0) as "isInDebt"`;
}
