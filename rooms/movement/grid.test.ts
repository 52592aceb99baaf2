import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { Animation, decodeMoves, encodeMove, FrameKind } from './codec.ts';
import { createGrid, createMover, type Grid, type Mover } from './grid.ts';

const TICK_MS = 50;
const FAR_MS = 400;
const poseAt = (x: number, z: number) => encodeMove({ x, y: 0, z, heading: 0, animation: Animation.idle });

/** A client that knows of others what frames told it. */
type Watcher = { mover: Mover; known: Map<number, { pose: string; at: number }> };

const watch = (mover: Mover): Watcher => ({ mover, known: new Map() });
const hexOf = (pose: Uint8Array) => Buffer.from(pose).toString('hex');

/** Sends a watcher the frame of its cell, and answers with how many bytes that was. */
function deliver(grid: Grid, { mover, known }: Watcher): number {
  const bytes = grid.frameFor(mover);
  if (bytes.byteLength === 0) return 0;
  const frame = decodeMoves(bytes)!;
  expect(frame).toBeDefined();
  if (frame.kind === FrameKind.keyframe) known.clear();
  for (const { index, pose } of frame.entries) known.set(index, { pose: hexOf(pose), at: frame.serverTime });
  for (const index of frame.gone) known.delete(index);
  return bytes.byteLength;
}

const isIn = ({ known }: Watcher, { index }: Mover) => known.has(index);

function place(grid: Grid, index: number, x: number, z: number): Mover {
  const mover = createMover(index, poseAt(x, z));
  grid.put(mover);
  return mover;
}

function moveTo(grid: Grid, mover: Mover, x: number, z: number): void {
  mover.pose.set(poseAt(x, z));
  grid.put(mover);
}

