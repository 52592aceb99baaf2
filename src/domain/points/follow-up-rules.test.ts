import { expect, test } from 'vitest';
import { LAST_AGE, nextFollowUp } from './follow-up-rules.ts';

test('OBX11 a purchase is asked about after 3, 10 and 30 minutes, 2, 8, 24 and 72 hours, and then no more', () => {
  const ages: number[] = [];
  for (let age = 0, next = nextFollowUp(0); next !== undefined; next = nextFollowUp(age)) {
    age += next;
    ages.push(age / 60);
  }
  expect(ages).toEqual([3, 10, 30, 120, 480, 1440, 4320]);
  expect(ages.at(-1)).toBe(LAST_AGE / 60);
});

test('OBX11 what was missed is not made up for, one after the other', () => {
  expect(nextFollowUp(5 * 3600)).toBe(3 * 3600);
  expect(nextFollowUp(LAST_AGE + 1)).toBeUndefined();
});
