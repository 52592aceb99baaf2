import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { until } from '../clients.ts';
import { freePort, startServerProcess } from '../server-process.ts';
import { testEnvironment } from '../test-server.ts';

/* Server processes that are asked to stop while somebody waits for an answer. */

const root = fileURLToPath(new URL('../..', import.meta.url));

let environment: Awaited<ReturnType<typeof testEnvironment>>;

beforeAll(async () => {
  environment = await testEnvironment(inject('testDatabase').kind);
});

afterAll(() => environment.close());

const signUp = (url: string, userName: string) =>
  fetch(`${url}/api/v1/auth/signup-full`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      email: `${userName}@example.com`,
      password: 'a long password',
      firstName: 'Sam',
      lastName: 'Stays',
      userName,
    }),
  });

test('PROC5 a server that is asked to stop is not ready first, and answers what it has accepted', async () => {
  const env = { ...environment.env, STOP_DELAY_SECONDS: '2' };
  const server = await startServerProcess(env, await freePort());
  const early = Array.from({ length: 30 }, (_, n) => signUp(server.url, `early_${n}`));
  await early[0];
  const stopped = server.stop();
  await until('the server is not ready', async () => (await fetch(`${server.url}/readyz`)).status === 503);
  const late = Array.from({ length: 10 }, (_, n) => signUp(server.url, `late_${n}`));

  const answers = await Promise.all([...early, ...late]);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  for (const answer of answers.slice(early.length)) expect(answer.headers.get('connection')).toBe('close');
  expect(await stopped).toBe(0);
});

test('PROC5 a request whose body never comes holds the stop up for ten seconds at most', async () => {
  const server = await startServerProcess(environment.env, await freePort());
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    'POST /api/v1/auth/signup-full HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
  );
  await signUp(server.url, 'slow_witness');
  const askedAt = performance.now();
  expect(await server.stop()).toBe(0);
  expect(performance.now() - askedAt).toBeGreaterThan(9_000);
  socket.destroy();
});

test('PROC7 a second signal ends the process at once', async () => {
  const env = { ...environment.env, STOP_DELAY_SECONDS: '60' };
  const server = await startServerProcess(env, await freePort());
  const stopped = server.stop();
  await until('the server is not ready', async () => (await fetch(`${server.url}/readyz`)).status === 503);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  server.process.kill('SIGINT');
  expect(await stopped).toBe(1);
});

test('PROC6 kill of npm start ends the server as well', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const npm = spawn('npm', ['start'], {
    cwd: root,
    env: { ...environment.env, PATH: process.env.PATH, PORT: String(port) },
    stdio: 'ignore',
  });
  const ended = once(npm, 'exit');
  const answers = () =>
    fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    );
  await until('the server is ready', answers);
  npm.kill('SIGTERM');
  await ended;
  await until('the server is gone', async () => !(await answers()));
});
