import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Animation,
  decodeMove,
  decodeMoves,
  encodeMove,
  encodeMoves,
  FrameKind,
  HEADING_STEPS,
  MAX_COORDINATE_METRES,
  MAX_MOVES_ENTRIES,
  MOVES_ENTRY_BYTES,
  MOVES_GONE_BYTES,
  MOVES_HEADER_BYTES,
  type MovesEntry,
  readMovesHeader,
  STEPS_PER_METRE,
} from './codec.ts';
import {
  GOLDEN_CORRECTION,
  GOLDEN_FRAMES,
  GOLDEN_KEYFRAME,
  GOLDEN_MOVE,
  GOLDEN_UPDATE,
} from './golden-frames.ts';

const FULL_TURN = 2 * Math.PI;
const HALF_CENTIMETRE = 0.5 / STEPS_PER_METRE + 1e-9;
const HALF_HEADING = FULL_TURN / HEADING_STEPS / 2 + 1e-9;

const coordinate = fc.double({ min: -MAX_COORDINATE_METRES, max: MAX_COORDINATE_METRES, noNaN: true });
const anyNumber = fc.double();
const byte = fc.integer({ min: 0, max: 255 });
const pose = fc.uint8Array({ minLength: 8, maxLength: 8 });
const kind = fc.constantFrom(FrameKind.update, FrameKind.keyframe, FrameKind.correction);
const indexes = fc.array(fc.integer({ min: 0, max: 65_535 }), { maxLength: 20 });
const entry: fc.Arbitrary<MovesEntry> = fc.record({ index: fc.integer({ min: 0, max: 65_535 }), pose });

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

function turnBetween(a: number, b: number): number {
  const turn = Math.abs(a - b) % FULL_TURN;
  return Math.min(turn, FULL_TURN - turn);
}

describe('move', () => {
  it('comes back within half a step of what was sent', () => {
    const heading = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, heading, byte, (x, y, z, turn, animation) => {
        const bytes = encodeMove({ x, y, z, heading: turn, animation });
        const back = decodeMove(bytes);
        expect(bytes.byteLength).toBe(8);
        expect(Math.abs(back!.x - x)).toBeLessThanOrEqual(HALF_CENTIMETRE);
        expect(Math.abs(back!.y - y)).toBeLessThanOrEqual(HALF_CENTIMETRE);
        expect(Math.abs(back!.z - z)).toBeLessThanOrEqual(HALF_CENTIMETRE);
        expect(turnBetween(back!.heading, turn)).toBeLessThanOrEqual(HALF_HEADING);
        expect(back!.animation).toBe(animation);
      }),
    );
  });

  it('is the same bytes again when what was decoded is encoded', () => {
    fc.assert(
      fc.property(pose, (bytes) => {
        // -327.68 m can arrive but is never produced.
        fc.pre(![0, 2, 4].some((at) => bytes[at] === 0x00 && bytes[at + 1] === 0x80));
        expect(encodeMove(decodeMove(bytes)!)).toEqual(bytes);
      }),
    );
  });

  it('clamps what is out of range and wraps a heading', () => {
    const far = decodeMove(
      encodeMove({ x: 1e300, y: -328, z: 400, heading: -FULL_TURN / 4, animation: 900 }),
    );
    expect(far).toEqual({
      x: MAX_COORDINATE_METRES,
      y: -MAX_COORDINATE_METRES,
      z: MAX_COORDINATE_METRES,
      heading: (FULL_TURN * 3) / 4,
      animation: 255,
    });
    const aHairBelowAFullTurn = { x: 0, y: 0, z: 0, heading: FULL_TURN - 1e-6, animation: -4 };
    expect(decodeMove(encodeMove(aHairBelowAFullTurn))).toEqual({
      x: 0,
      y: 0,
      z: 0,
      heading: 0,
      animation: 0,
    });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('writes %s as 0', (value) => {
    const move = { x: value, y: value, z: value, heading: value, animation: value };
    expect(encodeMove(move)).toEqual(new Uint8Array(8));
  });

  it('never throws and never leaves the range, whatever the numbers', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, anyNumber, anyNumber, anyNumber, (x, y, z, heading, animation) => {
        const back = decodeMove(encodeMove({ x, y, z, heading, animation }))!;
        for (const metres of [back.x, back.y, back.z]) {
          expect(Math.abs(metres)).toBeLessThanOrEqual(MAX_COORDINATE_METRES);
        }
        expect(back.heading).toBeGreaterThanOrEqual(0);
        expect(back.heading).toBeLessThan(FULL_TURN);
      }),
    );
  });

  it('is refused unless it is exactly 8 bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        expect(decodeMove(bytes) === undefined).toBe(bytes.byteLength !== 8);
      }),
    );
  });

  it('looks along (sin heading, cos heading)', () => {
    const quarter = decodeMove(encodeMove({ x: 0, y: 0, z: 0, heading: Math.atan2(1, 0), animation: 0 }))!;
    expect(Math.sin(quarter.heading)).toBeCloseTo(1);
    expect(Math.cos(quarter.heading)).toBeCloseTo(0);
  });
});

