import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { policies } from '#http/limits/policies.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* What is the same for everybody: compressed once, kept by clients, limited by itself. */

let house: TestServer;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind, {
    RATE_LIMITS: 'true',
    METRICS_TOKEN: 'a token of this test',
  });
});
afterAll(() => house.stop());

type Raw = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** As it comes over the wire: fetch would take the compression off. */
const get = (path: string, headers: Record<string, string> = {}): Promise<Raw> =>
  new Promise((resolve, reject) => {
    request(`${house.url}${path}`, { headers }, async (answer) => {
      const body = Buffer.concat(await answer.toArray());
      resolve({ status: answer.statusCode as number, headers: answer.headers, body });
    })
      .on('error', reject)
      .end();
  });

const FILES = ['/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js', '/openapi.json', '/assets/style.css'];

describe.each(FILES)('%s', (path) => {
  test('HTTP20 comes compressed to who can read it, and is the same', async () => {
    const plain = await get(path);
    expect(plain.headers['content-encoding']).toBeUndefined();
    const brotli = await get(path, { 'Accept-Encoding': 'gzip, deflate, br' });
    const zipped = await get(path, { 'Accept-Encoding': 'gzip' });
    expect([brotli.headers['content-encoding'], zipped.headers['content-encoding']]).toEqual(['br', 'gzip']);
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
    if (plain.body.byteLength > 10_000)
      expect(brotli.body.byteLength).toBeLessThan(plain.body.byteLength / 2);
    for (const { headers } of [plain, brotli, zipped]) expect(headers.vary).toMatch(/Accept-Encoding/);
  });

  test('HTTP20 is answered with 304 to who has it', async () => {
    const first = await get(path, { 'Accept-Encoding': 'br' });
    const again = await get(path, { 'If-None-Match': first.headers.etag as string });
    expect([again.status, again.body.byteLength]).toEqual([304, 0]);
  });
});

test('HTTP20 what a page loads may be kept for ever under the address that it gives', async () => {
  for (const page of ['/docs', '/']) {
    const html = (await get(page)).body.toString();
    const addresses = [...html.matchAll(/(?:src|href)="([^"]+\?v=[^"]+)"/g)].map(
      ([, address]) => address as string,
    );
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) {
      const { status, headers } = await get(address);
      expect({ address, status }).toEqual({ address, status: 200 });
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      const other = await get(address.replace(/\?v=.*/, '?v=of-another-version'));
      expect(other.headers['cache-control']).not.toContain('immutable');
    }
  }
});

test('HTTP20 HTTP21 pages have a limit of their own, and probes and numbers have none', async () => {
  const { quota } = policies.pages;
  const asked: Promise<Raw>[] = [];
  for (let n = 0; n <= quota; n++) asked.push(get('/assets/icon.svg'));
  const last = (await Promise.all(asked)).filter(({ status }) => status === 429);
  expect(last.length).toBeGreaterThan(0);
  expect(Number(last[0]?.headers['retry-after'])).toBeGreaterThan(0);
  expect((await get('/docs')).status).toBe(429);
  expect((await get('/api/v1/spaces')).status).toBe(200);

  const address = { ip: '127.0.0.1' } as never;
  const response = { append: () => {} } as never;
  for (let n = 0; n <= policies.address.quota; n++)
    await house.server.app.limits.ofAddress(address, response, 'address').catch(() => {});
  expect((await get('/api/v1/spaces')).status).toBe(429);
  expect((await get('/healthz')).status).toBe(200);
  expect((await get('/readyz')).status).toBe(200);
  expect((await get('/metrics')).status).toBe(401);
  const numbers = await get('/metrics', { Authorization: 'Bearer a token of this test' });
  expect(numbers.body.toString()).toMatch(/triberspace_rate_limited_total\{limit="pages"\} [1-9]/);
});
