import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { spaceBans, spaceMutes, spaces } from '#db/schema/index.ts';
import { buildPackage, buildPurchase } from '#test/builders.ts';
import { type Person, schedule, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectNothingInternal,
  expectProblem,
  give,
  type RestApp,
  signUpAdmin,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'has_a_world');
});
afterAll(() => rest.stop());

const exportOf = async ({ api }: Person) => api.data(api.get('/users/me/export'));
const db = () => rest.app.database.db;

async function idOf({ userName }: Person): Promise<string> {
  const [row] = await rows<{ id: string }>(db(), sql`select id from "user" where user_name = ${userName}`);
  return row?.id as string;
}

/** A player who has something in every part of the export, each at least once. */
async function lifeOf(person: Person): Promise<void> {
  const { api } = person;
  const admin = await signUpAdmin(rest, 'model_maker');
  const model = await admin.api.data(
    admin.api.post('/avatars/base-models', {
      name: 'Human',
      meshUrl: 'https://cdn.example.com/human.glb',
      skeletonUrl: 'https://cdn.example.com/rig.glb',
      rigType: 'humanoid',
      slots: [{ slotName: 'head', slotType: 'attachment', displayOrder: 1 }],
    }),
  );
  const hat = await creator.api.data(
    creator.api.post('/avatars/items', {
      baseModelId: model.id,
      slotName: 'head',
      meshUrl: 'https://cdn.example.com/hat.glb',
      thumbnailUrl: 'https://cdn.example.com/hat.png',
    }),
  );
  const product = await creator.api.data(
    creator.api.post('/store/products', {
      name: 'Hat',
      productType: 'avatar',
      itemId: hat.id,
      pricePoints: 10,
    }),
  );
  await give(rest, person, creator.creatorId, 100);
  const key = { 'Idempotency-Key': 'buy-1' };
  await api.data(api.post('/store/purchase', { productId: product.id }, key));
  const avatar = await api.data(api.post('/avatars/my-avatars', { baseModelId: model.id, name: 'Me' }));
  await api.data(
    api.post(`/avatars/my-avatars/${avatar.id}/equip`, { itemId: hat.id, colorVariant: { main: '#c00' } }),
  );
  await creator.api.data(creator.api.put(`/tribes/${creator.tribeId}`, { joinCost: 5 }));
  await api.data(api.post(`/tribes/${creator.tribeId}/join`));
  const eventId = await schedule(creator, { pointsPerMinute: 600 });
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  await api.data(api.post(`/events/${eventId}/attend`));
  await sleep(1_100);
  await creator.api.data(creator.api.post(`/events/${eventId}/end`));
  const userId = await idOf(person);
  const [space] = await db().select().from(spaces);
  const [owner] = await rows<{ id: number }>(db(), sql`select id from creators`);
  const creatorId = owner?.id as number;
  await db()
    .insert(spaceBans)
    .values({ spaceId: space?.id as number, userId, reason: 'Too loud' });
  await db()
    .insert(spaceMutes)
    .values({ spaceId: space?.id as number, userId, reason: 'Too many words' });
  const pack = await buildPackage(db(), { creatorId });
  await buildPurchase(db(), { userId, creatorId, packageId: pack.id });
}

