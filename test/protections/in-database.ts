import { sql } from 'drizzle-orm';
import { type Db, rows } from '#db/client.ts';
import type { Protection } from './protection.ts';

type Row = { kind: Protection['kind']; name: string; place: string; statement: string };

/**
 * Every check constraint, unique index, exclusion constraint and guard trigger of a migrated database, and every
 * lock in its own functions. Primary keys are left out: the database gives out those numbers itself, and to be
 * without one is to be without the foreign keys that refer to it.
 */
export async function protectionsInDatabase(db: Db): Promise<Protection[]> {
  const found = [...(await constraints(db)), ...(await uniqueIndexes(db)), ...(await triggers(db))];
  return [...found.map(protectionOf), ...(await locksInFunctions(db))];
}

const protectionOf = ({ kind, name, place, statement }: Row): Protection => ({
  name: `${place}: ${name}`,
  kind,
  place,
  without: { statement },
});

const constraints = (db: Db) =>
  rows<Row>(
    db,
    sql`select case c.contype when 'c' then 'check' when 'u' then 'unique' else 'exclusion' end as kind,
          c.conname as name, t.relname as place,
          format('alter table %I drop constraint %I', t.relname, c.conname) as statement
        from pg_constraint c join pg_class t on t.oid = c.conrelid
        where t.relnamespace = 'public'::regnamespace and c.contype in ('c', 'u', 'x') order by 1, 3, 2`,
  );

/** Those that belong to no constraint. */
const uniqueIndexes = (db: Db) =>
  rows<Row>(
    db,
    sql`select 'unique' as kind, x.relname as name, t.relname as place, format('drop index %I', x.relname) as statement
        from pg_index i join pg_class x on x.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
        where t.relnamespace = 'public'::regnamespace and i.indisunique
          and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
        order by 3, 2`,
  );

const triggers = (db: Db) =>
  rows<Row>(
    db,
    sql`select 'trigger' as kind, g.tgname as name, t.relname as place,
          format('drop trigger %I on %I', g.tgname, t.relname) as statement
        from pg_trigger g join pg_class t on t.oid = g.tgrelid
        where t.relnamespace = 'public'::regnamespace and not g.tgisinternal order by 3, 2`,
  );

const LOCK = /\s+for (no key update|key share|update|share)(?=\s*[;)])/i;

async function locksInFunctions(db: Db): Promise<Protection[]> {
  const functions = await rows<{ name: string; definition: string }>(
    db,
    sql`select p.proname as name, pg_get_functiondef(p.oid) as definition from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and not exists (
          select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by p.proname`,
  );
  return functions.flatMap(({ name, definition }) => {
    const lock = definition.match(LOCK)?.[0];
    if (!lock) return [];
    const without = { statement: definition.replace(LOCK, '') };
    return [
      { name: `${name}():${lock.toLowerCase()}`, kind: 'lock in function' as const, place: name, without },
    ];
  });
}
