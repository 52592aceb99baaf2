import { expect, it } from 'vitest';
import { fromNow, inUtc } from './time-words.ts';

const now = new Date('2026-11-22T20:00:00Z');

it.each([
  ['2026-11-22T20:00:30Z', 'just now'],
  ['2026-11-22T19:57:50Z', '2 minutes ago'],
  ['2026-11-22T23:00:00Z', 'in 3 hours'],
  ['2026-11-24T20:00:00Z', 'in 2 days'],
])('%s is %s', (moment, words) => {
  expect(fromNow(new Date(moment), now)).toBe(words);
});

it('gives the time in UTC', () => {
  expect(inUtc(now)).toBe('Sun 22 Nov, 20:00 UTC');
});
