import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { makeServedDatabase } from '../../bench/bench-database.ts';
import type { Sample } from './flatness.ts';

export type WatchedServer = Awaited<ReturnType<typeof startWatchedServer>>;

/**
 * A server in a process of its own that tells of its memory and handles every 15 seconds, and when it is asked.
 * @param databaseUrl a PostgreSQL on which it gets a database of its own; undefined for an embedded one
 */
export async function startWatchedServer(databaseUrl: string | undefined) {
  const database = await makeServedDatabase(databaseUrl, async () => {});
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), {
    execArgv: ['--expose-gc'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      PORT: '0',
      HOST: '127.0.0.1',
      RATE_LIMITS: 'false',
      ...database.place,
    },
  });
  const exited = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    child.on('message', ({ ready }: { ready?: string }) => ready && resolve(ready));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });

  const onSample = (take: (sample: Sample) => void): void =>
    void child.on('message', ({ sample }: { sample?: Sample }) => sample && take(sample));

  return {
    url,
    onSample,

    /** What it holds now, with the garbage collected. */
    sample: (): Promise<Sample> =>
      new Promise((resolve, reject) => {
        onSample(resolve);
        child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
        child.send('sample');
      }),

    /** Drains it and drops its database; answers with its exit code. */
    async stop(): Promise<number | null> {
      if (child.connected) child.send('stop');
      const [code] = (await exited) as [number | null];
      await database.drop();
      return code;
    },
  };
}
