import { type Client, ClientState, SchemaSerializer } from '@colyseus/core';
import type { Schema } from '@colyseus/schema';
import { createSpreadSends } from './spread-sends.ts';
import { createStateLog, type StateLog } from './state-log.ts';

/**
 * The stock serializer hands the very buffer that it encodes into to `ws.send`, which under backpressure still
 * holds it when the next patch is written over it: stalled clients then read torn frames. It also encodes the whole
 * state anew for each newcomer, which in a full room takes longer than a tick, and writes each patch to everybody
 * in one breath. Here a patch is copied once and its sends are spread, and newcomers share what was encoded.
 */
export class CopyingSerializer<T extends Schema> extends SchemaSerializer<T> {
  readonly #sendToAll = createSpreadSends();
  #log!: StateLog;

  override reset(state: T & Schema): void {
    super.reset(state);
    this.#log = createStateLog(this.encoder);
    this.fullEncodeBuffer = new Uint8Array(0);
  }

  override getFullState(): Uint8Array {
    return this.#log.fullState();
  }

  override applyPatches(clients: Client[]): boolean {
    if (clients.length === 0) {
      this.#log.skip();
      return false;
    }
    const patch = this.#log.nextPatch();
    if (!patch) return false;
    this.#sendToAll(
      patch,
      clients.filter(({ state }) => state === ClientState.JOINED),
    );
    return true;
  }
}
