import { type Client, getMessageBytes, Protocol } from '@colyseus/core';
import type { WebSocket } from 'ws';
import { CloseCode } from '../close-codes.ts';
import type { Entry, Roster } from '../space/roster.ts';
import { encodeMoves, FrameKind, MOVE_BYTES, type MovesEntry } from './codec.ts';

/** From so much waiting for a socket, in bytes, movement is left out: the next frame says where everybody is by then. */
const SKIP_ABOVE_BYTES = 64 * 1024;
/** From so much waiting a socket is given up: patches may not be left out. */
const CLOSE_ABOVE_BYTES = 1024 * 1024;

export type Movement = ReturnType<typeof createMovement>;

/** Where everybody is: takes `move` messages, and sends what has changed to everybody once a tick. */
export function createMovement(roster: Roster) {
  const createdAt = performance.now();
  const moved = new Set<Entry>();
  const serverTime = () => Math.floor(performance.now() - createdAt) >>> 0;

  const frameOf = (kind: FrameKind, entries: Iterable<Entry>): Uint8Array => {
    const known: MovesEntry[] = [];
    for (const { index, pose } of entries) if (pose) known.push({ index, pose });
    return encodeMoves(kind, serverTime(), known);
  };

  const waitingFor = ({ client }: Entry): number => (client.ref as unknown as WebSocket).bufferedAmount;

  const sendKeyframe = (client: Client): void =>
    client.sendBytes('moves', frameOf(FrameKind.keyframe, roster.all()));

  /** A client for which frames were left out hears where everybody is, once it has read what was waiting. */
  const catchUp = (entry: Entry): void => {
    if (waitingFor(entry) > SKIP_ABOVE_BYTES) return;
    entry.isBehind = false;
    sendKeyframe(entry.client);
  };

  const send = (entry: Entry, message: Uint8Array): void => {
    const waiting = waitingFor(entry);
    if (waiting > CLOSE_ABOVE_BYTES) entry.client.leave(CloseCode.tooSlow);
    else if (waiting > SKIP_ABOVE_BYTES) entry.isBehind = true;
    else entry.client.enqueueRaw(message);
  };

  return {
    /** Takes a `move`; false where no honest client could have sent it. */
    take(entry: Entry, bytes: Uint8Array): boolean {
      if (bytes.byteLength !== MOVE_BYTES) return false;
      entry.pose = new Uint8Array(bytes);
      moved.add(entry);
      return true;
    },

    /** Tells a newcomer where everybody is. */
    sendKeyframe,

    /** Sends who has moved since the last tick: one frame, the same bytes to everybody. */
    tick(): void {
      for (const entry of roster.present()) if (entry.isBehind) catchUp(entry);
      if (moved.size === 0) return;
      const frame = frameOf(FrameKind.update, moved);
      moved.clear();
      const message = getMessageBytes.raw(Protocol.ROOM_DATA_BYTES, 'moves', undefined, frame);
      for (const entry of roster.present()) send(entry, message);
    },

    forget: (entry: Entry): void => void moved.delete(entry),
  };
}
