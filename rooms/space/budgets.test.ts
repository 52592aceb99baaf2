import { expect, test } from 'vitest';
import { Bucket, createBudgets } from './budgets.ts';

test('ROOM24 a bucket gives what is in it, and fills with time up to its brim', () => {
  let now = 0;
  const bucket = new Bucket({ burst: 2, perSecond: 1 }, () => now);
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false]);
  now += 1_500;
  expect([bucket.take(), bucket.take()]).toEqual([true, false]);
  now += 60_000;
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false]);
});

test('ROOM24 what is refused costs nothing, and what is dear is refused before what is cheap', () => {
  let now = 0;
  const bucket = new Bucket({ burst: 10, perSecond: 1 }, () => now);
  expect([bucket.take(8), bucket.take(5), bucket.take(2)]).toEqual([true, false, true]);
  now += 3_000;
  expect([bucket.take(4), bucket.take(3)]).toEqual([false, true]);
});

test('ROOM24 a player’s budgets are apart from each other', () => {
  const budgets = createBudgets();
  while (budgets.chat.take());
  expect([budgets.emote.take(), budgets.move.take(), budgets.announce.take()]).toEqual([true, true, true]);
});
