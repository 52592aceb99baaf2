import {
  FrameKind,
  MOVES_ENTRY_BYTES,
  MOVES_GONE_BYTES,
  MOVES_HEADER_BYTES,
  readSteps,
  STEPS_PER_METRE,
  writeIndex,
  writeMovesEntry,
  writeMovesHeader,
} from './codec.ts';

/*
 * Who hears of whom. A space is cut into square cells. Whoever is in a cell hears of the area around it: of the
 * 3 × 3 cells in the middle at every tick, of the ring around those (5 × 5 in all) at a lower rate, and of nobody
 * beyond. What there is to hear is the same for everybody in a cell, so it is put into bytes once for each cell.
 */

/** How far the area reaches from its middle cell, in cells: heard of at every tick, and heard of at all. */
const NEAR_CELLS = 1;
const AREA_CELLS = 2;
/** Avatars in the ring are heard of this often. Milliseconds. */
const FAR_EVERY_MS = 400;
/** An avatar changes cells once it is so far beyond the border, so that who walks along one does not flicker. Parts of a cell. */
const BORDER_SHARE = 0.1;

/** An avatar on the grid. */
export type Mover = {
  /** Names the avatar in frames. */
  readonly index: number;
  /** Its last pose, 8 bytes as in `move`; written over in place. */
  readonly pose: Uint8Array;
  /** The cell that it counts to; undefined until the first tick after it was put. */
  cell: Cell | undefined;
  /** It has moved since the last tick. */
  isDirty: boolean;
  /** It came into a new area: an update says too little to whoever looks from there. */
  needsKeyframe: boolean;
};

type Cell = {
  readonly x: number;
  readonly z: number;
  readonly movers: Set<Mover>;
  /** The cells of the area in which somebody is: those in the middle, itself too, and those of the ring. */
  readonly middle: Cell[];
  readonly ring: Cell[];
  /** The entries of those that moved since the last tick, one after the other. */
  moved: Uint8Array;
  /** The entries of all in it, once a keyframe wanted them: those of its whole area do. */
  everybody: Uint8Array | undefined;
  /** Those that moved since the ring was told, and their entries at the tick at which it is told. */
  readonly untold: Set<Mover>;
  told: Uint8Array;
  toldAt: number;
  /** Those that came into the area of this cell at the last tick, or into another cell of its ring. */
  readonly entered: Set<Mover>;
  /** The indexes of those that went out of it, as its update says them, and of those that left since. */
  gone: number[];
  left: number[];
  update: Uint8Array | undefined;
  keyframe: Uint8Array | undefined;
};

export type GridSettings = {
  /** The width of a cell. */
  cellMetres: number;
  /** How far the space reaches from its origin in x and in z. */
  reachMetres: number;
  /** The bytes before a frame of so many bytes; none where it is left out. */
  headOf?: (frameBytes: number) => Uint8Array;
};

export type Grid = ReturnType<typeof createGrid>;

const NOTHING = new Uint8Array(0);

export const createMover = (index: number, pose: Uint8Array): Mover => ({
  index,
  pose: new Uint8Array(pose),
  cell: undefined,
  isDirty: false,
  needsKeyframe: true,
});

