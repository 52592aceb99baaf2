import type { Random } from '../../loadtest/random.ts';

/* Frames as no honest client sends them, and some as one does: what a fuzzer throws at a room. */

/** The codes that Colyseus 0.18 reads from clients: of `Protocol` in @colyseus/core. */
const CODES = [10, 12, 13, 16, 17, 18, 19, 20, 21, 22];
const TYPES = ['move', 'chat', 'emote', 'announce', 'no-such-type', '', '__proto__'];
/** The largest that a server takes; some are larger. */
const MOST_BYTES = 4 * 1024;

const below = (random: Random, most: number): number => Math.floor(random() * most);
const oneOf = <T>(random: Random, all: readonly T[]): T => all[below(random, all.length)] as T;

const noise = (random: Random, length: number): Uint8Array =>
  Uint8Array.from({ length }, () => below(random, 256));

/** Mostly short, now and then about as long as is allowed, or longer. */
function lengthOf(random: Random): number {
  const roll = random();
  if (roll < 0.9) return below(random, 40);
  return roll < 0.995 ? below(random, 500) : MOST_BYTES - 100 + below(random, 200);
}

/** A text of MessagePack, up to 31 bytes. */
const text = (words: string): Uint8Array => {
  const bytes = Buffer.from(words).subarray(0, 31);
  return Buffer.concat([Uint8Array.of(0xa0 | bytes.length), bytes]);
};

/** Something in MessagePack (its specification: github.com/msgpack/msgpack), of whatever kind. */
function value(random: Random, depth = 0): Uint8Array {
  const roll = below(random, depth > 3 ? 5 : 7);
  if (roll === 0) return Uint8Array.of(oneOf(random, [0xc0, 0xc2, 0xc3]));
  if (roll === 1) return Buffer.concat([Uint8Array.of(0xcb), noise(random, 8)]);
  if (roll === 2) return Buffer.concat([Uint8Array.of(0xce), noise(random, 4)]);
  if (roll === 3) return text(Buffer.from(noise(random, below(random, 30))).toString('latin1'));
  if (roll === 4) return Buffer.concat([Uint8Array.of(0xc4, 5), noise(random, 5)]);
  const length = below(random, 4);
  const parts: Uint8Array[] = [Uint8Array.of((roll === 5 ? 0x90 : 0x80) | length)];
  for (let at = 0; at < length; at++) {
    if (roll === 6) parts.push(text(oneOf(random, ['text', 'to', 'name', 'constructor', '__proto__'])));
    parts.push(value(random, depth + 1));
  }
  return Buffer.concat(parts);
}

const typed = (random: Random, code: number, body: Uint8Array): Uint8Array =>
  Buffer.concat([Uint8Array.of(code), text(oneOf(random, TYPES)), body]);

const kinds: ((random: Random) => Uint8Array)[] = [
  (random) => noise(random, lengthOf(random)),
  (random) => Buffer.concat([Uint8Array.of(oneOf(random, CODES)), noise(random, lengthOf(random))]),
  (random) => typed(random, oneOf(random, [13, 17]), noise(random, lengthOf(random))),
  (random) => typed(random, 13, value(random)),
  (random) => typed(random, 17, noise(random, 8)),
  (random) => {
    const bytes = typed(random, oneOf(random, [13, 17]), value(random));
    if (bytes.length > 0) bytes[below(random, bytes.length)] = below(random, 256);
    return bytes.subarray(0, below(random, bytes.length + 1));
  },
];

/** The next frame; the same ones for the same numbers. */
export const frameFrom = (random: Random): Uint8Array => oneOf(random, kinds)(random);
