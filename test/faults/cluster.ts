import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client } from '@colyseus/sdk';
import { expect } from 'vitest';
import { type Api, apiClient, type Presence, watch } from '../clients.ts';
import { freePort, type ServerProcess, startServerProcess } from '../server-process.ts';
import { testEnvironment } from '../test-server.ts';

/** Several server processes on one PostgreSQL and one Redis. */
export type Cluster = Awaited<ReturnType<typeof startCluster>>;

export async function startCluster(count: number, redisUrl: string) {
  const environment = await testEnvironment('postgres');
  const env = { ...environment.env, REDIS_URL: redisUrl };
  const start = async (port: number) => startServerProcess(env, port);
  const ports: number[] = [];
  while (ports.length < count) ports.push(await freePort());
  const servers = await Promise.all(ports.map(start));
  return {
    /** One of them, from 0. */
    server: (n: number): ServerProcess => servers[n] as ServerProcess,
    env: environment.env,
    /** Starts one again that has ended, at the address that it had. */
    restart: async (n: number): Promise<void> => {
      servers[n] = await start(ports[n] as number);
    },
    close: async () => {
      await Promise.all(servers.map((server) => server.kill()));
      await environment.close();
    },
  };
}

/** The port of the process that a player is connected to. */
export const portOf = (there: { room: { connection: { transport: unknown } } }): string =>
  new URL((there.room.connection.transport as { ws: { url: string } }).ws.url).port;

export const isAt = (there: Presence, { url }: ServerProcess): boolean => portOf(there) === new URL(url).port;

type Instance = { roomId: string; players: number; takesNewcomers: boolean };

/** The running rooms of a space, as a process tells. */
export const instancesOf = ({ url }: ServerProcess, spaceId: string): Promise<Instance[]> =>
  apiClient(url).data(apiClient(url).get(`/spaces/${spaceId}/instances`));

export const playersNow = async ({ url }: ServerProcess, spaceId: string): Promise<number> =>
  (await apiClient(url).data(apiClient(url).get(`/spaces/${spaceId}`))).playersNow;

/** Takes the seat that a `moved-to` names, with the stock SDK. */
export async function follow(there: Presence, url: string, token: string): Promise<Presence> {
  const offer = await there.until('a seat elsewhere', () =>
    there.messages.find(({ type }) => type === 'moved-to'),
  );
  const client = new Client(url);
  client.auth.token = token;
  const { reservation } = offer.message as { reservation: never };
  return watch(await client.consumeSeatReservation(reservation));
}

/** Waits until something is so, for so long at most: what is promised in seconds. */
export async function within(limitMs: number, what: string, look: () => Promise<boolean>): Promise<number> {
  const from = performance.now();
  while (!(await look())) {
    expect(performance.now() - from, what).toBeLessThan(limitMs);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return Math.round(performance.now() - from);
}

type Visit = { joinedAt: string; leftAt: string | null };

/** The visits of a player at an event. */
export const visitsOf = async (api: Api, eventId: string): Promise<Visit[]> =>
  (await api.data(api.get(`/events/${eventId}/my-attendance`))).visits;

const auditProgram = fileURLToPath(new URL('../../src/operations/audit-cli.ts', import.meta.url));

/** `npm run audit` finds nothing. */
export async function expectAudit({ env }: Cluster): Promise<void> {
  await promisify(execFile)(process.execPath, [auditProgram], { env: { PATH: process.env.PATH, ...env } });
}
