import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { isUserDeleted } from '#db/constraint.ts';
import * as schema from '#db/schema/index.ts';
import { DomainError } from '#domain/errors.ts';
import { audit } from '#operations/audit.ts';
import { createApp } from '#src/app.ts';
import { loadConfig } from '#src/config.ts';
import {
  actorOf,
  buildAvatar,
  buildBaseModel,
  buildCreator,
  buildEvent,
  buildProduct,
  buildSpace,
  buildUser,
  buildWorld,
  givePoints,
  type User,
} from '#test/builders.ts';
import { testEnvironment } from '#test/test-server.ts';

/*
 * Deletions against everything else of the same user, at the same moment: each of the others is done whole before
 * the deletion, or refused; nothing of the user is left behind, and the books stay in order.
 */

type App = Awaited<ReturnType<typeof createApp>>;

const ROUNDS = 12;

let app: App;
let closeDatabase: () => Promise<void>;
const failures: string[] = [];

beforeAll(async () => {
  const { env, close } = await testEnvironment('postgres');
  closeDatabase = close;
  const log = pino({ level: 'error' }, { write: (line: string) => void failures.push(line) });
  app = await createApp(loadConfig({ ...env, DATABASE_POOL_SIZE: '20' }), log);
});
afterAll(async () => {
  await app.close();
  await closeDatabase();
  expect(failures).toEqual([]);
});

const db = () => app.database.db;

/** A world with a live event, a product and a tribe, and a player with points, who is at the event. */
async function stage() {
  const owner = await buildUser(db(), { role: 'creator' });
  const creator = await buildCreator(db(), { userId: owner.id });
  const world = await buildWorld(db(), { creatorId: creator.id });
  const space = await buildSpace(db(), { worldId: world.id });
  const startedAt = new Date(Date.now() - 60_000);
  const event = await buildEvent(db(), {
    spaceId: space.id,
    isLive: true,
    startedAt,
    pointsPerMinute: 60,
    rewardBudget: 1_000,
  });
  const product = await buildProduct(db(), { creatorId: creator.id, maxQuantity: 100 });
  const [tribe] = await db()
    .insert(schema.tribes)
    .values({ creatorId: creator.id, name: 'tribe', joinCost: 5 })
    .returning();
  const player = await buildUser(db());
  await givePoints(db(), app.ledger, { userId: player.id, creatorId: creator.id, amount: 100 });
  const visit = { stayId: `first-${player.id}`, userId: player.id, enteredAt: startedAt.toISOString() };
  await app.attendance.open(event.id, [visit]);
  return { owner, creator, event, product, tribe: tribe as { publicId: string }, player, space };
}

type Stage = Awaited<ReturnType<typeof stage>>;

/** How something came out: done, refused as it may be, or failed. */
const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error) => {
      if (error instanceof DomainError) return error.code;
      if (isUserDeleted(error)) return 'USER_DELETED';
      throw error;
    },
  );

const others: Record<string, (stage: Stage) => Promise<unknown>> = {
  'a purchase': ({ player, product }) => buy(player, product.publicId, undefined),
  'a purchase with a key': ({ player, product }) => buy(player, product.publicId, 'key'),
  'joining a tribe': ({ player, tribe }) =>
    app.memberships.join(actorOf(player), { tribeId: tribe.publicId }, undefined),
  'the end of the event': ({ owner, event }) => app.events.end(actorOf(owner), event.publicId),
  'a visit that closes': ({ player, event }) => app.attendance.close(event.id, [`first-${player.id}`]),
  'a visit that opens': ({ player, event }) =>
    app.attendance.open(event.id, [
      { stayId: `second-${player.id}`, userId: player.id, enteredAt: new Date().toISOString() },
    ]),
  'a gift': ({ player, creator }) =>
    givePoints(db(), app.ledger, { userId: player.id, creatorId: creator.id, amount: 7 }),
  'a new avatar': async ({ player }) => {
    const model = await buildBaseModel(db());
    return app.avatars.create(actorOf(player), { baseModelId: model.publicId });
  },
  'an avatar on the way in': ({ player }) => app.avatars.ensureActive(player.id),
  'a new profile': ({ player }) => app.accounts.change(actorOf(player), { firstName: 'Unforgotten' }),
  'an application': ({ player }) => app.creators.apply(actorOf(player), {}),
  'a sign-in': ({ player }) =>
    db()
      .insert(schema.session)
      .values({ id: player.id, token: player.id, userId: player.id, expiresAt: new Date() }),
};

