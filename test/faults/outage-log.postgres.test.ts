import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openPostgres } from '#db/client.ts';
import { describeError } from '#operations/log.ts';
import { type Outages, watchOutages } from '#operations/outages.ts';
import { until } from '../clients.ts';
import { openTestDatabase, type TestDatabase } from '../database.ts';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy.ts';

let opened: TestDatabase;
let proxy: TcpProxy;
let database: Database;
let outages: Outages;
let lines: { level: number; msg: string; err?: { code?: string }; failures?: number; seconds?: number }[];

beforeAll(async () => {
  opened = await openTestDatabase({ poolSize: 1 });
  const url = new URL(opened.url as string);
  proxy = await startTcpProxy(url.hostname, Number(url.port || 5432));
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  database = openPostgres(url.href, 4);
  lines = [];
  const log = pino(
    { serializers: { err: describeError } },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  outages = watchOutages({ database, log });
});

afterAll(async () => {
  outages.stop();
  await database.close();
  await proxy.close();
  await opened.close();
});

const ask = () => database.db.execute(sql`select 1`);

test('DB21 an outage is two lines: its cause, and when it is over with how much failed in it', async () => {
  await ask();
  expect(outages.totals()).toEqual({ outages: 0, failures: 0, isUnderWay: false });

  await proxy.cut();
  let refused = 0;
  for (let time = 0; time < 12; time++) await Promise.resolve(ask()).catch(() => refused++);
  expect(refused).toBe(12);
  expect(lines).toEqual([
    expect.objectContaining({
      level: 50,
      msg: 'the database is unavailable; requests that need it are refused with 503',
      err: expect.objectContaining({ code: expect.stringMatching(/CONNECTION_CLOSED|ECONN/) }),
    }),
  ]);
  expect(outages.totals()).toMatchObject({ outages: 1, failures: 12, isUnderWay: true });

  await proxy.restore();
  await until('the outage is over', () => !outages.totals().isUnderWay);
  expect(lines.slice(1)).toEqual([
    expect.objectContaining({ level: 40, msg: 'the database is available again', failures: 12 }),
  ]);
  expect(lines[1]?.seconds).toBeGreaterThan(0);
});

test('DB21 what is tried again and succeeds is no outage, and a statement that took too long is one', async () => {
  const before = outages.totals().outages;
  await database.db
    .execute(sql`do $$ begin raise exception 'again' using errcode = 'unique_violation'; end $$`)
    .catch(() => {});
  expect(outages.totals().outages).toBe(before);
  await database.db
    .execute(sql`do $$ begin raise exception 'too slow' using errcode = 'query_canceled'; end $$`)
    .catch(() => {});
  expect(outages.totals()).toMatchObject({ outages: before + 1, isUnderWay: true });
  await until('the outage is over', () => !outages.totals().isUnderWay);
});
