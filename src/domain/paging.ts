import { type AnyColumn, asc, desc, gt, lt, type SQL, sql } from 'drizzle-orm';
import { preparedByShape, type When } from '#db/prepared.ts';

/** Where the next page begins: after this key, and among equals after this id. */
export type Position = { key: string; id: number };

/** Which part of a list: so many, after a position or after so many that are passed over. */
export type PageRequest = { limit: number; after: Position | undefined; skip?: number };

export type Page<T> = { items: T[]; next: Position | undefined };

/** How a list is ordered, and how it goes on. No two rows are equal in it, so that nothing comes twice. */
export type Order<R> = {
  by: readonly SQL[];
  after(position: Position): SQL;
  positionOf(row: R): Position;
};

type Direction = 'ascending' | 'descending';

/** The order in which rows were made. */
export function byId<R>(direction: Direction, id: AnyColumn, idOf: (row: R) => number): Order<R> {
  const isAscending = direction === 'ascending';
  return {
    by: [isAscending ? asc(id) : desc(id)],
    after: (position) => (isAscending ? gt(id, position.id) : lt(id, position.id)),
    positionOf: (row) => ({ key: '', id: idOf(row) }),
  };
}

/**
 * An order by a column, and among equals by the id.
 * @param key.of the key of a row, as text
 * @param key.bind that text as the column has it; must not depend on a row
 */
export function byKey<R>(
  direction: Direction,
  key: { column: AnyColumn | SQL; of: (row: R) => string; bind: (text: string) => SQL },
  id: AnyColumn,
  idOf: (row: R) => number,
): Order<R> {
  const isAscending = direction === 'ascending';
  const along = isAscending ? asc : desc;
  const beyond = sql.raw(isAscending ? '>' : '<');
  return {
    by: [along(key.column), along(id)],
    after: (position) =>
      sql`(${key.column}, ${id}) ${beyond} (${key.bind(position.key)}, ${position.id}::int)`,
    positionOf: (row) => ({ key: key.of(row), id: idOf(row) }),
  };
}

/** How many rows are asked for at a time: a page has at most 100, and one more row tells that there is a next page. */
const ROWS = [21, 51, 101] as const;

/**
 * The limit of a statement for so many rows or a few more. Written out, and not a parameter: PostgreSQL plans a limit
 * that it does not know for a tenth of the table, finds that dearer than planning anew, and plans each time.
 */
function rowLimit(rows: number): { rows: number; limit: SQL } {
  const enough = ROWS.find((step) => step >= rows) ?? rows;
  return { rows: enough, limit: sql.raw(String(enough)) };
}

/** A query that still wants its order and its limits. */
type Unordered<R> = {
  orderBy(...by: SQL[]): { limit(rows: never): { offset(rows: number): PromiseLike<R[]> } };
};

/**
 * One page of a list.
 * @param select the rows of the list that also meet a condition, which says where the page begins
 */
export async function readPage<R>(
  { limit, after, skip = 0 }: PageRequest,
  order: Order<NoInfer<R>>,
  select: (beginning: SQL | undefined) => Unordered<R>,
): Promise<Page<R>> {
  const rows = await select(after && order.after(after))
    .orderBy(...order.by)
    .limit(rowLimit(limit + 1).limit as never)
    .offset(skip);
  return pageOf(rows, limit, order.positionOf);
}

/** A query whose values have places, that can be put together once. */
type Preparable<R> = {
  orderBy(...by: SQL[]): {
    limit(rows: never): {
      offset(rows: never): {
        prepare(name: string): { execute(values: Record<string, unknown>): Promise<R[]> };
      };
    };
  };
};

/**
 * A list that is read so often that its statements are put together once for each combination of filters.
 * @param select the rows of the list for the filters that are there, which also meet a condition that says where
 *   the page begins
 * @returns reads a page; filters are given as the driver takes them, a moment as text, none as undefined
 */
export function preparedPages<R>(
  name: string,
  order: Order<NoInfer<R>>,
  select: (when: When, beginning: SQL | undefined) => Preparable<R>,
): (filters: Record<string, unknown>, request: PageRequest) => Promise<Page<R>> {
  const position = { key: sql.placeholder('afterKey'), id: sql.placeholder('afterId') };
  const readsOf = (rows: number, limit: SQL) =>
    preparedByShape((when, shape) =>
      select(
        when,
        when('afterId', () => order.after(position as unknown as Position)),
      )
        .orderBy(...order.by)
        .limit(limit as never)
        .offset(when('skip', (skip) => sql`${skip}`) as never)
        .prepare(`${name}_${rows}_by_${shape}`),
    );
  const reads = new Map<number, ReturnType<typeof readsOf>>();
  return async (filters, { limit: most, after, skip = 0 }) => {
    const { rows, limit } = rowLimit(most + 1);
    const read = reads.get(rows) ?? readsOf(rows, limit);
    reads.set(rows, read);
    const values = { ...filters, afterKey: after?.key, afterId: after?.id, skip: skip || undefined };
    return pageOf((await read(values)) as R[], most, order.positionOf);
  };
}

/** Makes a page of one row more than was asked for; the extra row only tells that there is a next page. */
export function pageOf<T>(rows: readonly T[], limit: number, positionOf: (row: T) => Position): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? positionOf(last) : undefined };
}
