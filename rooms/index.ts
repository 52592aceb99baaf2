import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { type MatchMakerDriver, matchMaker, type Presence, Server } from '@colyseus/core';
import { Encoder } from '@colyseus/schema';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { createSpaceRoom, type SpaceRoomNeeds } from './space/space-room.ts';

/** A full room's state fits without growing: 1 000 avatars with what they wear. Set before any room exists. */
const STATE_BUFFER_BYTES = 512 * 1024;
/** The largest message that a client may send; larger ones close with 1009. Bytes. */
const MAX_MESSAGE_BYTES = 4 * 1024;

export type RoomsNeeds = SpaceRoomNeeds & {
  httpServer: HttpServer;
  allowsOrigin: (origin: string) => boolean;
  presence: Presence | undefined;
  driver: MatchMakerDriver | undefined;
  /** host:port at which clients reach this process. */
  publicAddress: string | undefined;
};

export type Rooms = Awaited<ReturnType<typeof startRooms>>;

/** Opens the rooms on an HTTP server, beside whatever else it serves. */
export async function startRooms(needs: RoomsNeeds) {
  Encoder.BUFFER_SIZE = STATE_BUFFER_BYTES;
  const transport = new WebSocketTransport({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    beforeUpgrade: (_request, { headers }) => {
      const origin = headers.get('origin');
      return origin && !needs.allowsOrigin(origin)
        ? new Response('Origin not allowed', { status: 403 })
        : undefined;
    },
  });
  const server = new Server({
    transport,
    presence: needs.presence,
    driver: needs.driver,
    publicAddress: needs.publicAddress,
    // In the process that was asked: whoever spreads the requests spreads the rooms, and no creation waits
    // for another process.
    selectProcessIdToCreateRoom: async () => matchMaker.processId,
    greet: false,
    gracefullyShutdown: false,
    logger: quietLogger(needs.log),
  });
  server.define('space', createSpaceRoom(needs)).filterBy(['spaceId']);
  await matchMaker.accept();
  transport.attachToServer(needs.httpServer, { filter: refuseUnreadable });

  return {
    playersIn: createPlayerCount(),
    showOut: showOut(needs.log),
    /** The rooms of this process, and the players in them. */
    now: () => ({ rooms: matchMaker.stats.local.roomCount, players: matchMaker.stats.local.ccu }),
    /** Tells, pays and disconnects everybody. */
    shutdown: () => server.gracefullyShutdown(false),
  };
}

/** An upgrade to an address that is none would throw where nobody catches it. */
function refuseUnreadable(request: IncomingMessage): boolean {
  if (URL.canParse(`ws://server${request.url}`)) return true;
  request.socket.destroy();
  return false;
}

/** The listing of all rooms is read at most this often, however many ask. Milliseconds. */
const COUNT_FRESH_MS = 2_000;

/** How many players are in a space, in all processes; up to two seconds old. */
function createPlayerCount() {
  let readAt = Number.NEGATIVE_INFINITY;
  let counts: Promise<Map<string, number>> = Promise.resolve(new Map());
  return async (spaceId: string): Promise<number> => {
    if (performance.now() - readAt > COUNT_FRESH_MS) {
      readAt = performance.now();
      counts = countPlayers();
    }
    return (await counts).get(spaceId) ?? 0;
  };
}

async function countPlayers(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const room of await matchMaker.query({ name: 'space' })) {
    const spaceId = spaceOf(room);
    counts.set(spaceId, (counts.get(spaceId) ?? 0) + room.clients);
  }
  return counts;
}

/** The public id of a room's space: metadata is where the matchmaker keeps what rooms are filtered by. */
const spaceOf = ({ metadata }: { metadata?: unknown }): string => (metadata as { spaceId: string }).spaceId;

/**
 * Shows a user out of every room of a space, by its public id, in whatever process it runs; answers with how
 * many connections that were. A room that does not answer has nobody whom it could show out.
 */
const showOut =
  (log: RoomsNeeds['log']) =>
  async (spaceId: string, userId: string): Promise<number> => {
    const rooms = (await matchMaker.query({ name: 'space' })).filter((room) => spaceOf(room) === spaceId);
    const asked = rooms.map(async ({ roomId }) => {
      try {
        return (await matchMaker.remoteRoomCall(roomId, 'showOut', [userId])) as number;
      } catch (error) {
        log.error({ err: error, roomId }, 'a room did not answer');
        return 0;
      }
    });
    return (await Promise.all(asked)).reduce((sum, connections) => sum + connections, 0);
  };

/** Colyseus logs as an error whatever a client did wrong: that is for who looks for it. */
function quietLogger(log: RoomsNeeds['log'] & { debug?(details: object, message: string): void }) {
  const say = (...parts: unknown[]) => log.debug?.({ colyseus: parts.map(String).join(' ') }, 'colyseus');
  return { debug: say, info: say, warn: say, error: say, trace: say };
}
