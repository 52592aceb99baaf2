/**
 * The number of what clients and rooms say to each other (docs/protocol.md). It goes up by one when a client that was
 * written for the number before would be misunderstood; what is only added leaves it as it is.
 */
export const PROTOCOL = 1;

/** The protocol that options of a join ask for; undefined where they name none. */
export function protocolOf(options: unknown): number | undefined {
  const { protocol } = (options ?? {}) as { protocol?: unknown };
  return typeof protocol === 'number' ? protocol : undefined;
}
