import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createServerClock } from './server-clock.ts';

const WRAPS_AT_MS = 2 ** 32;

describe('the clock of a room', () => {
  it('is not known before the first frame', () => expect(createServerClock().at(0)).toBeUndefined());

  it('goes by the frame that came quickest of the last seconds', () => {
    const clock = createServerClock();
    clock.heard(1_000, 6_080);
    clock.heard(1_050, 6_060);
    clock.heard(1_100, 6_190);
    expect(clock.at(7_000)).toBe(1_990);
    clock.heard(9_000, 14_070);
    expect(clock.at(15_000)).toBe(9_930);
  });

  it('never goes back, and is off by no more than the way took, over the wrap too', () => {
    const frames = fc.array(
      fc.record({ gapMs: fc.integer({ min: 1, max: 2_000 }), latencyMs: fc.integer({ min: 0, max: 400 }) }),
      { minLength: 1, maxLength: 50 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: WRAPS_AT_MS - 1 }), frames, (begin, came) => {
        const clock = createServerClock();
        let serverTime = begin;
        let now = 0;
        let before = Number.NEGATIVE_INFINITY;
        for (const { gapMs, latencyMs } of came) {
          serverTime += gapMs;
          now = Math.max(now, serverTime - begin + latencyMs);
          expect(clock.heard(serverTime % WRAPS_AT_MS, now) - serverTime).toBe(
            begin + (came[0]?.gapMs as number) >= WRAPS_AT_MS ? -WRAPS_AT_MS : 0,
          );
          const at = clock.at(now) as number;
          expect(at).toBeGreaterThanOrEqual(before);
          before = at;
        }
      }),
    );
  });

  it('goes back where it was wrong by more than a second: a server that stood still', () => {
    const clock = createServerClock();
    clock.heard(0, 0);
    expect(clock.at(100)).toBe(100);
    for (let now = 20_000; now <= 30_000; now += 100) clock.heard(now - 19_000, now);
    expect(clock.at(30_000)).toBe(11_000);
  });
});
