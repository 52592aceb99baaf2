import { FrameKind as Kind, type Move, type MovesFrame } from '#rooms/movement/codec.ts';

/** Poses older than that are not asked for any more. Milliseconds in the room. */
const REMEMBERED_MS = 10_000;

/** A pose as a number: equal poses have equal keys. */
export type PoseKey = bigint;

export const keyOf = (pose: Uint8Array): PoseKey =>
  new DataView(pose.buffer, pose.byteOffset, pose.byteLength).getBigUint64(0, true);

/** Where an avatar was from a moment in the room on, as its own player was told. */
export type Standing = Pick<Move, 'x' | 'z'> & { at: number; key: PoseKey };

export type Stay = ReturnType<typeof createStay>;

/**
 * One connection of one client, from its first keyframe to its end: whom it knows in its area, and where the server
 * told it that it is itself. A player is always near itself, so that is told at every tick at which it changes, and
 * is the truth that what others saw is compared with, by the room's own clock.
 */
export function createStay(index: number) {
  const area = new Map<number, PoseKey>();
  const way: Standing[] = [];
  let begunAt: number | undefined;
  let heardAt = 0;
  let endedAt = Number.POSITIVE_INFINITY;

  function stand({ x, z, pose }: MovesFrame['entries'][number], at: number): void {
    const key = keyOf(pose);
    if (way.at(-1)?.key !== key) way.push({ x, z, key, at });
    while (way.length > 1 && (way[1] as Standing).at < at - REMEMBERED_MS) way.shift();
  }

  return {
    index,
    /** Takes an update or a keyframe; answers with the entry of the own avatar. */
    take({ kind, serverTime, entries, gone }: MovesFrame) {
      heardAt = serverTime;
      if (kind === Kind.keyframe) {
        begunAt ??= serverTime;
        area.clear();
      }
      for (const entry of entries) area.set(entry.index, keyOf(entry.pose));
      for (const one of gone) area.delete(one);
      const own = entries.find((entry) => entry.index === index);
      if (own) stand(own, serverTime);
      return own;
    },
    /** Its connection is gone: what it knew is worth nothing after that. */
    end(): void {
      endedAt = Math.min(endedAt, heardAt);
    },
    area: (): ReadonlyMap<number, PoseKey> => area,
    /** Whether this stay says where its avatar was all the time from one moment in the room to another. */
    knows: (from: number, to: number): boolean =>
      begunAt !== undefined && begunAt <= from && heardAt >= to && endedAt >= to,
    /** Where its avatar was at any time between. */
    between(from: number, to: number): Standing[] {
      const first = way.findLastIndex(({ at }) => at <= from);
      return way.slice(Math.max(0, first)).filter(({ at }) => at <= to);
    },
  };
}
