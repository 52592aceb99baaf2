import { sql } from 'drizzle-orm';
import { rows, type Tx } from '#db/client.ts';
import type { Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import { type Clock, isoTime } from '../clock.ts';
import { DomainError } from '../errors.ts';
import { type AccountRecord, readAccount } from './accounts.ts';
import { creations, creator } from './creator-data.ts';
import { belongings, books, identity, type OwnBook, type OwnData, ROWS_AT_ONCE } from './own-data.ts';

type Row = Record<string, unknown>;

/** The rows of a list, some at a time; read as they are asked for, once. */
export type RowsInParts = AsyncIterable<readonly Row[]>;

type Sections<S> = { [Name in keyof S]: RowsInParts };

/** Everything that is kept about a user, by public ids only; times are ISO 8601. */
export type AccountExport = {
  exportedAt: string;
  account: AccountRecord;
  creator: (Row & Sections<typeof creations>) | null;
} & Sections<typeof identity> &
  Sections<typeof belongings> &
  Sections<typeof books>;

/** How soon somebody whose export is being read may ask again, in seconds. */
const RETRY_SECONDS = 10;

export type Exports = ReturnType<typeof createExports>;

/** One's own data, to take along. */
export function createExports({ transact, clock }: { transact: Transact; clock: Clock }) {
  /** Keeps everybody else from reading for the same user until the transaction ends. */
  async function lockTurn(tx: Tx, userId: string): Promise<void> {
    const [turn] = await rows<{ isTaken: boolean }>(
      tx,
      sql`select pg_try_advisory_xact_lock(hashtextextended(${`export:${userId}`}, 0)) as "isTaken"`,
    );
    if (!turn?.isTaken) throw underWay();
  }

  return {
    /**
     * Reads everything about the actor as it was at one moment, and lets `use` take it: what it does not take is not
     * read, and nothing can be read once it has returned. One row of the database is one row of it.
     * @throws DomainError EXPORT_UNDER_WAY while another export of the same user is read
     */
    of: <T>({ userId }: Actor, use: (data: AccountExport) => Promise<T>): Promise<T> =>
      transact(
        async (tx) => {
          await lockTurn(tx, userId);
          const [row] = await rows<{ now: string }>(tx, sql`select ${isoTime(clock.now)} as now`);
          const [own] = await rows(tx, creator(userId));
          return use({
            exportedAt: (row as { now: string }).now,
            account: await readAccount(tx, userId),
            ...eachOf(identity, (query) => inOneGo(tx, query(userId))),
            creator: own ? { ...own, ...eachOf(creations, (book) => inParts(tx, userId, book)) } : null,
            ...eachOf(belongings, (book) => inParts(tx, userId, book)),
            ...eachOf(books, (book) => inParts(tx, userId, book)),
          });
        },
        { snapshot: true },
      ),
  };
}

const underWay = () => new DomainError('EXPORT_UNDER_WAY', { retryAfterSeconds: RETRY_SECONDS });

const eachOf = <S extends Record<string, OwnData | OwnBook>>(
  sections: S,
  read: (query: S[keyof S]) => RowsInParts,
): Sections<S> =>
  Object.fromEntries(
    Object.entries(sections).map(([name, query]) => [name, read(query as S[keyof S])]),
  ) as Sections<S>;

async function* inOneGo(tx: Tx, query: ReturnType<OwnData>): AsyncGenerator<Row[]> {
  yield await rows(tx, query);
}

async function* inParts(tx: Tx, userId: string, book: OwnBook): AsyncGenerator<Row[]> {
  for (let after = 0; ; ) {
    const part = await rows<{ rowId: number }>(tx, book(userId, after));
    yield part.map(({ rowId: _, ...row }) => row);
    const last = part.at(-1);
    if (!last || part.length < ROWS_AT_ONCE) return;
    after = last.rowId;
  }
}