const buy = (player: User, productId: string, key: string | undefined) =>
  app.checkout.purchase(actorOf(player), [{ productId, quantity: 1 }], key);

const remove = (player: User) => app.deletion.remove(actorOf(player), undefined);

/** What is left of a deleted user, and the audit’s violations. */
async function expectGone({ id, userName }: User): Promise<void> {
  const [left] = await rows(
    db(),
    sql`select u.deleted_at is not null as deleted, u.first_name as name from "user" u where u.id = ${id}`,
  );
  expect([userName, left]).toEqual([userName, { deleted: true, name: 'Deleted' }]);
}

async function expectAudit(): Promise<void> {
  expect((await audit(db())).filter(({ violations }) => violations > 0)).toEqual([]);
}

test.each(Object.keys(others))('LEAVE7 a deletion and %s at the same moment', async (name) => {
  const seen = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const set = await stage();
    const other = others[name] as (typeof others)[string];
    const late = () => new Promise((resolve) => setTimeout(resolve, (round % 6) * 2));
    const [deleted, done] = await Promise.all([
      outcome(round % 2 ? remove(set.player) : late().then(() => remove(set.player))),
      outcome(round % 2 ? late().then(() => other(set)) : other(set)),
    ]);
    expect(deleted).toBe('done');
    seen.add(done);
    await expectGone(set.player);
  }
  await expectAudit();
  const allowed = ['done', 'USER_NOT_FOUND', 'USER_DELETED', 'INSUFFICIENT_POINTS', 'AVATAR_NOT_FOUND'];
  expect([...seen].filter((one) => !allowed.includes(one))).toEqual([]);
});

test('LEAVE7 a deletion and all of it at the same moment, many times', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const set = await stage();
    await buildAvatar(db(), { userId: set.player.id });
    const deletions = [remove(set.player), remove(set.player)].map(outcome);
    await Promise.all(Object.values(others).map((other) => outcome(other(set))));
    expect((await Promise.all(deletions)).toSorted()).toEqual(['NOT_SIGNED_IN', 'done']);
    await expectGone(set.player);
  }
  await expectAudit();
});

test('LEAVE7 LEAVE9 creators leave while others attend, buy and leave', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const [one, two] = [await stage(), await stage()];
    const visits = [one, two].map(({ event }, n) => {
      const guest = [two, one][n] as Stage;
      const stay = { stayId: `guest-${guest.owner.id}`, userId: guest.owner.id };
      return app.attendance.open(event.id, [{ ...stay, enteredAt: new Date().toISOString() }]);
    });
    await Promise.all(visits);
    const done = await Promise.all(
      [
        remove(one.owner),
        remove(two.owner),
        remove(one.player),
        app.creators.remove(actorOf(two.owner), two.creator.publicId),
        buy(two.player, two.product.publicId, undefined),
        app.events.end(actorOf(one.owner), one.event.publicId),
        app.attendance.close(two.event.id, [`first-${two.player.id}`]),
        app.memberships.join(actorOf(two.player), { tribeId: two.tribe.publicId }, undefined),
      ].map(outcome),
    );
    expect(done.slice(0, 3)).toEqual(['done', 'done', 'done']);
    for (const user of [one.owner, two.owner, one.player]) await expectGone(user);
  }
  await expectAudit();
});

test('LEAVE9 an event that is started while its creator is removed is not live afterwards', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { owner, creator, space, event } = await stage();
    await app.events.end(actorOf(owner), event.publicId);
    const next = await buildEvent(db(), { spaceId: space.id });
    const [, started] = await Promise.all([
      app.creators.remove(actorOf(owner), creator.publicId),
      outcome(app.events.start(actorOf(owner), next.publicId)),
    ]);
    expect(['done', 'NOT_THE_OWNER']).toContain(started);
    expect((await app.events.get(next.publicId)).event.isLive).toBe(false);
  }
  await expectAudit();
});
