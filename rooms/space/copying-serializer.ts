import { SchemaSerializer } from '@colyseus/core';
import type { Schema } from '@colyseus/schema';

/**
 * The stock serializer hands the very buffer that it encodes into to `ws.send`, which under backpressure
 * still holds it when the next patch is written over it: stalled clients then read torn frames. Here each
 * encoded frame is copied once, whatever the number of clients.
 */
export class CopyingSerializer<T extends Schema> extends SchemaSerializer<T> {
  override reset(state: T & Schema): void {
    super.reset(state);
    const { encoder } = this;
    const encode = encoder.encode.bind(encoder);
    const encodeAll = encoder.encodeAll.bind(encoder);
    encoder.encode = (...parameters) => new Uint8Array(encode(...parameters));
    encoder.encodeAll = (...parameters) => new Uint8Array(encodeAll(...parameters));
  }
}
