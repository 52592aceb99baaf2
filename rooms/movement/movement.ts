import { type Client, ClientState } from '@colyseus/core';
import type { MovementSettings } from '#domain/worlds/movement-settings.ts';
import { CloseCode } from '../close-codes.ts';
import type { Entry, Roster } from '../space/roster.ts';
import { SENDS_AT_ONCE } from '../space/spread-sends.ts';
import { copyPose, decodeMove, encodeMoves, FrameKind, MOVE_BYTES, type Move } from './codec.ts';
import { createGrid, createMover, type Mover } from './grid.ts';
import { takeMovesOf } from './intake.ts';
import type { Pace } from './pace.ts';
import { type Breach, createRules, poseAt, type Track } from './rules.ts';
import { createLine, type Line, wireHead } from './wire.ts';

/** From so much waiting for a socket, in bytes, movement is left out: a keyframe says where everybody is by then. */
const SKIP_ABOVE_BYTES = 64 * 1024;
/** From so much waiting beyond the state that a socket began with, it is given up: patches may not be left out. */
const CLOSE_ABOVE_BYTES = 1024 * 1024;
/** Who keeps breaking the rules is corrected so often. Milliseconds. */
const CORRECT_EVERY_MS = 200;

/** What the movement of a room keeps of one player. */
export type Walker = {
  readonly mover: Mover;
  track: Track;
  /** Why the latest move was not obeyed, until the player is told. */
  breach: Breach | undefined;
  correctedAt: number;
  /** To the connection that they were last sent something on. */
  line: Line | undefined;
};

type Needs = {
  roster: Roster;
  pace: Pace;
  /** Counts a message of a client that the room does not see; false where it may not be taken. */
  count: (client: Client) => boolean;
  /** Tells a player that a move was not obeyed. */
  refuse: (client: Client, code: string, detail: string) => void;
};

export type Movement = ReturnType<typeof createMovement>;

const DETAILS: Record<Breach, string> = {
  MOVE_OUT_OF_BOUNDS: 'The space does not reach so far: you are where the correction says.',
  MOVE_TOO_FAST: 'Nobody is as fast as that here: you are where the correction says.',
  TOO_MANY_REQUESTS: 'Move less often: you are where the correction says.',
};

