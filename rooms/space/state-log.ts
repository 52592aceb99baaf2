import { Protocol } from '@colyseus/core';
import { Encoder, type Schema } from '@colyseus/schema';

/** Of the snapshot, so much may come after it before there is a new one. */
const MOST_AFTER = 1 / 4;
/** A small state is encoded in no time, whatever came after it. */
const ALWAYS_AFTER_BYTES = 16 * 1024;
/** "What follows is of another structure", and the number of the root: each patch is read from the root on. */
const TO_THE_ROOT = Uint8Array.of(255, 0);

export type StateLog = ReturnType<typeof createStateLog>;

/**
 * The state of a room as bytes: the patches that everybody gets, and what a newcomer gets instead of all before.
 * That is a snapshot and the patches since, in one frame, which the client reads like a state that was encoded just
 * now. To encode the whole state of a thousand clothed avatars takes 20 ms, so it is done once in a while and not for
 * each newcomer. What is kept is bounded: one snapshot, and patches of a quarter of its size.
 */
export function createStateLog<T extends Schema>(encoder: Encoder<T>) {
  let buffer = new Uint8Array(Encoder.BUFFER_SIZE);
  let snapshot: Uint8Array | undefined;
  let after: Uint8Array[] = [];
  let afterBytes = 0;

  function forget(): void {
    snapshot = undefined;
    after = [];
    afterBytes = 0;
  }

  /** Where the state outgrew the buffer, the encoder began again in a larger one: that is kept, with room to grow. */
  function takeSnapshot(): Uint8Array {
    const encoded = encoder.encodeAll({ offset: 0 }, buffer);
    const taken = new Uint8Array(encoded);
    if (taken.byteLength > buffer.byteLength * 0.75) buffer = new Uint8Array(taken.byteLength * 2);
    return taken;
  }

  /** What changed since the last patch; it stays to be sent. */
  const changes = (): Uint8Array =>
    encoder.hasChanges ? new Uint8Array(encoder.encode({ offset: 0 })) : new Uint8Array(0);

  return {
    /** What a newcomer gets: a frame of their own. */
    fullState(): Uint8Array {
      if (!snapshot) {
        snapshot = takeSnapshot();
        return Buffer.concat([Uint8Array.of(Protocol.ROOM_STATE), snapshot]);
      }
      const latest = [...after, changes()].flatMap((patch) => [TO_THE_ROOT, patch]);
      return Buffer.concat([Uint8Array.of(Protocol.ROOM_STATE), snapshot, ...latest]);
    },

    /** What changed since the last one, as a frame that is never written over; undefined where nothing did. */
    nextPatch(): Uint8Array | undefined {
      if (!encoder.hasChanges) return undefined;
      const patch = changes();
      encoder.discardChanges();
      if (snapshot) {
        after.push(patch);
        afterBytes += patch.byteLength;
        if (afterBytes > Math.max(ALWAYS_AFTER_BYTES, snapshot.byteLength * MOST_AFTER)) forget();
      }
      return Buffer.concat([Uint8Array.of(Protocol.ROOM_STATE_PATCH), patch]);
    },

    /** Nobody is there to be told. */
    skip(): void {
      if (encoder.hasChanges) forget();
      encoder.discardChanges();
    },
  };
}
