import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWalk } from './walk.ts';

const HALF_WIDTH = 50;
const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

it('stays inside and never moves faster than 3 m/s, however long it walks', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const walk = createWalk(HALF_WIDTH, randomFrom(seed));
      let before = walk.step(0);
      for (let step = 0; step < 2_000; step += 1) {
        const now = walk.step(0.1);
        expect(Math.max(Math.abs(now.x), Math.abs(now.z))).toBeLessThanOrEqual(HALF_WIDTH);
        expect(Math.hypot(now.x - before.x, now.z - before.z)).toBeLessThanOrEqual(0.3 + 1e-9);
        before = now;
      }
    }),
    { numRuns: 10 },
  );
});

it('goes on from where the server puts it', () => {
  const walk = createWalk(HALF_WIDTH, randomFrom(7));
  walk.moveTo({ x: -20, z: 30 });
  const next = walk.step(0.1);
  expect(Math.hypot(next.x + 20, next.z - 30)).toBeLessThanOrEqual(0.3 + 1e-9);
});
