import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { apiClient, signUpCreator, until } from '../clients.ts';
import { freePort, type ServerProcess, startServerProcess } from '../server-process.ts';
import { testEnvironment } from '../test-server.ts';

/* The load test, run as its users run it, against a server that empties its rooms, stops, or is killed. */

const home = fileURLToPath(new URL('../../', import.meta.url));
const CLIENTS = 4;

let environment: Awaited<ReturnType<typeof testEnvironment>>;
let server: ServerProcess;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let folder: string;
let runs = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'load-test-'));
  environment = await testEnvironment(inject('testDatabase').kind);
  server = await startServerProcess(environment.env, await freePort());
  creator = await signUpCreator(server.url, 'load_creator');
});

afterAll(async () => {
  await server.kill();
  await environment.close();
  await rm(folder, { recursive: true });
});

type Figures = {
  clients: { joined: number; stayed: number; lost: number };
  received: Record<string, number>;
  errors: { stage: string; code: string; count: number }[];
};

/** Starts a load test in the creator's space; `done` resolves with its exit code and figures. */
function startLoadTest(seconds: number) {
  const json = join(folder, `${++runs}.json`);
  const options = ['--url', server.url, '--space', creator.spaceId, '--clients', String(CLIENTS)];
  const args = [
    ...options,
    '--seconds',
    String(seconds),
    '--prefix',
    `lt${runs}_`,
    '--quiet',
    '--json',
    json,
  ];
  const child = spawn(process.execPath, ['start.js', 'loadtest/cli.ts', ...args], { cwd: home });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const exited = once(child, 'exit');
  return {
    done: async () => {
      const [exitCode] = (await exited) as [number];
      const text = await readFile(json, 'utf8').catch(() => {
        throw new Error(`The load test wrote no figures:\n${printed}`);
      });
      return { exitCode, figures: JSON.parse(text) as Figures, printed };
    },
  };
}

const instances = async (): Promise<{ roomId: string; players: number }[]> =>
  apiClient(server.url).data(apiClient(server.url).get(`/spaces/${creator.spaceId}/instances`));

const allIn = () =>
  until('all clients are in', async () => (await instances()).some(({ players }) => players === CLIENTS));

test('LOAD2 clients of an instance that is emptied take their seats in another one, and none is lost', async () => {
  const { done } = startLoadTest(12);
  await allIn();
  const roomId = (await instances())[0]?.roomId;
  await creator.api.data(creator.api.post(`/spaces/${creator.spaceId}/instances/${roomId}/drain`));
  const { exitCode, figures, printed } = await done();
  expect(figures, printed).toMatchObject({
    clients: { joined: CLIENTS, stayed: CLIENTS, lost: 0 },
    received: { 'moved-to': CLIENTS, moved: CLIENTS },
    errors: [],
  });
  expect(exitCode).toBe(0);
});

test('LOAD3 clients whose server stops come back once it is there again, and none is lost', async () => {
  const { done } = startLoadTest(20);
  await allIn();
  expect(await server.stop()).toBe(0);
  server = await startServerProcess(environment.env, Number(new URL(server.url).port));
  const { exitCode, figures, printed } = await done();
  expect(figures, printed).toMatchObject({
    clients: { joined: CLIENTS, stayed: CLIENTS, lost: 0 },
    received: { 'joined again': CLIENTS },
  });
  const closed = figures.errors.find(({ code }) => code === 'closed 4010');
  expect(closed).toMatchObject({ stage: 'connection', count: CLIENTS });
  expect(exitCode).toBe(0);
});

test('LOAD1 a load test whose server is killed ends with 1', async () => {
  const { done } = startLoadTest(8);
  await allIn();
  await server.kill();
  const { exitCode, figures, printed } = await done();
  expect(figures, printed).toMatchObject({ clients: { joined: CLIENTS, stayed: 0, lost: CLIENTS } });
  expect(printed).toContain(`Lost ${CLIENTS} of ${CLIENTS} clients.`);
  expect(exitCode).toBe(1);
});
