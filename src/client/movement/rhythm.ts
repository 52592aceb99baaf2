/** Who is near is told at every tick in which it moved: what lies farther apart is a pause, or the ring's rhythm. */
const NEAR_GAP_MS = 200;
/** The ring is told every 400 ms, at the next tick after that, and ticks are 200 ms apart at most. */
const RING_GAP_MS = 620;
/** So many gaps of one kind in a row say where an avatar is: one alone may be a pause, or a change of cells. */
const ALIKE = 2;
/** What the way from the server may vary by. Milliseconds. */
const JITTER_MS = 50;

/**
 * Learns from the times of an avatar's updates whether it is near or in the ring, of which frames say nothing. All
 * times are milliseconds in the room.
 */
export function createRhythm() {
  let heardAt = Number.NEGATIVE_INFINITY;
  let quick = 0;
  let slow: number[] = [];
  let isInRing = false;

  return {
    /** An update had the avatar. Keyframes have no rhythm. */
    heard(at: number): void {
      const gap = at - heardAt;
      heardAt = at;
      if (gap <= NEAR_GAP_MS) {
        quick += 1;
        if (quick < ALIKE) return;
        isInRing = false;
        slow = [];
      } else if (gap <= RING_GAP_MS) {
        quick = 0;
        slow = [...slow, gap].slice(-ALIKE);
        if (slow.length === ALIKE) isInRing = true;
      }
    },

    /** Two poses that are not farther apart belong to one movement; after a longer gap the avatar stood in between. */
    longestStepMs: (): number => (isInRing ? RING_GAP_MS : NEAR_GAP_MS),

    /** So far in the past there is always a next pose while the avatar moves; 0 for who is near. */
    delayMs: (): number => (isInRing ? Math.max(...slow) + JITTER_MS : 0),
  };
}
