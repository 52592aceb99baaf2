import type { IncomingMessage } from 'node:http';
import {
  type AuthContext,
  CloseCode,
  ErrorCode,
  getMessageBytes,
  matchMaker,
  Protocol,
  Room,
} from '@colyseus/core';
import { WebSocketTransport } from '@colyseus/ws-transport';
import type { WebSocket } from 'ws';

/** The largest message that a client may send; larger ones close with 1009. */
const MAX_MESSAGE_BYTES = 4 * 1024;
/** The path of a room, `/<processId>/<roomId>`, as the transport reads it. */
const ROOM_PATH = /\/[a-zA-Z0-9_-]+\/([a-zA-Z0-9_-]+)$/;

/** The WebSockets of the rooms, on a server that also serves other things. */
export function createTransport(allowsOrigin: (origin: string) => boolean): WebSocketTransport {
  return new RoomTransport({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    beforeUpgrade: (_request, { headers }) => {
      const origin = headers.get('origin');
      return origin && !allowsOrigin(origin)
        ? new Response('Origin not allowed', { status: 403 })
        : undefined;
    },
  });
}

/** An upgrade to an address that is none would throw where nobody catches it. */
export function refuseUnreadable(request: IncomingMessage): boolean {
  if (URL.canParse(`ws://server${request.url}`)) return true;
  request.socket.destroy();
  return false;
}

/**
 * Colyseus looks rooms up in an object that has a prototype, so `constructor` is found and is no room. Whatever is not a
 * room of this process is refused as any room that is not there.
 */
class RoomTransport extends WebSocketTransport {
  protected override async onConnection(
    socket: WebSocket & { pingCount: number },
    request: IncomingMessage,
    upgrade?: { url: URL; context: AuthContext },
  ): Promise<void> {
    const url = upgrade?.url ?? new URL(`ws://server${request.url}`);
    const roomId = ROOM_PATH.exec(url.pathname)?.[1];
    if (roomId === undefined || matchMaker.getLocalRoomById(roomId) instanceof Room)
      return super.onConnection(socket, request, upgrade);
    socket.on('error', () => {});
    socket.send(getMessageBytes[Protocol.ERROR](ErrorCode.MATCHMAKE_EXPIRED, 'seat reservation expired.'));
    const isReturning = url.searchParams.get('reconnectionToken') !== null;
    socket.close(isReturning ? CloseCode.FAILED_TO_RECONNECT : CloseCode.WITH_ERROR);
  }
}
