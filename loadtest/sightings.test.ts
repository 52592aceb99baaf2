import { expect, it } from 'vitest';
import { createSightings } from './sightings.ts';

const pose = (...bytes: number[]) => new Uint8Array([...bytes, 0, 0, 0, 0, 0, 0, 0, 0].slice(0, 8));

it('knows when a pose was sent, by room and avatar', () => {
  const sightings = createSightings();
  sightings.sent('r1', 4, pose(1), 100);
  sightings.sent('r1', 4, pose(2), 200);
  expect(sightings.sentAt('r1', 4, pose(1))).toBe(100);
  expect(sightings.sentAt('r1', 4, pose(2))).toBe(200);
  expect(sightings.sentAt('r1', 5, pose(1))).toBeUndefined();
  expect(sightings.sentAt('r2', 4, pose(1))).toBeUndefined();
  expect(sightings.sentAt('r1', 4, pose(3))).toBeUndefined();
});

it('keeps the first time of a pose that is sent again unchanged, and the last of one come back to', () => {
  const sightings = createSightings();
  sightings.sent('r', 1, pose(0), 100);
  sightings.sent('r', 1, pose(0), 150);
  expect(sightings.sentAt('r', 1, pose(0))).toBe(100);
  sightings.sent('r', 1, pose(9), 200);
  sightings.sent('r', 1, pose(0), 250);
  expect(sightings.sentAt('r', 1, pose(0))).toBe(250);
});

it('forgets the oldest poses, and an avatar that left', () => {
  const sightings = createSightings();
  for (let at = 1; at <= 70; at += 1) sightings.sent('r', 1, pose(at), at);
  expect(sightings.sentAt('r', 1, pose(6))).toBeUndefined();
  expect(sightings.sentAt('r', 1, pose(7))).toBe(7);
  sightings.forget('r', 1);
  expect(sightings.sentAt('r', 1, pose(70))).toBeUndefined();
});
