import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '#routes/index.ts';
import { signUpCreator, until } from '#test/clients.ts';
import { pageOf, type RestApp, startRestApp } from '#test/rest/rest-app.ts';
import { findSomebody, insertManyRows } from './many-rows.ts';
import { planOf, type Statement, statementsOf, tablesReadWhole } from './plans.ts';
import { questionsOf, samplesFor } from './samples.ts';

/*
 * Every list, with each filter and order, on tables of 100 000 rows: how the database means to answer the very
 * statements that the list sends. A list that reads a table from one end to the other fails.
 */

let rest: RestApp;
let somebody: Awaited<ReturnType<typeof signUpCreator>>;
let large: Set<string>;

beforeAll(async () => {
  rest = await startRestApp();
  somebody = await signUpCreator(rest.url, 'somebody');
  const { db } = rest.app.database;
  large = new Set(await insertManyRows(db, await findSomebody(db, 'somebody')));
  // The connections that stood idle meanwhile are closed now, and a request on one would fail.
  await until('the server is reached again', () => somebody.api.get('/users/me').catch(() => undefined));
}, 600_000);
afterAll(() => rest.stop());

/** Reads the first page, a far one by its number, and what comes after that by the cursor; tells what was asked. */
async function ask(question: string): Promise<Statement[]> {
  const read = async (part: string): Promise<string | null> =>
    (await pageOf(somebody.api.get(`${question}limit=5${part}`))).nextCursor;
  const [, statements] = await statementsOf(rest.app.database.db, async () => {
    await read('');
    const cursor = await read('&page=20');
    if (cursor) await read(`&cursor=${cursor}`);
  });
  expect(statements.some((statement) => statement.sql.includes(' limit '))).toBe(true);
  return statements;
}

/** The large tables that a question reads whole, each with the statement that does. */
async function readWhole(question: string): Promise<string[]> {
  const found: string[] = [];
  for (const statement of await ask(question)) {
    const tables = tablesReadWhole(await planOf(rest.app.database.db, statement));
    for (const table of tables.filter((name) => large.has(name)))
      found.push(`${question} reads ${table} whole: ${statement.sql}`);
  }
  return found;
}

const lists = allRoutes({} as never, {} as never).filter(({ isList }) => isList);

describe('on 100 000 rows', () => {
  test('LIST6 the public lists are tried', () => {
    expect(lists.filter(({ access }) => access === 'public').length).toBeGreaterThan(10);
  });

  test.each(lists)('LIST6 $path is served by an index', async (route) => {
    const found: string[] = [];
    for (const question of questionsOf(route, samplesFor(somebody)))
      found.push(...(await readWhole(question)));
    expect(found).toEqual([]);
  });
});

describe('without its index', () => {
  test.each([
    ['products_active_price_index', '/store/products?sort=price_asc&'],
    ['products_active_name_index', '/store/products?sort=name&'],
    ['worlds_search_index', '/worlds?search=zeppelin&'],
    ['worlds_short_search_index', '/worlds?search=lh&'],
    ['user_search_index', '/creators?search=zeppelin&'],
  ])('%s, %s is found to read a table whole', async (indexes, question) => {
    expect(await readWhole(question)).toEqual([]);
    await rest.app.database.db.execute(sql.raw(`drop index ${indexes}`));
    expect(await readWhole(question)).not.toEqual([]);
  });
});