describe('moves', () => {
  it('carries kind, time and every pose unchanged', () => {
    const time = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(
        kind,
        time,
        fc.array(entry, { maxLength: 60 }),
        indexes,
        (frameKind, serverTime, entries, gone) => {
          const bytes = encodeMoves(frameKind, serverTime, entries, gone);
          const frame = decodeMoves(bytes)!;
          expect(bytes.byteLength).toBe(
            MOVES_HEADER_BYTES + MOVES_ENTRY_BYTES * entries.length + MOVES_GONE_BYTES * gone.length,
          );
          const header = { kind: frameKind, moved: entries.length, gone: gone.length, serverTime };
          expect(readMovesHeader(bytes)).toEqual(header);
          expect({ kind: frame.kind, serverTime: frame.serverTime }).toEqual({ kind: frameKind, serverTime });
          expect(frame.entries).toEqual(entries.map((one) => ({ ...one, ...decodeMove(one.pose) })));
          expect(frame.gone).toEqual(gone);
        },
      ),
    );
  });

  it('reads a frame that begins in the middle of a larger buffer', () => {
    const frame = bytesOf(GOLDEN_UPDATE.hex);
    const larger = new Uint8Array(frame.byteLength + 7);
    larger.set(frame, 5);
    expect(decodeMoves(larger.subarray(5, 5 + frame.byteLength))).toEqual(decodeMoves(frame));
  });

  it('wraps the time after 2^32 milliseconds and drops fractions', () => {
    const header = readMovesHeader(encodeMoves(FrameKind.update, 2 ** 32 + 12.9, []));
    expect(header?.serverTime).toBe(12);
  });

  it('never throws on random bytes, and takes none that are malformed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const frame = decodeMoves(bytes);
        if (frame)
          expect(encodeMoves(frame.kind, frame.serverTime, frame.entries, frame.gone)).toEqual(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['an unknown kind', (bytes: Uint8Array) => bytes.with(0, 3)],
    ['another version', (bytes: Uint8Array) => bytes.with(1, 1)],
    ['too many that moved', (bytes: Uint8Array) => bytes.with(2, 3)],
    ['too many that are gone', (bytes: Uint8Array) => bytes.with(4, 2)],
    ['a byte too few', (bytes: Uint8Array) => bytes.subarray(0, -1)],
    ['a byte too many', (bytes: Uint8Array) => new Uint8Array([...bytes, 0])],
    ['a header cut short', (bytes: Uint8Array) => bytes.subarray(0, 9)],
  ])('refuses %s', (_what, broken) => {
    const bytes = broken(bytesOf(GOLDEN_UPDATE.hex));
    expect(decodeMoves(bytes)).toBeUndefined();
    expect(readMovesHeader(bytes)).toBeUndefined();
  });

  it('throws on what only a bug in the server could ask for', () => {
    const eight = new Uint8Array(8);
    const tooMany = new Array<MovesEntry>(MAX_MOVES_ENTRIES + 1).fill({ index: 0, pose: eight });
    expect(() => encodeMoves(FrameKind.update, 0, tooMany)).toThrow(RangeError);
    expect(() => encodeMoves(FrameKind.update, 0, [{ index: 0, pose: eight.subarray(1) }])).toThrow(
      RangeError,
    );
  });
});

describe('golden frames', () => {
  const move = { x: 1, y: 0, z: -2.5, heading: FULL_TURN / 4, animation: Animation.walk };
  const far = { x: -49.24, y: 1.2, z: 12.34, heading: FULL_TURN / 2, animation: Animation.jump };
  const corner = { x: 327.67, y: -327.67, z: 0, heading: FULL_TURN * (255 / 256), animation: Animation.sit };

  const spawn = { x: 0, y: 0, z: 5, heading: 0, animation: Animation.idle };

  it('are what the codec writes', () => {
    expect(hexOf(encodeMove(move))).toBe(hexOf(bytesOf(GOLDEN_MOVE.hex)));
    const moved = [
      { index: 7, pose: encodeMove(move) },
      { index: 300, pose: encodeMove(far) },
    ];
    const update = encodeMoves(FrameKind.update, 61_250, moved, [9]);
    expect(hexOf(update)).toBe(hexOf(bytesOf(GOLDEN_UPDATE.hex)));
    const keyframe = encodeMoves(FrameKind.keyframe, 2 ** 31, [{ index: 0, pose: encodeMove(corner) }]);
    expect(hexOf(keyframe)).toBe(hexOf(bytesOf(GOLDEN_KEYFRAME.hex)));
    const correction = encodeMoves(FrameKind.correction, 1_000, [{ index: 7, pose: encodeMove(spawn) }]);
    expect(hexOf(correction)).toBe(hexOf(bytesOf(GOLDEN_CORRECTION.hex)));
  });

  it('are what the codec reads', () => {
    expect(decodeMove(bytesOf(GOLDEN_MOVE.hex))).toEqual(move);
    expect(decodeMoves(bytesOf(GOLDEN_UPDATE.hex))).toMatchObject({
      kind: FrameKind.update,
      serverTime: 61_250,
      entries: [
        { index: 7, ...move },
        { index: 300, ...far },
      ],
      gone: [9],
    });
    expect(decodeMoves(bytesOf(GOLDEN_KEYFRAME.hex))).toMatchObject({
      kind: FrameKind.keyframe,
      serverTime: 2 ** 31,
      entries: [{ index: 0, ...corner }],
      gone: [],
    });
    expect(decodeMoves(bytesOf(GOLDEN_CORRECTION.hex))).toMatchObject({
      kind: FrameKind.correction,
      entries: [{ index: 7, ...spawn }],
    });
  });

  it('are spaced pairs of digits, as the documentation prints them', () => {
    for (const { hex } of GOLDEN_FRAMES) expect(hex).toMatch(/^[0-9a-f]{2}( [0-9a-f]{2})*$/);
  });
});
