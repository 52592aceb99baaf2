import { describe, expect, test } from 'vitest';
import { databaseRefusal, isDatabaseAway, violatedUnique } from './constraint.ts';

/** An error as a driver throws it, with drizzle's wrapping around it. */
function wrapped(fields: Record<string, unknown>, depth = 1): Error {
  let error: Error = Object.assign(new Error('from the driver'), fields);
  for (let layer = 0; layer < depth; layer++) error = new Error('Failed query', { cause: error });
  return error;
}

describe('databaseRefusal', () => {
  test.each([
    ['postgres.js', { code: '23505', constraint_name: 'user_email_unique' }],
    ['PGlite', { code: '23505', constraint: 'user_email_unique' }],
  ])('reads the error of %s', (_, fields) => {
    for (const depth of [0, 1, 3]) {
      expect(databaseRefusal(wrapped(fields, depth))).toEqual({
        code: '23505',
        constraint: 'user_email_unique',
      });
    }
  });

  test('has no constraint where none is named', () => {
    expect(databaseRefusal(wrapped({ code: '40P01' }))).toEqual({ code: '40P01', constraint: undefined });
  });

  test.each([
    ['an error of the network', wrapped({ code: 'ECONNREFUSED' })],
    ['an ordinary error', new Error('no')],
    ['what is no error', 'no'],
    ['nothing', undefined],
  ])('is undefined for %s', (_, error) => {
    expect(databaseRefusal(error)).toBeUndefined();
  });

  test('ends on an error that is its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect(databaseRefusal(error)).toBeUndefined();
    expect(isDatabaseAway(error)).toBe(false);
  });
});

describe('violatedUnique', () => {
  test('names the constraint of a unique violation only', () => {
    expect(violatedUnique(wrapped({ code: '23505', constraint_name: 'a_unique' }))).toBe('a_unique');
    expect(violatedUnique(wrapped({ code: '23503', constraint_name: 'a_fk' }))).toBeUndefined();
    expect(violatedUnique(new Error('no'))).toBeUndefined();
  });
});

describe('isDatabaseAway', () => {
  test.each([
    'CONNECTION_CLOSED',
    'CONNECTION_DESTROYED',
    'CONNECT_TIMEOUT',
    'ECONNREFUSED',
    '57P01',
    '57P03',
    '08006',
  ])('is true for %s', (code) => {
    expect(isDatabaseAway(wrapped({ code }))).toBe(true);
  });

  test.each(['TransactionLost', 'DatabaseTimeout'])('is true for %s', (name) => {
    expect(isDatabaseAway(wrapped({ name }))).toBe(true);
  });

  test.each([wrapped({ code: '23505' }), wrapped({ code: '57014' }), new Error('no'), 'no', undefined])(
    'is false for %s',
    (error) => {
      expect(isDatabaseAway(error)).toBe(false);
    },
  );
});
