import { expect, it } from 'vitest';
import { createLines } from './progress.ts';

it('writes the first and the last state of a phase, and one line every three seconds between', () => {
  const lines: string[] = [];
  const clock = { ms: 0 };
  const progress = createLines(
    (line) => lines.push(line),
    () => clock.ms,
  );
  progress.begin('join', 50);
  for (clock.ms = 500; clock.ms <= 7_000; clock.ms += 500) progress.update(clock.ms / 500, 'in');
  progress.update(50, 'all in');
  progress.end();
  expect(lines).toEqual(['join: 0/50', 'join: 6/50  in', 'join: 12/50  in', 'join: 50/50  all in']);
});
