import type { Page } from '#domain/paging.ts';

/** A page of records as a page of what is answered. */
export const presentPage = <T, R>({ items, next }: Page<T>, present: (item: T) => R): Page<R> => ({
  items: items.map(present),
  next,
});
