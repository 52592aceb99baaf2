import { WebSocketServer } from 'ws';
import {
  encodeMoves,
  FrameKind,
  MOVE_BYTES,
  MOVES_ENTRY_BYTES,
  MOVES_HEADER_BYTES,
  type MovesEntry,
} from '#rooms/movement/codec.ts';
import { HEADER_BYTES, moveHeader, movesHeader } from './wire.ts';

/*
 * The floor, in a process of its own: `ws` and nothing else. It takes every client's moves, and sends every client
 * as many frames of as many bytes as it is told, all the same; each has some of the latest poses in it.
 */

export type RelayTask = { framesPerSecond: number; bytesPerFrame: number };

const { framesPerSecond, bytesPerFrame }: RelayTask = JSON.parse(process.argv[2] as string);
const entriesPerFrame = Math.max(
  0,
  Math.floor((bytesPerFrame - movesHeader.byteLength - MOVES_HEADER_BYTES) / MOVES_ENTRY_BYTES),
);
const moved = new Map<number, Uint8Array>();
let joined = 0;

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket) => {
  const index = joined++;
  socket.send(Uint8Array.of(HEADER_BYTES.joined, index & 0xff, index >>> 8));
  socket.on('message', (bytes: Buffer) => {
    const pose = bytes.subarray(moveHeader.byteLength);
    if (pose.byteLength === MOVE_BYTES) moved.set(index, pose);
  });
});

setInterval(() => {
  if (moved.size === 0) return;
  const frame = frameOf(bytesPerFrame);
  for (const socket of server.clients) socket.send(frame);
}, 1000 / framesPerSecond);

function frameOf(bytes: number): Uint8Array {
  const all = [...moved].map(([index, pose]): MovesEntry => ({ index, pose }));
  // Some of the earliest and some of the latest, so that those in the frame are as old as all are on the mean.
  const each = Math.max(1, all.length / entriesPerFrame);
  const count = Math.min(entriesPerFrame, all.length);
  const entries = Array.from({ length: count }, (_, at) => all[Math.floor(at * each)] as MovesEntry);
  const frame = new Uint8Array(Math.ceil(bytes));
  const moves = encodeMoves(FrameKind.update, performance.now(), entries);
  frame.set(movesHeader);
  frame.set(moves.subarray(0, frame.byteLength - movesHeader.byteLength), movesHeader.byteLength);
  moved.clear();
  return frame;
}

server.on('listening', () => process.send?.({ port: (server.address() as { port: number }).port }));
