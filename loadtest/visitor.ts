import type { Room } from '@colyseus/sdk';
import {
  decodeMoves,
  encodeMove,
  FrameKind,
  type Move,
  type MovesEntry,
  readMovesHeader,
} from '#rooms/movement/codec.ts';
import type { Histogram, Tally } from './measurements.ts';
import type { Sightings } from './sightings.ts';
import type { Space } from './spaces.ts';
import { createWalk, type Walk } from './walk.ts';

/** Not all at the moment of joining. Milliseconds. */
const SETTLE_MS = 300;

export type SpaceState = { avatars?: Map<string, { index: number }> };
export type SpaceRoom = Room<unknown, SpaceState>;

export type VisitorSettings = {
  space: Space;
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
  const walk = createWalk(settings.space.movement);
  const timers = new Set<NodeJS.Timeout>();
  const myIndex = () => room.state?.avatars?.get(room.sessionId)?.index;

  const move = () => {
    const index = myIndex();
    // The SDK would keep moves while the connection is down, and send them late and out of date.
    if (!room.connection.isOpen || index === undefined) return;
    const next = walk.step(1 / movesPerSecond);
    if (!next) return;
    const pose = encodeMove(next);
    observed.sightings.sent(room.roomId, index, pose, performance.now());
    room.sendBytes('move', pose);
  };

  const chat = () => {
    if (room.connection.isOpen) room.send('chat', { text: `hello from ${userName}` });
  };

  watchMoves(room, myIndex, walk, settings.readEveryFrames, observed);
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

/**
 * Checks every frame, obeys what is said of the own avatar (the first keyframe, and corrections), and reads some
 * updates for what others sent.
 */
function watchMoves(
  room: SpaceRoom,
  myIndex: () => number | undefined,
  walk: Walk,
  readEveryFrames: number,
  { errors, received, sightings, moveToSeenMs }: Observed,
): void {
  let frames = Math.floor(Math.random() * readEveryFrames);
  let isPlaced = false;

  const obey = (entries: readonly (MovesEntry & Move)[]) => {
    const own = entries.find(({ index }) => index === myIndex());
    if (own) walk.moveTo(own);
    isPlaced ||= own !== undefined;
  };

  const recognise = ({ index, pose }: MovesEntry) => {
    const sentAt = index === myIndex() ? undefined : sightings.sentAt(room.roomId, index, pose);
    if (sentAt !== undefined) moveToSeenMs.record(performance.now() - sentAt);
  };

  room.onMessage('moves', (bytes: Uint8Array) => {
    received.add('message', 'moves');
    const header = readMovesHeader(bytes);
    if (!header) return errors.add('moves', 'malformed-frame', `${bytes.byteLength} bytes`);
    if (header.kind === FrameKind.correction) received.add('message', 'correction');
    frames += 1;
    const entries = () => decodeMoves(bytes)?.entries ?? [];
    if (header.kind === FrameKind.correction || !isPlaced) return obey(entries());
    // A keyframe repeats what may have been seen long ago, so it says nothing about latency.
    if (header.kind === FrameKind.update && frames % readEveryFrames === 0) entries().forEach(recognise);
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
