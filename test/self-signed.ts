import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/*
 * A certificate of one's own, which Node can read and not write: X.509 in DER, as far as it takes (RFC 5280).
 */

const DAY_MS = 86_400_000;

export type SelfSigned = { pem: string; privateKey: KeyObject };

/** A new key and a certificate over it, good for so many days around today. */
export function selfSigned({ fromDays = -1, toDays = 1 } = {}): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const name = sequence(set(sequence(commonName, tlv(0x0c, Buffer.from('a test')))));
  const validity = sequence(...[fromDays, toDays].map(timeIn));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const serial = tlv(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)]));
  const version = tlv(0xa0, tlv(0x02, Buffer.from([2])));
  const body = sequence(version, serial, sha256WithRsa, name, validity, name, spki);
  const signature = tlv(0x03, Buffer.concat([Buffer.from([0]), sign('RSA-SHA256', body, privateKey)]));
  const der = sequence(body, sha256WithRsa, signature).toString('base64');
  const lines = der.match(/.{1,64}/g)?.join('\n');
  return { pem: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, privateKey };
}

/** A tag, a length and what is in it. */
function tlv(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const bytes = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}

const sequence = (...parts: Buffer[]): Buffer => tlv(0x30, Buffer.concat(parts));
const set = (...parts: Buffer[]): Buffer => tlv(0x31, Buffer.concat(parts));

const commonName = tlv(0x06, Buffer.from([0x55, 0x04, 0x03]));
const sha256WithRsa = sequence(
  tlv(0x06, Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b])),
  tlv(0x05, Buffer.alloc(0)),
);

/** GeneralizedTime so many days from now. */
function timeIn(days: number): Buffer {
  const iso = new Date(Date.now() + days * DAY_MS).toISOString();
  return tlv(0x18, Buffer.from(`${iso.replace(/\D/g, '').slice(0, 14)}Z`));
}
