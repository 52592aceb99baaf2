import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';

let server: Server | undefined;
afterEach(() => void server?.close());

const NOTHING = {
  rooms: { now: () => ({ rooms: 0, players: 0, tickMs: 50 }) },
  limits: { refused: () => [] },
  database: {},
  build: { version: '1.0.0', protocol: 1 },
  outages: { totals: () => ({ outages: 0, failures: 0, isUnderWay: false }) },
  audit: { last: () => undefined },
  tasks: { counts: () => undefined },
};

/** The status of GET /metrics without a token, asked at an address of this machine. */
async function ask(
  isProduction: boolean,
  host = '127.0.0.1',
  headers: Record<string, string> = {},
): Promise<number> {
  const metrics = createMetrics({ ...NOTHING, config: { METRICS_TOKEN: undefined, isProduction } });
  server = createServer(express().use(metrics.router)).listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return (await fetch(`http://${host}:${port}/metrics`, { headers })).status;
}

/** An address of this machine by which it is reached from outside; a machine without a network has none. */
const outside = Object.values(networkInterfaces())
  .flat()
  .find((found) => found?.family === 'IPv4' && !found.internal)?.address;

test('HTTP17 without a token this machine may read, outside production', async () => {
  expect(await ask(false)).toBe(200);
  expect(await ask(false, '[::1]')).toBe(200);
  expect(await ask(true)).toBe(404);
});

test.each(['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-proto', 'x-real-ip'])(
  'HTTP17 without a token nobody may read by way of a proxy: %s',
  async (name) => expect(await ask(false, '127.0.0.1', { [name]: '127.0.0.1' })).toBe(404),
);

test('HTTP17 without a token nobody may read from another address', async () => {
  if (outside) expect(await ask(false, outside)).toBe(404);
});
