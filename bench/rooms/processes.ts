import { setTimeout as sleep } from 'node:timers/promises';
import Table from 'cli-table3';
import { makeServedDatabase, type ServedDatabase } from '../bench-database.ts';
import { type Benchmark, median, type Result, round } from '../measure.ts';
import { populateRoom } from '../room-accounts.ts';
import { type Crowd, type Probed, startCrowd, startOurs } from './servers.ts';
import { FIRST, inSpace, movement, settings } from './settings.ts';

const PROCESSES = [1, 2, 4];
const SPACES = 4;
const AVATARS = 1_000;
const ROUNDS = 9;
const SECONDS = 5;
/** How long all walk before they are looked at, the first time and in each round. Milliseconds. */
const WARM_UP_MS = 8_000;
const SETTLE_MS = 1_500;
const WANTED_RATIO = 1.15;

type Round = { cores: number; p99: number };
type Cluster = {
  servers: Probed[];
  crowds: Crowd[];
  /** How many are in each process, by its address. */
  players: Map<string, number>;
  rounds: Round[];
};
type Line = { processes: number; players: number[]; cores: number; p99: number };

/** The same players in the same spaces, on more and more processes. */
export const processes: Benchmark = {
  summary: `${AVATARS} avatars in ${SPACES} spaces on 1, 2 and 4 processes; needs DATABASE_URL, and REDIS_URL with a number whose database and the two after it are free`,
  async run({ quick, databaseUrl, avatars = quick ? 200 : AVATARS }): Promise<Result> {
    const redisUrl = process.env.REDIS_URL;
    if (!databaseUrl || !redisUrl)
      throw new Error('Set DATABASE_URL and REDIS_URL: several processes share PostgreSQL and Redis.');
    const rounds = quick ? 1 : ROUNDS;
    const each = Math.floor(avatars / SPACES);
    const lines = await inTurns({ databaseUrl, redisUrl, each, rounds });
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
    return { rounds, figures: Object.fromEntries(figures), ratios };
  },
};

type Setup = { databaseUrl: string; redisUrl: string; each: number; rounds: number };

/** All clusters stand at once, each with a database and a Redis of its own, and take turns in every round. */
async function inTurns({ databaseUrl, redisUrl, each, rounds }: Setup): Promise<Line[]> {
  const databases: ServedDatabase[] = [];
  const clusters: Cluster[] = [];
  try {
    for (const [at, count] of PROCESSES.entries()) {
      const database = await makeServedDatabase(databaseUrl, (made) =>
        populateRoom(made, { players: each * SPACES, spaces: SPACES, capacity: each, movement }),
      );
      databases.push(database);
      const cluster: Cluster = { servers: [], crowds: [], players: new Map(), rounds: [] };
      clusters.push(cluster);
      const shared = { ...settings, ...database.place, REDIS_URL: numbered(redisUrl, at) };
      while (cluster.servers.length < count) cluster.servers.push(await startOurs(shared));
      await fill(cluster, each);
      await turn(cluster, WARM_UP_MS);
    }
    for (let at = 0; at < rounds; at += 1)
      for (const cluster of clusters) cluster.rounds.push(await turn(cluster, SETTLE_MS));
    return clusters.map(({ servers, players, rounds: all }) => ({
      processes: servers.length,
      players: [...players.values()],
      cores: median(all.map(({ cores }) => cores)),
      p99: median(all.map(({ p99 }) => p99)),
    }));
  } finally {
    for (const { servers, crowds } of clusters) {
      await Promise.all(crowds.map((crowd) => crowd.stop()));
      await Promise.all(servers.map((server) => server.stop()));
    }
    for (const database of databases) await database.drop();
  }
}

/** The Redis database that is so many after the one that an address names. */
function numbered(redisUrl: string, further: number): string {
  const url = new URL(redisUrl);
  url.pathname = `/${Number(url.pathname.slice(1)) + further}`;
  return url.href;
}

/** Every space has a crowd of its own, which may ask any process. */
async function fill({ servers, crowds, players }: Cluster, each: number): Promise<void> {
  for (const { url } of servers) players.set(new URL(url).host, 0);
  for (let space = 0; space < SPACES; space += 1) {
    const crowd = startCrowd();
    crowds.push(crowd);
    const { url } = servers[space % servers.length] as Probed;
    const target = { ...inSpace(space + 1, each, space * each), url };
    for (const some of [FIRST, each - FIRST])
      for (const [host, there] of Object.entries((await crowd.enter(target, some)).hosts))
        players.set(host, (players.get(host) ?? 0) + there);
  }
}

/** Lets all walk for some time, and looks at both sides; then they stand still. Servers share a core, crowds the other. */
async function turn({ servers, crowds }: Cluster, settleMs: number): Promise<Round> {
  await Promise.all(crowds.map((crowd) => crowd.walk()));
  await sleep(settleMs);
  await Promise.all(servers.map((server) => server.beginIdle()));
  const seen = await Promise.all(crowds.map((crowd) => crowd.measure(SECONDS)));
  const usages = await Promise.all(servers.map((server) => server.end()));
  await Promise.all(crowds.map((crowd) => crowd.halt()));
  return {
    cores: usages.reduce((sum, usage) => sum + usage.cpuSeconds / usage.seconds, 0),
    p99: Math.max(...seen.map(({ near }) => near?.p99 ?? Number.NaN)),
  };
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
