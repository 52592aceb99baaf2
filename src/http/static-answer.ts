import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import type { RequestHandler } from 'express';
import { hasAlready } from './validators.ts';

/** A file whose address carries this as `?v=` may be kept for ever. */
export const versionOf = (content: string | Buffer): string => hash('sha256', content).slice(0, 12);

type Content = {
  type: string;
  content: string | Buffer;
  /** What a cache may do with it under an address without its version. */
  cacheControl: string;
};

/** A file that does not change while the server runs. */
export type StaticAnswer = { version: string; handle: RequestHandler };

/** 1.7 MB of script take 0.3 s once and become 0.4 MB; level 11 takes 10 s for a tenth less. */
const BROTLI_LEVEL = 7;
/** What is shorter does not gain by it. */
const COMPRESSED_FROM_BYTES = 1_024;
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * Serves a text that stays the same while the server runs: hashed at once, compressed when somebody first wants it and
 * only then, answered with 304 to who has it. Under `?v=` with its version it may be kept for ever.
 */
export function staticAnswer({ type, content, cacheControl }: Content): StaticAnswer {
  const plain = Buffer.from(content);
  const version = versionOf(plain);
  const tag = `W/"${version}"`;
  const encoders = { br: once(() => toBrotli(plain)), gzip: once(() => toGzip(plain)) };

  const handle: RequestHandler = async (request, response) => {
    response.vary('Accept-Encoding');
    response.set('ETag', tag);
    response.set('Cache-Control', request.query.v === version ? FOR_EVER : cacheControl);
    if (hasAlready(request.get('If-None-Match'), tag)) return void response.status(304).end();
    const encoding =
      plain.byteLength >= COMPRESSED_FROM_BYTES &&
      (request.acceptsEncodings('br') || request.acceptsEncodings('gzip'));
    const body = encoding ? await encoders[encoding as keyof typeof encoders]() : plain;
    if (encoding) response.set('Content-Encoding', encoding);
    // Not left to Express's send, which hashes each body anew.
    response.type(type).set('Content-Length', String(body.byteLength)).end(body);
  };
  return { version, handle };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const toGzip = (plain: Buffer): Promise<Buffer> => promisify(gzip)(plain, { level: 9 });

const toBrotli = (plain: Buffer): Promise<Buffer> =>
  promisify(brotliCompress)(plain, {
    params: {
      [zlib.BROTLI_PARAM_QUALITY]: BROTLI_LEVEL,
      [zlib.BROTLI_PARAM_SIZE_HINT]: plain.byteLength,
    },
  });