/** Where everybody is: takes `move` messages, and tells each player once a tick what changed around them. */
export function createMovement(settings: MovementSettings, { roster, pace, count, refuse }: Needs) {
  const createdAt = performance.now();
  const entryOf = new Map<Mover, Entry>();
  const wrong = new Set<Entry>();
  let rules = createRules(settings);
  let grid = createGrid({ ...settings, headOf: wireHead });
  let timer: NodeJS.Timeout | undefined;
  let ticksAt = 0;
  let isSending = false;
  let isStopped = false;

  /** Does not wrap: that is for frames alone, or the ring would wait for it to come round. */
  const serverTime = () => Math.floor(performance.now() - createdAt);

  /** Sees to it that there is a tick. While nothing changes there is none. */
  function schedule(): void {
    if (timer || isSending || isStopped) return;
    const now = performance.now();
    ticksAt = Math.max(now, ticksAt + pace.tickMs());
    timer = setTimeout(tick, ticksAt - now);
  }

  function tick(): void {
    timer = undefined;
    for (const entry of wrong) correct(entry);
    grid.tick(serverTime());
    isSending = true;
    send(roster.present(), 0, false);
  }

  /** Sends to some, and to the rest after others had their turn. A tick that is late waits for the one before it. */
  function send(entries: readonly Entry[], from: number, isAnyBehind: boolean): void {
    const to = Math.min(entries.length, from + SENDS_AT_ONCE);
    let isBehind = isAnyBehind;
    for (let at = from; at < to; at += 1) {
      const entry = entries[at] as Entry;
      sendTo(entry);
      if (entry.walker?.mover.needsKeyframe) isBehind = true;
    }
    if (to < entries.length && !isStopped) {
      setImmediate(send, entries, to, isBehind);
      return;
    }
    isSending = false;
    if (isBehind || wrong.size > 0 || !grid.isQuiet()) schedule();
  }

  function sendTo({ client, walker, isDropped }: Entry): void {
    if (!walker || isDropped) return;
    const line = lineOf(walker, client);
    if (!line) return;
    const waiting = line.waiting();
    if (waiting > SKIP_ABOVE_BYTES) {
      walker.mover.needsKeyframe = true;
      // A large state on a slow line is no fault of theirs.
      if (waiting > CLOSE_ABOVE_BYTES && line.givenSince() > CLOSE_ABOVE_BYTES)
        client.leave(CloseCode.tooSlow);
      return;
    }
    const frame = grid.frameFor(walker.mover);
    if (frame.byteLength > 0) line.send(frame);
  }

  /** Begins with the first frame after the state that a client comes into; who comes back is another client. */
  function lineOf(walker: Walker, client: Client): Line | undefined {
    if (walker.line?.client === client) return walker.line;
    walker.line = client.state === ClientState.JOINED ? createLine(client) : undefined;
    return walker.line;
  }

  function put(mover: Mover): void {
    grid.put(mover);
    schedule();
  }

  /** Tells a player where they are, whatever they sent; not too often, but always of the latest. */
  function correct(entry: Entry): void {
    const { walker, client, index } = entry;
    if (walker && performance.now() - walker.correctedAt < CORRECT_EVERY_MS) return;
    wrong.delete(entry);
    if (!walker || entry.isDropped) return;
    walker.correctedAt = performance.now();
    client.sendBytes(
      'moves',
      encodeMoves(FrameKind.correction, serverTime(), [{ index, pose: walker.mover.pose }]),
    );
    if (walker.breach) refuse(client, walker.breach, DETAILS[walker.breach]);
    walker.breach = undefined;
  }

  function obey(walker: Walker, pose: Uint8Array, { x, z }: Move): void {
    copyPose(pose, walker.mover.pose);
    const portal = rules.portalAt({ x, z });
    if (portal) place(walker, poseAt(portal));
    else put(walker.mover);
  }

  /** Puts an avatar somewhere, and tells its player. */
  function place(walker: Walker, pose: Uint8Array): void {
    copyPose(pose, walker.mover.pose);
    walker.track = rules.trackFrom(decodeMove(pose) as Move, performance.now());
    walker.correctedAt = Number.NEGATIVE_INFINITY;
    wrong.add(entryOf.get(walker.mover) as Entry);
    put(walker.mover);
  }

  /** Takes a `move`; false where no honest client could have sent it. */
  function take(entry: Entry, bytes: Uint8Array): boolean {
    if (bytes.byteLength !== MOVE_BYTES) return false;
    const { walker } = entry;
    if (!walker) return true;
    const move = decodeMove(bytes) as Move;
    const breach = entry.budgets.move.take()
      ? rules.follow(walker.track, move, performance.now())
      : 'TOO_MANY_REQUESTS';
    if (breach) {
      walker.breach = breach;
      wrong.add(entry);
      schedule();
    } else obey(walker, bytes, move);
    return true;
  }

  /** Listens to the connection that a player has just now. */
  function listen(entry: Entry): void {
    const { client } = entry;
    takeMovesOf(
      client,
      () => entry.client === client && count(client),
      (pose) => take(entry, pose),
    );
  }

  return {
    take,

    /** Puts a newcomer on the ground: at the spawn of the space, or where they were in another instance. */
    enter(entry: Entry, pose: Uint8Array = rules.spawnOf(entry.index)): void {
      const mover = createMover(entry.index, pose);
      const track = rules.trackFrom(decodeMove(pose) as Move, performance.now());
      entry.walker = {
        mover,
        track,
        breach: undefined,
        correctedAt: Number.NEGATIVE_INFINITY,
        line: undefined,
      };
      entryOf.set(mover, entry);
      listen(entry);
      put(mover);
    },

    /** Whose connection is back hears where everybody is. */
    resume(entry: Entry): void {
      const { walker } = entry;
      if (!walker) return;
      listen(entry);
      walker.mover.needsKeyframe = true;
      schedule();
    },

    forget(entry: Entry): void {
      wrong.delete(entry);
      if (!entry.walker) return;
      grid.remove(entry.walker.mover);
      entryOf.delete(entry.walker.mover);
      entry.walker = undefined;
      schedule();
    },

    /** Everybody in the area of a player, themselves too. */
    *near({ walker }: Entry): Generator<Entry> {
      if (!walker) return;
      for (const mover of grid.areaOf(walker.mover)) {
        const entry = entryOf.get(mover);
        if (entry) yield entry;
      }
    },

    /** The space has other settings now: everybody stays where they are, and hears who is around. */
    configure(changed: MovementSettings): void {
      rules = createRules(changed);
      grid = createGrid({ ...changed, headOf: wireHead });
      for (const mover of entryOf.keys()) {
        mover.cell = undefined;
        mover.isDirty = false;
        mover.needsKeyframe = true;
        put(mover);
      }
    },

    /** The room is gone. */
    stop(): void {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
