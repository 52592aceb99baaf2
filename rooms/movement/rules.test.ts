import { describe, expect, test } from 'vitest';
import { assertMovement, type MovementSettings, usualMovement } from '#domain/worlds/movement-settings.ts';
import { decodeMove, type Move } from './codec.ts';
import { createRules } from './rules.ts';

const settings: MovementSettings = { ...usualMovement, reachMetres: 100, metresPerSecond: 10 };
const at = (x: number, z = 0, y = 0): Move => ({ x, y, z, heading: 0, animation: 0 });
const rules = createRules(settings);

describe('rules of movement', () => {
  test('MOV6 who keeps to the speed of the space is obeyed', () => {
    const track = rules.trackFrom(at(0), 0);
    for (let step = 1; step <= 50; step += 1)
      expect(rules.follow(track, at(step), step * 100)).toBeUndefined();
  });

  test('MOV6 who is faster is not, and stays where they were', () => {
    const track = rules.trackFrom(at(0), 0);
    expect(rules.follow(track, at(5), 100)).toBe('MOVE_TOO_FAST');
    expect(track).toMatchObject({ x: 0, z: 0 });
    expect(rules.follow(track, at(1), 100)).toBeUndefined();
  });

  test('MOV6 moves that were held up for two seconds are obeyed all at once, and not those of three', () => {
    const track = rules.trackFrom(at(0), 0);
    expect(rules.follow(track, at(20), 2_000)).toBeUndefined();
    expect(rules.follow(track, at(45), 5_000)).toBe('MOVE_TOO_FAST');
  });

  test('MOV6 many small steps go no farther than one large one', () => {
    const track = rules.trackFrom(at(0), 0);
    let x = 0;
    for (let step = 0; step < 1_000; step += 1) if (!rules.follow(track, at(x + 0.4), 1_000)) x += 0.4;
    expect(x).toBeLessThanOrEqual(11);
  });

  test('MOV6 nobody falls faster than a body falls through air', () => {
    const track = rules.trackFrom(at(0, 0, 300), 0);
    expect(rules.follow(track, at(0, 0, 100), 1_000)).toBe('MOVE_TOO_FAST');
    expect(rules.follow(track, at(0, 0, 245), 1_000)).toBeUndefined();
  });

  test('MOV5 nobody leaves the space', () => {
    const track = rules.trackFrom(at(99), 0);
    expect(rules.follow(track, at(101), 1_000)).toBe('MOVE_OUT_OF_BOUNDS');
    expect(rules.follow(track, at(99, -100.5), 60_000)).toBe('MOVE_OUT_OF_BOUNDS');
    expect(rules.follow(track, at(100), 1_000)).toBeUndefined();
  });

  test('MOV7 newcomers are spread over the spawn, and no two stand in one place', () => {
    const { spawnOf } = createRules({
      ...settings,
      spawn: { x: 10, y: 2, z: -5, heading: 1, radiusMetres: 8 },
    });
    const places = Array.from({ length: 200 }, (_, index) => decodeMove(spawnOf(index))!);
    for (const { x, y, z } of places) {
      expect(Math.hypot(x - 10, z + 5)).toBeLessThanOrEqual(8.02);
      expect(y).toBe(2);
    }
    const gaps = places.flatMap((a, i) => places.slice(i + 1).map((b) => Math.hypot(a.x - b.x, a.z - b.z)));
    expect(Math.min(...gaps)).toBeGreaterThan(0.2);
    const east = places.filter(({ x }) => x > 10).length;
    expect(Math.abs(east - 100)).toBeLessThan(20);
  });

  test('MOV8 a portal puts whoever comes near it where it leads', () => {
    const to = { x: 50, y: 0, z: 50, heading: 0 };
    const { portalAt } = createRules({ ...settings, portals: [{ at: { x: 5, z: 5 }, radiusMetres: 1, to }] });
    expect(portalAt({ x: 5.5, z: 5.5 })).toEqual(to);
    expect(portalAt({ x: 6, z: 6 })).toBeUndefined();
  });
});

describe('settings of movement', () => {
  const portal = { at: { x: 5, z: 5 }, radiusMetres: 2, to: { x: 50, y: 0, z: 50, heading: 0 } };
  test.each<[string, Partial<MovementSettings>]>([
    ['a spawn outside', { spawn: { x: 98, y: 0, z: 0, heading: 0, radiusMetres: 5 } }],
    ['a portal that leads outside', { portals: [{ ...portal, to: { ...portal.to, x: 101 } }] }],
    ['a portal that leads into itself', { portals: [{ ...portal, to: { ...portal.to, x: 4, z: 4 } }] }],
  ])('MOV9 %s is refused', (_what, own) => {
    expect(() => assertMovement({ ...settings, ...own })).toThrow(
      expect.objectContaining({ code: 'MOVEMENT_INVALID' }),
    );
    expect(() => assertMovement({ ...settings, portals: [portal] })).not.toThrow();
  });
});
