import { type Placeholder, type SQL, sql } from 'drizzle-orm';
import { readByPlan } from './row-mapper.ts';

type PreparedQuery<Row> = { execute(values: Record<string, unknown>): Promise<Row[]> };

/** A condition on a value of this name, in those questions that have one. */
export type When = (name: string, condition: (value: Placeholder) => SQL) => SQL | undefined;

/**
 * A query with conditions that come and go, put together once for each combination of them: putting together takes
 * longer than all else that we do for a read. Values are as the driver takes them, a moment as text.
 * @param build makes the query; a value's place is `sql.placeholder` with its name.
 * @returns asks with these values; those that are undefined are not there.
 */
export function preparedByShape<Row>(
  build: (when: When, name: string) => PreparedQuery<Row>,
): (values: Record<string, unknown>) => Promise<Row[]> {
  const queries = new Map<string, PreparedQuery<Row>>();
  return (values) => {
    const shape = Object.keys(values)
      .filter((name) => values[name] !== undefined)
      .join();
    let query = queries.get(shape);
    if (!query) {
      const when: When = (name, condition) =>
        values[name] === undefined ? undefined : condition(sql.placeholder(name));
      query = readByPlan(build(when, shape));
      queries.set(shape, query);
    }
    return query.execute(values);
  };
}
