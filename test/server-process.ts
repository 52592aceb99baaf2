import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from './clients.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export type ServerProcess = {
  url: string;
  process: ChildProcess;
  /** All that it has printed so far: its log. */
  printed(): string;
  /** Ends it as a power cut does: nothing of it runs any more. */
  kill(): Promise<void>;
  /** Asks it to stop, and waits until it has; answers with the exit code. */
  stop(): Promise<number | null>;
};

/** Starts a server in a process of its own, and waits until it is ready; `onSpawn` gets the process before that. */
export async function startServerProcess(
  env: Record<string, string>,
  port: number,
  onSpawn: (child: ChildProcess) => void = () => {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error', ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onSpawn(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await until('the server is ready', async () => {
    if (child.exitCode !== null) throw new Error(`The server ended:\n${output}`);
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    return answer?.status === 200;
  }).catch((error) => {
    child.kill('SIGKILL');
    throw new Error(`${error.message}\n${output}`);
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const [code] = child.exitCode === null && child.signalCode === null ? await exited : [child.exitCode];
    return code as number | null;
  };
  return {
    url,
    process: child,
    printed: () => output,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
