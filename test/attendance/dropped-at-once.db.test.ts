import { pino } from 'pino';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { audit } from '#operations/audit.ts';
import { loadConfig } from '#src/config.ts';
import { startServer, type TriberspaceServer } from '#src/server.ts';
import { formatDrop, hasHeld, runDrop } from '../../loadtest/drop/drop.ts';
import { testEnvironment } from '../test-server.ts';

/* All connections of a live event are lost at the same moment, as when a network fails. */

let environment: Awaited<ReturnType<typeof testEnvironment>>;
let server: TriberspaceServer;
const errors: string[] = [];

beforeAll(async () => {
  environment = await testEnvironment(inject('testDatabase').kind);
  const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
  server = await startServer(loadConfig(environment.env), log);
});
afterAll(() => environment.close());

const silent = { begin: () => {}, update: () => {}, end: () => {} };

test('ATT6 ROOM9 who loses the connection with everybody else is back with the same visit, and paid once', {
  timeout: 150_000,
}, async () => {
  const url = `http://127.0.0.1:${server.port}`;
  const options = { url, clients: 60, prefix: 'drop', ramp: 30 };
  const result = await runDrop(options, silent, new AbortController().signal);
  expect(hasHeld(result), formatDrop(result)).toBe(true);
  expect(result).toMatchObject({ joined: 60, back: 60, doubled: [] });
  await server.stop();
  expect(errors).toEqual([]);

  const config = loadConfig(environment.env);
  const database = await openDatabase({ ...config, DATABASE_POOL_SIZE: 1 });
  const lines = await audit(database.db);
  await database.close();
  expect(lines.filter(({ violations }) => violations > 0)).toEqual([]);
});
