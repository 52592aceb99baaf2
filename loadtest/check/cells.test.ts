import { expect, it } from 'vitest';
import { createCells } from './cells.ts';

const cells = createCells({ reachMetres: 100, cellMetres: 20 });
const at = (x: number, z = 10) => ({ x, z });

it('is certain of who is two cells away, and of who is three, and of nobody at a border', () => {
  expect(cells.areInArea(at(10), at(50))).toBe(true);
  expect(cells.areOutside(at(10), at(50))).toBe(false);
  expect(cells.areInArea(at(10), at(70))).toBe(false);
  expect(cells.areOutside(at(10), at(70))).toBe(true);
  expect(cells.areInArea(at(10), at(61))).toBe(false);
  expect(cells.areOutside(at(10), at(61))).toBe(false);
  expect(cells.areOutside(at(10, 10), at(10, 90))).toBe(true);
});

it('counts who is at the edge of the space to the last cell', () => {
  expect(cells.areInArea(at(-100), at(-50))).toBe(true);
  expect(cells.areInArea(at(100), at(50))).toBe(true);
});
