import fc from 'fast-check';
import { expect, test } from 'vitest';
import { creditOf, TICKS, worth } from '#test/attendance/model.ts';
import { creditedSeconds, pointsFor } from './reward-rules.ts';

const MS_PER_TICK = 1000 / TICKS;

const interval = fc
  .tuple(fc.nat({ max: 2000 }), fc.nat({ max: 800 }))
  .map(([from, length]) => ({ from, to: from + length }));

const rule = fc.record({
  pointsPerMinute: fc.nat({ max: 100_000 }),
  minimumSeconds: fc.nat({ max: 600 }),
  maximumPoints: fc.option(fc.nat({ max: 10_000 }), { nil: null }),
});

const inMs = ({ from, to }: { from: number; to: number }) => ({
  from: from * MS_PER_TICK,
  to: to * MS_PER_TICK,
});

test('ATT1 credit is the length of the union of the visits within the live time', () => {
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 12 }), interval, (visits, live) => {
      const attended = new Set<number>();
      for (const { from, to } of visits) {
        for (let tick = from; tick < to; tick++) if (tick >= live.from && tick < live.to) attended.add(tick);
      }
      expect(creditedSeconds(visits.map(inMs), inMs(live))).toBe(creditOf(attended));
    }),
  );
});

test('ATT2 credit does not depend on the order of the visits, nor on one that is counted twice', () => {
  fc.assert(
    fc.property(fc.array(interval, { minLength: 1 }), interval, (visits, live) => {
      const seconds = creditedSeconds(visits, live);
      expect(creditedSeconds([...visits].reverse(), live)).toBe(seconds);
      expect(creditedSeconds([...visits, ...visits], live)).toBe(seconds);
    }),
  );
});

test('ATT3 points are the rule applied to the credit', () => {
  fc.assert(
    fc.property(rule, fc.nat({ max: 1_000_000 }), (rule, seconds) => {
      expect(pointsFor(rule, seconds)).toBe(worth(rule, seconds));
    }),
  );
});

test('ATT4 more credit is never worth less', () => {
  fc.assert(
    fc.property(rule, fc.nat({ max: 100_000 }), fc.nat({ max: 1000 }), (rule, seconds, more) => {
      expect(pointsFor(rule, seconds + more)).toBeGreaterThanOrEqual(pointsFor(rule, seconds));
    }),
  );
});
