import { setTimeout as sleep } from 'node:timers/promises';
import { makeServedDatabase, type ServedDatabase } from '../bench-database.ts';
import type { Benchmark, Result } from '../measure.ts';
import { populateRoom } from '../room-accounts.ts';
import { type Measured, measured, printRooms, ratiosOf, roomFigures } from './report.ts';
import type { Target } from './seats.ts';
import { type Probed, startCrowd, startOurs, startRelay, startStock } from './servers.ts';
import { FIRST, inSpace, movement, OBSERVERS, settings } from './settings.ts';

const SIZES = [200, 500, 1_000];
const MANY = 2_000;
/** From here on the load generator has no time to spare with the others. */
const MOST_SIDE_BY_SIDE = 1_000;
/** Decoding all of a stock room's patches takes so long that few can do it without slowing the load. */
const STOCK_OBSERVERS = 3;
type Run = {
  server: Probed;
  target: Omit<Target, 'url'>;
  avatars: number;
  settleSeconds: number;
  seconds: number;
};

/** Avatars in one room of ours, beside a bare relay of the same frames and the stock way of Colyseus. */
export const rooms: Benchmark = {
  summary: 'avatars that walk in one room, beside a bare relay of as many bytes and the stock map of numbers',
  async run({ quick, databaseUrl, avatars }): Promise<Result> {
    const seconds = quick ? 5 : 15;
    const settleSeconds = quick ? 2 : 4;
    const sizes = avatars ? [avatars] : quick ? SIZES.slice(0, 1) : [...SIZES, MANY];
    const most = Math.max(...sizes);
    const database = await makeServedDatabase(databaseUrl, (made) =>
      populateRoom(made, { players: most, spaces: 1, capacity: most, movement }),
    );
    const all: Measured[] = [];
    const add = (one: Measured) => {
      all.push(one);
      printRooms([one]);
    };
    try {
      for (const size of sizes) {
        if (size > MOST_SIDE_BY_SIDE)
          add(await runOurs(database, { avatars: size, settleSeconds: 15, seconds }));
        else
          for await (const one of sideBySide(database, { avatars: size, settleSeconds, seconds })) add(one);
      }
    } finally {
      await database.drop();
    }
    console.log();
    printRooms(all);
    return { rounds: 1, figures: roomFigures(all), ratios: ratiosOf(all) };
  },
};

type Times = Pick<Run, 'avatars' | 'settleSeconds' | 'seconds'>;

async function* sideBySide(database: ServedDatabase, times: Times): AsyncGenerator<Measured> {
  const ours = await runOurs(database, times);
  yield ours;
  const task = { framesPerSecond: ours.framesPerSecond, bytesPerFrame: ours.bytesPerFrame };
  yield await measure({
    ...times,
    server: await startRelay(task),
    target: { kind: 'relay', observers: OBSERVERS },
  });
  yield await measure({
    ...times,
    server: await startStock(),
    target: { kind: 'stock', observers: STOCK_OBSERVERS },
  });
}

const runOurs = async (database: ServedDatabase, times: Times): Promise<Measured> =>
  measure({
    ...times,
    server: await startOurs({ ...settings, ...database.place }),
    target: inSpace(1, times.avatars),
  });

/** Fills a server with avatars, lets them walk, and measures both sides for some time. */
async function measure({ server, target, avatars, settleSeconds, seconds }: Run): Promise<Measured> {
  const crowd = startCrowd();
  try {
    const whole = { ...target, url: server.url };
    await crowd.enter(whole, FIRST);
    const before = await server.memory();
    await crowd.enter(whole, avatars - FIRST);
    await crowd.walk();
    await sleep(settleSeconds * 1000);
    await server.begin();
    const seen = await crowd.measure(seconds);
    const usage = await server.end();
    const after = await server.memory();
    const perClient = {
      rssBytes: (after.rssBytes - before.rssBytes) / (avatars - FIRST),
      heapBytes: (after.heapBytes - before.heapBytes) / (avatars - FIRST),
    };
    return measured({ kind: target.kind, avatars, seen, usage, perClient });
  } finally {
    await crowd.stop();
    await server.stop();
  }
}
