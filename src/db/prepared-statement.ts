import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Tx } from './client.ts';

/** Runs a statement with these values in a transaction. */
export type PreparedStatement<Row> = (tx: Tx, values: Record<string, unknown>) => Promise<Row[]>;

const dialect = new PgDialect({ casing: 'snake_case' });

/**
 * A written-out statement of a transaction that is put together once, and not for each time that it is run. A value's
 * place is `sql.placeholder` with its name; values are as the driver takes them, lists as JSON.
 * Several that are run without waiting in between are sent in that order, in one round trip.
 */
export function preparedStatement<Row extends Record<string, unknown>>(query: SQL): PreparedStatement<Row> {
  const built = dialect.sqlToQuery(query);
  return async (tx, values) => {
    const statement = tx._.session.prepareQuery(built, undefined, undefined, false);
    const result = (await statement.execute(values)) as Row[] | { rows: Row[] };
    return Array.isArray(result) ? [...result] : result.rows;
  };
}
