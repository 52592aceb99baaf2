import { sql } from 'drizzle-orm';
import { type Executor, rows } from '#db/client.ts';

/** A column as the database has it. */
export type CatalogColumn = {
  table: string;
  name: string;
  type: string;
  nullable: boolean;
  default: string | null;
  /** Where an identity column starts; null for any other column. */
  identityStart: number | null;
};

/** A foreign key of one column. */
export type CatalogForeignKey = {
  table: string;
  column: string;
  target: string;
  targetColumn: string;
  onDelete: string;
};

/** An index; `keys` are columns or expressions in order, `predicate` what a partial one is limited to. */
export type CatalogIndex = {
  table: string;
  keys: string[];
  unique: boolean;
  primary: boolean;
  predicate: string | null;
};

const ON_DELETE: Record<string, string> = {
  a: 'NO ACTION',
  r: 'RESTRICT',
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT',
};

/** Every column of every table in `public`. */
export const readColumns = (db: Executor): Promise<CatalogColumn[]> =>
  rows<CatalogColumn>(
    db,
    sql`
      select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
             not a.attnotnull as nullable, pg_get_expr(d.adbin, d.adrelid) as "default",
             s.seqstart::int as "identityStart"
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      left join pg_sequence s on a.attidentity <> ''
        and s.seqrelid = pg_get_serial_sequence(quote_ident(c.relname), a.attname)::regclass
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      order by c.relname, a.attnum`,
  );

export async function readForeignKeys(db: Executor): Promise<CatalogForeignKey[]> {
  const found = await rows<CatalogForeignKey>(
    db,
    sql`
      select c.relname as "table", a.attname as "column", t.relname as target, ta.attname as "targetColumn",
             k.confdeltype::text as "onDelete"
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid
      join pg_class t on t.oid = k.confrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
      join pg_attribute ta on ta.attrelid = t.oid and ta.attnum = k.confkey[1]
      where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and cardinality(k.conkey) = 1
      order by 1, 2`,
  );
  return found.map((key) => ({ ...key, onDelete: ON_DELETE[key.onDelete] ?? key.onDelete }));
}

export const readIndexes = (db: Executor): Promise<CatalogIndex[]> =>
  rows<CatalogIndex>(
    db,
    sql`
      select c.relname as "table", i.indisunique as "unique", i.indisprimary as "primary",
             (select jsonb_agg(trim(both '"' from pg_get_indexdef(i.indexrelid, n, true)) order by n)
              from generate_series(1, i.indnkeyatts) n) as keys,
             pg_get_expr(i.indpred, i.indrelid, true) as predicate
      from pg_index i
      join pg_class c on c.oid = i.indrelid
      where c.relnamespace = 'public'::regnamespace
      order by 1`,
  );
