import type { Room } from '@colyseus/sdk';
import {
  decodeMoves,
  encodeMove,
  FrameKind,
  type MovesEntry,
  readMovesHeader,
} from '#rooms/movement/codec.ts';
import type { Histogram, Tally } from './measurements.ts';
import type { Sightings } from './sightings.ts';
import { createWalk } from './walk.ts';

/** Long enough for the first keyframe to say where the server put the avatar. */
const SETTLE_MS = 300;
const HALF_WIDTH_METRES = 50;

export type SpaceState = { avatars?: Map<string, { index: number }> };
export type SpaceRoom = Room<unknown, SpaceState>;

export type VisitorSettings = {
  movesPerSecond: number;
  /** Seconds between two chat lines of one bot; 0 for silence. */
  chatEverySeconds: number;
  /** A bot reads one frame in so many for poses to recognise. */
  readEveryFrames: number;
};

/** Shared by all bots of a run. */
export type Observed = {
  joinMs: Histogram;
  moveToSeenMs: Histogram;
  errors: Tally;
  /** Messages received, by type. */
  received: Tally;
  sightings: Sightings;
};

/** What one bot does in a room: it looks on from the beginning, and walks and chats once started. */
export type Visitor = { start(): void; stop(): void };

export function createVisitor(
  room: SpaceRoom,
  userName: string,
  settings: VisitorSettings,
  observed: Observed,
): Visitor {
  const { movesPerSecond, chatEverySeconds } = settings;
  const walk = createWalk(HALF_WIDTH_METRES);
  const timers = new Set<NodeJS.Timeout>();
  const myIndex = () => room.state?.avatars?.get(room.sessionId)?.index;

  const move = () => {
    const index = myIndex();
    // The SDK would keep moves while the connection is down, and send them late and out of date.
    if (!room.connection.isOpen || index === undefined) return;
    const pose = encodeMove(walk.step(1 / movesPerSecond));
    observed.sightings.sent(room.roomId, index, pose, performance.now());
    room.sendBytes('move', pose);
  };

  const chat = () => {
    if (room.connection.isOpen) room.send('chat', { text: `hello from ${userName}` });
  };

  watchMoves(room, myIndex, walk.moveTo, settings.readEveryFrames, observed);
  return {
    start() {
      if (movesPerSecond > 0) repeat(timers, 1000 / movesPerSecond, move);
      if (chatEverySeconds > 0) repeat(timers, 1000 * chatEverySeconds, chat);
    },
    stop() {
      for (const timer of timers) clearInterval(timer);
      timers.clear();
      const index = myIndex();
      if (index !== undefined) observed.sightings.forget(room.roomId, index);
    },
  };
}

/** Checks every frame, and reads some of them for what others sent and for where this bot was put. */
function watchMoves(
  room: SpaceRoom,
  myIndex: () => number | undefined,
  placedAt: (place: { x: number; z: number }) => void,
  readEveryFrames: number,
  { errors, received, sightings, moveToSeenMs }: Observed,
): void {
  let frames = Math.floor(Math.random() * readEveryFrames);

  const recognise = (entry: MovesEntry & { x: number; z: number }, keyframe: boolean) => {
    const sentAt = sightings.sentAt(room.roomId, entry.index, entry.pose);
    if (entry.index === myIndex()) {
      // A pose of mine that I never sent: the server has placed or corrected me.
      if (sentAt === undefined) placedAt(entry);
    } else if (sentAt !== undefined && !keyframe) {
      // A keyframe repeats what may have been seen long ago, so it says nothing about latency.
      moveToSeenMs.record(performance.now() - sentAt);
    }
  };

  room.onMessage('moves', (bytes: Uint8Array) => {
    received.add('message', 'moves');
    const header = readMovesHeader(bytes);
    if (!header) return errors.add('moves', 'malformed-frame', `${bytes.byteLength} bytes`);
    frames += 1;
    const keyframe = header.kind === FrameKind.keyframe;
    if (!keyframe && frames % readEveryFrames !== 0) return;
    for (const entry of decodeMoves(bytes)?.entries ?? []) recognise(entry, keyframe);
  });
}

/** Calls `action` every `ms` from a random moment on, so that the bots do not act in step. */
function repeat(timers: Set<NodeJS.Timeout>, ms: number, action: () => void): void {
  const first = setTimeout(
    () => {
      timers.delete(first);
      timers.add(setInterval(action, ms));
    },
    SETTLE_MS + Math.random() * ms,
  );
  timers.add(first);
}
