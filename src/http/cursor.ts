import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { DomainError } from '#domain/errors.ts';
import type { Position } from '#domain/paging.ts';

const positionSchema = z.tuple([z.string().max(200), z.int().min(0).max(2_147_483_647)]);

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** How many cursors are remembered at the most. */
const REMEMBERED = 1_000;

/** Positions as opaque text. What a cursor says stays ours, and it opens only the list that it came from. */
export type Cursors = {
  /** @param list the name of the list; the same position in the same list is the same text. */
  encode(list: string, position: Position): string;
  /** @throws DomainError INVALID for a cursor that this server did not make for this list. */
  decode(list: string, cursor: string): Position;
};

/** @param secret the same on every process, so that any of them can go on with a list. */
export function createCursors(secret: string): Cursors {
  const derive = (use: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `triberspace cursor ${use}`, 32)));
  const sealKey = derive('seal');
  const nonceKey = derive('nonce');

  function seal(list: string, text: string): Buffer {
    const nonce = createHmac('sha256', nonceKey).update(`${list}\n${text}`).digest().subarray(0, NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(list));
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  function open(list: string, sealed: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(list)).setAuthTag(sealed.subarray(-TAG_BYTES));
    return (
      decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    );
  }

  // The first pages of a few lists are asked for again and again: to seal takes as long as to route a request.
  const sealed = new Map<string, string>();
  function sealOnce(list: string, text: string): string {
    const what = `${list}\n${text}`;
    let cursor = sealed.get(what);
    if (cursor === undefined) {
      cursor = seal(list, text).toString('base64url');
      if (sealed.size >= REMEMBERED) sealed.clear();
      sealed.set(what, cursor);
    }
    return cursor;
  }

  return {
    encode: (list, { key, id }) => sealOnce(list, JSON.stringify([key, id])),
    decode(list, cursor) {
      try {
        const [key, id] = positionSchema.parse(JSON.parse(open(list, Buffer.from(cursor, 'base64url'))));
        return { key, id };
      } catch {
        throw new DomainError('INVALID', {
          errors: [{ path: 'cursor', message: 'is not a cursor of this list' }],
        });
      }
    },
  };
}
