import { type Client, ClientState } from '@colyseus/core';
import type { MovementSettings } from '#domain/worlds/movement-settings.ts';
import { CloseCode } from '../close-codes.ts';
import type { Bucket } from '../space/budgets.ts';
import type { Entry } from '../space/roster.ts';
import { SENDS_AT_ONCE } from '../space/spread-sends.ts';
import { copyPose, decodeMove, encodeMoves, FrameKind, MOVE_BYTES, type Move } from './codec.ts';
import { createGrid, createMover, type Mover } from './grid.ts';
import { takeMovesOf } from './intake.ts';
import type { Pace } from './pace.ts';
import { type Breach, createRules, poseAt, type Track } from './rules.ts';
import { Line, wireHead } from './wire.ts';

/** From so much waiting for a socket, in bytes, movement is left out: a keyframe says where everybody is by then. */
const SKIP_ABOVE_BYTES = 64 * 1024;
/** From so much waiting beyond the state that a socket began with, it is given up: patches may not be left out. */
const CLOSE_ABOVE_BYTES = 1024 * 1024;
/** Who keeps breaking the rules is corrected so often. Milliseconds. */
const CORRECT_EVERY_MS = 200;

/**
 * What the movement of a room keeps of one player, all of it in one object: a thousand of them are gone through thirty
 * times a second, and each other object on the way is one more that the processor has to fetch.
 */
export type Walker = Mover & {
  readonly entry: Entry;
  /** False once the player is gone for good. */
  isHere: boolean;
  track: Track;
  /** What they may still move. */
  readonly budget: Bucket;
  /** Why the latest move was not obeyed, until the player is told. */
  breach: Breach | undefined;
  correctedAt: number;
  /** To their connection, once they are in; who comes back has another one. */
  line: Line | undefined;
};

