import { type AuthContext, type Client, type Room, ServerError } from '@colyseus/core';
import { WebSocket } from 'ws';
import type { Actor } from '#domain/actor.ts';
import { CloseCode } from '../close-codes.ts';
import {
  type Connection,
  detach,
  dropPending,
  holdSeat,
  isDisposing,
  isPending,
  onConnect,
  onReserve,
  ownerOf,
  placesTaken,
  sessionOfToken,
} from '../colyseus-seats.ts';
import type { Roster } from './roster.ts';
import type { NoticeMessage } from './space-messages.ts';

/** How long a seat waits for its WebSocket. Until then it takes a place of the room. Seconds. */
export const SEAT_SECONDS = 10;
/** How long a lost connection keeps its seat. */
const RETURN_MS = 30_000;

/** What Colyseus calls a seat that is gone. */
const SEAT_EXPIRED = 524;

/** The answer to a user who asks for their seat again. */
export type SeatToReturnTo = { sessionId: string } | 'NOT_YOUR_SEAT' | undefined;

type Needs = {
  room: Room;
  roster: Roster;
  /** Throws a ServerError unless the bearer of the token is the owner of a seat, and may still be in the space. */
  assertMayReturn: (token: string | undefined, owner: Actor) => Promise<void>;
};

type Hold = { renew(): void };

export type Seats = ReturnType<typeof createSeats>;

/**
 * The seats of a room. A user has one seat in it that waits for its first connection, a newer request replaces it.
 * Only that user returns to a seat, with the reconnection token, as often as they ask, and from a newer connection also
 * while the older one is open: the newest connection has the seat.
 */
export function createSeats({ room, roster, assertMayReturn }: Needs) {
  /** The seat of each user that waits for its first connection, the oldest first; some have expired. */
  const pending = new Map<string, string>();
  const holds = new Map<string, Hold>();
  /** Connections that return to the same seat take turns. */
  const turns = new Map<string, Promise<unknown>>();

  onReserve(room, async (sessionId, auth, next) => {
    const { userId } = (auth ?? {}) as Partial<Actor>;
    if (userId === undefined) return next();
    forgetExpired();
    const earlier = pending.get(userId);
    if (earlier !== undefined) dropPending(room, earlier);
    pending.delete(userId);
    pending.set(userId, sessionId);
    return next();
  });

  onConnect(room, (client, context, connection, next) => {
    const { sessionId } = client;
    const owner = ownerOf(room, sessionId) as Actor | undefined;
    if (owner && pending.get(owner.userId) === sessionId) {
      pending.delete(owner.userId);
      return next();
    }
    return connection.reconnectionToken && owner
      ? inTurn(sessionId, () => comeBack(client, owner, context, connection, next))
      : next();
  });

  /** Seats expire in the order in which they were reserved. */
  function forgetExpired(): void {
    for (const [userId, sessionId] of pending) {
      if (isPending(room, sessionId)) return;
      pending.delete(userId);
    }
  }

  async function inTurn(sessionId: string, work: () => Promise<void>): Promise<void> {
    const turn = (turns.get(sessionId) ?? Promise.resolve()).then(work);
    const settled = turn.catch(() => {});
    turns.set(sessionId, settled);
    try {
      await turn;
    } finally {
      if (turns.get(sessionId) === settled) turns.delete(sessionId);
    }
  }

  async function comeBack(
    client: Client,
    owner: Actor,
    context: AuthContext,
    { reconnectionToken }: Connection,
    next: () => Promise<void>,
  ): Promise<void> {
    await assertMayReturn(context.token, owner).catch((error) => refuse(client, error));
    const isHere = (client as Client & { readyState: number }).readyState === WebSocket.OPEN;
    // Either may have changed while the database was asked.
    if (!isHere || !room.hasReservedSeat(client.sessionId, reconnectionToken ?? undefined))
      throw new ServerError(SEAT_EXPIRED, 'seat reservation expired.');
    const older = room.clients.get(client.sessionId);
    if (older) takeOver(older);
    await next();
  }

  function takeOver(older: Client): void {
    const notice: NoticeMessage = {
      code: 'REPLACED',
      detail: 'A newer connection of yours took over this seat.',
    };
    older.send('notice', notice);
    hold(older);
    detach(room, older, CloseCode.replaced);
  }

  /** Keeps the seat of a connection for a while; returns how to give it up, and undefined where it is not kept. */
  function hold(client: Client): (() => void) | undefined {
    const returning = holdSeat(room, client);
    if (!returning) return undefined;
    const giveUp = () => returning.reject(false);
    const latest = performance.now() + RETURN_MS + SEAT_SECONDS * 1000;
    let endsAt = performance.now() + RETURN_MS;
    let timer = setTimeout(giveUp, RETURN_MS);
    const one: Hold = {
      renew() {
        endsAt = Math.max(endsAt, Math.min(latest, performance.now() + SEAT_SECONDS * 1000));
        clearTimeout(timer);
        timer = setTimeout(giveUp, endsAt - performance.now());
      },
    };
    holds.set(client.sessionId, one);
    const end = () => {
      clearTimeout(timer);
      if (holds.get(client.sessionId) === one) holds.delete(client.sessionId);
    };
    returning.then(end, end);
    return giveUp;
  }

  return {
    hold,

    /** Finds the seat of a reconnection token for its owner, and keeps it long enough for the way there. */
    toReturnTo(token: string, userId: string): SeatToReturnTo {
      const sessionId = sessionOfToken(room, token);
      if (sessionId === undefined) return undefined;
      if ((ownerOf(room, sessionId) as Actor | undefined)?.userId !== userId) return 'NOT_YOUR_SEAT';
      holds.get(sessionId)?.renew();
      return { sessionId };
    },

    /** Whether the places are taken, where a user who comes in a second time takes only one. */
    isFull(): boolean {
      const isSecond = ([userId, sessionId]: [string, string]) =>
        roster.hasUser(userId) && isPending(room, sessionId);
      const second = [...pending].filter(isSecond).length;
      return isDisposing(room) || placesTaken(room) - second >= room.maxClients;
    },
  };
}

/** Tells a connection why it is refused. While the server cannot tell who they are, the SDK tries again by itself. */
function refuse(client: Client, error: unknown): never {
  if (error instanceof ServerError && error.code === 503) {
    (client as Client & { error(code: number, message: string): void }).error(error.code, error.message);
    client.leave(CloseCode.mayReconnect);
  }
  throw error;
}
