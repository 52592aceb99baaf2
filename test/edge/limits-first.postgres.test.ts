import type { Request, Response } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { policies } from '#http/limits/policies.ts';
import { signUp } from '../clients.ts';
import { openTestDatabase, type TestDatabase } from '../database.ts';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* With the database cut off, who is over a limit is told so all the same: nothing was asked of it. */

let database: TestDatabase;
let proxy: TcpProxy;
let house: TestServer;

beforeAll(async () => {
  database = await openTestDatabase({ poolSize: 1 });
  const url = new URL(database.url as string);
  proxy = await startTcpProxy(url.hostname, Number(url.port || 5432));
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  house = await startTestServer('postgres', { DATABASE_URL: url.href, RATE_LIMITS: 'true' });
});
afterAll(async () => {
  await house.stop();
  await proxy.close();
  await database.close();
});

test('HTTP3 over a limit of the address nothing is asked of the database', async () => {
  const { token } = await signUp(house.url, 'first_player');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const asks = (): Promise<globalThis.Response>[] => [
    fetch(`${house.url}/api/v1/users/me`, { headers }),
    fetch(`${house.url}/matchmake/joinOrCreate/space`, { method: 'POST', headers, body: '{}' }),
    fetch(`${house.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ email: 'first_player@example.com', password: 'a wrong password' }),
    }),
  ];
  await proxy.cut();
  for (const ask of asks()) expect((await ask).status).toBe(503);

  const [request, response] = [{ ip: '127.0.0.1' } as Request, { append: () => {} } as unknown as Response];
  const take = (policy: 'address' | 'matchmake') =>
    house.server.app.limits.ofAddress(request, response, policy);
  for (const policy of ['address', 'matchmake'] as const)
    for (let n = 0; n < policies[policy].quota; n++) await take(policy).catch(() => {});
  for (const ask of asks()) expect((await ask).status).toBe(429);
  await proxy.restore();
});
