import { afterAll } from 'vitest';
import { cleanUpTestDatabases } from './database.ts';

afterAll(async () => {
  const leaked = await cleanUpTestDatabases();
  if (leaked > 0) throw new Error(`${leaked} test database(s) left open: call close() in an afterAll.`);
});