/** The cells of a room, and the frame of each. Nothing happens between ticks but that changes are noted. */
export function createGrid({ cellMetres, reachMetres, headOf = () => NOTHING }: GridSettings) {
  const cellSteps = cellMetres * STEPS_PER_METRE;
  const reachSteps = reachMetres * STEPS_PER_METRE;
  const columns = Math.ceil((2 * reachSteps) / cellSteps);
  const keptSteps = cellSteps * (0.5 + BORDER_SHARE);
  const cells = new Map<number, Cell>();
  const dirty = new Set<Mover>();
  let hasLeft = false;
  let tickAt = Number.NEGATIVE_INFINITY;

  const columnOf = (steps: number): number =>
    Math.min(columns - 1, Math.max(0, Math.floor((steps + reachSteps) / cellSteps)));
  const keyOf = (x: number, z: number): number => x * columns + z;

  const isKept = (steps: number, column: number): boolean =>
    Math.abs(steps + reachSteps - (column + 0.5) * cellSteps) <= keptSteps;

  function cellAt(x: number, z: number): Cell {
    const key = keyOf(x, z);
    const known = cells.get(key);
    if (known) return known;
    const cell: Cell = {
      x,
      z,
      movers: new Set(),
      middle: [],
      ring: [],
      moved: NOTHING,
      everybody: undefined,
      untold: new Set(),
      told: NOTHING,
      // Cells take turns, so that not all rings are told at the same tick.
      toldAt: tickAt - ((key * 37) % FAR_EVERY_MS),
      entered: new Set(),
      gone: [],
      left: [],
      update: undefined,
      keyframe: undefined,
    };
    cells.set(key, cell);
    for (const other of knownAround(cell)) {
      listOf(cell, other).push(other);
      if (other !== cell) listOf(other, cell).push(cell);
    }
    return cell;
  }

  /** Takes a cell off the grid in which nobody is any more. */
  function close(cell: Cell): void {
    cells.delete(keyOf(cell.x, cell.z));
    for (const other of around(cell)) {
      if (other === cell) continue;
      const list = listOf(other, cell);
      list.splice(list.indexOf(cell), 1);
    }
  }

  function cellOf({ pose, cell }: Mover): Cell {
    const x = readSteps(pose, 0);
    const z = readSteps(pose, 4);
    if (cell && isKept(x, cell.x) && isKept(z, cell.z)) return cell;
    return cellAt(columnOf(x), columnOf(z));
  }

  function* knownAround({ x, z }: Cell): Generator<Cell> {
    for (let atX = Math.max(0, x - AREA_CELLS); atX <= Math.min(columns - 1, x + AREA_CELLS); atX += 1)
      for (let atZ = Math.max(0, z - AREA_CELLS); atZ <= Math.min(columns - 1, z + AREA_CELLS); atZ += 1) {
        const cell = cells.get(keyOf(atX, atZ));
        if (cell) yield cell;
      }
  }

  /** Moves an avatar to the cell where it is by now: who had it in their area and who has differ. */
  function settle(mover: Mover): void {
    const from = mover.cell;
    const to = cellOf(mover);
    if (to === from) return;
    from?.movers.delete(mover);
    from?.untold.delete(mover);
    mover.cell = to;
    mover.needsKeyframe = true;
    to.movers.add(mover);
    if (from)
      for (const cell of around(from)) if (distance(cell, to) > AREA_CELLS) cell.gone.push(mover.index);
    // Who goes from one cell of a ring to another would else have to wait for two turns.
    for (const cell of around(to))
      if (!from || distance(cell, from) > AREA_CELLS || distance(cell, to) > NEAR_CELLS)
        cell.entered.add(mover);
    if (from?.movers.size === 0) close(from);
  }

  /** Puts what moved in a cell into bytes; the ring hears of it when its turn has come. */
  function write(cell: Cell, moved: readonly Mover[] | undefined): void {
    cell.moved = moved ? entriesOf(moved) : NOTHING;
    const isTold = cell.untold.size > 0 && tickAt - cell.toldAt >= FAR_EVERY_MS;
    cell.told = isTold ? entriesOf(cell.untold) : NOTHING;
    if (!isTold) return;
    cell.toldAt = tickAt;
    cell.untold.clear();
  }

  /** Those that came into the area of a cell, or went on in its ring, and that no block of entries has yet. */
  const unwrittenOf = (cell: Cell): Mover[] =>
    [...cell.entered].filter(({ cell: at }) => at && distance(at, cell) > NEAR_CELLS && at.told === NOTHING);

  function updateOf(cell: Cell): Uint8Array {
    const blocks: Uint8Array[] = [];
    for (const { moved } of cell.middle) if (moved.byteLength > 0) blocks.push(moved);
    for (const { told } of cell.ring) if (told.byteLength > 0) blocks.push(told);
    if (cell.entered.size > 0) blocks.push(entriesOf(unwrittenOf(cell)));
    return frameOf(FrameKind.update, blocks, cell.gone);
  }

  function keyframeOf(cell: Cell): Uint8Array {
    const blocks: Uint8Array[] = [];
    for (const other of around(cell)) {
      other.everybody ??= entriesOf(other.movers);
      blocks.push(other.everybody);
    }
    return frameOf(FrameKind.keyframe, blocks, []);
  }

  /** An update of nothing is no frame. */
  function frameOf(kind: FrameKind, blocks: readonly Uint8Array[], gone: readonly number[]): Uint8Array {
    const blockBytes = blocks.reduce((sum, block) => sum + block.byteLength, 0);
    if (kind === FrameKind.update && blockBytes === 0 && gone.length === 0) return NOTHING;
    const frameBytes = MOVES_HEADER_BYTES + blockBytes + MOVES_GONE_BYTES * gone.length;
    const head = headOf(frameBytes);
    const bytes = Buffer.allocUnsafe(head.byteLength + frameBytes);
    bytes.set(head);
    const moved = blockBytes / MOVES_ENTRY_BYTES;
    let offset = writeMovesHeader(bytes, head.byteLength, kind, moved, gone.length, tickAt);
    for (const block of blocks) {
      bytes.set(block, offset);
      offset += block.byteLength;
    }
    for (const index of gone) offset = writeIndex(bytes, offset, index);
    return bytes;
  }

  return {
    /** Notes that an avatar is there, or that its pose has changed. */
    put(mover: Mover): void {
      if (mover.isDirty) return;
      mover.isDirty = true;
      dirty.add(mover);
    },

    /** Takes an avatar off the grid; who had it in their area hears so at the next tick. */
    remove(mover: Mover): void {
      dirty.delete(mover);
      const { cell } = mover;
      if (!cell) return;
      mover.cell = undefined;
      cell.movers.delete(mover);
      cell.untold.delete(mover);
      for (const other of around(cell)) {
        other.entered.delete(mover);
        other.left.push(mover.index);
        hasLeft = true;
      }
      if (cell.movers.size === 0) close(cell);
    },

    /** Whether a tick would say nothing: nobody moved, nobody is gone, and every ring has been told. */
    isQuiet(): boolean {
      if (dirty.size > 0 || hasLeft) return false;
      for (const { untold } of cells.values()) if (untold.size > 0) return false;
      return true;
    },

    /** Applies what was noted. `serverTimeMs` counts from the room's creation; it never wraps, as it does in frames. */
    tick(serverTimeMs: number): void {
      tickAt = serverTimeMs;
      for (const cell of cells.values()) {
        // To clear a set makes a new table, also where nothing is in it; to most cells nobody came.
        if (cell.entered.size > 0) cell.entered.clear();
        cell.update = undefined;
        cell.keyframe = undefined;
        cell.everybody = undefined;
        if (cell.gone.length > 0 || cell.left.length > 0) {
          cell.gone = cell.left;
          cell.left = [];
        }
      }
      const movedIn = new Map<Cell, Mover[]>();
      for (const mover of dirty) settle(mover);
      for (const mover of dirty) {
        mover.isDirty = false;
        const cell = mover.cell as Cell;
        const moved = movedIn.get(cell);
        if (moved) moved.push(mover);
        else movedIn.set(cell, [mover]);
        cell.untold.add(mover);
      }
      dirty.clear();
      for (const cell of cells.values()) write(cell, movedIn.get(cell));
      hasLeft = false;
    },

    /**
     * What whoever looks from there has to hear of the last tick, as bytes that all in the cell share: the keyframe
     * of its area where one is wanted, else the update, which is empty when there is nothing to say.
     */
    frameFor(mover: Mover): Uint8Array {
      const { cell } = mover;
      if (!cell) return NOTHING;
      if (mover.needsKeyframe) {
        mover.needsKeyframe = false;
        cell.keyframe ??= keyframeOf(cell);
        return cell.keyframe;
      }
      cell.update ??= updateOf(cell);
      return cell.update;
    },

    /** Everybody in the area of an avatar, itself too. */
    *areaOf({ cell }: Mover): Generator<Mover> {
      if (cell) for (const near of around(cell)) yield* near.movers;
    },
  };
}

/** All cells of an area. */
function* around({ middle, ring }: Cell): Generator<Cell> {
  yield* middle;
  yield* ring;
}

/** Where a cell has another one of its area. */
const listOf = (cell: Cell, other: Cell): Cell[] =>
  distance(cell, other) <= NEAR_CELLS ? cell.middle : cell.ring;

/** Between two cells, in cells, the longer of both ways. */
const distance = (a: Cell, b: Cell): number => Math.max(Math.abs(a.x - b.x), Math.abs(a.z - b.z));

function entriesOf(movers: Iterable<Mover> & ({ length: number } | { size: number })): Uint8Array {
  const count = 'length' in movers ? movers.length : movers.size;
  if (count === 0) return NOTHING;
  const bytes = Buffer.allocUnsafe(MOVES_ENTRY_BYTES * count);
  let offset = 0;
  for (const { index, pose } of movers) offset = writeMovesEntry(bytes, offset, index, pose);
  return bytes;
}
