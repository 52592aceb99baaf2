import { afterAll, beforeAll, expect, test } from 'vitest';
import { policies } from '#http/limits/policies.ts';
import { PASSWORD, signUp, until } from '../clients.ts';
import { emptyRedis } from '../redis.ts';
import { freePort, type ServerProcess, startServerProcess } from '../server-process.ts';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy.ts';
import { testEnvironment } from '../test-server.ts';

/* Two processes count together; without Redis each goes on counting. */

let environment: Awaited<ReturnType<typeof testEnvironment>>;
let proxy: TcpProxy;
let servers: [ServerProcess, ServerProcess];

beforeAll(async () => {
  environment = await testEnvironment('postgres');
  const redis = new URL(await emptyRedis());
  proxy = await startTcpProxy(redis.hostname, Number(redis.port || 6379));
  redis.host = `127.0.0.1:${proxy.port}`;
  const limits = { RATE_LIMITS: 'true', TRUSTED_PROXIES: '127.0.0.1' };
  const env = { ...environment.env, ...limits, REDIS_URL: redis.href };
  const [first, second] = [await freePort(), await freePort()];
  servers = await Promise.all([startServerProcess(env, first), startServerProcess(env, second)]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await proxy.close();
  await environment.close();
});

let addresses = 0;
/** An address that nobody came from before. */
const newAddress = (): string => `203.0.113.${++addresses}`;

async function signIn(url: string, email: string, password: string, address = newAddress()): Promise<number> {
  const { status } = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ email, password }),
  });
  return status;
}

const { quota } = policies.account;

test('HTTP6 guesses in two processes are counted together', async () => {
  const [one, two] = servers;
  const { email } = await signUp(one.url, 'shared_victim');
  const address = newAddress();
  for (let n = 0; n < quota; n++)
    expect(await signIn(servers[n % 2]?.url as string, email, `wrong guess ${n}`, address)).toBe(401);
  for (const { url } of [one, two]) expect(await signIn(url, email, PASSWORD, address)).toBe(429);
});

test('HTTP6 guesses in two processes and from many addresses are counted together', async () => {
  const [one, two] = servers;
  const { email } = await signUp(one.url, 'scattered_victim');
  for (let n = 0; n < policies['account-everywhere'].quota; n++)
    expect(await signIn(servers[n % 2]?.url as string, email, `wrong guess ${n}`)).toBe(401);
  for (const { url } of [one, two]) expect(await signIn(url, email, PASSWORD)).toBe(429);
});

test('HTTP7 without Redis players sign in, and guessing is still limited', async () => {
  const [one, two] = servers;
  const [victim, player] = [await signUp(one.url, 'cut_victim'), await signUp(two.url, 'cut_player')];
  const address = newAddress();
  for (let n = 0; n < quota / 2; n++)
    expect(await signIn(one.url, victim.email, `wrong guess ${n}`, address)).toBe(401);
  await proxy.cut();
  for (const { url } of [one, two]) expect(await signIn(url, player.email, PASSWORD)).toBe(200);
  for (let n = 0; n < quota / 2; n++)
    expect(await signIn(one.url, victim.email, `wrong guess ${n}`, address)).toBe(401);
  expect(await signIn(one.url, victim.email, PASSWORD, address)).toBe(429);
  await proxy.restore();
  await until('ready again', async () => (await fetch(`${one.url}/readyz`)).status === 200);
  expect(await signIn(one.url, player.email, PASSWORD)).toBe(200);
});
