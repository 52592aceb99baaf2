import { deflateSync, gzipSync } from 'node:zlib';
import { JSON_TYPE, type Sent } from '../every-route/ask.ts';
import { nested } from './values.ts';

/** How a body is sent that nobody can or wants to read; and what it is refused with. */
export type BadEnvelope = { what: string; status: number } & Pick<Sent, 'headers' | 'body'>;

const MEGABYTE = 'x'.repeat(1024 * 1024);

const asJson = (what: string, status: number, body: string | Buffer): BadEnvelope => ({
  what,
  status,
  headers: JSON_TYPE,
  body,
});

const encoded = (what: string, status: number, encoding: string, body: string | Buffer): BadEnvelope => ({
  what,
  status,
  headers: { ...JSON_TYPE, 'content-encoding': encoding },
  body,
});

const typed = (type: string, body = '{}'): BadEnvelope => ({
  what: `a body of the type ${type}`,
  status: 415,
  headers: { 'content-type': type },
  body,
});

/** Bodies that are no JSON at all, or not an object, whatever the route. */
export const badEnvelopes: readonly BadEnvelope[] = [
  ...['{', '{"a":}', "{'a':1}", '{"a":NaN}', '{"a":1,}', '{"a":01}', '{"a":"\n"}', 'undefined', '\u0000'].map(
    (body) => asJson(`malformed JSON ${JSON.stringify(body)}`, 400, body),
  ),
  ...['null', '"text"', '7', 'true'].map((body) => asJson(`${body} for a body`, 400, body)),
  asJson('bytes that are no text', 400, Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
  asJson('a list for a body', 422, '[]'),
  asJson('a list of objects for a body', 422, '[{}]'),
  asJson('10 000 levels for a body', 422, nested(10_000)),
  asJson('a body of a megabyte', 413, `{"a":"${MEGABYTE}"}`),
  asJson('100 000 characters', 413, `{"a":"${'x'.repeat(100_000)}"}`),
  typed('text/plain'),
  typed('application/x-www-form-urlencoded', 'name=x'),
  typed('multipart/form-data; boundary=x', '--x--'),
  typed('application/json; charset=iso-8859-1'),
  typed('application/json; charset=nonsense'),
  typed('application/xml', '<name/>'),
  typed('nonsense'),
  { what: 'a body of no type', status: 415, body: '{}' },
  encoded('a gzip bomb', 413, 'gzip', gzipSync(Buffer.alloc(50 * 1024 * 1024))),
  encoded('a deflate bomb', 413, 'deflate', deflateSync(Buffer.alloc(50 * 1024 * 1024))),
  encoded('gzip that is none', 400, 'gzip', '{}'),
  encoded('gzip that ends too soon', 400, 'gzip', gzipSync('{"name":"x"}').subarray(0, 15)),
  encoded('deflate that is none', 400, 'deflate', '{}'),
  encoded('brotli that is none', 400, 'br', '{}'),
  encoded('an unknown encoding', 415, 'rot13', '{}'),
  encoded('two encodings', 415, 'gzip, gzip', gzipSync(gzipSync('{}'))),
];

/** Values of the Idempotency-Key header that name nothing. */
export const badIdempotencyKeys: readonly { what: string; key: string }[] = [
  { what: 'an empty key', key: '' },
  { what: 'a key of 256 characters', key: 'k'.repeat(256) },
  { what: 'a key with a tab', key: 'a\tb' },
  { what: 'a key with a control character', key: 'a\u0085b' },
  { what: 'a key that is not ASCII', key: 'cl\u00e9' },
];
