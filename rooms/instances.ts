import { type IRoomCache, matchMaker } from '@colyseus/core';
import type { RecentPlayers } from './space/recent-players.ts';

/** The listing of all rooms is read at most this often, however many ask. Milliseconds. */
const FRESH_MS = 2_000;

type Log = { error(details: object, message: string): void };

/** One running room of a space. */
export type Instance = {
  roomId: string;
  /** host:port of its process, where that is known. */
  address: string | null;
  /** Those who are there; seats that wait for somebody are not counted. */
  players: number;
  capacity: number;
  takesNewcomers: boolean;
};

/** What a room says of itself in the listing. The matchmaker filters by `spaceId`. */
type Metadata = { spaceId: string; players?: number };

/** The public id of a room's space. */
export const spaceOf = ({ metadata }: IRoomCache): string => (metadata as Metadata).spaceId;

/** How many are there. `clients` in the listing counts seats as well. */
const playersOf = ({ metadata }: IRoomCache): number => (metadata as Metadata).players ?? 0;

const presentInstance = (room: IRoomCache): Instance => ({
  roomId: room.roomId,
  address: room.publicAddress ?? null,
  players: playersOf(room),
  capacity: room.maxClients,
  takesNewcomers: !room.locked && playersOf(room) < room.maxClients,
});

const readAll = (): Promise<IRoomCache[]> => Promise.resolve(matchMaker.query({ name: 'space' }));

/** What runs where, in all processes. */
export function createInstances(log: Log, recentPlayers: RecentPlayers) {
  let readAt = Number.NEGATIVE_INFINITY;
  let listing: Promise<IRoomCache[]> = Promise.resolve([]);

  async function listed(spaceId: string): Promise<IRoomCache[]> {
    if (performance.now() - readAt > FRESH_MS) {
      readAt = performance.now();
      listing = readAll();
    }
    return (await listing).filter((room) => spaceOf(room) === spaceId);
  }

  /** Asks every room of a space, in whatever process it runs; a room that does not answer has nothing to say. */
  async function askRooms<T>(spaceId: string, method: string, args: unknown[]): Promise<T[]> {
    const asked = (await readAll())
      .filter((room) => spaceOf(room) === spaceId)
      .map(async ({ roomId }) => {
        try {
          return [(await matchMaker.remoteRoomCall(roomId, method as never, args as never)) as T];
        } catch (error) {
          log.error({ err: error, roomId }, 'a room did not answer');
          return [];
        }
      });
    return (await Promise.all(asked)).flat();
  }

  return {
    /** How many players are in a space, in all processes; up to two seconds old. */
    playersIn: async (spaceId: string): Promise<number> =>
      (await listed(spaceId)).reduce((sum, room) => sum + playersOf(room), 0),

    /** The running rooms of a space, the oldest first; up to two seconds old. */
    instancesOf: async (spaceId: string): Promise<Instance[]> =>
      (await listed(spaceId))
        .toSorted((one, other) => Number(one.createdAt) - Number(other.createdAt))
        .map(presentInstance),

    /** Has the listing read anew by the next one who asks. */
    forget(): void {
      readAt = Number.NEGATIVE_INFINITY;
    },

    /**
     * Begins to send the players of a room to other instances of its space; answers with how many are there, and
     * with undefined where the space has no such room.
     */
    async drain(spaceId: string, roomId: string): Promise<number | undefined> {
      const room = await matchMaker.getRoomById(roomId);
      if (!room || spaceOf(room) !== spaceId) return undefined;
      return (await matchMaker.remoteRoomCall(roomId, 'drain')) as number;
    },

    /**
     * Shows a user out of every room of a space, by its public id, in whatever process it runs, and tells them why;
     * returns how many connections they had.
     */
    showOut: async (spaceId: string, userId: string, reason: string | null): Promise<number> =>
      (await askRooms<number>(spaceId, 'showOut', [userId, reason])).reduce((sum, each) => sum + each, 0),

    /**
     * The user of a session in a room of a space, in whatever process it runs. Who left is found for some minutes,
     * where their process is this one or runs another room of the space.
     */
    userOf: async (spaceId: string, sessionId: string): Promise<string | undefined> =>
      recentPlayers.userOf(spaceId, sessionId) ??
      (await askRooms<string | undefined>(spaceId, 'userOf', [sessionId])).find(Boolean),
  };
}
