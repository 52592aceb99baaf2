import { expect, it } from 'vitest';
import { decodeMoves, encodeMove, encodeMoves, FrameKind, type MovesFrame } from '#rooms/movement/codec.ts';
import { createJury } from './jury.ts';
import { createStay } from './stay.ts';

const JUDGED_MS = 10_000;
const entry = (index: number, x: number) => ({
  index,
  pose: encodeMove({ x, y: 0, z: 10, heading: 0, animation: 0 }),
});
const keyframe = (at: number, ...entries: ReturnType<typeof entry>[]) =>
  decodeMoves(encodeMoves(FrameKind.keyframe, at, entries)) as MovesFrame;

/** Two players who stand there for some seconds, the first of whom is told of `seen` by keyframes. */
function standing({
  first,
  second,
  seen,
}: {
  first: number;
  second: number;
  seen: (at: number) => number[];
}) {
  const jury = createJury({ reachMetres: 100, cellMetres: 20 });
  const [one, two] = [createStay(1), createStay(2)];
  jury.enter(one);
  jury.enter(two);
  for (let at = 1_000; at <= 5_000; at += 50) {
    two.take(keyframe(at, entry(2, at < 3_000 ? second : second + 1)));
    const frame = keyframe(at, entry(1, first), ...seen(at).map((x) => entry(2, x)));
    one.take(frame);
    jury.look(one, frame, at);
  }
  jury.judge(JUDGED_MS);
  return jury.verdict();
}

it('finds nothing where everybody is known as they are, or a moment later', () => {
  const verdict = standing({ first: 10, second: 50, seen: (at) => [at < 3_400 ? 50 : 51] });
  expect(verdict).toMatchObject({ wrong: 0, findings: [] });
  expect(verdict.compared).toBeGreaterThan(20);
});

it.each([
  ['who is in the area and not known', { first: 10, second: 50, seen: () => [] }, 'did not know 2'],
  ['who is known and outside', { first: 10, second: 75, seen: () => [75] }, 'which was outside'],
  ['who is shown where they were long ago', { first: 10, second: 50, seen: () => [50] }, 'an old pose'],
])('finds %s', (_what, play, words) => {
  const { wrong, findings } = standing(play);
  expect(wrong).toBeGreaterThan(5);
  expect(findings[0]).toContain(words);
});

it('finds who left and is still known', () => {
  const jury = createJury({ reachMetres: 100, cellMetres: 20 });
  const [one, two] = [createStay(1), createStay(2)];
  jury.enter(one);
  jury.enter(two);
  for (let at = 1_000; at <= 5_000; at += 50) {
    if (at === 3_000) jury.leave(two, at);
    const frame = keyframe(at, entry(1, 10), entry(2, 50));
    one.take(frame);
    jury.look(one, frame, at);
  }
  jury.judge(JUDGED_MS);
  expect(jury.verdict().findings[0]).toContain('after it left');
});
