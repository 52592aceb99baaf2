import { count } from 'drizzle-orm';
import { pino } from 'pino';
import { inject } from 'vitest';
import * as schema from '#db/schema/index.ts';
import { type App, createApp } from '#src/app.ts';
import { loadConfig } from '#src/config.ts';
import { openTestDatabase, testDataDir } from './database.ts';

const log = pino({ level: 'silent' });
const toClose: (() => Promise<void>)[] = [];

export const closeAll = async () => {
  for (const close of toClose.splice(0).reverse()) await close();
};

export async function openApp(env: Record<string, string>): Promise<App> {
  const app = await createApp(loadConfig({ LOG_LEVEL: 'silent', ...env }), log);
  toClose.push(app.close);
  return app;
}

export async function newDatabase(): Promise<Record<string, string>> {
  if (inject('testDatabase').kind === 'pglite') return { DATA_DIR: await testDataDir() };
  const database = await openTestDatabase({ poolSize: 1 });
  toClose.push(database.close);
  return { DATABASE_URL: database.url as string };
}

const tables = {
  users: schema.user,
  creators: schema.creators,
  worlds: schema.worlds,
  spaces: schema.spaces,
  events: schema.events,
  baseModels: schema.avatarBaseModels,
  slots: schema.avatarSlots,
  wearables: schema.avatarItems,
  products: schema.products,
  packages: schema.pointsPackages,
  avatars: schema.userAvatars,
  balances: schema.pointBalances,
  transactions: schema.pointTransactions,
};

export async function countAll({ database: { db } }: App): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [name, table] of Object.entries(tables)) {
    counts[name] = (await db.select({ n: count() }).from(table))[0]?.n ?? 0;
  }
  return counts;
}

export const WHOLE_WORLD = {
  users: 4,
  creators: 1,
  worlds: 1,
  spaces: 3,
  events: 2,
  baseModels: 2,
  slots: 10,
  wearables: 8,
  products: 10,
  packages: 3,
  avatars: 2,
  balances: 2,
  transactions: 2,
};
