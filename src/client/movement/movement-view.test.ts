import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeMove, encodeMoves, FrameKind, type Move } from '#rooms/movement/codec.ts';
import { createMovementView } from './movement-view.ts';

const WRAPS_AT_MS = 2 ** 32;
const TICK_MS = 50;
const RING_MS = 400;
const DELAY_MS = 120;
const WALKING = 1;

const pose = (move: Partial<Move>): Move => ({ x: 0, y: 0, z: 0, heading: 0, animation: 0, ...move });
const entry = (index: number, move: Partial<Move>) => ({ index, pose: encodeMove(pose(move)) });
const frame = (
  kind: FrameKind,
  serverTime: number,
  entries: ReturnType<typeof entry>[],
  gone: number[] = [],
) => encodeMoves(kind, serverTime, entries, gone);

/** A view that was told of one avatar at the origin by a keyframe at server time `at`, which came without delay. */
function viewOf(at: number, move: Partial<Move> = {}) {
  const view = createMovementView();
  view.take(frame(FrameKind.keyframe, at, [entry(1, move)]), at);
  return view;
}

/** Shows an avatar that walks along x at `speed` m/s and is told of every `everyMs`; answers with x picture by picture. */
function watchWalk(everyMs: number, speed: number, { seconds = 6, lateMs = (): number => 0 } = {}) {
  const view = viewOf(0);
  const pictures: { at: number; x: number }[] = [];
  let told = 0;
  for (let now = 0; now < seconds * 1000; now += 10) {
    const at = told + everyMs;
    if (now >= at + lateMs()) {
      view.take(frame(FrameKind.update, at, [entry(1, { x: (at / 1000) * speed, animation: WALKING })]), now);
      told = at;
    }
    pictures.push({ at: now, x: view.sample(now).get(1)?.x as number });
  }
  return pictures;
}

/** How fast the avatar was shown to be from picture to picture, in m/s, from a time on. */
const speeds = (pictures: { at: number; x: number }[], from: number) =>
  pictures
    .slice(1)
    .map(({ at, x }, before) => ({ at, speed: (x - (pictures[before]?.x as number)) / 0.01 }))
    .filter(({ at }) => at >= from)
    .map(({ speed }) => speed);

describe('who is in the area', () => {
  it('is who a keyframe names, with who came and without who is gone', () => {
    const view = viewOf(1_000);
    view.take(frame(FrameKind.update, 1_050, [entry(2, { x: 1 }), entry(3, {})]), 1_050);
    expect([...view.sample(1_060).keys()]).toEqual([1, 2, 3]);
    view.take(frame(FrameKind.update, 1_100, [], [2]), 1_100);
    expect([...view.sample(1_110).keys()]).toEqual([1, 3]);
    view.take(frame(FrameKind.keyframe, 1_150, [entry(3, {}), entry(9, {})]), 1_150);
    expect([...view.sample(1_160).keys()]).toEqual([3, 9]);
    expect(view.newest(1)).toBeUndefined();
    expect(view.newest(9)).toEqual(pose({}));
  });

  it('is shown at once where it came, and does not slide there from where it was before', () => {
    const view = viewOf(0, { x: 5 });
    expect(view.sample(0).get(1)?.x).toBe(5);
    view.take(frame(FrameKind.update, 500, [], [1]), 500);
    view.take(frame(FrameKind.update, 550, [entry(1, { x: 9 })]), 550);
    expect(view.sample(551).get(1)?.x).toBe(9);
  });

  it('is not touched by a frame that is malformed or of another version, which is counted', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const view = viewOf(0, { x: 5 });
        if (view.take(bytes, 10)) return;
        expect(view.malformed()).toBe(1);
        expect([...view.sample(20)]).toEqual([[1, pose({ x: 5 })]]);
      }),
    );
    const version1 = frame(FrameKind.update, 0, []);
    version1[1] = 1;
    const view = createMovementView();
    expect(view.take(version1, 0)).toBe(false);
    expect(view.malformed()).toBe(1);
  });
});

