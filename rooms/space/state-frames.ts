import { Protocol } from '@colyseus/core';
import { $changes, $refId, type ChangeTree, Encoder, encode, OPERATION, type Schema } from '@colyseus/schema';

/** The byte that, before a refId, says that what follows is of another structure. */
const SWITCH_TO_STRUCTURE = 255;

export type StateFrames = ReturnType<typeof createStateFrames>;

/**
 * The frames of a room's state: the patches that everybody gets, and the full state that a newcomer gets.
 *
 * A full state is byte for byte what `Encoder.encodeAll` would write. That takes 20 ms for a thousand clothed avatars,
 * and a crowd comes in within seconds, so the bytes of each entry of the root's maps (an avatar and all that it wears, a
 * drop) are kept until something in that entry changes. The state may have no arrays, streams, views or shared
 * references: the encoder keeps records of those that are not kept here.
 */
export function createStateFrames<T extends Schema>(encoder: Encoder<T>) {
  const root = encoder.state[$changes] as ChangeTree;
  const bytesOfEntry = new WeakMap<ChangeTree, Uint8Array>();
  let buffer = new Uint8Array(Encoder.BUFFER_SIZE);
  let fullFrame: Uint8Array | undefined;

  /** A copy of what is written. Bytes past the end of a typed array are dropped, so a full buffer is written anew. */
  function written(write: (bytes: Uint8Array, it: { offset: number }) => void): Uint8Array {
    const it = { offset: 0 };
    write(buffer, it);
    if (it.offset <= buffer.byteLength) return buffer.slice(0, it.offset);
    buffer = new Uint8Array(it.offset * 2);
    return written(write);
  }

  /** Every field of a structure, or every entry of a map: values, and the refIds of further structures. */
  function writeOwn(tree: ChangeTree, bytes: Uint8Array, it: { offset: number }): void {
    const { encoder: encodeField, metadata } = tree.encDescriptor;
    let isNamed = tree === root;
    tree.forEachLive((index) => {
      if (!isNamed) {
        bytes[it.offset++] = SWITCH_TO_STRUCTURE;
        encode.number(bytes, tree.ref[$refId], it);
        isNamed = true;
      }
      encodeField(encoder, bytes, tree, index, OPERATION.ADD, it, true, false, metadata);
    });
  }

  function writeWithChildren(tree: ChangeTree, bytes: Uint8Array, it: { offset: number }): void {
    writeOwn(tree, bytes, it);
    tree.forEachChild((child) => writeWithChildren(child, bytes, it));
  }

  function entryBytes(entry: ChangeTree): Uint8Array {
    const kept = bytesOfEntry.get(entry);
    if (kept) return kept;
    const bytes = written((into, it) => writeWithChildren(entry, into, it));
    bytesOfEntry.set(entry, bytes);
    return bytes;
  }

  /** Forgets the bytes of every entry in which something has changed since the last patch. */
  function forgetChanged(): void {
    for (let node = encoder.root.changes.next; node; node = node.next) {
      const entry = entryOf(node.changeTree, root);
      if (entry) bytesOfEntry.delete(entry);
    }
  }

  function encodeFull(): Uint8Array {
    forgetChanged();
    const parts = [Uint8Array.of(Protocol.ROOM_STATE), written((bytes, it) => writeOwn(root, bytes, it))];
    root.forEachChild((field) => {
      parts.push(written((bytes, it) => writeOwn(field, bytes, it)));
      field.forEachChild((entry) => parts.push(entryBytes(entry)));
    });
    return Buffer.concat(parts);
  }

  function discardChanges(): void {
    forgetChanged();
    fullFrame = undefined;
    encoder.discardChanges();
  }

  return {
    /** What a newcomer gets. The frame is never written over; those who come between two changes share it. */
    fullState(): Uint8Array {
      if (encoder.hasChanges) return encodeFull();
      fullFrame ??= encodeFull();
      return fullFrame;
    },

    /** What changed since the last one, as a frame that is never written over; undefined where nothing did. */
    nextPatch(): Uint8Array | undefined {
      if (!encoder.hasChanges) return undefined;
      const patch = encoder.encode({ offset: 0 });
      const frame = Buffer.concat([Uint8Array.of(Protocol.ROOM_STATE_PATCH), patch]);
      discardChanges();
      return frame;
    },

    /** Nobody is there to be told. */
    skip(): void {
      if (encoder.hasChanges) discardChanges();
    },
  };
}

/** The entry of one of the root's maps that a structure is in or is; undefined for the maps and the root's own fields. */
function entryOf(tree: ChangeTree, root: ChangeTree): ChangeTree | undefined {
  let entry: ChangeTree | undefined;
  let below: ChangeTree | undefined;
  let at: ChangeTree | undefined = tree;
  while (at && at !== root) {
    entry = below;
    below = at;
    at = at.parent?.[$changes];
  }
  return at ? entry : undefined;
}
