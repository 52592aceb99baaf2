import { type AuthContext, matchMaker, type Room, ServerError } from '@colyseus/core';
import { spaceOf } from './instances.ts';
import type { Seat } from './space/drain.ts';
import type { SeatToReturnTo } from './space/seats.ts';

/** What a client asks of the matchmaker. */
export type SeatRequest = {
  method: string;
  /** The room's name, or its id for `joinById` and `reconnect`. */
  roomName: string;
  options: Record<string, unknown>;
  context: AuthContext;
};

/** The rule of who may come in: identifies the bearer of a token and admits them to a space. */
type OnAuth = (
  token: string | undefined,
  options: unknown,
  context: AuthContext,
) => Promise<{ userId: string }>;

const NO_SUCH_ROOM = 522;
const SEAT_EXPIRED = 524;

/** Asks Colyseus for a seat, and itself for one to return to. Throws a ServerError. */
export async function requestSeat({ method, roomName, options, context }: SeatRequest): Promise<Seat> {
  if (method === 'reconnect') return await returnTo(roomName, options.reconnectionToken, context);
  const asked = method === 'joinById' ? { ...options, spaceId: await spaceOfRoom(roomName) } : options;
  return await matchMaker.controller.invokeMethod(method, roomName, asked, context);
}

/** The room's own space, whatever the client says, so that it is asked before the seat is given. */
async function spaceOfRoom(roomId: string): Promise<string> {
  return spaceOf(await listed(roomId));
}

async function listed(roomId: string) {
  const room = await matchMaker.driver.findOne({ roomId });
  if (!room) throw new ServerError(NO_SUCH_ROOM, 'no such room');
  return room;
}

/**
 * The seat of a reconnection token. In place of Colyseus's own method, which asks nobody who they are, and closes an open
 * connection of the seat before the new one is there: it may never come, and asking again would be in vain.
 */
async function returnTo(roomId: string, token: unknown, context: AuthContext): Promise<Seat> {
  const room = await listed(roomId);
  const roomClass = matchMaker.getRoomClass(room.name) as unknown as { onAuth: OnAuth };
  const { userId } = await roomClass.onAuth(context.token, { spaceId: spaceOf(room) }, context);
  const found = (await matchMaker.remoteRoomCall<Room & { seatToReturnTo(): SeatToReturnTo }>(
    roomId,
    'seatToReturnTo',
    [String(token), userId],
  )) as SeatToReturnTo;
  if (!found) throw new ServerError(SEAT_EXPIRED, 'reconnection token invalid or expired');
  if (found === 'NOT_YOUR_SEAT') throw new ServerError(403, found);
  return matchMaker.buildSeatReservation(room, found.sessionId);
}
