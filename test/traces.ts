import { sql } from 'drizzle-orm';
import { type Db, rows } from '#db/client.ts';

/** Where in the whole database any of these words is said, in whatever case: `table.column` with what is there. */
export async function tracesOf(db: Db, words: readonly string[]): Promise<string[]> {
  const columns = await rows<{ table: string; column: string }>(
    db,
    sql`select table_name as "table", column_name as "column" from information_schema.columns
        where table_schema = 'public' and data_type in ('text', 'character varying', 'jsonb', 'json', 'ARRAY')
        order by 1, 2`,
  );
  const traces: string[] = [];
  for (const { table, column } of columns) {
    const said = sql`${sql.identifier(column)}::text`;
    const anyWord = sql.join(
      words.map((word) => sql`position(${word.toLowerCase()} in lower(${said})) > 0`),
      sql` or `,
    );
    const found = await rows<{ value: string }>(
      db,
      sql`select ${said} as value from ${sql.identifier(table)} where ${anyWord}`,
    );
    traces.push(...found.map(({ value }) => `${table}.${column}: ${value}`));
  }
  return traces;
}
