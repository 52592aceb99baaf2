import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { rows } from '#db/client.ts';
import * as schema from '#db/schema/index.ts';
import type { Actor } from '#domain/actor.ts';
import { audit } from '#operations/audit.ts';
import type { App } from '#src/app.ts';
import { buildUser } from '#test/builders.ts';
import { closeAll, countAll, newDatabase, openApp, WHOLE_WORLD } from '#test/demo-kit.ts';
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts';
import { demoEventId, seedDemo } from './seed-demo.ts';

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
    const app = await openApp(await newDatabase());
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
    const app = await openApp(await newDatabase());
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
    const app = await openApp(await newDatabase());
    await buildUser(app.database.db);
    expect(await seedDemo(app)).toBe(false);
    expect(await countAll(app)).toMatchObject({ users: 1, worlds: 0, products: 0 });
    expect(await demoEventId(app)).toBeUndefined();
  });

  it('is filled up after a crash, wherever that was', async () => {
    const app = await openApp(await newDatabase());
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
    const app = await openApp(await newDatabase());
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
