import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export type ServerProcess = { url: string; pid: number; stop(): Promise<void> };

/**
 * Starts the server as `npm start` does, with these settings and no others, and waits until it is ready. The options
 * are for node; what they load may speak over the IPC channel of `child`.
 */
export async function startServerProcess(
  settings: Record<string, string>,
  options: readonly string[] = [],
): Promise<ServerProcess & { child: ChildProcess }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { DATABASE_URL: _url, REDIS_URL: _redis, ...env } = process.env;
  const child = spawn(process.execPath, [...options, main], {
    env: { ...env, PUBLIC_URL: url, PUBLIC_ADDRESS: `127.0.0.1:${port}`, ...settings, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  await untilReady(url, child);
  return {
    child,
    url,
    pid: child.pid as number,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  while ((await fetch(`${url}/readyz`).catch(() => undefined))?.status !== 200) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`);
    await sleep(20);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
