/**
 * The byte layout of movement, for the server and for any client: nothing is imported, nothing but
 * `Uint8Array` and `DataView` is used. All numbers are little-endian.
 *
 *     move   x int16 · y int16 · z int16 (centimetres) · heading uint8 · animation uint8       8 bytes
 *     moves  kind uint8 · version uint8 · moved uint16 · gone uint16 · serverTime uint32       10 bytes
 *            then moved × ( index uint16 · the 8 bytes of `move` )                        10 bytes each
 *            then gone × index uint16                                                      2 bytes each
 */

export const MOVE_BYTES = 8;
export const MOVES_HEADER_BYTES = 10;
export const MOVES_ENTRY_BYTES = 10;
export const MOVES_GONE_BYTES = 2;
export const MOVES_VERSION = 2;
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

/**
 * `update` holds avatars of the receiver's area that changed or came into it, and the indexes of those that went
 * out of it. `keyframe` holds every avatar of the area: whoever is not in it is not in the area. `correction` holds
 * one avatar, the receiver's own: it is there, whatever it sent.
 */
export const FrameKind = { update: 0, keyframe: 1, correction: 2 } as const;
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
export type MovesHeader = { kind: FrameKind; moved: number; gone: number; serverTime: number };

/** `gone` names the avatars that went out of the receiver's area. */
export type MovesFrame = {
  kind: FrameKind;
  serverTime: number;
  entries: (MovesEntry & Move)[];
  gone: number[];
};

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
  return readMove(bytes, 0);
}

/**
 * One frame for many avatars. `serverTimeMs` counts from the room's creation; fractions are dropped.
 * Throws a RangeError for more than 65 535 entries or indexes, or a pose that is not 8 bytes long.
 */
export function encodeMoves(
  kind: FrameKind,
  serverTimeMs: number,
  entries: readonly MovesEntry[],
  gone: readonly number[] = [],
): Uint8Array {
  const bytes = new Uint8Array(
    MOVES_HEADER_BYTES + MOVES_ENTRY_BYTES * entries.length + MOVES_GONE_BYTES * gone.length,
  );
  let offset = writeMovesHeader(bytes, 0, kind, entries.length, gone.length, serverTimeMs);
  for (const { index, pose } of entries) {
    if (pose.byteLength !== MOVE_BYTES) throw new RangeError(`a pose of ${pose.byteLength} bytes`);
    offset = writeMovesEntry(bytes, offset, index, pose);
  }
  for (const index of gone) offset = writeIndex(bytes, offset, index);
  return bytes;
}

/** Writes a header at `offset`, and answers with where the entries begin. Throws a RangeError as encodeMoves does. */
export function writeMovesHeader(
  bytes: Uint8Array,
  offset: number,
  kind: FrameKind,
  moved: number,
  gone: number,
  serverTimeMs: number,
): number {
  if (moved > MAX_MOVES_ENTRIES || gone > MAX_MOVES_ENTRIES)
    throw new RangeError(`${Math.max(moved, gone)} entries in one frame`);
  bytes[offset] = kind;
  bytes[offset + 1] = MOVES_VERSION;
  writeIndex(bytes, offset + 2, moved);
  writeIndex(bytes, offset + 4, gone);
  const time = serverTimeMs >>> 0;
  writeIndex(bytes, offset + 6, time & 0xffff);
  writeIndex(bytes, offset + 8, time >>> 16);
  return offset + MOVES_HEADER_BYTES;
}

/** Writes an avatar's entry at `offset`, and answers with where the next one begins. */
export function writeMovesEntry(bytes: Uint8Array, offset: number, index: number, pose: Uint8Array): number {
  writeIndex(bytes, offset, index);
  copyPose(pose, bytes, offset + 2);
  return offset + MOVES_ENTRY_BYTES;
}

/** Writes a uint16 at `offset`, and answers with what follows it. */
export function writeIndex(bytes: Uint8Array, offset: number, index: number): number {
  bytes[offset] = index & 0xff;
  bytes[offset + 1] = index >>> 8;
  return offset + MOVES_GONE_BYTES;
}

/** The header alone, once the whole frame is known to be well-formed; `undefined` when it is not. */
export function readMovesHeader(bytes: Uint8Array): MovesHeader | undefined {
  if (bytes.byteLength < MOVES_HEADER_BYTES) return undefined;
  const view = viewOf(bytes);
  const kind = view.getUint8(0);
  if (kind > FrameKind.correction || view.getUint8(1) !== MOVES_VERSION) return undefined;
  const moved = view.getUint16(2, true);
  const gone = view.getUint16(4, true);
  const length = MOVES_HEADER_BYTES + MOVES_ENTRY_BYTES * moved + MOVES_GONE_BYTES * gone;
  if (bytes.byteLength !== length) return undefined;
  return { kind: kind as FrameKind, moved, gone, serverTime: view.getUint32(6, true) };
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
  let offset = MOVES_HEADER_BYTES;
  for (; entries.length < header.moved; offset += MOVES_ENTRY_BYTES) {
    const index = view.getUint16(offset, true);
    const pose = bytes.subarray(offset + 2, offset + MOVES_ENTRY_BYTES);
    entries.push({ index, pose, ...readMove(bytes, offset + 2) });
  }
  const gone: number[] = [];
  for (; gone.length < header.gone; offset += MOVES_GONE_BYTES) gone.push(view.getUint16(offset, true));
  return { kind: header.kind, serverTime: header.serverTime, entries, gone };
}

function readMove(bytes: Uint8Array, offset: number): Move {
  return {
    x: readSteps(bytes, offset) / STEPS_PER_METRE,
    y: readSteps(bytes, offset + 2) / STEPS_PER_METRE,
    z: readSteps(bytes, offset + 4) / STEPS_PER_METRE,
    heading: ((bytes[offset + 6] as number) * FULL_TURN) / HEADING_STEPS,
    animation: bytes[offset + 7] as number,
  };
}

/** A coordinate as it travels, an int16. Without a DataView: that would be one more object for each move. */
export function readSteps(bytes: Uint8Array, offset: number): number {
  return (((bytes[offset] as number) | ((bytes[offset + 1] as number) << 8)) << 16) >> 16;
}

function coordinateSteps(metres: number): number {
  return clamp(Math.round(finite(metres) * STEPS_PER_METRE), -MAX_STEPS, MAX_STEPS);
}

function headingSteps(radians: number): number {
  // The turn is reduced first, so that a huge angle keeps its precision; setUint8 wraps 256 to 0.
  return Math.round(((finite(radians) % FULL_TURN) * HEADING_STEPS) / FULL_TURN);
}

/** Eight single stores: `Uint8Array.set` costs several times as much for so few bytes. */
export function copyPose(pose: Uint8Array, target: Uint8Array, offset = 0): void {
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
