import { type KeyObject, verify, X509Certificate } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { WebhookRefusal, WebhookRequest } from '#domain/payments.ts';
import { secondsNow, TOLERANCE_SECONDS } from './signature.ts';

type Needs = {
  /** PayPal's id of the webhook; what was sent to another one is not for us. */
  webhookId: string;
  apiUrl: string;
  /** How long a certificate may take to come, in milliseconds. */
  patienceMs: number;
};

const ALGORITHM = 'SHA256withRSA';
const CERTIFICATE_PATH = /^\/v\d+\/notifications\/certs\/[\w-]{1,100}$/;
const CERTIFICATE_LIMIT = 64 * 1024;
/** PayPal signs with one certificate for months. Kept so long, and so many at most. */
const KEPT_MS = 24 * 3_600_000;
const KEPT_MOST = 8;
/** How long it is remembered that PayPal has no such certificate, and of how many addresses. */
const MISS_MS = 10 * 60_000;
const MISSES_MOST = 1_000;
/**
 * Certificates asked for in a minute, since anybody can name one: PayPal signs with one for months, so that an honest
 * webhook needs one in a day.
 */
const FETCHES_PER_MINUTE = 10;

type Kept = { certificate: X509Certificate; until: number };

/**
 * Reads whether PayPal signed a webhook: RSA-SHA256 over `transmission id|time|webhook id|CRC-32 of the body`
 * (developer.paypal.com/api/rest/webhooks/rest, verify offline), with a certificate that PayPal itself serves.
 * Rejects where that can't be had just now.
 */
export function createPaypalVerifier({ webhookId, apiUrl, patienceMs }: Needs) {
  const kept = new Map<string, Kept>();
  /** Until when an address is known to have no certificate. */
  const misses = new Map<string, number>();
  /** Fetches under way: webhooks that come together ask once. */
  const underWay = new Map<string, Promise<X509Certificate | undefined>>();
  const mayFetch = perMinute(FETCHES_PER_MINUTE);

  async function certificateAt(url: string): Promise<X509Certificate | undefined> {
    const now = performance.now();
    const known = kept.get(url);
    if (known && known.until > now) return known.certificate;
    if ((misses.get(url) ?? 0) > now) return undefined;
    return underWay.get(url) ?? fetchOnce(url, known?.certificate);
  }

  /** Over the limit a certificate that was kept long enough is good for longer; for another one PayPal asks again. */
  async function fetchOnce(url: string, known?: X509Certificate): Promise<X509Certificate | undefined> {
    if (!mayFetch()) {
      if (known) return known;
      throw new Error('Webhooks named too many PayPal certificates in this minute.');
    }
    const fetching = fetchCertificate(url, patienceMs)
      .then((certificate) => keep(url, certificate))
      .finally(() => underWay.delete(url));
    underWay.set(url, fetching);
    return fetching;
  }

  function keep(url: string, certificate: X509Certificate | undefined): X509Certificate | undefined {
    const now = performance.now();
    if (certificate) put(kept, url, { certificate, until: now + KEPT_MS }, KEPT_MOST);
    else put(misses, url, now + MISS_MS, MISSES_MOST);
    return certificate;
  }

  return async function verdict({ header, body }: WebhookRequest): Promise<'valid' | WebhookRefusal> {
    const [id, time, signature] = ['Id', 'Time', 'Sig'].map((part) => header(`PayPal-Transmission-${part}`));
    const url = header('PayPal-Cert-Url');
    if (!id || !time || !signature || !url || header('PayPal-Auth-Algo') !== ALGORITHM) return 'not-signed';
    if (!isTrusted(url, apiUrl)) return 'not-signed';
    const key = keyOf(await certificateAt(url));
    const signed = Buffer.from(`${id}|${time}|${webhookId}|${crc32(body)}`);
    if (!key || !verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64'))) return 'not-signed';
    const seconds = Date.parse(time) / 1000;
    return Math.abs(secondsNow() - seconds) <= TOLERANCE_SECONDS ? 'valid' : 'stale';
  };
}

/** Puts an entry last; the one that was put first makes room for it. */
function put<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.delete(key);
  if (map.size >= most) map.delete(map.keys().next().value as string);
  map.set(key, value);
}

/** Says whether one more may happen in this minute. */
function perMinute(most: number): () => boolean {
  let windowEndsAt = 0;
  let happened = 0;
  return () => {
    const now = performance.now();
    if (now >= windowEndsAt) [windowEndsAt, happened] = [now + 60_000, 0];
    happened++;
    return happened <= most;
  };
}

/**
 * Whether certificates from there are PayPal's own: those of its live hosts for its live API, those of its sandbox
 * for its sandbox. Where the API is somebody else's, a stand-in that production refuses, they come from there too.
 */
export function isTrusted(certificateUrl: string, apiUrl: string): boolean {
  const [url, api] = [URL.parse(certificateUrl), new URL(apiUrl)];
  if (!url || !CERTIFICATE_PATH.test(url.pathname)) return false;
  if (url.username || url.password || url.search || url.hash) return false;
  if (!isPaypals(api)) return url.origin === api.origin;
  return isPaypals(url) && isSandbox(url) === isSandbox(api);
}

const isPaypals = ({ protocol, hostname, port }: URL): boolean =>
  protocol === 'https:' && port === '' && /(^|\.)paypal\.com$/.test(hostname);

const isSandbox = ({ hostname }: URL): boolean => /(^|\.)sandbox\.paypal\.com$/.test(hostname);

/** The key of a certificate that is good today. */
function keyOf(certificate: X509Certificate | undefined): KeyObject | undefined {
  if (certificate?.publicKey.asymmetricKeyType !== 'rsa') return undefined;
  const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  return from <= Date.now() && Date.now() <= to ? certificate.publicKey : undefined;
}

/** Undefined where PayPal has no such certificate: somebody made the address up. */
async function fetchCertificate(url: string, patienceMs: number): Promise<X509Certificate | undefined> {
  const signal = AbortSignal.timeout(patienceMs);
  const answer = await fetch(url, { signal, redirect: 'error' });
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return undefined;
  if (!answer.ok) throw new Error(`PayPal does not give its certificate (${answer.status}).`);
  const text = await answer.text();
  if (text.length > CERTIFICATE_LIMIT) return undefined;
  try {
    return new X509Certificate(text);
  } catch {
    return undefined;
  }
}
