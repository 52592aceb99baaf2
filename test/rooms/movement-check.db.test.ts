import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { formatCheck, runCheck } from '../../loadtest/check/check.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* Players who come, walk, leave, are cut off and come back at random, over real sockets: see loadtest/check. */

const CLIENTS = 40;
const SECONDS = 10;
const seed = Number(process.env.SEED) || randomInt(1, 2 ** 31);

let house: TestServer;
beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
});
afterAll(() => house.stop());

const silent = { begin: () => {}, update: () => {}, end: () => {} };

test(`MOV1 MOV2 MOV4 everybody knows all in their area, where they are, and nobody else (SEED=${seed})`, {
  timeout: 180_000,
}, async () => {
  const options = { url: house.url, clients: CLIENTS, seconds: SECONDS, prefix: 'check', seed };
  const result = await runCheck(options, silent, new AbortController().signal);
  expect(result.wrong, formatCheck(result)).toBe(0);
  expect(result.compared).toBeGreaterThan(5_000);
  expect(result.moves).toBeGreaterThan(1_000);
  expect(house.errors).toEqual([]);
});
