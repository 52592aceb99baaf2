import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

/**
 * The one form in which clients see session tokens: `token.signature`, with HMAC-SHA-256 in base64, as in Better
 * Auth's cookie. It is good for `Authorization: Bearer`, for the rooms and for /revoke-session.
 */
export type TokenSigner = {
  sign(token: string): string;
  /** The bare token, where the signature is ours, URL-encoded or not; undefined otherwise. */
  verify(signed: string): string | undefined;
};

const SIGNED = /^([A-Za-z0-9]+)\.([A-Za-z0-9+/=%]+)$/;

export function createTokenSigner(secret: string): TokenSigner {
  const key = createSecretKey(Buffer.from(secret));
  const signatureOf = (token: string) => createHmac('sha256', key).update(token).digest('base64');
  return {
    sign: (token) => `${token}.${signatureOf(token)}`,
    verify(signed) {
      const [, token, given] = SIGNED.exec(signed) ?? [];
      if (token === undefined || given === undefined) return undefined;
      const expected = Buffer.from(signatureOf(token));
      const signature = Buffer.from(given.replace(/%(2[BF]|3D)/gi, (code) => decodeURIComponent(code)));
      return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : undefined;
    },
  };
}