describe('the export of one’s own data', () => {
  test('LEAVE13 has everything about a player, and nothing internal or secret', async () => {
    const person = await signUp(rest.url, 'data_owner');
    await lifeOf(person);
    const data = await exportOf(person);
    expectNothingInternal(data);
    expect(data).toMatchObject({
      account: { userName: 'data_owner', email: 'data_owner@example.com' },
      signIns: [{ providerId: 'credential' }],
      sessions: [{ ipAddress: expect.any(String), userAgent: expect.any(String) }],
      requests: [{ idempotencyKey: 'buy-1' }],
      creator: null,
      avatars: [
        { name: 'Me', isActive: true, equipped: [{ slotName: 'head', colorVariant: { main: '#c00' } }] },
      ],
      wearables: [{ source: 'purchase', slotName: 'head' }],
      inventory: [{ name: 'Hat', quantity: 1, orderNumber: data.orders[0].orderNumber }],
      memberships: [{ tribeId: creator.tribeId, role: 'member' }],
      bans: [{ reason: 'Too loud' }],
      mutes: [{ reason: 'Too many words' }],
      balances: [{ creatorId: creator.creatorId }],
      orders: [{ totalPoints: 10, items: [{ name: 'Hat', quantity: 1 }] }],
      purchases: [{ status: 'pending', pointsReceived: 100, amountUSD: '4.99' }],
      movements: [{ quantity: 1, kind: 'purchase', reference: data.orders[0].orderNumber }],
      visits: [{ eventName: 'First night', duration: expect.any(Number) }],
    });
    expect(data.transactions.map(({ type }: { type: string }) => type)).toEqual([
      'gift',
      'spend',
      'spend',
      'earn',
    ]);
    expect(data.transactions[1].referenceId).toBe(data.orders[0].orderNumber);
    expect(data.transactions.at(-1).balance).toBe(data.balances[0].balance);
    const secrets = await rows<{ token: string; password: string }>(
      db(),
      sql`select s.token, a.password from session s join account a using (user_id)`,
    );
    const said = JSON.stringify(data);
    for (const { token, password } of secrets) {
      expect(said).not.toContain(token);
      expect(said).not.toContain(password);
    }
    expect(said).not.toContain(await idOf(person));
    await expectBooksInOrder(rest);
  });

  test('LEAVE13 has everything of a creator', async () => {
    const { creator: own } = await exportOf(creator);
    expect(own).toMatchObject({
      id: creator.creatorId,
      pointsName: 'Stars',
      retiredAt: null,
      worlds: [{ id: creator.worldId }],
      spaces: [{ id: creator.spaceId, isActive: true, movement: { cellMetres: 20 } }],
      events: [{ name: 'First night', reward: { pointsPerMinute: 600 } }],
      tribes: [{ id: creator.tribeId, joinCost: 5, perks: [] }],
      stores: [{ storeName: "has_a_world's store" }],
      products: [{ name: 'Hat', pricePoints: 10 }],
      packages: [{ priceUSD: '4.99' }],
      wearables: [{ slotName: 'head' }],
    });
    expectNothingInternal(own);
  });

  test('LEAVE13 comes as a file, for who is signed in, and of nobody else', async () => {
    const person = await signUp(rest.url, 'file_taker');
    const { status, headers, body } = await person.api.get('/users/me/export');
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="triberspace-export-file_taker.json"',
    );
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(JSON.stringify(body)).not.toContain('data_owner');
    const refused = await rest.api.get('/users/me/export');
    expectProblem(refused, 401, 'NOT_SIGNED_IN');
    expect(refused.headers.get('content-disposition')).toBeNull();
  });

  test('LEAVE13 names every table that has something of a user', async () => {
    const tables = await rows<{ table: string }>(
      db(),
      sql`select distinct c.conrelid::regclass::text as "table" from pg_constraint c
          where c.contype = 'f' and c.confrelid = '"user"'::regclass order by 1`,
    );
    expect(tables.map(({ table }) => table)).toEqual(TOLD);
  });

  test('LEAVE13 works with 100 000 transactions', async () => {
    const person = await signUp(rest.url, 'busy_one');
    await give(rest, person, creator.creatorId, 1);
    const userId = await idOf(person);
    await db().execute(sql`
      insert into point_transactions (transaction_id, user_id, creator_id, amount, balance, type, source, description)
      select gen_random_uuid(), ${userId}, (select min(id) from creators), 1, n + 1, 'gift', 'admin', 'For a test'
      from generate_series(1, 99999) n`);
    // Connections that timed out while the embedded database was busy get closed.
    await sleep(200);
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const data = await exportOf(person);
    const took = Math.round(performance.now() - started);
    console.log(`${took} ms, ${Math.round((process.memoryUsage().rss - before) / 1e6)} MB more, both ends`);
    expect(data.transactions).toHaveLength(100_000);
    expect(data.transactions.at(-1).balance).toBe(100_000);
  });
});

/** The tables with a user in them, each of which is a part of the export. */
const TOLD = [
  'account',
  'creators',
  'event_attendance',
  'held_user_names',
  'idempotency_keys',
  'inventory_movements',
  'orders',
  'point_balances',
  'point_gifts',
  'point_transactions',
  'points_purchases',
  'session',
  'space_bans',
  'space_mutes',
  'user_avatar_inventory',
  'user_avatars',
  'user_inventory',
  'user_tribe_memberships',
];
