import { count, eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest';
import { rows } from '#db/client.ts';
import * as schema from '#db/schema/index.ts';
import type { Actor } from '#domain/actor.ts';
import { audit } from '#operations/audit.ts';
import { type App, createApp } from '#src/app.ts';
import { loadConfig } from '#src/config.ts';
import { buildUser } from '#test/builders.ts';
import { openTestDatabase, testDataDir } from '#test/database.ts';
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts';
import { demoEventId, seedDemo } from './seed-demo.ts';

const log = pino({ level: 'silent' });
const { kind } = inject('testDatabase');
const toClose: (() => Promise<void>)[] = [];

const closeAll = async () => {
  for (const close of toClose.splice(0).reverse()) await close();
};

async function open(env: Record<string, string>): Promise<App> {
  const app = await createApp(loadConfig({ LOG_LEVEL: 'silent', ...env }), log);
  toClose.push(app.close);
  return app;
}

async function newDatabase(): Promise<Record<string, string>> {
  if (kind === 'pglite') return { DATA_DIR: await testDataDir() };
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

async function countAll({ database: { db } }: App): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [name, table] of Object.entries(tables)) {
    counts[name] = (await db.select({ n: count() }).from(table))[0]?.n ?? 0;
  }
  return counts;
}

const WHOLE_WORLD = {
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

async function demoActor(app: App, userName: string): Promise<Actor> {
  const [found] = await app.database.db.select().from(schema.user).where(eq(schema.user.userName, userName));
  const { id, role } = found as typeof schema.user.$inferSelect;
  return { userId: id, userName, role, authSessionId: '' };
}

/** The app, with one service call that fails as if the process had died there. */
function dyingAt<S extends 'spaces' | 'catalogue' | 'products' | 'events' | 'avatars'>(
  app: App,
  service: S,
  method: keyof App[S],
  nth: number,
): App {
  let calls = 0;
  const original = app[service][method] as (...parameters: unknown[]) => Promise<unknown>;
  const failing = (...parameters: unknown[]) => {
    calls += 1;
    return calls === nth ? Promise.reject(new Error('died')) : original(...parameters);
  };
  return { ...app, [service]: { ...app[service], [method]: failing } };
}

afterEach(closeAll);
afterAll(closeAll);

describe('the demo world', () => {
  it('is filled once, signs in, and passes the audit', async () => {
    const app = await open(await newDatabase());
    expect(await seedDemo(app)).toBe(true);
    expect(await countAll(app)).toEqual(WHOLE_WORLD);
    expect(await seedDemo(app)).toBe(true);
    expect(await countAll(app)).toEqual(WHOLE_WORLD);
    for (const { email } of demoAccounts) {
      const signedIn = await app.auth.api.signInEmail({ body: { email, password: DEMO_PASSWORD } });
      expect(signedIn.user.email).toBe(email);
    }
    const violated = (await audit(app.database.db)).filter(({ violations }) => violations > 0);
    expect(violated).toEqual([]);
  });

  it('lets the creator start the event at once, and a player buy and wear', async () => {
    const app = await open(await newDatabase());
    await seedDemo(app);
    const creator = await demoActor(app, 'creator');
    const player = await demoActor(app, 'player_one');
    expect(creator.role).toBe('creator');
    expect((await demoActor(app, 'operator')).role).toBe('admin');

    const { event } = await app.events.start(creator, (await demoEventId(app)) as string);
    expect(event.isLive).toBe(true);

    const { items: products } = await app.products.list({}, { limit: 100, after: undefined });
    const named = (name: string) => products.find(({ product }) => product.name === name);
    const buy = (name: string) =>
      app.checkout.purchase(
        player,
        [{ productId: named(name)?.product.publicId as string, quantity: 1 }],
        undefined,
      );
    expect((await buy('Wide-brimmed hat')).answer.balance).toBe(120);
    expect((await buy('Hooded cape')).answer.balance).toBe(30);
    await expect(buy('Jet pack')).rejects.toMatchObject({ code: 'NOT_RELEASED' });
    await expect(buy('Silver jacket')).rejects.toMatchObject({ code: 'INSUFFICIENT_POINTS' });

    const avatar = (await app.avatars.ensureActive(player.userId))?.avatar.publicId as string;
    const wear = (name: string) =>
      app.avatars.equip(player, avatar, { itemId: named(name)?.itemPublicId as string });
    await wear('Wide-brimmed hat');
    await expect(wear('Hooded cape')).rejects.toMatchObject({ code: 'ITEM_INCOMPATIBLE' });
  });

  it('leaves a database alone that has users of its own', async () => {
    const app = await open(await newDatabase());
    await buildUser(app.database.db);
    expect(await seedDemo(app)).toBe(false);
    expect(await countAll(app)).toMatchObject({ users: 1, worlds: 0, products: 0 });
    expect(await demoEventId(app)).toBeUndefined();
  });

  it('is filled up after a crash, wherever that was', async () => {
    const app = await open(await newDatabase());
    const deaths = [
      dyingAt(app, 'spaces', 'create', 2),
      dyingAt(app, 'events', 'schedule', 1),
      dyingAt(app, 'catalogue', 'addBaseModel', 2),
      dyingAt(app, 'catalogue', 'addItem', 5),
      dyingAt(app, 'products', 'create', 3),
      dyingAt(app, 'avatars', 'ensureActive', 2),
    ];
    for (const dying of deaths) await expect(seedDemo(dying)).rejects.toThrow('died');
    expect(await seedDemo(app)).toBe(true);
    expect(await countAll(app)).toEqual(WHOLE_WORLD);
  });

  it('has an event to start after every start of the server', async () => {
    const app = await open(await newDatabase());
    await seedDemo(app);
    const creator = await demoActor(app, 'creator');
    const first = (await demoEventId(app)) as string;
    await app.events.start(creator, first);
    await app.events.end(creator, first);
    await seedDemo(app);
    const second = (await demoEventId(app)) as string;
    expect(second).not.toBe(first);

    const past = sql`now() - interval '2 days'`;
    await app.database.db
      .update(schema.events)
      .set({ startTime: past, endTime: sql`now() - interval '1 day'` } as never);
    await seedDemo(app);
    const third = (await demoEventId(app)) as string;
    expect([first, second]).not.toContain(third);
    expect((await app.events.start(creator, third)).event.isLive).toBe(true);
    const [{ n }] = (await rows(
      app.database.db,
      sql`select count(*)::int as n from events where end_time > now()`,
    )) as [{ n: number }];
    expect(n).toBe(2);
  });
});

describe.runIf(kind === 'postgres')('two processes', () => {
  it('fill one database once', async () => {
    const env = await newDatabase();
    const apps = [await open(env), await open(env)];
    expect(await Promise.all(apps.map(seedDemo))).toEqual([true, true]);
    expect(await countAll(apps[0] as App)).toEqual(WHOLE_WORLD);
  });
});
