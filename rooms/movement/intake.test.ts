import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Writable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as ws from 'ws';
import { takeMovesOf } from './intake.ts';

/* Beside `ws`'s own reading of the same bytes, which is what must come of them. */

const { Receiver } = ws as unknown as { Receiver: new (options: object) => Writable };

const MOVE_HEAD = [17, 0xa4, ...Buffer.from('move')];
const OPEN = ws.WebSocket.OPEN;

type Frame = { opcode: number; isFinal: boolean; payload: Uint8Array; mask: Uint8Array };

/** A frame as a client sends it (RFC 6455, 5.2). */
function wireOf({ opcode, isFinal, payload, mask }: Frame): Buffer {
  const { length } = payload;
  const head = [(isFinal ? 0x80 : 0) | opcode];
  if (length < 126) head.push(0x80 | length);
  else head.push(0x80 | 126, length >>> 8, length & 0xff);
  return Buffer.from([...head, ...mask, ...payload.map((byte, at) => byte ^ (mask[at % 4] as number))]);
}

const bytes = (minLength: number, maxLength = minLength) => fc.uint8Array({ minLength, maxLength });
const frame = (opcode: number, payload: fc.Arbitrary<Uint8Array>, isFinal = true) =>
  fc.record({
    opcode: fc.constant(opcode),
    isFinal: fc.constant(isFinal),
    payload,
    mask: bytes(4),
  });
const [CONTINUATION, BINARY, PING] = [0, 2, 9];

const movePayload = bytes(8).map((pose) => Uint8Array.from([...MOVE_HEAD, ...pose]));
const move = frame(BINARY, movePayload);
/** Nearly a move: a byte of it is another, or it is longer or shorter. */
const nearlyMove = fc.oneof(
  fc.tuple(movePayload, fc.nat(5), fc.nat(255)).map(([payload, at, byte]) => payload.with(at, byte)),
  bytes(0, 12).map((pose) => Uint8Array.from([...MOVE_HEAD, ...pose])),
);
/** A message in parts, each of which would be a move if it were whole, with a ping or a move's bytes in between. */
const inParts = fc.tuple(
  frame(BINARY, movePayload, false),
  frame(PING, bytes(0, 14)),
  frame(CONTINUATION, movePayload),
);
const traffic = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: move.map((one) => [one]) },
    frame(BINARY, fc.oneof(nearlyMove, bytes(0, 300))).map((one) => [one]),
    frame(PING, fc.oneof(bytes(0, 100), movePayload)).map((one) => [one]),
    inParts,
  ),
  { maxLength: 30 },
);

/** What came, in order: `message 1104…`, `ping …`. */
function listen(receiver: Writable): string[] {
  const heard: string[] = [];
  for (const name of ['message', 'ping'])
    receiver.on(name, (data: Buffer) => heard.push(`${name} ${data.toString('hex')}`));
  receiver.on('error', ({ message }) => heard.push(message));
  return heard;
}

/** Where what came in one piece ends: with a frame, so many on, or anywhere. */
const cuts = fc.array(
  fc.oneof(
    fc.record({ frames: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ bytes: fc.integer({ min: 1, max: 70 }) }),
  ),
  { minLength: 1 },
);
type Cut = { frames?: number; bytes?: number };

function* piecesOf(frames: readonly Buffer[], how: readonly Cut[]): Generator<Buffer> {
  const wire = Buffer.concat(frames);
  let sum = 0;
  const ends = frames.map(({ byteLength }) => (sum += byteLength));
  for (let at = 0, n = 0, to = 0; at < wire.byteLength; at = to, n += 1) {
    const cut = how[n % how.length] as Cut;
    const later = ends.filter((end) => end > at);
    to = cut.frames ? (later[Math.min(cut.frames, later.length) - 1] as number) : at + (cut.bytes ?? 0);
    yield Buffer.from(wire.subarray(at, to));
  }
}

const newReceiver = () => new Receiver({ isServer: true, maxPayload: 4096 });
const clientOf = (receiver: Writable, readyState: number = OPEN) => ({
  ref: { _receiver: receiver, readyState } as never,
});
const messageOf = (pose: Uint8Array) =>
  `message ${Buffer.from(Uint8Array.from([...MOVE_HEAD, ...pose])).toString('hex')}`;

