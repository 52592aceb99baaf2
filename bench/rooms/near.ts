import { usualMovement } from '#domain/worlds/movement-settings.ts';

type Place = { x: number; z: number };

/** An avatar may count to a cell from so far beyond its border, and has moved since its pose was sent. Metres. */
const UNSURE_METRES = 3;
const { cellMetres } = usualMovement;

/** The least and the most cells that may be between two coordinates. `reachMetres` is a multiple of a cell's width. */
function cellsBetween(a: number, b: number): [least: number, most: number] {
  const cell = (metres: number) => Math.floor(metres / cellMetres);
  const [low, high] = a < b ? [a, b] : [b, a];
  return [
    Math.max(0, cell(high - UNSURE_METRES) - cell(low + UNSURE_METRES)),
    cell(high + UNSURE_METRES) - cell(low - UNSURE_METRES),
  ];
}

/** Whether one is surely near another: in the 3 × 3 cells around it. */
export const isNear = (a: Place, b: Place): boolean =>
  Math.max(cellsBetween(a.x, b.x)[1], cellsBetween(a.z, b.z)[1]) <= 1;

/** Whether one is surely in the ring around another. */
export const isRing = (a: Place, b: Place): boolean =>
  Math.max(cellsBetween(a.x, b.x)[0], cellsBetween(a.z, b.z)[0]) >= 2;
