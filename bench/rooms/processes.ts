import { setTimeout as sleep } from 'node:timers/promises';
import Table from 'cli-table3';
import { makeServedDatabase, type ServedDatabase } from '../bench-database.ts';
import { type Benchmark, type Result, round } from '../measure.ts';
import { populateRoom } from '../room-accounts.ts';
import { startCrowd, startOurs } from './servers.ts';
import { FIRST, inSpace, movement, settings } from './settings.ts';

const PROCESSES = [1, 2, 4];
const SPACES = 4;
const AVATARS = 600;
const SETTLE_MS = 3_000;
const WANTED_RATIO = 1.15;

type Line = { processes: number; players: number[]; cores: number; p99: number };

/** The same players in the same spaces, on more and more processes. */
export const processes: Benchmark = {
  summary: `${AVATARS} avatars in ${SPACES} spaces on 1, 2 and 4 processes; needs DATABASE_URL, and REDIS_URL with a database of its own`,
  async run({ quick, databaseUrl, avatars = quick ? 200 : AVATARS }): Promise<Result> {
    const redisUrl = process.env.REDIS_URL;
    if (!databaseUrl || !redisUrl)
      throw new Error('Set DATABASE_URL and REDIS_URL: several processes share PostgreSQL and Redis.');
    const seconds = quick ? 4 : 15;
    const each = Math.floor(avatars / SPACES);
    const lines: Line[] = [];
    const database = await makeServedDatabase(databaseUrl, (made) =>
      populateRoom(made, { players: each * SPACES, spaces: SPACES, capacity: each, movement }),
    );
    try {
      for (const count of PROCESSES) lines.push(await measure({ database, redisUrl, count, each, seconds }));
    } finally {
      await database.drop();
    }
    print(lines);
    const [one] = lines as [Line, ...Line[]];
    const ratios = Object.fromEntries(
      lines.slice(1).map((line) => [`${line.processes}.cpuToOne`, round(line.cores / one.cores, 2)]),
    );
    for (const [name, ratio] of Object.entries(ratios))
      console.log(`${name}: ${ratio} (wanted: ${WANTED_RATIO} or less)`);
    const figures = lines.flatMap(({ processes: count, players, cores, p99 }) => [
      [`${count}.players`, players.join(' ')],
      [`${count}.cores`, round(cores, 3)],
      [`${count}.seenP99Ms`, round(p99, 0)],
    ]);
    return { rounds: 1, figures: Object.fromEntries(figures), ratios };
  },
};

type Setup = {
  database: ServedDatabase;
  redisUrl: string;
  count: number;
  each: number;
  seconds: number;
};

/** Servers on one core and crowds on the other; every space has a crowd of its own, which may ask any server. */
async function measure({ database, redisUrl, count, each, seconds }: Setup): Promise<Line> {
  const shared = { ...settings, ...database.place, REDIS_URL: redisUrl };
  const servers: Awaited<ReturnType<typeof startOurs>>[] = [];
  const crowds: ReturnType<typeof startCrowd>[] = [];
  const players = new Map<string, number>();
  try {
    while (servers.length < count) servers.push(await startOurs(shared));
    for (const { url } of servers) players.set(new URL(url).host, 0);
    for (let space = 0; space < SPACES; space += 1) {
      const crowd = startCrowd();
      crowds.push(crowd);
      const { url } = servers[space % count] as { url: string };
      const target = { ...inSpace(space + 1, each, space * each), url };
      for (const some of [FIRST, each - FIRST])
        for (const [host, there] of Object.entries((await crowd.enter(target, some)).hosts))
          players.set(host, (players.get(host) ?? 0) + there);
    }
    await Promise.all(crowds.map((crowd) => crowd.walk()));
    await sleep(SETTLE_MS);
    await Promise.all(servers.map((server) => server.beginIdle()));
    const seen = await Promise.all(crowds.map((crowd) => crowd.measure(seconds)));
    const usages = await Promise.all(servers.map((server) => server.end()));
    return {
      processes: count,
      players: [...players.values()],
      cores: usages.reduce((sum, usage) => sum + usage.cpuSeconds / usage.seconds, 0),
      p99: Math.max(...seen.map(({ near }) => near?.p99 ?? Number.NaN)),
    };
  } finally {
    await Promise.all(crowds.map((crowd) => crowd.stop()));
    await Promise.all(servers.map((server) => server.stop()));
  }
}

function print(lines: readonly Line[]): void {
  const table = new Table({
    head: ['processes', 'players in each', 'cores in all', 'seen p99 ms'],
    colAligns: ['right', 'left', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const { processes: count, players, cores, p99 } of lines)
    table.push([count, players.join(' '), round(cores, 2), round(p99, 0)]);
  console.log(table.toString());
}
