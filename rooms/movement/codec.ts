/**
 * The byte layout of movement, for the server and for any client: nothing is imported, nothing but
 * `Uint8Array` and `DataView` is used. All numbers are little-endian.
 *
 *     move   x int16 · y int16 · z int16 (centimetres) · heading uint8 · animation uint8       8 bytes
 *     moves  kind uint8 · version uint8 · count uint16 · serverTime uint32 (milliseconds)       8 bytes
 *            then count × ( index uint16 · the 8 bytes of `move` )                        10 bytes each
 */

export const MOVE_BYTES = 8;
export const MOVES_HEADER_BYTES = 8;
export const MOVES_ENTRY_BYTES = 10;
export const MOVES_VERSION = 1;
export const MAX_MOVES_ENTRIES = 0xffff;

/** Steps in one metre: positions travel in centimetres. */
export const STEPS_PER_METRE = 100;
/** The farthest coordinate that can be sent, in metres, in either direction. */
export const MAX_COORDINATE_METRES = 327.67;
/** Steps in one full turn of the heading. */
export const HEADING_STEPS = 256;

const MAX_STEPS = 32_767;
const FULL_TURN = 2 * Math.PI;

/** States that every client should be able to draw; any other byte is legal and an app's own affair. */
export const Animation = {
  idle: 0,
  walk: 1,
  run: 2,
  jump: 3,
  fall: 4,
  sit: 5,
  dance: 6,
  wave: 7,
} as const;

/** `update` holds only the avatars that changed; `keyframe` holds every avatar known to the room. */
export const FrameKind = { update: 0, keyframe: 1 } as const;
export type FrameKind = (typeof FrameKind)[keyof typeof FrameKind];

/**
 * Where an avatar is: `x`, `y`, `z` in metres (y is up), `heading` in radians, `animation` 0–255.
 * The avatar looks along (sin heading, 0, cos heading): 0 is +Z, a quarter turn is +X.
 */
export type Move = { x: number; y: number; z: number; heading: number; animation: number };

/**
 * One avatar in a `moves` frame. `pose` is the 8 bytes of its last `move`, as they arrived: a server
 * keeps a copy of them for each avatar and relays them without ever computing metres.
 */
export type MovesEntry = { index: number; pose: Uint8Array };

/** `serverTime` is in milliseconds since the room was created; it wraps after 49.7 days. */
export type MovesHeader = { kind: FrameKind; count: number; serverTime: number };

export type MovesFrame = Omit<MovesHeader, 'count'> & { entries: (MovesEntry & Move)[] };

/** Metres and radians to 8 bytes. What is out of range is clamped, what is not finite becomes 0. */
export function encodeMove(move: Move): Uint8Array {
  const bytes = new Uint8Array(MOVE_BYTES);
  const view = new DataView(bytes.buffer);
  view.setInt16(0, coordinateSteps(move.x), true);
  view.setInt16(2, coordinateSteps(move.y), true);
  view.setInt16(4, coordinateSteps(move.z), true);
  view.setUint8(6, headingSteps(move.heading));
  view.setUint8(7, clamp(Math.round(finite(move.animation)), 0, 255));
  return bytes;
}

/** 8 bytes to metres and radians; `undefined` when there are not exactly 8. */
export function decodeMove(bytes: Uint8Array): Move | undefined {
  if (bytes.byteLength !== MOVE_BYTES) return undefined;
  return readMove(viewOf(bytes), 0);
}

/**
 * One frame for many avatars. `serverTimeMs` counts from the room's creation; fractions are dropped.
 * Throws a RangeError for more than 65 535 entries, or a pose that is not 8 bytes long.
 */
export function encodeMoves(
  kind: FrameKind,
  serverTimeMs: number,
  entries: readonly MovesEntry[],
): Uint8Array {
  if (entries.length > MAX_MOVES_ENTRIES) throw new RangeError(`${entries.length} entries in one frame`);
  const bytes = new Uint8Array(MOVES_HEADER_BYTES + MOVES_ENTRY_BYTES * entries.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, kind);
  view.setUint8(1, MOVES_VERSION);
  view.setUint16(2, entries.length, true);
  view.setUint32(4, serverTimeMs, true);
  let offset = MOVES_HEADER_BYTES;
  for (const { index, pose } of entries) {
    if (pose.byteLength !== MOVE_BYTES) throw new RangeError(`a pose of ${pose.byteLength} bytes`);
    view.setUint16(offset, index, true);
    copyPose(pose, bytes, offset + 2);
    offset += MOVES_ENTRY_BYTES;
  }
  return bytes;
}

/** The header alone, once the whole frame is known to be well-formed; `undefined` when it is not. */
export function readMovesHeader(bytes: Uint8Array): MovesHeader | undefined {
  if (bytes.byteLength < MOVES_HEADER_BYTES) return undefined;
  const view = viewOf(bytes);
  const kind = view.getUint8(0);
  const count = view.getUint16(2, true);
  if (kind !== FrameKind.update && kind !== FrameKind.keyframe) return undefined;
  if (view.getUint8(1) !== MOVES_VERSION) return undefined;
  if (bytes.byteLength !== MOVES_HEADER_BYTES + MOVES_ENTRY_BYTES * count) return undefined;
  return { kind, count, serverTime: view.getUint32(4, true) };
}

/**
 * The whole frame, or `undefined` when it is malformed (unknown kind or version, wrong length).
 * Each entry's `pose` is a view into `bytes`, not a copy.
 */
export function decodeMoves(bytes: Uint8Array): MovesFrame | undefined {
  const header = readMovesHeader(bytes);
  if (!header) return undefined;
  const view = viewOf(bytes);
  const entries: (MovesEntry & Move)[] = [];
  for (let offset = MOVES_HEADER_BYTES; offset < bytes.byteLength; offset += MOVES_ENTRY_BYTES) {
    const index = view.getUint16(offset, true);
    const pose = bytes.subarray(offset + 2, offset + MOVES_ENTRY_BYTES);
    entries.push({ index, pose, ...readMove(view, offset + 2) });
  }
  return { kind: header.kind, serverTime: header.serverTime, entries };
}

function readMove(view: DataView, offset: number): Move {
  return {
    x: view.getInt16(offset, true) / STEPS_PER_METRE,
    y: view.getInt16(offset + 2, true) / STEPS_PER_METRE,
    z: view.getInt16(offset + 4, true) / STEPS_PER_METRE,
    heading: (view.getUint8(offset + 6) * FULL_TURN) / HEADING_STEPS,
    animation: view.getUint8(offset + 7),
  };
}

function coordinateSteps(metres: number): number {
  return clamp(Math.round(finite(metres) * STEPS_PER_METRE), -MAX_STEPS, MAX_STEPS);
}

function headingSteps(radians: number): number {
  // The turn is reduced first, so that a huge angle keeps its precision; setUint8 wraps 256 to 0.
  return Math.round(((finite(radians) % FULL_TURN) * HEADING_STEPS) / FULL_TURN);
}

/** Eight single stores: `Uint8Array.set` costs several times as much for so few bytes. */
function copyPose(pose: Uint8Array, target: Uint8Array, offset: number): void {
  for (let at = 0; at < MOVE_BYTES; at += 1) target[offset + at] = pose[at] as number;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value));
}
