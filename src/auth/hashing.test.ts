import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { DomainError } from '#domain/errors.ts';
import { createTurns, hashing } from './hashing.ts';

test('HTTP22 so many hashes run at once, so many wait in order, and the rest are refused', async () => {
  const turns = createTurns(2, 3);
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const work = (n: number) => async () => {
    most = Math.max(most, ++running);
    await sleep(5);
    order.push(n);
    running--;
    return n;
  };
  const settled = await Promise.allSettled([0, 1, 2, 3, 4, 5, 6].map((n) => turns.run(work(n))));
  expect(settled.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 5 }, () => 'fulfilled'),
    'rejected',
    'rejected',
  ]);
  for (const one of settled)
    if (one.status === 'rejected')
      expect(one.reason).toMatchObject({ code: 'SERVER_BUSY', details: { retryAfterSeconds: 2 } });
  expect(most).toBe(2);
  expect(order.toSorted()).toEqual([0, 1, 2, 3, 4]);
  expect(await turns.run(work(9))).toBe(9);
});

test('HTTP22 a hash that fails gives its place to the next', async () => {
  const turns = createTurns(1, 10);
  const fails = Array.from({ length: 4 }, () => turns.run(() => Promise.reject(new Error('no'))));
  expect((await Promise.allSettled(fails)).every(({ status }) => status === 'rejected')).toBe(true);
  expect(await turns.run(async () => 'done')).toBe('done');
  expect(() => turns.assertFree()).not.toThrow();
  const full = createTurns(1, 0);
  const first = full.run(() => sleep(5));
  expect(() => full.assertFree()).toThrow(DomainError);
  await first;
});

test('HTTP22 passwords are hashed and verified as Better Auth does', async () => {
  const hash = await hashing.hash('correct-horse-battery');
  expect(await hashing.verify({ hash, password: 'correct-horse-battery' })).toBe(true);
  expect(await hashing.verify({ hash, password: 'correct-horse-batterz' })).toBe(false);
});
