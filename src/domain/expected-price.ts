import { DomainError } from './errors.ts';

/** What a caller was shown, and what it is now: points, or US dollars such as `4.99`. Undefined is content with any. */
export type Expectation = {
  path: string;
  expected: number | string | undefined;
  current: number | string;
};

/**
 * Refuses what is not as the caller was shown it, naming what it is now. Before anything is charged.
 * @throws DomainError PRICE_CHANGED
 */
export function assertExpected(expectations: readonly Expectation[]): void {
  const errors = expectations.flatMap(({ path, expected, current }) =>
    expected === undefined || expected === current
      ? []
      : [{ path, message: `is ${current} now, and you expected ${expected}`, current }],
  );
  if (errors.length === 0) return;
  const detail = `The price has changed: ${errors.map(({ path, message }) => `${path} ${message}`).join('; ')}.`;
  throw new DomainError('PRICE_CHANGED', { detail, errors });
}
