import { describe, expect, test } from 'vitest';
import { printable, printableLines } from './account-rules.ts';

const isName = (text: string) => printable(1, 20).safeParse(text).success;
const isDescription = (text: string) => printableLines(0, 20).safeParse(text).success;

describe('INP5 a name', () => {
  test.each(['Nova', "Zoë O'Neill", '李雷', 'क्‍ष', 'مریم', '👩🏽‍🚀', '❤️‍🔥', '🏳️‍🌈', '!', '  trimmed  '])(
    'may be %j',
    (name) => {
      expect(isName(name)).toBe(true);
    },
  );

  test.each([
    ['two lines', 'one\ntwo'],
    ['a tab', 'one\ttwo'],
    ['a line separator', 'one\u2028two'],
    ['a NUL', 'a\u0000'],
    ['half a character', 'a\ud800'],
    ['text that turns its direction', 'a\u202eb'],
    ['an invisible space', 'a\u200bb'],
    ['a joiner that joins nothing', 'ad\u200dmin'],
    ['a joiner alone', '\u200d'],
    ['a mark alone', '\ufe0f'],
    ['a blank that is a letter', '\u3164'],
    ['a blank of Braille', '\u2800'],
    ['blanks', '   '],
    ['nothing', ''],
  ])('may not be %s', (_what, name) => {
    expect(isName(name)).toBe(false);
  });
});

test('INP5 a description may have lines and tabs, may be nothing, and shows something where it is not', () => {
  expect(['', 'one\ntwo', 'one\ttwo', 'plain'].map(isDescription)).toEqual([true, true, true, true]);
  expect(['\u200d', '\ufe0f', 'a\u200bb', 'a\r\u0000', 'ding\u0007'].map(isDescription)).toEqual(
    Array(5).fill(false),
  );
});
