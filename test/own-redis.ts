import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { until } from './clients.ts';
import { freePort } from './server-process.ts';

/** A Redis server of the tests' own, which they may kill. It keeps nothing. */
export type OwnRedis = {
  port: number;
  url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
};

/** Starts one on a free port; `onSpawn` gets its process, each time that it is started. */
export async function startOwnRedis(onSpawn: (child: ChildProcess) => void = () => {}): Promise<OwnRedis> {
  const port = await freePort();
  let server: ChildProcess;
  const start = async () => {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    server = spawn('redis-server', options, { stdio: 'ignore' });
    onSpawn(server);
    await until('Redis is there', () => answers(port));
  };
  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    start,
    kill: async () => {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
    signal: (signal) => void server.kill(signal),
  };
}

async function answers(port: number): Promise<string | undefined> {
  const redis = new Redis(port, '127.0.0.1', { lazyConnect: true, retryStrategy: null, commandTimeout: 200 });
  redis.on('error', () => {});
  const answer = await redis
    .connect()
    .then(() => redis.ping())
    .catch(() => undefined);
  redis.disconnect();
  return answer;
}
