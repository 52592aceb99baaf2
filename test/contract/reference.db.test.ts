import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { declaredContract } from '#src/contract/contract.ts';
import { startTestServer, type TestServer } from '#test/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer(inject('testDatabase').kind);
});
afterAll(() => server.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers });

test('API8 /openapi.json is the contract, and says so once only to who has it', async () => {
  const first = await get('/openapi.json');
  expect(first.status).toBe(200);
  expect(first.headers.get('content-type')).toMatch(/^application\/json/);
  expect(await first.json()).toEqual(JSON.parse(JSON.stringify(await declaredContract())));
  const again = await get('/openapi.json', { 'if-none-match': first.headers.get('etag') as string });
  expect({ status: again.status, text: await again.text() }).toEqual({ status: 304, text: '' });
});

test('API9 /docs loads nothing from elsewhere, and its policy allows nothing inline', async () => {
  const page = await get('/docs');
  const policy = page.headers.get('content-security-policy') as string;
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toMatch(/unsafe|\*/);
  const html = await page.text();
  expect(html).not.toMatch(/<script>|<style|style=|\son\w+=/);
  const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address as string);
  expect(addresses.length).toBeGreaterThan(5);
  for (const address of addresses) {
    expect(address).toMatch(/^\//);
    expect({ address, status: (await get(address)).status }).toEqual({ address, status: 200 });
  }
});

test('API9 /docs serves of its packages only what the page needs', async () => {
  for (const path of [
    '/docs/package.json',
    '/docs/index.html',
    '/docs/..%2fpackage.json',
    '/docs/swagger-ui.js',
  ])
    expect({ path, status: (await get(path)).status }).toEqual({ path, status: 404 });
});

test('what of Better Auth is not in the contract is not there', async () => {
  for (const path of [
    '/delete-user',
    '/change-email',
    '/sign-in/social',
    '/request-password-reset',
    '/ok',
    '/error',
  ]) {
    const answer = await fetch(`${server.url}/api/auth${path}`, { method: 'POST', body: '{}' });
    expect({ path, status: answer.status, code: (await answer.json()).code }).toEqual({
      path,
      status: 404,
      code: 'NO_SUCH_ROUTE',
    });
  }
});

test('API10 another method is refused, and told which there are', async () => {
  const answer = await fetch(`${server.url}/api/v1/worlds`, { method: 'DELETE' });
  expect({ status: answer.status, allow: answer.headers.get('allow') }).toEqual({
    status: 405,
    allow: 'GET, POST',
  });
  expect((await answer.json()).code).toBe('METHOD_NOT_ALLOWED');
});