describe('grid', () => {
  test('MOV1 whoever is in the area is known at the next tick, and whoever leaves it is gone at the next', () => {
    const grid = createGrid({ cellMetres: 10, reachMetres: 100 });
    const me = watch(place(grid, 1, 5, 5));
    const near = place(grid, 2, 14, 5);
    const far = place(grid, 3, 25, 5);
    const away = place(grid, 4, 45, 5);
    grid.tick(0);
    deliver(grid, me);
    expect([near, far, away].map((other) => isIn(me, other))).toEqual([true, true, false]);

    moveTo(grid, away, 28, 5);
    moveTo(grid, far, 48, 5);
    grid.tick(TICK_MS);
    deliver(grid, me);
    expect([near, far, away].map((other) => isIn(me, other))).toEqual([true, false, true]);

    grid.remove(near);
    grid.tick(2 * TICK_MS);
    deliver(grid, me);
    expect(isIn(me, near)).toBe(false);
  });

  test('MOV2 the ring is told after the server time of the frames has begun again at 0', () => {
    const grid = createGrid({ cellMetres: 10, reachMetres: 100 });
    const me = watch(place(grid, 1, 5, 5));
    const far = place(grid, 3, 25, 5);
    const begin = 2 ** 32 - FAR_MS;
    for (let at = begin; at <= begin + 2 * FAR_MS; at += TICK_MS) {
      moveTo(grid, far, 25, 5 + (at - begin) / 1000);
      grid.tick(at);
      deliver(grid, me);
    }
    expect(me.known.get(3)?.at).toBeLessThanOrEqual(FAR_MS);
    expect(me.known.get(3)?.at).toBeGreaterThan(FAR_MS - 2 * TICK_MS);
  });

  test('MOV2 near avatars are told at every tick, those in the ring every 400 ms', () => {
    const grid = createGrid({ cellMetres: 10, reachMetres: 100 });
    const me = watch(place(grid, 1, 5, 5));
    const near = place(grid, 2, 14, 5);
    const far = place(grid, 3, 25, 5);
    grid.tick(0);
    deliver(grid, me);
    const told = { near: 0, far: 0 };
    for (let tick = 1; tick <= 40; tick += 1) {
      moveTo(grid, near, 14, 5 + tick / 100);
      moveTo(grid, far, 25, 5 + tick / 100);
      grid.tick(tick * TICK_MS);
      deliver(grid, me);
      if (me.known.get(2)?.at === tick * TICK_MS) told.near += 1;
      if (me.known.get(3)?.at === tick * TICK_MS) told.far += 1;
    }
    expect(told).toEqual({ near: 40, far: 5 });
  });

  test('MOV2 who walks through the ring is told as often as who stays in one cell of it', () => {
    const grid = createGrid({ cellMetres: 10, reachMetres: 100 });
    const me = watch(place(grid, 1, 5, 5));
    const far = place(grid, 3, 25, -15);
    grid.tick(0);
    deliver(grid, me);
    let longest = 0;
    for (let now = TICK_MS; now <= 6_000; now += TICK_MS) {
      moveTo(grid, far, 25, -15 + (40 * now) / 6_000);
      grid.tick(now);
      deliver(grid, me);
      longest = Math.max(longest, now - (me.known.get(3)?.at ?? Number.NEGATIVE_INFINITY));
    }
    expect(longest).toBeLessThan(FAR_MS);
  });

  test('MOV3 all in a cell get the same bytes, and none where nothing is to be said', () => {
    const grid = createGrid({ cellMetres: 10, reachMetres: 100 });
    const [a, b] = [place(grid, 1, 5, 5), place(grid, 2, 6, 6)];
    grid.tick(0);
    expect(grid.frameFor(a)).toBe(grid.frameFor(b));
    moveTo(grid, a, 5, 6);
    grid.tick(FAR_MS);
    expect(grid.frameFor(a)).toBe(grid.frameFor(b));
    expect(grid.isQuiet()).toBe(true);
    grid.tick(2 * FAR_MS);
    expect(grid.frameFor(a).byteLength).toBe(0);
  });

  test('MOV3 a cell that everybody has left says nothing any more', () => {
    const grid = createGrid({ cellMetres: 10, reachMetres: 100 });
    const walker = place(grid, 1, 5, 5);
    grid.tick(0);
    const [watcher, away] = [place(grid, 2, -5, 5), place(grid, 3, -5, 6)];
    grid.tick(TICK_MS);
    moveTo(grid, walker, 6, 5);
    grid.tick(2 * TICK_MS);
    moveTo(grid, walker, -5, 5);
    moveTo(grid, away, 95, 95);
    grid.tick(3 * TICK_MS);
    grid.frameFor(watcher);
    moveTo(grid, watcher, -5, 4);
    grid.tick(4 * TICK_MS);
    const { entries } = decodeMoves(grid.frameFor(watcher))!;
    expect(entries.map(({ index }) => index)).toEqual([2]);
  });

  test('MOV4 who walks along a border does not change cells with every step', () => {
    const grid = createGrid({ cellMetres: 10, reachMetres: 100 });
    const walker = place(grid, 1, 9.9, 5);
    grid.tick(0);
    const at = walker.cell;
    for (const x of [10.1, 9.8, 10.9, 9.5]) {
      moveTo(grid, walker, x, 5);
      grid.tick(TICK_MS);
      expect(walker.cell).toBe(at);
    }
    moveTo(grid, walker, 11.1, 5);
    grid.tick(TICK_MS);
    expect(walker.cell).not.toBe(at);
  });

  it.each([
    [-100, -100],
    [100, 100],
    [-327.67, 327.67],
  ])('MOV1 has a cell at %d, %d, the very edge and beyond it', (x, z) => {
    const grid = createGrid({ cellMetres: 7, reachMetres: 100 });
    const me = watch(place(grid, 1, x, z));
    const other = place(grid, 2, x, z);
    grid.tick(0);
    deliver(grid, me);
    expect(isIn(me, other)).toBe(true);
  });

  const step = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ what: fc.constant('move' as const), who: fc.nat(), x: metres(), z: metres() }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ what: fc.constant('walk' as const), who: fc.nat(), x: few(), z: few() }),
    },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('join' as const), x: metres(), z: metres() }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('leave' as const), who: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('return' as const), who: fc.nat() }) },
    {
      weight: 5,
      arbitrary: fc.record({ what: fc.constant('tick' as const), ms: fc.integer({ min: 1, max: 200 }) }),
    },
  );

  it('MOV1 MOV2 everybody knows those of their area and nobody else, near ones as they are, after any history', () => {
    const property = fc.property(
      fc.array(step, { maxLength: 120 }),
      fc.constantFrom(5, 20, 60),
      (steps, cellMetres) => {
        const grid = createGrid({ cellMetres, reachMetres: 60 });
        let watchers: Watcher[] = [];
        const changedAt = new Map<number, number>();
        let now = 0;
        let nextIndex = 0;
        for (const at of steps) {
          const chosen = 'who' in at ? watchers[at.who % Math.max(1, watchers.length)] : undefined;
          if (at.what === 'join') watchers.push(watch(place(grid, nextIndex++, at.x, at.z)));
          else if (at.what === 'tick') {
            now += at.ms;
            for (const { mover } of watchers) if (mover.isDirty) changedAt.set(mover.index, now);
            grid.tick(now);
            for (const watcher of watchers) deliver(grid, watcher);
            for (const watcher of watchers) assertKnown(watcher, watchers, now, changedAt);
          } else if (!chosen) continue;
          else if (at.what === 'leave') {
            watchers = watchers.filter((watcher) => watcher !== chosen);
            grid.remove(chosen.mover);
          } else if (at.what === 'return') chosen.mover.needsKeyframe = true;
          else if (at.what === 'move') moveTo(grid, chosen.mover, at.x, at.z);
          else stepBy(grid, chosen.mover, at.x, at.z);
        }
      },
    );
    fc.assert(property, { numRuns: 1_000 });
  });
});

function metres() {
  return centimetres(6_000);
}

function few() {
  return centimetres(300);
}

/** Evenly spread, as doubles of fast-check are not: those are mostly next to nothing. */
function centimetres(most: number) {
  return fc.integer({ min: -most, max: most }).map((steps) => steps / 100);
}

const positionOf = ({ pose }: Mover) => {
  const view = new DataView(pose.buffer, pose.byteOffset);
  return { x: view.getInt16(0, true) / 100, z: view.getInt16(4, true) / 100 };
};

function stepBy(grid: Grid, mover: Mover, x: number, z: number): void {
  const at = positionOf(mover);
  moveTo(grid, mover, at.x + x, at.z + z);
}

/** What a watcher knows after a tick is what there is: by the cells that both count to. */
function assertKnown(
  { mover, known }: Watcher,
  all: readonly Watcher[],
  now: number,
  changedAt: ReadonlyMap<number, number>,
): void {
  const distanceTo = (other: Mover) =>
    Math.max(Math.abs(other.cell!.x - mover.cell!.x), Math.abs(other.cell!.z - mover.cell!.z));
  const inArea = all.map(({ mover: other }) => other).filter((other) => distanceTo(other) <= 2);
  expect([...known.keys()].sort((a, b) => a - b)).toEqual(
    inArea.map(({ index }) => index).sort((a, b) => a - b),
  );
  for (const other of inArea) {
    const isTold = distanceTo(other) <= 1 || now - changedAt.get(other.index)! >= FAR_MS + 200;
    if (isTold) expect(known.get(other.index)?.pose).toBe(hexOf(other.pose));
  }
}
