import { expect, it } from 'vitest';
import { doubledVisits } from './doubled-visits.ts';

const visit = (joined: number, left: number, pointsEarned = 0) => ({
  joinedAt: new Date(joined * 1000).toISOString(),
  leftAt: new Date(left * 1000).toISOString(),
  pointsEarned,
});
const attended = { visits: [visit(0, 10, 10)], creditedSeconds: 10, points: 10, pointsEarned: 10 };

it('sees nothing in one visit, nor in two that follow each other', () => {
  expect(doubledVisits(attended, 10)).toBe(false);
  expect(doubledVisits({ ...attended, visits: [visit(6, 10, 4), visit(0, 5, 5)] }, 10)).toBe(false);
});

it.each([
  ['visits that overlap', { ...attended, visits: [visit(0, 10, 5), visit(9, 12, 5)] }],
  ['more time than there was', { ...attended, creditedSeconds: 20 }],
  ['more points than are due', { ...attended, pointsEarned: 20 }],
  ['two visits that are paid for the same', { ...attended, visits: [visit(0, 5, 10), visit(6, 9, 10)] }],
])('sees %s', (_what, answer) => expect(doubledVisits(answer, 10)).toBe(true));
