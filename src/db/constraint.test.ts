import { describe, expect, test } from 'vitest';
import {
  databaseRefusal,
  isConnectionLost,
  isDatabaseAway,
  refusesWrites,
  violatedUnique,
} from './constraint.ts';

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
    ['an error of the network with five letters', wrapped({ code: 'EPIPE' })],
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

/** The connection is gone, or could not be had. */
const LOST = [
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ERR_STREAM_WRITE_AFTER_END',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '25P03',
  '25P04',
  '53300',
  '28P01',
  '3D000',
  '08006',
  '08P01',
];
/** The connection is good, and the database takes no writes. */
const WRITES_REFUSED = ['53100', '53200', '53400', '58030', '25006'];
/** The connection is good, and others were in the way. */
const BUSY = ['55P03', '57014', '40001', '40P01'];

describe('isDatabaseAway', () => {
  test.each([...LOST, ...WRITES_REFUSED, ...BUSY])('DB19 is true for %s', (code) => {
    expect(isDatabaseAway(wrapped({ code }))).toBe(true);
    expect(isConnectionLost(wrapped({ code }))).toBe(LOST.includes(code));
    expect(refusesWrites(wrapped({ code }))).toBe(WRITES_REFUSED.includes(code));
  });

  test.each(['TransactionLost', 'DatabaseTimeout'])('is true for %s', (name) => {
    expect(isDatabaseAway(wrapped({ name }))).toBe(true);
  });

  test('is true where each address of the host has failed', () => {
    const failures = ['::1', '127.0.0.1'].map((address) =>
      Object.assign(new Error(`connect ${address}`), { code: 'ECONNREFUSED' }),
    );
    expect(isDatabaseAway(new Error('Failed query', { cause: new AggregateError(failures) }))).toBe(true);
  });

  test.each([
    wrapped({ code: '23505' }),
    wrapped({ code: '42P01' }),
    wrapped({ code: '22003' }),
    new Error('no'),
    'no',
    undefined,
  ])('is false for %s', (error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });
});
