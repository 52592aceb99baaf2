import { expect, test } from 'vitest';
import { createRecentPlayers } from './recent-players.ts';

test('MOD17 a player who left is found by sessionId for ten minutes, in their own space', () => {
  let nowMs = 0;
  const players = createRecentPlayers(() => nowMs);
  players.remember('space-one', 'session-a', 'ada');
  nowMs = 5 * 60_000;
  players.remember('space-one', 'session-b', 'bob');
  expect(players.userOf('space-one', 'session-a')).toBe('ada');
  expect(players.userOf('space-two', 'session-a')).toBeUndefined();
  nowMs = 10 * 60_000 + 1;
  expect(players.userOf('space-one', 'session-a')).toBeUndefined();
  expect(players.userOf('space-one', 'session-b')).toBe('bob');
});

test('MOD17 however many leave, a bounded number is kept, the latest', () => {
  const players = createRecentPlayers(() => 0);
  for (let n = 0; n < 10_001; n++) players.remember('space', `session-${n}`, `user-${n}`);
  expect(players.userOf('space', 'session-0')).toBeUndefined();
  expect(players.userOf('space', 'session-10000')).toBe('user-10000');
});
