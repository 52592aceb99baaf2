/** Where the next page begins: after this key, and among equals after this id. */
export type Position = { key: string; id: number };

export type PageRequest = { limit: number; after: Position | undefined };

export type Page<T> = { items: T[]; next: Position | undefined };

/** Makes a page of one row more than was asked for; the extra row only tells that there is a next page. */
export function pageOf<T>(rows: readonly T[], limit: number, positionOf: (row: T) => Position): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? positionOf(last) : undefined };
}
