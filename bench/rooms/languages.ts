import { type Decoder, decode, type Iterator, Reflection } from '@colyseus/schema';
import type WebSocket from 'ws';
import {
  decodeMoves,
  encodeMove,
  FrameKind,
  MOVE_BYTES,
  MOVES_HEADER_BYTES,
  type Move,
  type MovesEntry,
} from '#rooms/movement/codec.ts';
import type { Sightings } from '../../loadtest/sightings.ts';
import type { Walk } from '../../loadtest/walk.ts';
import { HEADER_BYTES, moveHeader, movesHeader, stockMove } from './wire.ts';

/* How the generator speaks with each of the servers that are compared. */

/** One client of the crowd. */
export type Walker = {
  readonly socket: WebSocket;
  readonly walk: Walk;
  /** Where it is, as it last said. */
  place: { x: number; z: number };
  /** Names it in frames; -1 until it is known. */
  index: number;
  /** It reads what it gets; the others only count. */
  readonly isObserver: boolean;
  /** Reads the state of a stock room. */
  decoder?: Decoder;
};

export type Heard = {
  sightings: Sightings;
  walkers: ReadonlyMap<number, Walker>;
  /** An observer sees where another was `ageMs` ago. */
  seen(by: Walker, other: Walker, ageMs: number): void;
  corrected(walker: Walker): void;
};

/** What a server wants to hear and says. `hear` answers true once the walker is in. */
export type Language = {
  hear(walker: Walker, bytes: Buffer, heard: Heard): boolean;
  /** The bytes of a move, and what it is recognised by. */
  say(move: Move): { bytes: Uint8Array; pose: Uint8Array };
};

export const ROOM = 'room';

/** Farther than any space reaches: the server corrects it, and says with that which index is whose. */
const FAR_AWAY: Move = { x: 320, y: 0, z: 320, heading: 0, animation: 0 };

function sayBytes(move: Move): { bytes: Uint8Array; pose: Uint8Array } {
  const pose = encodeMove(move);
  const bytes = new Uint8Array(moveHeader.byteLength + MOVE_BYTES);
  bytes.set(moveHeader);
  bytes.set(pose, moveHeader.byteLength);
  return { bytes, pose };
}

function recognise(by: Walker, entries: readonly MovesEntry[], { sightings, walkers, seen }: Heard): void {
  const now = performance.now();
  for (const { index, pose } of entries) {
    const other = walkers.get(index);
    if (!other || other === by) continue;
    const sentAt = sightings.sentAt(ROOM, index, pose);
    if (sentAt !== undefined) seen(by, other, now - sentAt);
  }
}

/** The server: moves are bytes, and the first is one that gets corrected. */
export const ours: Language = {
  say: sayBytes,
  hear(walker, bytes, heard) {
    if (bytes[0] === HEADER_BYTES.joined) {
      walker.socket.send(bytes.subarray(0, 1));
      walker.socket.send(sayBytes(FAR_AWAY).bytes);
      return false;
    }
    if (bytes[0] !== HEADER_BYTES.bytes) return false;
    const kind = bytes[movesHeader.byteLength];
    if (kind === FrameKind.correction) {
      const [own] = decodeMoves(bytes.subarray(movesHeader.byteLength))?.entries ?? [];
      if (!own) return false;
      walker.walk.moveTo(own);
      if (walker.index >= 0) heard.corrected(walker);
      walker.index = own.index;
      return true;
    }
    if (walker.isObserver && kind === FrameKind.update)
      recognise(walker, decodeMoves(bytes.subarray(movesHeader.byteLength))?.entries ?? [], heard);
    return false;
  },
};

/** The bare relay: frames as ours, with something behind them that fills them up. */
export const relay: Language = {
  say: sayBytes,
  hear(walker, bytes, heard) {
    if (bytes[0] === HEADER_BYTES.joined) {
      walker.index = bytes.readUInt16LE(1);
      return true;
    }
    if (!walker.isObserver) return false;
    const count = bytes.readUInt16LE(movesHeader.byteLength + 2);
    const end = movesHeader.byteLength + MOVES_HEADER_BYTES + count * (MOVE_BYTES + 2);
    recognise(walker, decodeMoves(bytes.subarray(movesHeader.byteLength, end))?.entries ?? [], heard);
    return false;
  },
};

const poseOfX = (x: number): Uint8Array => new Uint8Array(Float32Array.of(x, 0).buffer);

/** The stock room: numbers in MessagePack, and patches of the state. `indexOf` knows whose session it is. */
export function stock(indexOf: (sessionId: string) => number | undefined): Language {
  return {
    say: (move) => ({ bytes: stockMove(move), pose: poseOfX(move.x) }),
    hear(walker, bytes, heard) {
      const kind = bytes[0];
      if (kind === HEADER_BYTES.joined) {
        walker.socket.send(bytes.subarray(0, 1));
        if (walker.isObserver) walker.decoder = observe(walker, bytes, indexOf, heard);
      } else if (kind === HEADER_BYTES.state || kind === HEADER_BYTES.patch)
        walker.decoder?.decode(bytes, { offset: 1 });
      return kind === HEADER_BYTES.state;
    },
  };
}

function observe(
  walker: Walker,
  handshake: Buffer,
  indexOf: (sessionId: string) => number | undefined,
  { sightings, walkers, seen }: Heard,
): Decoder {
  const decoder = Reflection.decode(...typesOf(handshake));
  const indexes = new WeakMap<object, number>();
  decoder.triggerChanges = (changes) => {
    const now = performance.now();
    for (const { ref, field, value, dynamicIndex } of changes) {
      if (dynamicIndex !== undefined) {
        const index = indexOf(String(dynamicIndex));
        if (value && index !== undefined) indexes.set(value, index);
      } else if (field === 'x') {
        const index = indexes.get(ref) ?? -1;
        const other = walkers.get(index);
        const sentAt = sightings.sentAt(ROOM, index, poseOfX(value));
        if (other && other !== walker && sentAt !== undefined) seen(walker, other, now - sentAt);
      }
    }
  };
  return decoder;
}

/** Where a handshake describes the types of the state: behind two short texts and a length. */
function typesOf(handshake: Buffer): [bytes: Buffer, it: Iterator] {
  const tokenEnd = 2 + (handshake[1] as number);
  const it = { offset: tokenEnd + 1 + (handshake[tokenEnd] as number) };
  const length = decode.number(handshake, it);
  return [handshake.subarray(0, it.offset + length), it];
}
