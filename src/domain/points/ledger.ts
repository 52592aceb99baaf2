import { type SQL, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { rows, type Tx, textSet } from '#db/client.ts';
import type { Clock } from '../clock.ts';

/** What a ledger row says of itself, in the words of the schema. */
export type Posting = {
  creatorId: number;
  type: 'earn' | 'spend' | 'purchase' | 'refund' | 'gift';
  source: 'store' | 'package_purchase' | 'experience' | 'admin';
  referenceType: string;
  referenceId: number;
  description: string;
};

/** One ledger row that was written. */
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

/**
 * The only writer of balances and ledger rows. Its callers hold the balances' locks (`lockBalances`) while
 * they work out what to post, and post inside the same transaction.
 */
export type Ledger = {
  /** Locks the balances of these users with the creator, in one fixed order, making those that are missing. */
  lockBalances(tx: Tx, creatorId: number, userIds: readonly string[]): Promise<void>;
  /** Posts many movements in one statement. A movement that would make a balance negative is left out. */
  postAll(tx: Tx, posting: Posting, movements: Movements): Promise<Entry[]>;
  /** Posts one movement; undefined, and nothing written, where the balance does not suffice. */
  post(tx: Tx, posting: Posting, userId: string, amount: number): Promise<Entry | undefined>;
  /** Takes the balances of a user who is being deleted off the books; their ledger rows stay. */
  closeAccount(tx: Tx, userId: string): Promise<void>;
};

export function createLedger({ clock }: { clock: Clock }): Ledger {
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

    postAll: (tx, posting, movements) => rows<Entry>(tx, insertEntries(clock, posting, movements)),

    async post(tx, posting, userId, amount) {
      const movements = {
        ctes: sql`movement as (select ${userId}::text as user_id, ${amount}::int as amount)`,
        from: sql`movement`,
        atMost: 1,
      };
      const [entry] = await rows<Entry>(tx, insertEntries(clock, posting, movements));
      return entry;
    },

    async closeAccount(tx, userId) {
      await tx.execute(sql`delete from point_balances where user_id = ${userId}`);
    },
  };
}

/** The rows are numbered so that each takes one of the transaction ids made beforehand. */
function insertEntries(clock: Clock, posting: Posting, { ctes, from, atMost }: Movements): SQL {
  const ids = JSON.stringify(Array.from({ length: atMost }, () => uuidv7()));
  const earned = posting.type === 'earn' ? sql`m.amount` : sql`0`;
  return sql`
    with ${ctes},
    moved as (
      update point_balances b set balance = b.balance + m.amount, total_earned = b.total_earned + ${earned},
        last_updated = ${clock.now}
      from ${from} m
      where b.creator_id = ${posting.creatorId} and b.user_id = m.user_id and b.balance + m.amount >= 0
      returning b.user_id, b.balance, m.amount
    ),
    numbered as (select *, row_number() over (order by user_id) as place from moved)
    insert into point_transactions
      (transaction_id, user_id, creator_id, amount, balance, type, source, reference_type, reference_id,
       description, created_at)
    select i.id::uuid, n.user_id, ${posting.creatorId}::int, n.amount, n.balance, ${posting.type},
      ${posting.source}, ${posting.referenceType}, ${posting.referenceId}::int, ${posting.description}, ${clock.now}
    from numbered n
    join jsonb_array_elements_text(${ids}::text::jsonb) with ordinality as i(id, place) on i.place = n.place
    returning id, transaction_id as "transactionId", user_id as "userId", amount, balance`;
}
