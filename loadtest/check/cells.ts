/** A server may count an avatar to the next cell so far before or beyond the border. Parts of a cell. */
const BORDER_SHARE = 0.1;
/** What is lost in rounding to centimetres. Parts of a cell. */
const ROUNDING_SHARE = 0.01;
/** The area reaches so many cells from the one in its middle. */
const AREA_CELLS = 2;

export type Place = { x: number; z: number };
export type CellSettings = { reachMetres: number; cellMetres: number };

type Range = { low: number; high: number };

/** How far apart two avatars are, in cells: at least and at most, as far as their places say. */
function cellsApart(a: Range, b: Range): Range {
  return {
    low: Math.max(0, a.low - b.high, b.low - a.high),
    high: Math.max(a.high - b.low, b.high - a.low),
  };
}

/** Whether avatars at two places are in each other's area for certain, or for certain not. */
export function createCells({ reachMetres, cellMetres }: CellSettings) {
  const last = Math.ceil((2 * reachMetres) / cellMetres) - 1;
  const margin = BORDER_SHARE + ROUNDING_SHARE;

  /** The cells, along one axis, that a server may count an avatar to. */
  function cellsOf(metres: number): Range {
    const cells = (metres + reachMetres) / cellMetres;
    const bound = (cell: number) => Math.min(last, Math.max(0, Math.floor(cell)));
    return { low: bound(cells - margin), high: bound(cells + margin) };
  }

  const apart = (a: Place, b: Place) => [
    cellsApart(cellsOf(a.x), cellsOf(b.x)),
    cellsApart(cellsOf(a.z), cellsOf(b.z)),
  ];

  return {
    areInArea: (a: Place, b: Place): boolean => apart(a, b).every(({ high }) => high <= AREA_CELLS),
    areOutside: (a: Place, b: Place): boolean => apart(a, b).some(({ low }) => low > AREA_CELLS),
  };
}
