import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { openTestDatabase, type TestDatabase, testDataDir } from '#test/database.ts';

let t: TestDatabase;
let t0 = 0;
beforeAll(async () => {
  t0 = performance.now();
  t = await openTestDatabase();
  console.log('open', t.kind, performance.now() - t0);
});
if (!process.env.LEAK)
  afterAll(async () => {
    t0 = performance.now();
    await t.close();
    console.log('close', performance.now() - t0);
  });
test('x', async () => {
  console.log(
    process.pid,
    await rows(t.database.db, sql`select count(*)::int as n from pg_tables where schemaname='public'`),
    await rows(t.database.db, sql`select tgname from pg_trigger where not tgisinternal`),
  );
  t0 = performance.now();
  for (let i = 0; i < 200; i++)
    await t.database.db.execute(
      sql`insert into "user"(id,name,first_name,last_name,user_name,email) values (${`u${i}`},'a','b','c',${`u${i}`},${`u${i}`})`,
    );
  console.log('200 inserts', performance.now() - t0);
  if (t.kind === 'pglite') {
    t0 = performance.now();
    console.log(await testDataDir(), performance.now() - t0);
  }
  expect(1).toBe(1);
});
