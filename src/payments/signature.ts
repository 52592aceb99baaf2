import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the time in a signature may be from ours, in seconds. */
export const TOLERANCE_SECONDS = 300;

/** Seconds since 1970, as signatures have them. */
export const secondsNow = (): number => Math.floor(Date.now() / 1000);

const mac = (secret: Buffer, seconds: number | string, body: Buffer): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();

/** Signs a body: `t=<seconds>,v1=<HMAC-SHA256 over "seconds.body", in hexadecimal>`. */
export const sign = (secret: Buffer, body: Buffer, seconds: number): string =>
  `t=${seconds},v1=${mac(secret, seconds, body).toString('hex')}`;

/**
 * Whether a header signs this body. Several `v1` are fine, as while a secret is being changed. The time is only
 * believed once the signature over it is right.
 */
export function verify(
  secret: Buffer,
  header: string | undefined,
  body: Buffer,
  now: number = secondsNow(),
): 'valid' | 'not-signed' | 'stale' {
  const parts = (header ?? '').split(',').map((part) => part.split('=', 2));
  const valuesOf = (name: string) => parts.flatMap(([key, value]) => (key === name && value ? [value] : []));
  const [seconds, ...more] = valuesOf('t');
  if (!seconds || more.length > 0 || !/^\d{1,12}$/.test(seconds)) return 'not-signed';
  const expected = mac(secret, seconds, body);
  const isRight = valuesOf('v1').some((hex) => isEqual(Buffer.from(hex, 'hex'), expected));
  if (!isRight) return 'not-signed';
  return Math.abs(now - Number(seconds)) <= TOLERANCE_SECONDS ? 'valid' : 'stale';
}

const isEqual = (given: Buffer, expected: Buffer): boolean =>
  given.length === expected.length && timingSafeEqual(given, expected);
