import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { guardingTests } from './guarding-tests.ts';
import { protectionsIn, protectionsInCode } from './in-code.ts';
import { protectionsInDatabase } from './in-database.ts';
import type { Protection } from './protection.ts';

/* Taking each of them away is `npm run test:protections`; here, that it finds what there is to take away. */

const root = fileURLToPath(new URL('../../', import.meta.url));

let t: TestDatabase;
let inDatabase: Protection[];
beforeAll(async () => {
  t = await openTestDatabase();
  inDatabase = await protectionsInDatabase(t.database.db);
});
afterAll(() => t.close());

const inCode = protectionsInCode(root);
const ofKind = (kind: Protection['kind']) =>
  [...inCode, ...inDatabase].filter((protection) => protection.kind === kind);

test.each<[Protection['kind'], atLeast: number, known: string]>([
  ['check', 35, 'point_balances: point_balances_not_negative'],
  ['unique', 35, 'points_purchases: points_purchases_payment_unique'],
  ['unique', 35, 'events: events_one_live_per_space'],
  ['trigger', 15, 'point_transactions: point_transactions_no_truncate'],
  ['lock in function', 1, 'refuse_deleted_user(): for key share'],
  ['lock', 45, 'points/ledger.ts: for update in lockBalances'],
  ['lock', 45, 'points/settlement.ts: pg_advisory_xact_lock in holdPayment'],
  ['lock', 45, "events/events.ts: .for('update', { of: events }) in owned"],
  ['condition', 25, `points/ledger.ts: b.balance + \${amount} >= 0 in insertEntries`],
  ['condition', 25, 'inventory/inventory.ts: held.quantity >= w.quantity in takeBackSql'],
])('%s: finds %i and more, among them %s', (kind, atLeast, known) => {
  const names = ofKind(kind).map(({ name }) => name);
  expect(names.length).toBeGreaterThanOrEqual(atLeast);
  expect(names).toContain(known);
});

test('each has a name of its own and tests that guard it', () => {
  const all = [...inCode, ...inDatabase];
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  for (const protection of all) expect(guardingTests(protection).length).toBeGreaterThan(0);
});

test('what is taken away in the code is that and nothing else', () => {
  for (const { without } of inCode) expect(without).toHaveProperty('text');
  expect(withoutEach('sql`select 1 from a where id = 7 order by id for update`;')).toEqual([
    'sql`select 1 from a where id = 7 order by id`;',
  ]);
  expect(withoutEach('sql`update a set n = n - 1 where id = 7 and n >= 3 returning n`;')).toEqual([
    'sql`update a set n = n - 1 where id = 7 and true returning n`;',
  ]);
  expect(withoutEach("tx.select().from(a).where(eq(a.id, id)).for('update', { of: a });")).toEqual([
    'tx.select().from(a).where(eq(a.id, id));',
  ]);
  expect(withoutEach('sql`select pg_advisory_xact_lock(hashtextextended(7, 0))`;')).toEqual([
    'sql`select (hashtextextended(7, 0))`;',
  ]);
  expect(withoutEach('// one for update, as sql`… for update`\nsql`select n from a where n >= 1`;')).toEqual(
    [],
  );
});

const withoutEach = (text: string) =>
  protectionsIn('src/domain/a.ts', text).map(({ without }) => ('text' in without ? without.text : ''));
