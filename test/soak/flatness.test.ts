import { describe, expect, it } from 'vitest';
import { judge, plot, riseOf, type Sample } from './flatness.ts';

const MEGABYTE = 1024 * 1024;
const samples = (heapOf: (at: number) => number, socketsOf: (at: number) => number = () => 30): Sample[] =>
  Array.from({ length: 60 }, (_, at) => ({
    seconds: at * 15,
    heapBytes: heapOf(at) * MEGABYTE,
    rssBytes: 200 * MEGABYTE,
    handles: { TCPSocketWrap: socketsOf(at), Timeout: 12 },
  }));
const risingOf = (given: Sample[]) =>
  judge(given)
    .filter(({ isFlat }) => !isFlat)
    .map(({ name }) => name);

describe('memory and handles', () => {
  it('are flat where they go up and down, and where they rose at the beginning only', () => {
    expect(risingOf(samples((at) => 60 + 5 * Math.sin(at)))).toEqual([]);
    expect(risingOf(samples((at) => 40 + Math.min(30, at)))).toEqual([]);
  });

  it('are not where they keep rising', () => {
    expect(risingOf(samples((at) => 60 + 0.5 * at))).toEqual(['heap']);
    expect(
      risingOf(
        samples(
          () => 60,
          (at) => 30 + at,
        ),
      ),
    ).toEqual(['TCPSocketWrap']);
  });
});

it('a line rises by what it rises, and one point by nothing', () => {
  expect(riseOf([0, 1, 2, 3].map((at) => ({ at, value: 10 + 2 * at })))).toBeCloseTo(6);
  expect(riseOf([{ at: 0, value: 5 }])).toBe(0);
});

it('a plot goes from nothing to the largest', () => expect(plot([0, 50, 100])).toBe('▁▅█'));
