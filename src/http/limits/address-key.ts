import { isIPv6 } from 'node:net';

/**
 * The network that an IPv6 address belongs to, its /48, which is what one subscriber may have; undefined for an IPv4
 * address. Takes what `addressKey` returns.
 */
export function networkOf(key: string): string | undefined {
  if (!key.endsWith('::/64')) return undefined;
  return `${key.split(':').slice(0, 3).join(':')}::/48`;
}

/**
 * What an address counts as: an IPv4 address as itself, also where it is mapped into IPv6; an IPv6 address as
 * its /64, which is the least that one household has.
 */
export function addressKey(address: string | undefined): string {
  const [bare = ''] = (address ?? '').split('%');
  if (!isIPv6(bare)) return bare || 'unknown';
  const groups = groupsOf(bare);
  const [mark, high = 0, low = 0] = groups.slice(5);
  const isMapped = mark === 0xffff && groups.slice(0, 5).every((group) => group === 0);
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The eight groups of an IPv6 address in any of its forms. */
function groupsOf(address: string): number[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [left = '', right] = canonical.split('::');
  const numbers = (text: string) =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const [before, after] = [numbers(left), numbers(right ?? '')];
  return [...before, ...new Array(8 - before.length - after.length).fill(0), ...after];
}
