import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Move } from '#rooms/movement/codec.ts';
import { createWalk } from './walk.ts';

const space = { reachMetres: 60, metresPerSecond: 12 };
const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

it('stays in the space, around where it was put, and is never faster than 3 m/s', () => {
  const metres = fc.integer({ min: -60, max: 60 });
  fc.assert(
    fc.property(fc.integer(), metres, metres, (seed, x, z) => {
      const walk = createWalk(space, randomFrom(seed));
      walk.moveTo({ x, y: 2, z });
      let before: Move = walk.step(0) as Move;
      for (let step = 0; step < 2_000; step += 1) {
        const now = walk.step(0.1) as Move;
        expect(Math.max(Math.abs(now.x), Math.abs(now.z))).toBeLessThanOrEqual(60);
        expect(Math.max(Math.abs(now.x - x), Math.abs(now.z - z))).toBeLessThanOrEqual(50);
        expect(Math.hypot(now.x - before.x, now.z - before.z)).toBeLessThanOrEqual(0.3 + 1e-9);
        expect(now.y).toBe(2);
        before = now;
      }
    }),
    { numRuns: 10 },
  );
});

it('goes nowhere until it was put somewhere, and on from where it is put', () => {
  const walk = createWalk(space, randomFrom(7));
  expect(walk.step(0.1)).toBeUndefined();
  walk.moveTo({ x: -20, y: 0, z: 30 });
  const next = walk.step(0.1) as Move;
  expect(Math.hypot(next.x + 20, next.z - 30)).toBeLessThanOrEqual(0.3 + 1e-9);
});

it('is slower than the space allows', () => {
  const walk = createWalk({ reachMetres: 60, metresPerSecond: 1 }, randomFrom(3));
  walk.moveTo({ x: 0, y: 0, z: 0 });
  const { x, z } = walk.step(1) as Move;
  expect(Math.hypot(x, z)).toBeLessThan(1);
});
