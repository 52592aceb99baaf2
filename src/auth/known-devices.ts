import { createHmac, timingSafeEqual } from 'node:crypto';
import { nanoid } from 'nanoid';

/**
 * A device from which somebody has signed in to an account, by a cookie that only the server can make. It signs
 * nobody in: it lets its owner try a password while others guess.
 */
export type KnownDevices = {
  /** The name of the account's cookie; says nothing to whoever has not the secret. */
  cookieOf(email: string): string;
  /** The device that a cookie of this account names; undefined for one that the server did not make. */
  read(email: string, cookie: string | null | undefined): string | undefined;
  /** The cookie of a device for an account, of a new device where none is given. */
  write(email: string, device?: string): string;
};

/** A year, in seconds: browsers keep no cookie much longer. */
export const DEVICE_MAX_AGE_SECONDS = 365 * 24 * 3600;

const COOKIE = /^([\w-]{21})\.([\w-]{43})$/;

export function createKnownDevices(secret: string): KnownDevices {
  const mac = (purpose: string, text: string) =>
    createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url');
  const signatureOf = (email: string, device: string) => mac('device', `${email.toLowerCase()}\n${device}`);
  return {
    cookieOf: (email) => `device_${mac('device-cookie', email.toLowerCase()).slice(0, 10)}`,
    read(email, cookie) {
      const [, device, given] = COOKIE.exec(cookie ?? '') ?? [];
      if (device === undefined || given === undefined) return undefined;
      const expected = signatureOf(email, device);
      return timingSafeEqual(Buffer.from(given), Buffer.from(expected)) ? device : undefined;
    },
    write: (email, device = nanoid()) => `${device}.${signatureOf(email, device)}`,
  };
}
