/** Which browser origins may call us; programs that are no browser send none and are not asked. */
export type Origins = {
  /** The origins as a list, for what wants one. */
  list(): string[];
  allows(origin: string): boolean;
  /** Adds an address of our own, known only once the server listens. */
  add(origin: string): void;
};

const LOCAL = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * @param allowed origins from the configuration
 * @param allowLocal whether any page on this very machine may call, as a developer's dev server does
 */
export function createOrigins(allowed: readonly string[], allowLocal: boolean): Origins {
  const known = new Set(allowed);
  return {
    list: () => [
      ...known,
      ...(allowLocal ? ['http://localhost:*', 'http://127.0.0.1:*', 'http://[::1]:*'] : []),
    ],
    allows: (origin) => known.has(origin) || (allowLocal && LOCAL.test(origin)),
    add: (origin) => known.add(origin),
  };
}
