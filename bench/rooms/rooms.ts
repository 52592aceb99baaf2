import { setTimeout as sleep } from 'node:timers/promises';
import { makeServedDatabase, type ServedDatabase } from '../bench-database.ts';
import type { Benchmark, Result } from '../measure.ts';
import { populateRoom } from '../room-accounts.ts';
import type { Memory } from './probe.ts';
import { type Measured, measured, printRooms, type Round, ratiosOf, roomFigures } from './report.ts';
import type { Target } from './seats.ts';
import { type Crowd, type Probed, startCrowd, startOurs, startRelay, startStock } from './servers.ts';
import { FIRST, inSpace, movement, OBSERVERS, settings } from './settings.ts';

const SIZES = [200, 500, 1_000];
const MANY = 2_000;
/** From here on the load generator has no time to spare with the others. */
const MOST_SIDE_BY_SIDE = 1_000;
/** Decoding all of a stock room's patches takes so long that few can do it without slowing the load. */
const STOCK_OBSERVERS = 3;
const ROUNDS = 5;
/**
 * How long avatars walk before they are looked at: the first time, in which V8 goes on compiling what runs often;
 * for their memory; in each round. Milliseconds.
 */
const WARM_UP_MS = 30_000;
const WALK_FOR_MEMORY_MS = 5_000;
const SETTLE_MS = 1_500;
const SECONDS = 5;

/** Avatars in one room of ours, beside a bare relay of the same frames and the stock way of Colyseus. */
export const rooms: Benchmark = {
  summary: 'avatars that walk in one room, beside a bare relay of as many bytes and the stock map of numbers',
  async run({ quick, databaseUrl, avatars }): Promise<Result> {
    const rounds = quick ? 1 : ROUNDS;
    const sizes = avatars ? [avatars] : quick ? SIZES.slice(0, 1) : [...SIZES, MANY];
    const most = Math.max(...sizes);
    const database = await makeServedDatabase(databaseUrl, (made) =>
      populateRoom(made, { players: most, spaces: 1, capacity: most, movement }),
    );
    const all: Measured[] = [];
    try {
      for (const size of sizes) {
        const some = await sideBySide(database, size, rounds);
        printRooms(some);
        all.push(...some);
      }
    } finally {
      await database.drop();
    }
    console.log();
    printRooms(all);
    return { rounds, figures: roomFigures(all), ratios: ratiosOf(all) };
  },
};

type Start = () => Promise<Probed>;
type Crowded = { server: Probed; crowd: Crowd; target: Target };
type Contender = Crowded & { perClient: Memory; rounds: Round[] };

/** All at once, and each has its turn in every round: a machine that changes its speed does so for all of them. */
async function sideBySide(database: ServedDatabase, avatars: number, rounds: number): Promise<Measured[]> {
  const contenders: Contender[] = [];
  const add = async (start: Start, target: Omit<Target, 'url'>): Promise<Round> => {
    const perClient = await memoryOf(start, target, avatars);
    const contender = { ...(await startBoth(start, target)), perClient, rounds: [] };
    contenders.push(contender);
    await contender.crowd.enter(contender.target, avatars);
    return turn(contender, WARM_UP_MS);
  };
  try {
    const { seen } = await add(() => startOurs({ ...settings, ...database.place }), inSpace(1, avatars));
    if (avatars <= MOST_SIDE_BY_SIDE) {
      const framesPerSecond = seen.frames / seen.seconds / avatars;
      const task = { framesPerSecond, bytesPerFrame: seen.bytes / seen.frames };
      await add(() => startRelay(task), { kind: 'relay', observers: OBSERVERS });
      await add(startStock, { kind: 'stock', observers: STOCK_OBSERVERS });
    }
    for (let at = 0; at < rounds; at += 1)
      for (const contender of contenders) contender.rounds.push(await turn(contender, SETTLE_MS));
    return contenders.map(({ target: { kind }, perClient, rounds: all }) =>
      measured({ kind, avatars, rounds: all, perClient }),
    );
  } finally {
    for (const contender of contenders) await stopBoth(contender);
  }
}

async function startBoth(start: Start, target: Omit<Target, 'url'>): Promise<Crowded> {
  const server = await start();
  return { server, crowd: startCrowd(), target: { ...target, url: server.url } };
}

async function stopBoth({ server, crowd }: Crowded): Promise<void> {
  await crowd.stop();
  await server.stop();
}

/**
 * What a client takes of memory when all walk about. In a process of its own: to collect garbage for it makes V8
 * give back the space for new objects, and go on with so little that it collects all the time.
 */
async function memoryOf(start: Start, target: Omit<Target, 'url'>, avatars: number): Promise<Memory> {
  const crowded = await startBoth(start, target);
  const { server, crowd } = crowded;
  try {
    await crowd.enter(crowded.target, FIRST);
    const before = await server.memory();
    await crowd.enter(crowded.target, avatars - FIRST);
    await crowd.walk();
    await sleep(WALK_FOR_MEMORY_MS);
    const after = await server.memory();
    return {
      rssBytes: (after.rssBytes - before.rssBytes) / (avatars - FIRST),
      heapBytes: (after.heapBytes - before.heapBytes) / (avatars - FIRST),
    };
  } finally {
    await stopBoth(crowded);
  }
}

/** Lets the avatars walk for some time and looks at both sides; then they stand still, and cost the others nothing. */
async function turn({ server, crowd }: Crowded, settleMs: number): Promise<Round> {
  await crowd.walk();
  await sleep(settleMs);
  await server.begin();
  const seen = await crowd.measure(SECONDS);
  const usage = await server.end();
  await crowd.halt();
  return { seen, usage };
}
