import { sql } from 'drizzle-orm';
import { rows, type Tx } from '#db/client.ts';
import type { Transact } from '#db/transact.ts';
import type { Actor } from '../actor.ts';
import { type Clock, isoTime } from '../clock.ts';
import { type AccountRecord, readAccount } from './accounts.ts';
import { creations, creator } from './creator-data.ts';
import { belongings, books, identity, type OwnBook, type OwnData, ROWS_AT_ONCE } from './own-data.ts';

type Row = Record<string, unknown>;
type Sections<S> = { [Name in keyof S]: Row[] };

/** Everything that is kept about a user, by public ids only; times are ISO 8601. */
export type AccountExport = {
  exportedAt: string;
  account: AccountRecord;
  creator: (Row & Sections<typeof creations>) | null;
} & Sections<typeof identity> &
  Sections<typeof belongings> &
  Sections<typeof books>;

export type Exports = ReturnType<typeof createExports>;

/** One's own data, to take along. */
export function createExports({ transact, clock }: { transact: Transact; clock: Clock }) {
  async function readAll<S extends Record<string, OwnData>>(
    tx: Tx,
    userId: string,
    sections: S,
  ): Promise<Sections<S>> {
    const read: Record<string, Row[]> = {};
    for (const [name, query] of Object.entries(sections)) read[name] = await rows(tx, query(userId));
    return read as Sections<S>;
  }

  async function readBook(tx: Tx, userId: string, book: OwnBook): Promise<Row[]> {
    const read: Row[] = [];
    for (let after = 0; ; ) {
      const part = await rows<{ rowId: number }>(tx, book(userId, after));
      for (const { rowId, ...row } of part) {
        read.push(row);
        after = rowId;
      }
      if (part.length < ROWS_AT_ONCE) return read;
    }
  }

  async function readBooks(tx: Tx, userId: string): Promise<Sections<typeof books>> {
    const read: Record<string, Row[]> = {};
    for (const [name, book] of Object.entries(books)) read[name] = await readBook(tx, userId, book);
    return read as Sections<typeof books>;
  }

  async function readCreator(tx: Tx, userId: string): Promise<AccountExport['creator']> {
    const [own] = await rows(tx, creator(userId));
    return own ? { ...own, ...(await readAll(tx, userId, creations)) } : null;
  }

  return {
    /** Reads everything about the actor as it was at one moment. One row of the database is one line of it. */
    of: ({ userId }: Actor): Promise<AccountExport> =>
      transact(
        async (tx) => {
          const [row] = await rows<{ now: string }>(tx, sql`select ${isoTime(clock.now)} as now`);
          return {
            exportedAt: (row as { now: string }).now,
            account: await readAccount(tx, userId),
            ...(await readAll(tx, userId, identity)),
            creator: await readCreator(tx, userId),
            ...(await readAll(tx, userId, belongings)),
            ...(await readBooks(tx, userId)),
          };
        },
        { snapshot: true },
      ),
  };
}
