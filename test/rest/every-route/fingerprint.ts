import { type SQL, sql } from 'drizzle-orm';
import { type Db, rows } from '#db/client.ts';

/** Of each table how many rows it has and a checksum of all that is in them. */
export type Fingerprint = Record<string, string>;

/** Reads every table: equal fingerprints are equal databases. */
export async function createFingerprint(db: Db): Promise<() => Promise<Fingerprint>> {
  const tables = await rows<{ name: string }>(
    db,
    sql`select table_name as name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const everyTable = sql.join(
    tables.map(({ name }) => printOf(name)),
    sql` union all `,
  );
  return async () => {
    const prints = await rows<{ name: string; print: string }>(db, everyTable);
    return Object.fromEntries(prints.map(({ name, print }) => [name, print]));
  };
}

const printOf = (name: string): SQL =>
  sql`select ${name}::text as name, count(*) || ' rows, ' || coalesce(sum(hashtext(t::text)::bigint), 0) as print
      from ${sql.identifier(name)} t`;
