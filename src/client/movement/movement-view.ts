import { decodeMoves, FrameKind, type Move, type MovesFrame } from '#rooms/movement/codec.ts';
import { type AvatarTrack, createAvatarTrack } from './avatar-track.ts';
import { createServerClock } from './server-clock.ts';

/** The server put the player's own avatar there, whatever was sent. */
export type Correction = { index: number; pose: Move };

export type MovementViewSettings = {
  /** How far in the past others are shown: two frames and some jitter. Milliseconds. */
  delayMs?: number;
  /** Who is faster than this is shown to jump: more than the `metresPerSecond` of the space. */
  snapMetresPerSecond?: number;
};

export type MovementView = ReturnType<typeof createMovementView>;

/**
 * What a client keeps of the movement in one room: hand it every `moves` frame, and ask it before each picture where
 * to draw whom. It has no timers; `nowMs` is a clock of the client's that only goes forward, such as
 * `performance.now()`.
 */
export function createMovementView({ delayMs = 120, snapMetresPerSecond = 40 }: MovementViewSettings = {}) {
  const clock = createServerClock();
  const tracks = new Map<number, AvatarTrack>();
  let correction: Correction | undefined;
  let malformed = 0;

  function add(index: number, pose: Move, at: number, isUpdate: boolean): void {
    const track = tracks.get(index) ?? createAvatarTrack({ delayMs, snapMetresPerSecond });
    tracks.set(index, track);
    track.add(pose, at, isUpdate);
  }

  /** The way to where the server put the own avatar is not shown. */
  function correct({ entries }: MovesFrame, at: number): void {
    for (const { index, x, y, z, heading, animation } of entries) {
      const pose = { x, y, z, heading, animation };
      correction = { index, pose };
      tracks.delete(index);
      add(index, pose, at, false);
    }
  }

  function show({ kind, entries, gone }: MovesFrame, at: number): void {
    if (kind === FrameKind.keyframe) {
      const here = new Set(entries.map(({ index }) => index));
      for (const index of tracks.keys()) if (!here.has(index)) tracks.delete(index);
    }
    for (const entry of entries) add(entry.index, entry, at, kind === FrameKind.update);
    for (const index of gone) tracks.delete(index);
  }

  return {
    /** Takes a frame; false, and counted, where it is malformed or of another version. Then nothing has changed. */
    take(bytes: Uint8Array, nowMs: number): boolean {
      const frame = decodeMoves(bytes);
      if (!frame) {
        malformed += 1;
        return false;
      }
      const at = clock.heard(frame.serverTime, nowMs);
      if (frame.kind === FrameKind.correction) correct(frame, at);
      else show(frame, at);
      return true;
    },

    /** Where everybody in the area is to be drawn, by index, the own avatar too; times are asked for in their order. */
    sample(nowMs: number): Map<number, Move> {
      const roomMs = clock.at(nowMs);
      const shown = new Map<number, Move>();
      if (roomMs !== undefined) for (const [index, track] of tracks) shown.set(index, track.sample(roomMs));
      return shown;
    },

    /** The latest correction, once: go on from its pose. */
    takeCorrection(): Correction | undefined {
      const taken = correction;
      correction = undefined;
      return taken;
    },

    /** The last pose that the server told of an avatar: where to begin, for the own one. Undefined outside the area. */
    newest: (index: number): Move | undefined => tracks.get(index)?.newest(),

    /** How many frames were malformed or of another version. */
    malformed: (): number => malformed,
  };
}
