import type { IncomingMessage } from 'node:http';
import proxyAddress from 'proxy-addr';
import { addressKey } from './address-key.ts';
import { type Policy, policies } from './policies.ts';

type Needs = {
  /** Proxies whose X-Forwarded-For is trusted, as for every other request. */
  trustedProxies: readonly string[];
  /** How many sockets of one address may be open at a time. */
  socketsPerAddress: number;
  /** Is told of each refusal. */
  onRefused: () => void;
};

/** Says whether a WebSocket may be opened. A request that may not is answered, and its connection closed. */
export type UpgradeGate = (request: IncomingMessage) => boolean;

type Standing = { open: number; opened: number; windowEndsAt: number };

const { quota, windowSeconds }: Policy = policies.upgrade;
const WINDOW_MS = windowSeconds * 1000;
/** Addresses are forgotten, once they have no sockets and their window is over, when there are this many. */
const MOST_KNOWN = 10_000;

/**
 * Limits the WebSockets of each address: how many are open, and how many are opened in a minute. Counted in this
 * process and at once, before anything is done for the request.
 */
export function createUpgradeGate({ trustedProxies, socketsPerAddress, onRefused }: Needs): UpgradeGate {
  const isTrusted = proxyAddress.compile([...trustedProxies]);
  const known = new Map<string, Standing>();

  function standingOf(key: string, now: number): Standing {
    let standing = known.get(key);
    if (!standing) {
      if (known.size >= MOST_KNOWN) forgetIdle(known, now);
      standing = { open: 0, opened: 0, windowEndsAt: now + WINDOW_MS };
      known.set(key, standing);
    }
    if (standing.windowEndsAt <= now) Object.assign(standing, { opened: 0, windowEndsAt: now + WINDOW_MS });
    return standing;
  }

  return (request) => {
    const now = performance.now();
    const standing = standingOf(addressKey(proxyAddress(request, isTrusted)), now);
    standing.opened++;
    if (standing.opened > quota || standing.open >= socketsPerAddress) {
      onRefused();
      refuse(request, Math.ceil((standing.windowEndsAt - now) / 1000));
      return false;
    }
    standing.open++;
    request.socket.once('close', () => standing.open--);
    return true;
  };
}

function forgetIdle(known: Map<string, Standing>, now: number): void {
  for (const [key, { open, windowEndsAt }] of known) if (open === 0 && windowEndsAt <= now) known.delete(key);
}

function refuse({ socket }: IncomingMessage, retryAfterSeconds: number): void {
  socket.on('error', () => {});
  socket.end(
    `HTTP/1.1 429 Too Many Requests\r\nRetry-After: ${retryAfterSeconds}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    () => socket.destroy(),
  );
}
