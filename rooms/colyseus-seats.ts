import { type AuthContext, type Client, type IRoomCache, matchMaker, Room } from '@colyseus/core';

/*
 * How Colyseus 0.18 keeps seats, which is not part of its public API. Everything of ours that reads or replaces it is in
 * this file, and the server does not start on a version that keeps them in another way.
 */

/** Options of the join; what becomes `client.auth`; taken by a connection; held for a connection that was lost. */
type Seat = [options: unknown, auth: unknown, isTaken: boolean, isHeld: boolean];

type Returning = ReturnType<Room['allowReconnection']>;

type Seats = {
  _reservedSeats: Record<string, Seat>;
  _reservedSeatTimeouts: Record<string, NodeJS.Timeout>;
  /** Who may return, by reconnection token. */
  _reconnections: Record<string, [sessionId: string, returning: Returning]>;
  _internalState: number;
  _listing: IRoomCache;
  _reserveSeat(sessionId: string, options: unknown, auth: unknown, ...rest: unknown[]): Promise<boolean>;
  _onJoin(client: Client, context: AuthContext, connection?: Connection): Promise<void>;
  _onLeave(client: Client, code?: number): Promise<void>;
};

/** What a WebSocket says of itself in its address. */
export type Connection = { reconnectionToken?: string | null; skipHandshake?: boolean };

const DISPOSING = 2;
/** Of `_reserveSeat`: which of the parameters after `auth` says that the seat is held for a return. */
const IS_HELD = 1;

const seatsOf = (room: Room): Seats => room as unknown as Seats;

const FIELDS = ['_reservedSeats', '_reservedSeatTimeouts', '_reconnections'];
/** Methods, and how many parameters each has before the first with a default. */
const METHODS = {
  _reserveSeat: 1,
  _onJoin: 3,
  _onLeave: 2,
  allowReconnection: 2,
  hasReservedSeat: 2,
  hasReachedMaxClients: 0,
};

/** @throws where this version of Colyseus does not keep seats as this file expects. */
export function assertSeatsAreKnown(room: object = new Room()): void {
  const found = room as Record<string, unknown>;
  const isMethod = (name: string, parameters: number): boolean =>
    typeof found[name] === 'function' && found[name].length === parameters;
  const unknown = [
    ...FIELDS.filter((name) => typeof found[name] !== 'object' || found[name] === null),
    ...Object.entries(METHODS).flatMap(([name, parameters]) => (isMethod(name, parameters) ? [] : [name])),
    ...(typeof found._internalState === 'number' ? [] : ['_internalState']),
  ];
  if (unknown.length === 0) return;
  throw new Error(
    `This version of @colyseus/core keeps seats in another way than 0.18.17: ${unknown.join(', ')}. ` +
      'Install the version that package-lock.json names, or adapt rooms/colyseus-seats.ts.',
  );
}

/** Whether a seat waits for its first connection. */
export function isPending(room: Room, sessionId: string): boolean {
  const seat = seatsOf(room)._reservedSeats[sessionId];
  return seat !== undefined && !seat[2] && !seat[3];
}

/** Gives up a seat that waits for its first connection. */
export function dropPending(room: Room, sessionId: string): void {
  if (!isPending(room, sessionId)) return;
  const { _reservedSeats, _reservedSeatTimeouts, _listing } = seatsOf(room);
  clearTimeout(_reservedSeatTimeouts[sessionId]);
  delete _reservedSeatTimeouts[sessionId];
  delete _reservedSeats[sessionId];
  void matchMaker.driver.update(_listing, { $inc: { clients: -1 } });
}

/** Connections and seats together; one that takes its seat just now counts once. */
export const placesTaken = (room: Room): number =>
  room.clients.length + Object.keys(seatsOf(room)._reservedSeats).length;

export const isDisposing = (room: Room): boolean => seatsOf(room)._internalState === DISPOSING;

/** The `auth` of whoever a seat belongs to, whether it waits, is held, or its connection is open. */
export const ownerOf = (room: Room, sessionId: string): unknown =>
  seatsOf(room)._reservedSeats[sessionId]?.[1] ?? room.clients.get(sessionId)?.auth;

/** The session that a reconnection token belongs to: its seat is held, or its connection is open. */
export const sessionOfToken = (room: Room, token: string): string | undefined =>
  (Object.hasOwn(seatsOf(room)._reconnections, token)
    ? seatsOf(room)._reconnections[token]?.[0]
    : undefined) ?? room.clients.find((client) => client.reconnectionToken === token)?.sessionId;

/** Keeps the seat of a connection until the promise is rejected; undefined where the room takes nobody back. */
export function holdSeat(room: Room, client: Client): Returning | undefined {
  if (isDisposing(room)) return undefined;
  // Colyseus refuses whoever has not acknowledged the answer to their latest connection, which may have got lost.
  delete (client as { _enqueuedMessages?: unknown })._enqueuedMessages;
  const returning = room.allowReconnection(client, 'manual');
  returning.catch(() => {});
  return returning;
}

/** Ends a connection whose seat is held, in the room at once and on the network when it can. */
export function detach(room: Room, client: Client, code: number): void {
  const { ref } = client as Client & { ref: { onleave?: () => void; close(code: number): void } };
  ref.removeAllListeners('message');
  if (ref.onleave) ref.removeListener('close', ref.onleave);
  void seatsOf(room)._onLeave(client, code);
  ref.close(code);
}

/** Has `reserve` decide about each new seat; it calls `next` for Colyseus to reserve it. */
export function onReserve(
  room: Room,
  reserve: (sessionId: string, auth: unknown, next: () => Promise<boolean>) => Promise<boolean>,
): void {
  const seats = seatsOf(room);
  const stock = seats._reserveSeat;
  seats._reserveSeat = (sessionId, options, auth, ...rest) => {
    const next = () => stock.call(room, sessionId, options, auth, ...rest);
    return rest[IS_HELD] ? next() : reserve(sessionId, auth, next);
  };
}

/** Has `connect` decide about each WebSocket that has a seat; it calls `next` for Colyseus to let it in. */
export function onConnect(
  room: Room,
  connect: (
    client: Client,
    context: AuthContext,
    connection: Connection,
    next: () => Promise<void>,
  ) => Promise<void>,
): void {
  const seats = seatsOf(room);
  const stock = seats._onJoin;
  seats._onJoin = (client, context, connection = {}) =>
    connect(client, context, connection, () => stock.call(room, client, context, connection));
}