test('MOV14 however the bytes of a connection are cut up, the same comes of them as by the usual way, in order', () => {
  let taken = 0;
  fc.assert(
    fc.property(traffic, cuts, (messages, how) => {
      const frames = messages.flat().map(wireOf);
      const usual = newReceiver();
      const expected = listen(usual);
      usual.write(Buffer.concat(frames));
      const receiver = newReceiver();
      const heard = listen(receiver);
      takeMovesOf(clientOf(receiver), (pose) => {
        taken += 1;
        heard.push(messageOf(pose));
        return true;
      });
      for (const piece of piecesOf(frames, how)) receiver.write(piece);
      expect(heard).toEqual(expected);
    }),
    { numRuns: 500 },
  );
  expect(taken).toBeGreaterThan(500);
});

/** A connection whose moves are all taken, and said to be. */
function takingAll() {
  const receiver = newReceiver();
  const heard = listen(receiver);
  takeMovesOf(clientOf(receiver), () => {
    heard.push('a move was taken');
    return true;
  });
  return { receiver, heard };
}

const masked = (payload: readonly number[], mask: readonly number[], isFinal = true) =>
  wireOf({ opcode: BINARY, isFinal, payload: Uint8Array.from(payload), mask: Uint8Array.from(mask) });
const moveUnder = (mask: readonly number[]) => masked([...MOVE_HEAD, 1, 2, 3, 4, 5, 6, 7, 8], mask);

test.each<[where: string, before: Buffer, heard: RegExp[]]>([
  [
    'whose head has come',
    masked([...moveUnder([1, 2, 3, 4])], [0, 0, 0, 0]).subarray(0, 6),
    [/^message 828e/],
  ],
  [
    'of which some has come',
    masked([9, 9, ...moveUnder([1, 2, 3, 4])], [0, 0, 0, 0]).subarray(0, 8),
    [/^message 0909828e/],
  ],
  ['that has more parts', masked([1], [0, 0, 0, 0], false), [/invalid opcode 2/]],
])('MOV14 what looks like a move within a message %s is none', async (_where, before, expected) => {
  const { receiver, heard } = takingAll();
  receiver.write(before);
  receiver.write(moveUnder([1, 2, 3, 4]));
  await new Promise(setImmediate);
  expect(heard).toHaveLength(expected.length);
  for (const [at, one] of expected.entries()) expect(heard[at]).toMatch(one);
});

test('MOV14 what looks like a move after the first byte of a frame is none', () => {
  const { receiver, heard } = takingAll();
  // With this mask the bytes are a message of two bytes and one of seven, once another byte is before them.
  const bytesOfMove = moveUnder([0, 0xa4 ^ 0x82, 0x6d ^ 0x87, 0]);
  receiver.write(bytesOfMove.subarray(0, 1));
  receiver.write(bytesOfMove);
  expect(heard.map((one) => one.length)).toEqual(['message 0000'.length, 'message 00000000000000'.length]);
});

const plainMove = moveUnder([9, 8, 7, 6]);

test.each<[what: string, readyState: number, take: () => boolean]>([
  ['is not taken', OPEN, () => false],
  [
    'cannot be taken',
    OPEN,
    () => {
      throw new Error('It cannot be taken.');
    },
  ],
  ['comes on a connection that closes', ws.WebSocket.CLOSING, () => true],
])('MOV14 a move that %s goes the usual way', (_what, readyState, take) => {
  const receiver = newReceiver();
  const heard = listen(receiver);
  takeMovesOf(clientOf(receiver, readyState), take);
  receiver.write(Buffer.concat([plainMove, plainMove]));
  expect(heard).toHaveLength(2);
});

test('MOV14 of two moves that come together each is taken, or goes the usual way', () => {
  const receiver = newReceiver();
  const heard = listen(receiver);
  let asked = 0;
  takeMovesOf(clientOf(receiver), (): boolean => ++asked === 1);
  receiver.write(Buffer.concat([plainMove, plainMove]));
  expect(heard).toHaveLength(1);
});

test('MOV14 a server of ws has what is needed to take its moves', async () => {
  const server = new ws.WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
  const here = new ws.WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [[there]] = (await Promise.all([once(server, 'connection'), once(here, 'open')])) as [
    [ws.WebSocket],
    unknown,
  ];
  const messages: number[] = [];
  there.on('message', (data: Buffer) => messages.push(data.byteLength));
  const poses: number[][] = [];
  takeMovesOf({ ref: there as never }, (pose): boolean => poses.push([...pose]) > 0);
  for (const last of [1, 2, 3]) here.send(Uint8Array.from([...MOVE_HEAD, 0, 0, 0, 0, 0, 0, 0, last]));
  here.send(Uint8Array.from([...MOVE_HEAD, 0]));
  while (messages.length === 0) await once(there, 'message');
  expect(poses.map((pose) => pose.at(-1))).toEqual([1, 2, 3]);
  expect(messages).toEqual([7]);
  here.close();
  server.close();
});
