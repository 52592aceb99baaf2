/** How long a player who left can still be found by their sessionId, in ms. */
const KEPT_MS = 10 * 60_000;
/** Maximum players kept; the oldest are forgotten first. */
const MOST_KEPT = 10_000;

type Left = { userId: string; at: number };

export type RecentPlayers = ReturnType<typeof createRecentPlayers>;

/** Who left the rooms of this process a short while ago, for moderators who are a moment late. */
export function createRecentPlayers(now: () => number = () => performance.now()) {
  const left = new Map<string, Left>();
  const keyOf = (spaceId: string, sessionId: string) => `${spaceId}/${sessionId}`;

  /** Entries are in the order in which they were added. */
  function forgetOld(): void {
    for (const [key, { at }] of left) {
      if (left.size <= MOST_KEPT && now() - at <= KEPT_MS) return;
      left.delete(key);
    }
  }

  return {
    /** @param spaceId the public id */
    remember(spaceId: string, sessionId: string, userId: string): void {
      left.set(keyOf(spaceId, sessionId), { userId, at: now() });
      forgetOld();
    },

    /** The user who had this session in a room of the space; undefined where nobody did, or too long ago. */
    userOf(spaceId: string, sessionId: string): string | undefined {
      forgetOld();
      return left.get(keyOf(spaceId, sessionId))?.userId;
    },
  };
}
