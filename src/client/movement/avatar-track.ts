import type { Move } from '#rooms/movement/codec.ts';
import { createRhythm } from './rhythm.ts';

/** Who stood still begins to move so long before the pose that says so. Milliseconds. */
const BLEND_MS = 100;
/** An avatar that is shown late goes so many times as fast until it is on time, and one that is early so many. */
const CATCH_UP = 1.5;
const HOLD_BACK = 0.5;
/** What is later than that is not caught up but left out. Milliseconds. */
const GIVE_UP_MS = 1_000;
const MOST_POSES = 64;
const FULL_TURN = 2 * Math.PI;

/** Where an avatar was at `at`, in the room's time; it was on its way there since `from`. */
type Pose = Move & { at: number; from: number };

export type AvatarTrack = ReturnType<typeof createAvatarTrack>;

export type TrackSettings = {
  /** How far in the past an avatar that is near is shown. Milliseconds. */
  delayMs: number;
  /** Who is faster than this does not slide, but is there. */
  snapMetresPerSecond: number;
};

/** The last poses of one avatar, and where it is shown: always on the way from one to the next, never beyond. */
export function createAvatarTrack({ delayMs, snapMetresPerSecond }: TrackSettings) {
  const poses: Pose[] = [];
  const rhythm = createRhythm();
  let shownAt = Number.NEGATIVE_INFINITY;
  let sampledAt: number | undefined;

  /** When the way to a pose began; the moment of the pose itself where no way is shown. */
  function beginOf(after: Move, at: number): number {
    const before = poses.at(-1);
    if (!before) return at;
    const from = at - before.at <= rhythm.longestStepMs() ? before.at : at - BLEND_MS;
    const metres = Math.hypot(after.x - before.x, after.y - before.y, after.z - before.z);
    return metres > ((at - from) / 1000) * snapMetresPerSecond ? at : from;
  }

  /** Goes on towards the moment that should be shown. */
  function goOn(wanted: number, passedMs: number): void {
    const next = poses.find(({ at }) => at > shownAt);
    // Standing still needs no time to be shown.
    let to = next ? Math.max(shownAt, Math.min(wanted, next.from)) : shownAt;
    if (wanted - to > GIVE_UP_MS) to = wanted;
    const slowest = to > shownAt ? to : to + HOLD_BACK * passedMs;
    to = Math.min(Math.max(wanted, slowest), to + CATCH_UP * passedMs);
    // Where nothing more is known it waits: a pose is never guessed.
    const known = Math.max((poses.at(-1) as Pose).at, wanted - GIVE_UP_MS);
    shownAt = Math.max(shownAt, Math.min(to, known));
    while (poses.length > 1 && (poses[1] as Pose).at <= shownAt) poses.shift();
  }

  return {
    /** Takes a pose of a moment that is not before the last one. `isUpdate`: it is one of the updates, not of a keyframe. */
    add({ x, y, z, heading, animation }: Move, at: number, isUpdate: boolean): void {
      if (isUpdate) rhythm.heard(at);
      if (poses.at(-1)?.at === at) poses.pop();
      poses.push({ x, y, z, heading, animation, at, from: beginOf({ x, y, z, heading, animation }, at) });
      if (poses.length > MOST_POSES) poses.shift();
    },

    /** The last pose that is known. */
    newest: (): Move => plain(poses.at(-1) as Pose),

    /** Where the avatar is shown when it is `roomMs` in the room; moments are asked for in their order. */
    sample(roomMs: number): Move {
      const passedMs = Math.max(0, roomMs - (sampledAt ?? roomMs));
      sampledAt = roomMs;
      goOn(roomMs - Math.max(delayMs, rhythm.delayMs()), passedMs);
      const [before, after] = poses as [Pose, Pose?];
      if (!after || shownAt <= after.from) return plain(before);
      return blend(before, after, (shownAt - after.from) / (after.at - after.from));
    },
  };
}

const plain = ({ x, y, z, heading, animation }: Pose): Move => ({ x, y, z, heading, animation });

function blend(before: Move, after: Move, share: number): Move {
  const between = (from: number, to: number) => from + (to - from) * share;
  return {
    x: between(before.x, after.x),
    y: between(before.y, after.y),
    z: between(before.z, after.z),
    heading: turned(before.heading, after.heading, share),
    animation: before.animation,
  };
}

/** By the shorter arc; 0 ≤ radians < a full turn. */
function turned(from: number, to: number, share: number): number {
  const arc = ((((to - from) % FULL_TURN) + 1.5 * FULL_TURN) % FULL_TURN) - FULL_TURN / 2;
  const heading = (((from + arc * share) % FULL_TURN) + FULL_TURN) % FULL_TURN;
  return heading < FULL_TURN ? heading : 0;
}
