import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, globSync, openSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { freePort } from '#test/server-process.ts';
import { mountSmallDisk, type SmallDisk, whyNoSmallDisk } from '#test/small-disk.ts';
import type { Guard } from './guard.ts';
import { within } from './within.ts';

/** A PostgreSQL cluster of the tests' own, which they may crash. */
export type OwnPostgres = {
  url: string;
  /** The disk that the cluster has to itself, where there can be one. */
  disk: SmallDisk | undefined;
  /** Whether it has ended by itself, as it does when the disk is full. */
  hasEnded(): boolean;
  start(): Promise<void>;
  /** `crash`: the immediate stop, after which the next start recovers. `fast`: transactions are broken off. */
  stop(how: 'crash' | 'fast'): Promise<void>;
  /** The backends that serve our servers: their process ids. */
  backends(): Promise<number[]>;
  /** Asks the database over a connection of this call's own. */
  ask<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T>;
};

const SIGNALS = { crash: 'SIGQUIT', fast: 'SIGINT' } as const;
const PATIENCE_MS = 30_000;
const ATTEMPT_MS = 2_000;
/** Room for the rounds of a long run, and for `MAX_WAL`. */
const DISK_MEGABYTES = 768;
const MAX_WAL = '128MB';

/** Makes the cluster in the guard's folder and starts it; `env` is for the server beside what it needs. */
export async function startOwnPostgres(guard: Guard, env: Record<string, string> = {}): Promise<OwnPostgres> {
  const bin = findPrograms();
  const owner = unprivilegedUser();
  // Unmounted by the guard.
  const disk = whyNoSmallDisk() ? undefined : mountSmallDisk(DISK_MEGABYTES, join(guard.folder, 'disk'));
  const folder = join(disk?.folder ?? guard.folder, 'postgres');
  const log = join(guard.folder, 'postgres.log');
  await mkdir(folder, { mode: 0o700 });
  if (owner) execFileSync('chown', [`${owner.uid}:${owner.gid}`, folder]);
  execFileSync(
    join(bin, 'initdb'),
    ['-D', folder, '-U', 'postgres', '-A', 'trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...owner, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;

  const ask: OwnPostgres['ask'] = async (work) => {
    const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
    try {
      return await work(sql);
    } finally {
      await sql.end({ timeout: 1 });
    }
  };

  /** As it comes, with fsync: what was committed must be there after a crash. */
  const start = async () => {
    const output = openSync(log, 'a');
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=120',
      `max_wal_size=${MAX_WAL}`,
    ];
    const options = settings.flatMap((setting) => ['-c', setting]);
    server = spawn(join(bin, 'postgres'), ['-D', folder, '-p', String(port), ...options], {
      ...owner,
      env: { ...process.env, ...env },
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    guard.watch(server);
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(20)) {
      if (server.exitCode !== null) break;
      if (
        await within(
          ATTEMPT_MS,
          'an answer',
          ask((sql) => sql`select 1`),
        ).catch(() => undefined)
      )
        return;
    }
    throw new Error(`PostgreSQL did not start:\n${readFileSync(log, 'utf8').slice(-4_000)}`);
  };

  const stop: OwnPostgres['stop'] = async (how) => {
    const stopping = server as ChildProcess;
    stopping.kill(SIGNALS[how]);
    if (stopping.exitCode === null && stopping.signalCode === null) await once(stopping, 'exit');
  };

  await start();
  return {
    url,
    disk,
    hasEnded: () => server?.exitCode !== null || server.signalCode !== null,
    start,
    stop,
    ask,
    backends: () =>
      ask(async (sql) => {
        const found = await sql<
          { pid: number }[]
        >`select pid from pg_stat_activity where application_name = 'triberspace'`;
        return found.map(({ pid }) => pid);
      }),
  };
}

/** Where initdb and postgres are: TEST_PG_BIN, the PATH, or where Debian puts them, which is not on it. */
function findPrograms(): string {
  const debian = globSync('/usr/lib/postgresql/*/bin').sort(
    (a, b) => Number(b.split('/').at(-2)) - Number(a.split('/').at(-2)),
  );
  const places = [process.env.TEST_PG_BIN ?? '', ...(process.env.PATH ?? '').split(delimiter), ...debian];
  const found = places.find((place) => place && existsSync(join(place, 'initdb')));
  if (!found)
    throw new Error(
      'These tests start a PostgreSQL of their own, and its programs (initdb, postgres) are not here. ' +
        'Install the server package, or name their folder in TEST_PG_BIN.',
    );
  return found;
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string, user: string) =>
    Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
  for (const user of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', user), gid: idOf('-g', user) };
    } catch {
      // There is no such user here.
    }
  }
  throw new Error('PostgreSQL needs a user to run as: there is neither postgres nor nobody.');
}
