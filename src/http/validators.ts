import { hash } from 'node:crypto';
import type { Request, Response } from 'express';

/**
 * Answers a read with its validator, or with 304 and no body where the client has it already. Not left to
 * Express, which sends everything to who says `Cache-Control: no-cache`: fetch adds that by itself to every
 * request that a script gives an `If-None-Match`.
 */
export function sendValidated(request: Request, response: Response, text: string): void {
  const tag = `W/"${hash('sha1', text, 'base64url')}"`;
  response.set('ETag', tag);
  if (hasAlready(request.get('If-None-Match'), tag)) {
    response.status(304).end();
    return;
  }
  // Said for HEAD, which has no text to be measured.
  response.set('Content-Length', String(Buffer.byteLength(text)));
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(text);
}

/** Compares weakly, as is right for reads: a proxy that compresses makes a weak tag of a strong one. */
export function hasAlready(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const held = [...ifNoneMatch.matchAll(/"[^"]*"/g)].map(([opaque]) => opaque);
  return held.includes(tag.slice(2));
}