type Needs = {
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
export function createMovement(settings: MovementSettings, { pace, count, refuse }: Needs) {
  const createdAt = performance.now();
  const walkers = new Set<Walker>();
  const wrong = new Set<Walker>();
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
    for (const walker of wrong) correct(walker);
    grid.tick(serverTime());
    isSending = true;
    send([...walkers], 0, false);
  }

  /** Sends to some, and to the rest after others had their turn. A tick that is late waits for the one before it. */
  function send(all: readonly Walker[], from: number, isAnyBehind: boolean): void {
    const to = Math.min(all.length, from + SENDS_AT_ONCE);
    let isBehind = isAnyBehind;
    for (let at = from; at < to; at += 1) if (!sendTo(all[at] as Walker)) isBehind = true;
    if (to < all.length && !isStopped) {
      setImmediate(send, all, to, isBehind);
      return;
    }
    isSending = false;
    if (isBehind || wrong.size > 0 || !grid.isQuiet()) schedule();
  }

  /** False where they have yet to hear where everybody is. */
  function sendTo(walker: Walker): boolean {
    if (!walker.isHere) return true;
    const line = walker.line ?? openLine(walker);
    if (!line) return walker.entry.isDropped;
    if (!line.isOpen()) return true;
    const waiting = line.waiting();
    if (waiting > SKIP_ABOVE_BYTES) {
      walker.needsKeyframe = true;
      closeIfTooSlow(walker, line);
      return false;
    }
    const frame = grid.frameFor(walker);
    if (frame.byteLength > 0) line.send(frame);
    return true;
  }

  /** A large state on a slow line is no fault of theirs, so what was sent before the line was opened does not count. */
  function closeIfTooSlow({ entry }: Walker, line: Line): void {
    if (line.waiting() > CLOSE_ABOVE_BYTES && line.givenSince() > CLOSE_ABOVE_BYTES)
      entry.client.leave(CloseCode.tooSlow);
  }

  /** Begins with the first frame after the state that a client comes into. */
  function openLine(walker: Walker): Line | undefined {
    const { client } = walker.entry;
    if (client.state === ClientState.JOINED) walker.line = new Line(client);
    return walker.line;
  }

  function put(mover: Mover): void {
    grid.put(mover);
    schedule();
  }

  /** Tells a player where they are, whatever they sent; not too often, but always of the latest. */
  function correct(walker: Walker): void {
    const { client, isDropped } = walker.entry;
    if (performance.now() - walker.correctedAt < CORRECT_EVERY_MS) return;
    wrong.delete(walker);
    if (isDropped) return;
    walker.correctedAt = performance.now();
    client.sendBytes('moves', encodeMoves(FrameKind.correction, serverTime(), [walker]));
    if (walker.breach) refuse(client, walker.breach, DETAILS[walker.breach]);
    walker.breach = undefined;
  }

  function obey(walker: Walker, pose: Uint8Array, { x, z }: Move): void {
    copyPose(pose, walker.pose);
    const portal = rules.portalAt({ x, z });
    if (portal) place(walker, poseAt(portal));
    else put(walker);
  }

  /** Puts an avatar somewhere, and tells its player. */
  function place(walker: Walker, pose: Uint8Array): void {
    copyPose(pose, walker.pose);
    walker.track = rules.trackFrom(decodeMove(pose) as Move, performance.now());
    walker.correctedAt = Number.NEGATIVE_INFINITY;
    wrong.add(walker);
    put(walker);
  }

  /** Holds a move to the rules of the space, and to the budget of its player. */
  function follow(walker: Walker, bytes: Uint8Array): void {
    const move = decodeMove(bytes) as Move;
    const breach = walker.budget.take()
      ? rules.follow(walker.track, move, performance.now())
      : 'TOO_MANY_REQUESTS';
    if (breach) {
      walker.breach = breach;
      wrong.add(walker);
      schedule();
    } else obey(walker, bytes, move);
  }

  /** Takes the moves of the connection that a player has from now on. */
  function listen(walker: Walker): void {
    const { client } = walker.entry;
    walker.line = undefined;
    takeMovesOf(client, (pose) => {
      if (!count(client)) return false;
      if (walker.isHere) follow(walker, pose);
      return true;
    });
  }

  return {
    /** Puts a newcomer on the ground: at the spawn of the space, or where they were in another instance. */
    enter(entry: Entry, pose: Uint8Array = rules.spawnOf(entry.index)): void {
      const walker: Walker = {
        ...createMover(entry.index, pose),
        entry,
        isHere: true,
        track: rules.trackFrom(decodeMove(pose) as Move, performance.now()),
        budget: entry.budgets.move,
        breach: undefined,
        correctedAt: Number.NEGATIVE_INFINITY,
        line: undefined,
      };
      entry.walker = walker;
      walkers.add(walker);
      listen(walker);
      put(walker);
    },

    /** Whose connection is back hears where everybody is. */
    resume({ walker }: Entry): void {
      if (!walker) return;
      listen(walker);
      walker.needsKeyframe = true;
      schedule();
    },

    /** Takes a `move`; false where no honest client could have sent it. */
    take({ walker }: Entry, bytes: Uint8Array): boolean {
      if (bytes.byteLength !== MOVE_BYTES) return false;
      if (walker) follow(walker, bytes);
      return true;
    },

    forget(entry: Entry): void {
      const { walker } = entry;
      if (!walker) return;
      entry.walker = undefined;
      walker.isHere = false;
      walkers.delete(walker);
      wrong.delete(walker);
      grid.remove(walker);
      schedule();
    },

    /** Everybody in the area of a player, themselves too. */
    *near({ walker }: Entry): Generator<Entry> {
      if (!walker) return;
      for (const mover of grid.areaOf(walker)) yield (mover as Walker).entry;
    },

    /** The space has other settings now: everybody stays where they are, and hears who is around. */
    configure(changed: MovementSettings): void {
      rules = createRules(changed);
      grid = createGrid({ ...changed, headOf: wireHead });
      for (const walker of walkers) {
        walker.cell = undefined;
        walker.isDirty = false;
        walker.needsKeyframe = true;
        put(walker);
      }
    },

    /** Looks at every connection, for a room in which nobody moves and no frame is due: messages and patches wait there too. */
    closeSlowReaders(): void {
      for (const walker of walkers) if (walker.line?.isOpen()) closeIfTooSlow(walker, walker.line);
    },

    /** The room is gone. */
    stop(): void {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
