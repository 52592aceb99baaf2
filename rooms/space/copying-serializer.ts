import { type Client, ClientState, SchemaSerializer } from '@colyseus/core';
import type { Schema } from '@colyseus/schema';
import { createSpreadSends } from './spread-sends.ts';
import { createStateFrames, type StateFrames } from './state-frames.ts';

/**
 * The stock serializer passes the buffer that it encodes into to `ws.send`. Under backpressure `ws` still holds that
 * buffer when the next patch is written over it, and stalled clients read torn frames. The stock serializer also encodes
 * the whole state anew for each newcomer, which in a full room takes longer than a tick, and writes each patch to all
 * clients in one turn of the event loop. Here each patch is copied once, its sends are spread over several turns, and a
 * full state reuses the bytes of whatever has not changed.
 */
export class CopyingSerializer<T extends Schema> extends SchemaSerializer<T> {
  readonly #sendToAll = createSpreadSends();
  #frames!: StateFrames;

  override reset(state: T & Schema): void {
    super.reset(state);
    this.#frames = createStateFrames(this.encoder);
    this.fullEncodeBuffer = new Uint8Array(0);
  }

  override getFullState(): Uint8Array {
    return this.#frames.fullState();
  }

  override applyPatches(clients: Client[]): boolean {
    if (clients.length === 0) {
      this.#frames.skip();
      return false;
    }
    const patch = this.#frames.nextPatch();
    if (!patch) return false;
    this.#sendToAll(
      patch,
      clients.filter(({ state }) => state === ClientState.JOINED),
    );
    return true;
  }
}
