import { pino } from 'pino';
import { createApp } from '#src/app.ts';
import { loadConfig } from '#src/config.ts';
import {
  actorOf,
  buildCreator,
  buildEvent,
  buildProduct,
  buildSpace,
  buildUser,
  buildWorld,
  givePoints,
} from '#test/builders.ts';
import { testEnvironment } from '#test/test-server.ts';

export type App = Awaited<ReturnType<typeof createApp>>;

/** The application on a PostgreSQL database of its own, without a port. */
export async function openApp(): Promise<{ app: App; close: () => Promise<void> }> {
  const { env, close: closeDatabase } = await testEnvironment('postgres');
  const config = loadConfig({ ...env, DATABASE_POOL_SIZE: '10' });
  const app = await createApp(config, pino({ level: 'silent' }));
  const close = async () => {
    await app.close();
    await closeDatabase();
  };
  return { app, close };
}

/** A creator with a world, a space and an event that is planned, or as it is given. */
export async function buildRealm({ database: { db } }: App, given: Parameters<typeof buildEvent>[1] = {}) {
  const user = await buildUser(db, { role: 'creator' });
  const creator = await buildCreator(db, { userId: user.id });
  const world = await buildWorld(db, { creatorId: creator.id });
  const space = await buildSpace(db, { worldId: world.id });
  const event = await buildEvent(db, { spaceId: space.id, ...given });
  return { user, owner: actorOf(user), creator, world, space, event };
}

/** A creator with two products who stays on record when they leave, since somebody has their points. */
export async function buildKept(app: App) {
  const { db } = app.database;
  const realm = await buildRealm(app);
  const creatorId = realm.creator.id;
  const [first, second] = [await buildProduct(db, { creatorId }), await buildProduct(db, { creatorId })];
  const { id: userId } = await buildUser(db);
  await givePoints(db, app.ledger, { userId, creatorId, amount: 5 });
  return { ...realm, first, second };
}
