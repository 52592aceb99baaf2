import { type IRoomCache, matchMaker } from '@colyseus/core';

/** The listing of all rooms is read at most this often, however many ask. Milliseconds. */
const FRESH_MS = 2_000;

type Log = { error(details: object, message: string): void };

/** One running room of a space. */
export type Instance = {
  roomId: string;
  /** host:port of its process, where that is known. */
  address: string | null;
  /** Seats that are kept for somebody among them. */
  players: number;
  capacity: number;
  takesNewcomers: boolean;
};

/** The public id of a room's space: metadata is where the matchmaker keeps what rooms are filtered by. */
const spaceOf = ({ metadata }: IRoomCache): string => (metadata as { spaceId: string }).spaceId;

const presentInstance = (room: IRoomCache): Instance => ({
  roomId: room.roomId,
  address: room.publicAddress ?? null,
  players: room.clients,
  capacity: room.maxClients,
  takesNewcomers: !room.locked && room.clients < room.maxClients,
});

const readAll = (): Promise<IRoomCache[]> => Promise.resolve(matchMaker.query({ name: 'space' }));

/** What runs where, in all processes. */
export function createInstances(log: Log) {
  let readAt = Number.NEGATIVE_INFINITY;
  let listing: Promise<IRoomCache[]> = Promise.resolve([]);

  async function listed(spaceId: string): Promise<IRoomCache[]> {
    if (performance.now() - readAt > FRESH_MS) {
      readAt = performance.now();
      listing = readAll();
    }
    return (await listing).filter((room) => spaceOf(room) === spaceId);
  }

  return {
    /** How many players are in a space, in all processes; up to two seconds old. */
    playersIn: async (spaceId: string): Promise<number> =>
      (await listed(spaceId)).reduce((sum, { clients }) => sum + clients, 0),

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
     * Shows a user out of every room of a space, by its public id, in whatever process it runs; answers with how
     * many connections that were. A room that does not answer has nobody whom it could show out.
     */
    async showOut(spaceId: string, userId: string): Promise<number> {
      const asked = (await readAll())
        .filter((room) => spaceOf(room) === spaceId)
        .map(async ({ roomId }) => {
          try {
            return (await matchMaker.remoteRoomCall(roomId, 'showOut', [userId])) as number;
          } catch (error) {
            log.error({ err: error, roomId }, 'a room did not answer');
            return 0;
          }
        });
      return (await Promise.all(asked)).reduce((sum, connections) => sum + connections, 0);
    },
  };
}
