import { randomBytes } from 'node:crypto';
import { makeServedDatabase, type ServedDatabase } from '../bench-database.ts';
import type { Benchmark, Result } from '../measure.ts';
import { round } from '../measure.ts';
import { startServerProcess } from '../server-process.ts';
import { capture } from './capture.ts';
import { type Comparison, compare, type Measure } from './compare.ts';
import { deepPage } from './deep-page.ts';
import { populate } from './populate.ts';
import { type Generator, pinServer, startBareServer, startGenerator } from './processes.ts';
import { HOT_READS, PUBLIC_LISTS } from './reads.ts';
import { printGrowth, printReads } from './report.ts';

const FEW = 100;
const CONNECTIONS = 16;
const POOL_SIZE = 10;

/** The settings of a server that is measured: production as it is shipped, without the limits for each address. */
const settings = {
  NODE_ENV: 'production',
  AUTH_SECRET: randomBytes(32).toString('hex'),
  RATE_LIMITS: 'false',
  DATABASE_POOL_SIZE: String(POOL_SIZE),
};

/** The hottest reads beside bare Express with the same SQL, and every public list with few rows and with many. */
export const http: Benchmark = {
  summary: 'the hottest reads beside bare Express with the same SQL; lists of 100 000 rows beside 100',
  async run({ quick, databaseUrl }): Promise<Result> {
    const many = quick ? 10_000 : 100_000;
    const reads: Measure = { rounds: quick ? 3 : 15, seconds: quick ? 0.5 : 0.8, connections: CONNECTIONS };
    const lists: Measure = { rounds: quick ? 3 : 7, seconds: quick ? 0.3 : 0.5, connections: CONNECTIONS };
    const few = await makeServedDatabase(databaseUrl, (database) => populate(database, FEW));
    const generator = startGenerator();
    try {
      const compared = await besideBare(few, generator, reads);
      const grown = await grow(few, many, databaseUrl, generator, lists);
      const database = databaseUrl ? 'postgres' : 'pglite';
      return { rounds: reads.rounds, ...figures(compared, grown, { database, many }) };
    } finally {
      await generator.stop();
      await few.drop();
    }
  },
};

/** Ours and the bare handlers, two processes on the same database, in turn. */
async function besideBare(database: ServedDatabase, generator: Generator, measure: Measure) {
  console.log(
    `${HOT_READS.length} reads over ${CONNECTIONS} connections, ours and bare Express with the same SQL in turn, ${measure.rounds} rounds of ${measure.seconds} s each.`,
  );
  const { token, captured } = await capture(database.place, settings, HOT_READS);
  const secondPlace = database.secondPlace();
  const ours = await startServerProcess({ ...settings, ...database.place });
  pinServer(ours);
  const bare = await startBareServer({ place: secondPlace, poolSize: POOL_SIZE, captured });
  const compared: Comparison[] = [];
  try {
    for (const read of HOT_READS) {
      const asked = { path: read.path, token: read.isSignedIn ? token : undefined };
      const sides = [
        { ...ours, ...asked },
        { ...bare, ...asked },
      ] as const;
      const comparison = await compare(generator, read.name, sides, measure);
      console.log(`  ${read.name}: ${round(comparison.throughput, 2)} of bare`);
      compared.push(comparison);
    }
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
  }
  printReads(compared);
  return compared;
}

/** Ours on few rows and ours on many, in turn. */
async function grow(
  few: ServedDatabase,
  rows: number,
  databaseUrl: string | undefined,
  generator: Generator,
  measure: Measure,
): Promise<Comparison[]> {
  console.log(
    `\n${PUBLIC_LISTS.length} lists of ${FEW} rows and of ${rows}, in turn, ${measure.rounds} rounds.`,
  );
  const many = await makeServedDatabase(databaseUrl, (database) => populate(database, rows));
  const small = await startServerProcess({ ...settings, ...few.place });
  const large = await startServerProcess({ ...settings, ...many.place });
  for (const server of [small, large]) pinServer(server);
  const grown: Comparison[] = [];
  try {
    for (const { name, path } of PUBLIC_LISTS) {
      const onSmall = { ...small, path };
      const onLarge = { ...large, path };
      const first = await compare(generator, name, [onSmall, onLarge], measure);
      const deep = await compare(
        generator,
        `${name}, deep`,
        [await deepPage(onSmall, FEW), await deepPage(onLarge, rows)],
        measure,
      );
      console.log(`  ${name}: ${round(first.throughput, 2)}×, deep ${round(deep.throughput, 2)}×`);
      grown.push(first, deep);
    }
  } finally {
    await Promise.all([small.stop(), large.stop()]);
    await many.drop();
  }
  printGrowth(grown);
  return grown;
}

function figures(
  compared: readonly Comparison[],
  grown: readonly Comparison[],
  about: Record<string, string | number>,
): Omit<Result, 'rounds'> {
  const ofReads = compared.flatMap(({ name, first, second, throughput, p99, processor }) => [
    [`${name}.requestsPerSecond`, round(first.requestsPerSecond, 0)],
    [`${name}.bareRequestsPerSecond`, round(second.requestsPerSecond, 0)],
    [`${name}.throughputToBare`, round(throughput, 2)],
    [`${name}.p50Ms`, round(first.p50, 2)],
    [`${name}.bareP50Ms`, round(second.p50, 2)],
    [`${name}.p99Ms`, round(first.p99, 2)],
    [`${name}.bareP99Ms`, round(second.p99, 2)],
    [`${name}.p99ToBare`, round(p99, 2)],
    ...(Number.isNaN(processor) ? [] : [[`${name}.processorToBare`, round(processor, 2)]]),
  ]);
  const ofLists = grown.map(({ name, throughput }) => [
    `${name.replace(', deep', '.deep')}.listGrowth`,
    round(throughput, 2),
  ]);
  return {
    figures: { ...about, connections: CONNECTIONS, ...Object.fromEntries([...ofReads, ...ofLists]) },
    ratios: {
      throughputToBare: round(Math.min(...compared.map(({ throughput }) => throughput)), 2),
      p99ToBare: round(Math.max(...compared.map(({ p99 }) => p99)), 2),
      listGrowth: round(Math.max(...grown.map(({ throughput }) => throughput)), 2),
    },
  };
}
