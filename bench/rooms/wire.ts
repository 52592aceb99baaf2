/* What goes over the wire around a pose, as docs/protocol.md has it under "By hand". */

/** The first byte of a message. */
export const HEADER_BYTES = { joined: 10, error: 11, message: 13, state: 14, patch: 15, bytes: 17 } as const;

const text = new TextEncoder();
/** Short text in MessagePack. */
const packed = (short: string): number[] => [0xa0 + short.length, ...text.encode(short)];

/** What is before the 8 bytes of a `move`, and before a `moves` frame. */
export const moveHeader = Uint8Array.of(HEADER_BYTES.bytes, ...packed('move'));
export const movesHeader = Uint8Array.of(HEADER_BYTES.bytes, ...packed('moves'));

const FIELDS = ['x', 'y', 'z', 'heading'] as const;

/** `client.send('move', { x, y, z, heading })` of the SDK: MessagePack with each number as a float64. */
export function stockMove(move: Record<(typeof FIELDS)[number], number>): Uint8Array {
  const bytes: number[] = [HEADER_BYTES.message, ...packed('move'), 0x80 + FIELDS.length];
  const float = new DataView(new ArrayBuffer(8));
  for (const field of FIELDS) {
    float.setFloat64(0, move[field]);
    bytes.push(...packed(field), 0xcb, ...new Uint8Array(float.buffer));
  }
  return Uint8Array.from(bytes);
}