describe('a correction', () => {
  it('is taken once, the latest of several, and puts the own avatar there without a way', () => {
    const view = viewOf(0);
    expect(view.takeCorrection()).toBeUndefined();
    view.take(frame(FrameKind.correction, 40, [entry(1, { x: 3 })]), 40);
    view.take(frame(FrameKind.correction, 50, [entry(1, { x: 8 })]), 50);
    expect(view.sample(51).get(1)?.x).toBe(8);
    expect(view.takeCorrection()).toEqual({ index: 1, pose: pose({ x: 8 }) });
    expect(view.takeCorrection()).toBeUndefined();
  });
});

describe('between two poses', () => {
  it('goes evenly, turns by the shorter arc, and changes the animation on arrival', () => {
    const view = viewOf(1_000, { heading: (250 / 256) * 2 * Math.PI });
    view.take(
      frame(FrameKind.update, 1_100, [entry(1, { x: 1, heading: (6 / 256) * 2 * Math.PI, animation: 4 })]),
      1_100,
    );
    view.sample(1_000 + DELAY_MS);
    const half = view.sample(1_050 + DELAY_MS).get(1) as Move;
    expect(half.x).toBeCloseTo(0.5);
    expect(Math.sin(half.heading)).toBeCloseTo(0);
    expect(Math.cos(half.heading)).toBeCloseTo(1);
    expect(half.animation).toBe(0);
    expect(view.sample(1_100 + DELAY_MS).get(1)?.animation).toBe(4);
  });

  it('stands still through a pause, and moves only in the last 100 ms of it', () => {
    const view = viewOf(0);
    for (let now = 0; now < 3_000; now += 10) view.sample(now);
    view.take(frame(FrameKind.update, 3_000, [entry(1, { x: 1 })]), 3_000);
    expect(view.sample(2_900 + DELAY_MS).get(1)?.x).toBeCloseTo(0);
    expect(view.sample(2_950 + DELAY_MS).get(1)?.x).toBeCloseTo(0.5);
    expect(view.sample(3_000 + DELAY_MS).get(1)?.x).toBeCloseTo(1);
  });

  it('never goes beyond the last pose', () => {
    const view = viewOf(0);
    view.take(frame(FrameKind.update, 100, [entry(1, { x: 1, animation: WALKING })]), 100);
    for (let now = 100; now < 5_000; now += 10)
      expect(view.sample(now).get(1)?.x as number).toBeLessThanOrEqual(1);
  });

  it('does not slide to where nobody walks to: a portal', () => {
    const view = viewOf(0);
    view.take(frame(FrameKind.update, 50, [entry(1, { x: 0.3 })]), 50);
    view.take(frame(FrameKind.update, 100, [entry(1, { x: 80 })]), 100);
    for (let now = 100; now < 400; now += 5) {
      const x = view.sample(now).get(1)?.x as number;
      expect(x <= 0.3 || x === 80, `${x} at ${now}`).toBe(true);
    }
    expect(view.sample(400).get(1)?.x).toBe(80);
  });
});

describe('a walk', () => {
  it.each([50, 100])('that is told of every %i ms is shown even, 120 ms in the past', (everyMs) => {
    const pictures = watchWalk(everyMs, 3);
    for (const speed of speeds(pictures, 1_000)) expect(speed).toBeCloseTo(3, 0);
    const { at, x } = pictures.at(-1) as { at: number; x: number };
    expect(at - (x / 3) * 1000).toBeCloseTo(DELAY_MS, -1);
  });

  it('in the ring, told of every 400 ms, is even as well: further in the past, not in jerks', () => {
    const pictures = watchWalk(RING_MS, 3);
    for (const speed of speeds(pictures, 3_000)) expect(speed).toBeCloseTo(3, 0);
    const { at, x } = pictures.at(-1) as { at: number; x: number };
    expect(at - (x / 3) * 1000).toBeLessThanOrEqual(RING_MS + TICK_MS + 10);
  });

  it('that comes near again is soon shown as early as all that is near, and never goes back or stops', () => {
    const view = viewOf(0);
    let before = 0;
    for (let now = 0; now < 8_000; now += 10) {
      const isTold = now < 4_000 ? now % RING_MS === 0 : now % 100 === 0;
      if (isTold) view.take(frame(FrameKind.update, now, [entry(1, { x: (now / 1000) * 3 })]), now);
      const x = view.sample(now).get(1)?.x as number;
      expect(x).toBeGreaterThanOrEqual(before);
      if (now > 2_500) expect((x - before) / 0.01).toBeGreaterThan(1.4);
      if (now > 2_500) expect((x - before) / 0.01).toBeLessThan(4.6);
      before = x;
    }
    expect(7_990 - (before / 3) * 1000).toBeCloseTo(DELAY_MS, -1);
  });

  it('waits for a pose that is late, and then catches up without a jump', () => {
    let frames = 0;
    const pictures = watchWalk(100, 3, { lateMs: () => (frames++ % 700 < 80 ? 150 : 0) });
    for (const speed of speeds(pictures, 1_000)) {
      expect(speed).toBeGreaterThanOrEqual(-1e-9);
      expect(speed).toBeLessThan(4.6);
    }
  });
});

