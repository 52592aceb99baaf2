import type { Socket } from 'node:net';
import { type Client, getMessageBytes, Protocol } from '@colyseus/core';
import { WebSocket } from 'ws';

/** A binary message of one frame, as a server sends it: final, not compressed, not masked (RFC 6455, 5.2). */
export const FINAL_BINARY = 0x82;
const LENGTH_IN_TWO_BYTES = 126;
const LENGTH_IN_EIGHT_BYTES = 127;

/** What Colyseus puts before the bytes of a message of a type. */
export const messageHead = (type: string): Uint8Array =>
  new Uint8Array(getMessageBytes.raw(Protocol.ROOM_DATA_BYTES, type, undefined, new Uint8Array(0)));

const MESSAGE_HEAD = messageHead('moves');

/** Frames of most cells are smaller than this; their heads are made once. Bytes. */
const SMALL_FRAME_BYTES = 4096;
const headsOfSmall: (Uint8Array | undefined)[] = Array(SMALL_FRAME_BYTES).fill(undefined);

/** The bytes before a `moves` frame of so many bytes on the wire: the WebSocket's own, and those of the message. */
export function wireHead(frameBytes: number): Uint8Array {
  if (frameBytes >= SMALL_FRAME_BYTES) return makeHead(frameBytes);
  const head = headsOfSmall[frameBytes] ?? makeHead(frameBytes);
  headsOfSmall[frameBytes] = head;
  return head;
}

function makeHead(frameBytes: number): Uint8Array {
  const payloadBytes = MESSAGE_HEAD.byteLength + frameBytes;
  const own = socketHead(payloadBytes);
  const head = new Uint8Array(own.length + MESSAGE_HEAD.byteLength);
  head.set(own);
  head.set(MESSAGE_HEAD, own.length);
  return head;
}

function socketHead(payloadBytes: number): number[] {
  if (payloadBytes < LENGTH_IN_TWO_BYTES) return [FINAL_BINARY, payloadBytes];
  if (payloadBytes <= 0xffff)
    return [FINAL_BINARY, LENGTH_IN_TWO_BYTES, payloadBytes >>> 8, payloadBytes & 0xff];
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(payloadBytes));
  return [FINAL_BINARY, LENGTH_IN_EIGHT_BYTES, ...new Uint8Array(length.buffer)];
}

/** Where the payload of a frame on the wire begins. */
const payloadFrom = (wire: Uint8Array): number => {
  if (wire[1] === LENGTH_IN_EIGHT_BYTES) return 10;
  return wire[1] === LENGTH_IN_TWO_BYTES ? 4 : 2;
};

/**
 * The way to a client that is connected by now. Frames begin with their `wireHead`: `ws` would make a header for each
 * client and write twice, whereas a frame that hundreds share has its header already, and is written once. That is a
 * fourth of the cost of sending. It goes to the TCP socket beneath: `ws` passes each message on at once, unless it
 * compresses, so both ways keep one order.
 */
export class Line {
  /** Whether frames go to the TCP socket; else `ws` has to send them itself. */
  readonly isDirect: boolean;
  readonly #socket: WebSocket;
  readonly #tcp: Socket | undefined;
  readonly #givenAtFirst: number;

  constructor(client: Pick<Client, 'ref'>) {
    this.#socket = client.ref as unknown as WebSocket;
    this.#tcp = (this.#socket as unknown as { _socket?: Socket | null })._socket ?? undefined;
    this.isDirect = this.#socket.extensions === '' && typeof this.#tcp?.write === 'function';
    this.#givenAtFirst = this.#given();
  }

  isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** What is not written yet, in bytes. */
  waiting(): number {
    return this.isDirect ? (this.#tcp as Socket).writableLength : this.#socket.bufferedAmount;
  }

  /** All that was given to the connection from here on, in bytes; some of it may still wait. */
  givenSince(): number {
    return this.#given() - this.#givenAtFirst;
  }

  /** Sends a frame; to nobody where the connection is closing. */
  send(wire: Uint8Array): void {
    if (!this.isOpen()) return;
    if (this.isDirect) (this.#tcp as Socket).write(wire);
    else this.#socket.send(wire.subarray(payloadFrom(wire)), { binary: true });
  }

  #given(): number {
    return this.#tcp?.bytesWritten ?? 0;
  }
}
