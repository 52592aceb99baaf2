import { isIP } from 'node:net';
import { z } from 'zod';

/** `true` or `false`. */
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

const commaSeparated = z.string().transform((value) =>
  value
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean),
);

/** A comma-separated list; `check` returns what is wrong with an entry, or undefined. */
function listOf(check: (entry: string) => string | undefined) {
  return commaSeparated.superRefine((entries, context) => {
    for (const entry of entries) {
      const message = check(entry);
      if (message) context.addIssue({ code: 'custom', message });
    }
  });
}

/** Origins as browsers send them: scheme, host and port, nothing after them. */
export const origins = listOf((entry) => {
  if (entry.includes('*'))
    return `${entry} has a wildcard: list each origin by itself, such as https://play.example.com`;
  const url = URL.canParse(entry) ? new URL(entry) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    return `${entry} is not an origin: write scheme and host, such as https://play.example.com`;
  if (url.origin !== entry) return `${entry} is not how browsers write that origin: write ${url.origin}`;
  return undefined;
});

/** Names of address ranges that Express knows. */
const PROXY_RANGES = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** Addresses and CIDR ranges of proxies. */
export const proxies = listOf((entry) => {
  if (PROXY_RANGES.has(entry) || isAddressOrRange(entry)) return undefined;
  return `${entry} is neither an address nor a CIDR range: write one, such as 10.0.0.0/8, or loopback, linklocal or uniquelocal`;
});

function isAddressOrRange(entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** `host:port`, as the Colyseus SDK wants it: it puts the scheme before it by itself. */
export const publicAddress = z
  .string()
  .refine(isHostAndPort, 'write host or host:port, without a scheme, such as play-1.example.com:2567');

function isHostAndPort(value: string): boolean {
  if (!/^[^/?#@\s]+(\/[^?#@\s]*[^/?#@\s])?$/.test(value) || !URL.canParse(`http://${value}`)) return false;
  return !/^[a-z][a-z0-9+.-]*:(\/\/|$)/i.test(value) && new URL(`http://${value}`).port !== '0';
}

/** Where the server is for everybody: an http or https address of a host, without a path. */
export const publicUrl = z.url({ protocol: /^https?$/ }).superRefine((value, context) => {
  const url = new URL(value);
  if (`${url.origin}/` === url.href) return;
  context.addIssue({ code: 'custom', message: `write it without anything after the host: ${url.origin}` });
});

/** A limit of how many somebody can have. */
export const quota = (usual: number, meaning: string) =>
  z.coerce.number().int().min(1).max(1_000_000).default(usual).describe(meaning);