describe('whatever comes', () => {
  const centimetres = fc.integer({ min: -32_767, max: 32_767 });
  const steps = fc.array(
    fc.record({
      gapMs: fc.oneof(fc.integer({ min: 1, max: 250 }), fc.integer({ min: 1, max: 3_000 })),
      latencyMs: fc.integer({ min: 0, max: 300 }),
      pictures: fc.integer({ min: 0, max: 12 }),
      x: centimetres,
      z: centimetres,
      heading: fc.integer({ min: 0, max: 255 }),
      kind: fc.constantFrom(FrameKind.update, FrameKind.update, FrameKind.keyframe),
    }),
    { minLength: 2, maxLength: 40 },
  );
  const begins = fc.oneof(
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    fc.integer({ min: 2 ** 32 - 5_000, max: 2 ** 32 - 1 }),
  );

  it('every picture lies on the way from one pose to the next, in their order, and is made of numbers', () => {
    fc.assert(
      fc.property(begins, steps, (begin, told) => {
        const view = createMovementView();
        const way: { x: number; z: number }[] = [];
        let serverTime = begin;
        let now = 0;
        let at = 0;
        for (const { gapMs, latencyMs, pictures, x, z, heading, kind } of told) {
          serverTime += gapMs;
          const came = Math.max(now, serverTime - begin + latencyMs);
          for (let picture = 1; picture <= pictures; picture += 1)
            look(now + ((came - now) * picture) / pictures);
          now = came;
          const move = { x: x / 100, z: z / 100, heading: (heading * 2 * Math.PI) / 256 };
          expect(view.take(frame(kind, serverTime % WRAPS_AT_MS, [entry(1, move)]), now)).toBe(true);
          way.push({ x: move.x, z: move.z });
        }
        for (let later = 0; later < 5_000; later += 100) look(now + later);
        const { x, z } = view.sample(now + 5_000).get(1) as Move;
        expect({ x, z }).toEqual(way.at(-1));

        function look(moment: number): void {
          const shown = view.sample(moment).get(1);
          if (!shown) {
            expect(way).toEqual([]);
            return;
          }
          for (const value of Object.values(shown)) expect(Number.isFinite(value)).toBe(true);
          expect(shown.heading).toBeGreaterThanOrEqual(0);
          expect(shown.heading).toBeLessThan(2 * Math.PI);
          while (!isOnWay(way[at] as Place, way[at + 1] ?? (way[at] as Place), shown)) {
            at += 1;
            expect(at, `(${shown.x}, ${shown.z}) is on no way`).toBeLessThan(way.length);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the same whatever the server time began with', () => {
    const walk = (begin: number) => {
      const view = createMovementView();
      const shown: unknown[] = [];
      for (let now = 0; now < 4_000; now += 20) {
        if (now % 100 === 0)
          view.take(frame(FrameKind.update, (begin + now) % WRAPS_AT_MS, [entry(1, { x: now / 500 })]), now);
        shown.push(view.sample(now).get(1)?.x.toFixed(6));
      }
      return shown;
    };
    expect(walk(WRAPS_AT_MS - 2_000)).toEqual(walk(0));
  });
});

type Place = { x: number; z: number };

/** Whether a place lies between two others, but for what is lost in rounding. */
function isOnWay(from: Place, to: Place, { x, z }: Place): boolean {
  const detour =
    Math.hypot(x - from.x, z - from.z) +
    Math.hypot(to.x - x, to.z - z) -
    Math.hypot(to.x - from.x, to.z - from.z);
  return detour < 1e-6;
}
