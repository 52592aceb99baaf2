import type { Client } from '@colyseus/core';
import { WebSocket } from 'ws';
import { MOVE_BYTES } from './codec.ts';
import { FINAL_BINARY, messageHead } from './wire.ts';

/*
 * A `move` on the wire: the head of a WebSocket frame (final, binary, masked, of 14 bytes), the mask, and under it the
 * head of Colyseus's message and the pose (RFC 6455, 5.2 and 5.3).
 */
const MESSAGE_HEAD = messageHead('move');
const MASKED_LENGTH = 0x80 | (MESSAGE_HEAD.byteLength + MOVE_BYTES);
const MASK_AT = 2;
const MASK_BYTES = 4;
const MESSAGE_AT = MASK_AT + MASK_BYTES;
const FRAME_BYTES = MESSAGE_AT + MESSAGE_HEAD.byteLength + MOVE_BYTES;

/** What `ws` reads a connection with, as far as it has to be known here. */
type Receiver = {
  write(chunk: Uint8Array, ...rest: unknown[]): boolean;
  /** 0 where a frame begins. */
  _state: number;
  /** What came of a frame that is not whole yet. */
  _bufferedBytes: number;
  /** The kind of a message of which more frames follow; else 0. */
  _fragmented: number;
};

const FRAME_BEGINS = 0;

/** The pose of the move that is taken just now. */
const pose = new Uint8Array(MOVE_BYTES);

/**
 * Takes the moves of a connection before `ws` reads them. A room of a thousand gets ten thousand a second, and to make
 * events of `ws` and messages of Colyseus of them costs more than what becomes of them. Whatever is not wholly and
 * plainly a move where a frame begins goes the usual way, and so does a move that is not taken.
 * @param take gets the 8 bytes of a move, which are another's after it has returned; where it answers false, or throws,
 *   the usual way decides what becomes of the move
 */
export function takeMovesOf(client: Pick<Client, 'ref'>, take: (pose: Uint8Array) => boolean): void {
  const socket = client.ref as unknown as WebSocket;
  const { _receiver: receiver } = socket as unknown as { _receiver?: Receiver };
  if (!receiver || !isKnown(receiver)) return;
  const { write } = receiver;
  receiver.write = (chunk, ...rest) => {
    let at = 0;
    if (receiver._state === FRAME_BEGINS && receiver._bufferedBytes === 0 && receiver._fragmented === 0)
      while (socket.readyState === WebSocket.OPEN && isMove(chunk, at)) {
        readPose(chunk, at);
        if (!isTaken(take)) break;
        at += FRAME_BYTES;
        if (at === chunk.byteLength) return true;
      }
    return write.call(receiver, at === 0 ? chunk : chunk.subarray(at), ...rest);
  };
}

const isKnown = ({ _state, _bufferedBytes, _fragmented }: Receiver): boolean =>
  typeof _state === 'number' && typeof _bufferedBytes === 'number' && typeof _fragmented === 'number';

function isTaken(take: (pose: Uint8Array) => boolean): boolean {
  try {
    return take(pose);
  } catch {
    return false;
  }
}

function isMove(chunk: Uint8Array, at: number): boolean {
  if (chunk.byteLength < at + FRAME_BYTES) return false;
  if (chunk[at] !== FINAL_BINARY || chunk[at + 1] !== MASKED_LENGTH) return false;
  for (let n = 0; n < MESSAGE_HEAD.length; n += 1)
    if (unmasked(chunk, at, n) !== MESSAGE_HEAD[n]) return false;
  return true;
}

function readPose(chunk: Uint8Array, at: number): void {
  for (let n = 0; n < MOVE_BYTES; n += 1) pose[n] = unmasked(chunk, at, MESSAGE_HEAD.length + n);
}

/** The nth byte of the message in a frame. */
const unmasked = (chunk: Uint8Array, at: number, n: number): number =>
  (chunk[at + MESSAGE_AT + n] as number) ^ (chunk[at + MASK_AT + (n % MASK_BYTES)] as number);
