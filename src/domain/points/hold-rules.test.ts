import { expect, test } from 'vitest';
import { freeFrom, freePoints, windowInWords } from './hold-rules.ts';

const holds = [
  { points: 100, freeAt: 'Monday' },
  { points: 50, freeAt: 'Friday' },
];

test('GIFT7 a balance is free beyond what is on hold', () => {
  expect(freePoints(200, holds)).toBe(50);
  expect(freePoints(150, holds)).toBe(0);
  expect(freePoints(20, holds)).toBe(0);
  expect(freePoints(20, [])).toBe(20);
});

test('GIFT7 what is asked for is free once enough holds have ended', () => {
  expect(freeFrom(200, 51, holds)).toBe('Monday');
  expect(freeFrom(200, 150, holds)).toBe('Monday');
  expect(freeFrom(200, 151, holds)).toBe('Friday');
  expect(freeFrom(200, 201, holds)).toBeUndefined();
});

test('GIFT7 the window is said in whole days where it is some', () => {
  expect(windowInWords(7 * 86_400)).toBe('last 7 days');
  expect(windowInWords(86_400)).toBe('last day');
  expect(windowInWords(36 * 3_600)).toBe('last 36 hours');
});
