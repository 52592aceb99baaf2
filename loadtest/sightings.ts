/** Six seconds of one walker at ten moves per second; what is seen later than that counts as not found. */
const REMEMBERED_POSES = 64;

type Trail = { low: Int32Array; high: Int32Array; sentAt: Float64Array; next: number };

/**
 * When each pose was sent, shared by all bots of the process, so that a bot that sees another's pose
 * knows how old it is without any clock but its own. Times are milliseconds of one monotonic clock.
 */
export type Sightings = {
  /** A pose equal to the one before it keeps the earlier time: servers relay only what changed. */
  sent(roomId: string, index: number, pose: Uint8Array, at: number): void;
  sentAt(roomId: string, index: number, pose: Uint8Array): number | undefined;
  forget(roomId: string, index: number): void;
};

export function createSightings(): Sightings {
  const rooms = new Map<string, Map<number, Trail>>();

  const trailOf = (roomId: string, index: number): Trail => {
    const room = rooms.get(roomId) ?? new Map<number, Trail>();
    rooms.set(roomId, room);
    const trail = room.get(index) ?? emptyTrail();
    room.set(index, trail);
    return trail;
  };

  return {
    sent(roomId, index, pose, at) {
      const trail = trailOf(roomId, index);
      const [low, high] = words(pose);
      const newest = (trail.next - 1 + REMEMBERED_POSES) % REMEMBERED_POSES;
      if (trail.low[newest] === low && trail.high[newest] === high && trail.sentAt[newest]! > 0) return;
      trail.low[trail.next] = low;
      trail.high[trail.next] = high;
      trail.sentAt[trail.next] = at;
      trail.next = (trail.next + 1) % REMEMBERED_POSES;
    },
    sentAt(roomId, index, pose) {
      const trail = rooms.get(roomId)?.get(index);
      if (!trail) return undefined;
      const [low, high] = words(pose);
      for (let back = 1; back <= REMEMBERED_POSES; back += 1) {
        const at = (trail.next - back + REMEMBERED_POSES) % REMEMBERED_POSES;
        if (trail.sentAt[at] === 0) return undefined;
        if (trail.low[at] === low && trail.high[at] === high) return trail.sentAt[at];
      }
      return undefined;
    },
    forget(roomId, index) {
      rooms.get(roomId)?.delete(index);
    },
  };
}

function emptyTrail(): Trail {
  return {
    low: new Int32Array(REMEMBERED_POSES),
    high: new Int32Array(REMEMBERED_POSES),
    sentAt: new Float64Array(REMEMBERED_POSES),
    next: 0,
  };
}

function words(pose: Uint8Array): [low: number, high: number] {
  const view = new DataView(pose.buffer, pose.byteOffset, pose.byteLength);
  return [view.getInt32(0, true), view.getInt32(4, true)];
}
