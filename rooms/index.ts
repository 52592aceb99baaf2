import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MatchMakerDriver, matchMaker, type Presence, Server } from '@colyseus/core';
import { Encoder } from '@colyseus/schema';
import { assertSeatsAreKnown } from './colyseus-seats.ts';
import { createInstances } from './instances.ts';
import { createJanitor } from './janitor.ts';
import { livingRooms } from './living-rooms.ts';
import { createPace } from './movement/pace.ts';
import { createPlacement } from './placement.ts';
import { createProcesses, type Signs } from './processes.ts';
import { PROTOCOL } from './protocol.ts';
import type { Seat } from './space/drain.ts';
import { createRecentPlayers } from './space/recent-players.ts';
import { createSpaceRoom, type OpenRoom, type SpaceRoomNeeds } from './space/space-room.ts';
import { createTransport, refuseUnreadable } from './transport.ts';
import { answerUnheard } from './unheard.ts';

/** The state of some 150 clothed avatars; a larger one grows its own. Every room has as much. Set before any room exists. */
const STATE_BUFFER_BYTES = 512 * 1024;
/** A drain of all rooms before a stop takes no longer than this. Milliseconds. */
const DRAIN_LIMIT_MS = 15_000;
/** Without Redis, rooms are given so long to close. Milliseconds. */
const ALONE_LIMIT_MS = 5_000;

export type RoomsNeeds = Omit<SpaceRoomNeeds, 'presentSeat' | 'open' | 'pace' | 'recentPlayers'> & {
  httpServer: HttpServer;
  allowsOrigin: (origin: string) => boolean;
  /** Whether one more WebSocket may be opened from there; where not, the request is answered already. */
  mayUpgrade: (request: IncomingMessage) => boolean;
  /** What several processes share; undefined where this is the only one. */
  shared: Shared | undefined;
  /** host:port at which clients reach this process. */
  publicAddress: string | undefined;
  /** The version of the server, as each process tells the others. */
  version: string;
  /** The public address is a guess: a client that has reached this process had better stay with how it did. */
  addressIsGuessed: boolean;
};

export type Shared = {
  presence: Presence;
  driver: MatchMakerDriver;
  signs: Signs;
  /** Tells a topic of the presence, and by how many it was heard. */
  publish: (topic: string, text: string) => Promise<number>;
};

export type Rooms = Awaited<ReturnType<typeof startRooms>>;

/** Opens the rooms on an HTTP server, beside whatever else it serves. */
export async function startRooms(needs: RoomsNeeds) {
  assertSeatsAreKnown();
  Encoder.BUFFER_SIZE = STATE_BUFFER_BYTES;
  const { shared, log } = needs;
  const pace = createPace();
  const report = (error: unknown) => log.error({ err: error }, 'keeping the listing of rooms failed');
  let isDraining = false;
  const open = new Set<OpenRoom>();
  const players = () => [...open].reduce((sum, room) => sum + room.players(), 0);
  const own = () => ({
    processId: matchMaker.processId,
    players: players(),
    isDraining,
    version: needs.version,
    protocol: PROTOCOL,
  });
  const processes = createProcesses({ signs: shared?.signs, own, report });
  const placement = createPlacement({ processes, own });
  const recentPlayers = createRecentPlayers();
  const presentSeat = (seat: Seat): Seat =>
    needs.addressIsGuessed && seat.processId === matchMaker.processId
      ? { ...seat, publicAddress: undefined }
      : seat;
  const transport = createTransport(needs.allowsOrigin);
  const server = new Server({
    transport,
    presence: shared && answerUnheard(shared.presence, shared.publish),
    driver: shared && livingRooms(shared.driver, processes.isDead),
    publicAddress: needs.publicAddress,
    selectProcessIdToCreateRoom: (_name, options) => placement.choose(options),
    greet: false,
    gracefullyShutdown: false,
    logger: quietLogger(log),
  });
  server
    .define('space', createSpaceRoom({ ...needs, pace, presentSeat, recentPlayers, open }))
    .filterBy(['spaceId', 'protocol']);
  // Clients name the kind of room: `constructor` and the like are none.
  Object.setPrototypeOf(matchMaker.getAllHandlers(), null);
  await matchMaker.accept();
  const instances = createInstances(log, recentPlayers);
  if (shared) {
    const { attendance } = needs;
    const { driver } = shared;
    const onReturn = () => needs.facts.publish('FactsMissed', { reason: 'no sign of life for a while' });
    await processes.start(
      createJanitor({ processes, attendance, driver, onChange: instances.forget, onReturn, report }),
    );
  }
  transport.attachToServer(needs.httpServer, {
    filter: (request) => refuseUnreadable(request) && needs.mayUpgrade(request),
  });

  async function close(): Promise<void> {
    if (!processes.isSure()) {
      const closing = [...open].map((room) => room.onBeforeShutdown());
      return void (await Promise.race([Promise.all(closing), sleep(ALONE_LIMIT_MS)]));
    }
    const othersGoOn = processes.open().length > 0;
    const drained = othersGoOn ? [...open].map((room) => room.drained()) : [];
    await Promise.race([Promise.all(drained), sleep(DRAIN_LIMIT_MS)]);
    processes.lookAway();
    await server.gracefullyShutdown(false);
  }

  return {
    ...instances,
    processes,
    placement,
    presentSeat,
    /** The rooms of this process, the players in them, and the time between two ticks of their movement. */
    now: () => ({
      rooms: matchMaker.stats.local.roomCount,
      players: players(),
      tickMs: pace.tickMs(),
    }),

    /** Sends everybody to other processes, where there are some; tells, pays and disconnects who is left. */
    async shutdown(): Promise<void> {
      isDraining = true;
      await processes.say();
      await close();
      await processes.stop();
    },
  };
}

/** Colyseus logs as an error whatever a client did wrong: that is for who looks for it. */
function quietLogger(log: RoomsNeeds['log'] & { debug?(details: object, message: string): void }) {
  const say = (...parts: unknown[]) => log.debug?.({ colyseus: parts.map(String).join(' ') }, 'colyseus');
  return { debug: say, info: say, warn: say, error: say, trace: say };
}
