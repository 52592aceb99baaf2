import { defineConfig } from 'vitest/config';

const folders = '{src,rooms,test,loadtest,bench}/**';
const onBothDatabases = [`${folders}/*.db.test.ts`];
const onPostgresOnly = [`${folders}/*.postgres.test.ts`];
const onRedisOnly = [`${folders}/*.redis.test.ts`];
const onSetClocksOnly = [`${folders}/*.clock.test.ts`];
const inBrowserOnly = [`${folders}/*.browser.test.ts`];
const onPostgresAndRedis = [`${folders}/*.cluster.test.ts`];

const hasPostgres = Boolean(process.env.TEST_DATABASE_URL);
const hasBrowser = Boolean(process.env.TEST_BROWSER);
const hasFaketime = Boolean(process.env.TEST_FAKETIME);
const hasRedis = Boolean(process.env.TEST_REDIS_URL);

const unit = {
  name: 'unit',
  include: [`${folders}/*.test.ts`, ...(hasRedis ? [] : onRedisOnly.map((pattern) => `!${pattern}`))],
  exclude: [
    '**/node_modules/**',
    ...onBothDatabases,
    ...onPostgresOnly,
    ...onSetClocksOnly,
    ...inBrowserOnly,
    ...onPostgresAndRedis,
  ],
};

const withDatabase = {
  globalSetup: './test/global-setup.ts',
  setupFiles: ['./test/ws-sockets.ts', './test/leak-check.ts'],
};

const pglite = {
  ...withDatabase,
  name: 'pglite',
  include: [
    ...onBothDatabases,
    ...(hasFaketime ? onSetClocksOnly : []),
    ...(hasBrowser ? inBrowserOnly : []),
  ],
};

const postgres = {
  ...withDatabase,
  name: 'postgres',
  include: [
    ...onBothDatabases,
    ...onPostgresOnly,
    ...(hasFaketime ? onSetClocksOnly : []),
    ...(hasRedis ? onPostgresAndRedis : []),
  ],
};

/**
 * `*.db.test.ts` runs on the embedded database and, with a TEST_DATABASE_URL, again on PostgreSQL.
 * `*.postgres.test.ts` needs PostgreSQL, `*.redis.test.ts` a TEST_REDIS_URL, `*.cluster.test.ts` both;
 * `*.browser.test.ts` a TEST_BROWSER, which is the path of a Chromium; `*.clock.test.ts` runs on both databases with a
 * TEST_FAKETIME, which is the path of libfaketime.
 * Every other `*.test.ts` runs once. Each file has a process of its own: Colyseus keeps state in its globals.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    isolate: true,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
    projects: [unit, pglite, ...(hasPostgres ? [postgres] : [])].map((test) => ({
      extends: true as const,
      test,
    })),
  },
});
