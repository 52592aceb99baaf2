import { makeServedDatabase } from '../bench-database.ts';
import { type Benchmark, type Result, round } from '../measure.ts';
import { populateRoom } from '../room-accounts.ts';
import { startCrowd, startOurs } from './servers.ts';
import { FIRST, inSpace, movement, settings } from './settings.ts';

const THERE = 1_000;
const COMING = 500;
const PER_SECOND = 50;
const SLOTS = 8;
const WANTED_MS = 500;

/** Joins at a steady rate, while those who are there walk about, all of them clothed. */
export const join: Benchmark = {
  summary: `${PER_SECOND} joins a second into a room of ${THERE} clothed avatars that walk (--avatars N for another number)`,
  async run({ quick, databaseUrl, avatars = quick ? 100 : THERE }): Promise<Result> {
    const coming = quick ? 100 : COMING;
    const players = avatars + coming;
    const database = await makeServedDatabase(databaseUrl, (made) =>
      populateRoom(made, { players, spaces: 1, capacity: players, movement, slots: SLOTS }),
    );
    try {
      const server = await startOurs({ ...settings, ...database.place });
      const crowd = startCrowd();
      try {
        const target = { ...inSpace(1, players), url: server.url };
        await crowd.enter(target, FIRST);
        await crowd.enter(target, avatars - FIRST);
        await crowd.walk();
        await server.begin();
        const { join: joins, seen } = await crowd.enter(target, coming, PER_SECOND);
        const { cpuSeconds, seconds, delayP99Ms } = await server.end();
        const { cpuShare, near, stateBytes } = seen;
        if (!joins) throw new Error('Nobody came in.');
        const figures = {
          joins: joins.count,
          joinP50Ms: round(joins.p50, 0),
          joinP99Ms: round(joins.p99, 0),
          stateKilobytes: round(stateBytes / 1000, 0),
          seenP99Ms: round(near?.p99 ?? Number.NaN, 0),
          serverCores: round(cpuSeconds / seconds, 2),
          loopP99Ms: round(delayP99Ms, 1),
          loadCores: round(cpuShare, 2),
        };
        console.table(figures);
        console.log(`join p99: ${figures.joinP99Ms} ms (wanted: below ${WANTED_MS})`);
        return { rounds: 1, figures, ratios: { p99ToWanted: round(joins.p99 / WANTED_MS, 2) } };
      } finally {
        await crowd.stop();
        await server.stop();
      }
    } finally {
      await database.drop();
    }
  },
};
