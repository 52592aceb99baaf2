import { sql } from 'drizzle-orm';
import { type Db, rows } from '#db/client.ts';

type Definition = { table: string; name: string; definition: string };

/**
 * Fills tables while they have neither indexes nor foreign keys, and makes these again afterwards: that is faster
 * than keeping each of them up to date row by row.
 */
export async function withoutIndexes(
  db: Db,
  tables: readonly string[],
  tell: (what: string) => void,
  fill: () => Promise<void>,
): Promise<void> {
  const foreignKeys = await constraintsOf(db, tables, 'f');
  const uniques = await constraintsOf(db, tables, 'u');
  const indexes = await indexesOf(db, tables);
  for (const { table, name } of [...foreignKeys, ...uniques])
    await db.execute(sql`alter table ${sql.identifier(table)} drop constraint ${sql.identifier(name)}`);
  for (const { name } of indexes) await db.execute(sql`drop index ${sql.identifier(name)}`);
  await fill();
  await db.execute(sql`analyze`);
  for (const { name, definition } of indexes) {
    tell(`index ${name}`);
    await db.execute(sql.raw(definition));
  }
  for (const { table, name, definition } of [...uniques, ...foreignKeys]) {
    tell(`constraint ${name}`);
    await db.execute(
      sql`alter table ${sql.identifier(table)} add constraint ${sql.identifier(name)} ${sql.raw(definition)}`,
    );
  }
}

const named = (tables: readonly string[]) =>
  sql`t.relnamespace = 'public'::regnamespace and t.relname in (${sql.join(
    tables.map((table) => sql`${table}`),
    sql`, `,
  )})`;

const constraintsOf = (db: Db, tables: readonly string[], kind: 'f' | 'u') =>
  rows<Definition>(
    db,
    sql`select t.relname as "table", c.conname as name, pg_get_constraintdef(c.oid) as definition
        from pg_constraint c join pg_class t on t.oid = c.conrelid where c.contype = ${kind} and ${named(tables)}`,
  );

/** Those that belong to no constraint. */
const indexesOf = (db: Db, tables: readonly string[]) =>
  rows<Definition>(
    db,
    sql`select t.relname as "table", x.relname as name, pg_get_indexdef(i.indexrelid) as definition
        from pg_index i join pg_class t on t.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
        where ${named(tables)} and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))`,
  );
