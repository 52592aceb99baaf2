import { expect, test } from 'vitest';
import { ATTEMPTS, pauseAfter } from './outbox-rules.ts';

test('OBX5 pauses begin with ten seconds and double up to an hour', () => {
  const pauses = Array.from({ length: ATTEMPTS }, (_, index) => pauseAfter(index + 1, 0));
  expect(pauses.slice(0, 10)).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600]);
  expect(new Set(pauses.slice(9))).toEqual(new Set([3600]));
});

test('OBX5 chance takes off up to a half', () => {
  expect(pauseAfter(1, 1)).toBe(5);
  expect(pauseAfter(3, 0.5)).toBe(30);
  expect(pauseAfter(20, 1)).toBe(1800);
});
