import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { administer } from '../administer.ts';
import { enter, schedule, signUp, signUpCreator } from '../clients.ts';
import { openTestDatabase, type TestDatabase } from '../database.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* A database and a role with defaults of their own, none of which the server may go by. */

const OF_THE_DATABASE = {
  DateStyle: 'SQL, DMY',
  IntervalStyle: 'sql_standard',
  TimeZone: 'Asia/Kathmandu',
  bytea_output: 'escape',
  extra_float_digits: '-15',
  standard_conforming_strings: 'off',
  transform_null_equals: 'on',
  array_nulls: 'off',
  client_encoding: 'LATIN1',
};

const OF_THE_ROLE = {
  DateStyle: 'German',
  default_transaction_isolation: 'serializable',
  default_transaction_deferrable: 'on',
  statement_timeout: '1',
  lock_timeout: '1',
  idle_in_transaction_session_timeout: '1',
  idle_session_timeout: '50',
  row_security: 'off',
  exit_on_error: 'on',
  search_path: 'elsewhere, public',
};

let database: TestDatabase;
let house: TestServer;

beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 1 });
  const url = new URL(database.url as string);
  const name = url.pathname.slice(1);
  await rows(database.database.db, sql`create schema elsewhere`);
  await administer(url.href, async (admin) => {
    for (const [setting, value] of Object.entries(OF_THE_DATABASE))
      await admin.unsafe(`alter database "${name}" set ${setting} = '${value}'`);
    for (const [setting, value] of Object.entries(OF_THE_ROLE)) {
      const given = setting === 'search_path' ? value : `'${value}'`;
      await admin.unsafe(`alter role "${url.username}" in database "${name}" set ${setting} = ${given}`);
    }
  });
  house = await startTestServer('postgres', { DATABASE_URL: url.href });
});

afterAll(async () => {
  await house.stop();
  await database.close();
});

test('DB22 the settings are what a connection of anybody else gets', async () => {
  const other = postgres(database.url as string, { max: 1, onnotice: () => {}, fetch_types: false });
  const [found] = await other
    .unsafe(`select current_setting('DateStyle') as style, current_setting('search_path') as path`)
    .catch((error: Error) => [{ style: error.message }]);
  await other.end({ timeout: 1 }).catch(() => {});
  expect(found).toMatchObject({ style: expect.stringMatching(/German|statement timeout/) });
});

test('DB22 a server works the same whatever the database and the role have set', async () => {
  const creator = await signUpCreator(house.url, 'settings_creator');
  const buyer = await signUp(house.url, 'settings_buyer');
  const admin = await signUp(house.url, 'settings_chief');
  await rows(
    house.server.app.database.db,
    sql`update "user" set role = 'admin' where user_name = 'settings_chief'`,
  );

  const { api } = creator;
  const product = { name: 'O\\Poster', productType: 'collectible', pricePoints: 2, maxQuantity: 10 };
  const { id: productId } = await api.data(api.post('/store/products', product));
  const grant = { creatorId: creator.creatorId, userName: buyer.userName, amount: 50, reason: 'To spend' };
  await admin.api.data(admin.api.post('/points/grants', grant));
  const order = await buyer.api.data(
    buyer.api.post('/store/purchase', { productId }, { 'idempotency-key': 'settings-purchase-1' }),
  );
  expect(Date.now() - Date.parse(order.createdAt)).toBeLessThan(60_000);

  const eventId = await schedule(creator, { pointsPerMinute: 60, minimumSeconds: 0 });
  await api.data(api.post(`/events/${eventId}/start`));
  const there = await enter(house.url, buyer.token, creator.spaceId);
  const event = await api.data(api.get(`/events/${eventId}`));
  expect(Math.abs(Date.now() - Date.parse(event.startedAt))).toBeLessThan(60_000);
  await api.data(api.post(`/events/${eventId}/end`));
  await there.room.leave();

  const exported = await buyer.api.data(buyer.api.get('/users/me/export'));
  expect(exported.orders).toHaveLength(1);
  expect(exported.orders[0].items[0]).toMatchObject({ name: 'O\\Poster' });
  expect(exported.visits).toHaveLength(1);
  expect(Math.abs(Date.now() - Date.parse(exported.visits[0].joinedAt))).toBeLessThan(60_000);
  expect(house.errors).toEqual([]);
});

test('DB22 every connection of the pool has what the code relies on', async () => {
  const names = [...Object.keys(OF_THE_DATABASE), ...Object.keys(OF_THE_ROLE)];
  const settings = await rows<{ name: string; setting: string }>(
    house.server.app.database.db,
    sql`select name, setting from pg_settings
      where name in (select jsonb_array_elements_text(${JSON.stringify(names)}::text::jsonb)) order by name`,
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    array_nulls: 'on',
    bytea_output: 'hex',
    client_encoding: 'UTF8',
    DateStyle: 'ISO, YMD',
    default_transaction_deferrable: 'off',
    default_transaction_isolation: 'read committed',
    exit_on_error: 'off',
    extra_float_digits: '1',
    idle_in_transaction_session_timeout: '30000',
    idle_session_timeout: '0',
    IntervalStyle: 'postgres',
    lock_timeout: '10000',
    row_security: 'on',
    search_path: 'public, extensions, heroku_ext',
    standard_conforming_strings: 'on',
    statement_timeout: '30000',
    TimeZone: 'UTC',
    transform_null_equals: 'off',
  });
});
