import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export type Ended = { code: number | null; output: string };

/** A start that is expected to fail, with all that it printed. `wrapper` is a command that runs it, such as unshare. */
export async function startAndFail(
  env: Record<string, string>,
  wrapper: readonly string[] = [],
): Promise<Ended> {
  const [command = process.execPath, ...parameters] = [...wrapper, process.execPath, main];
  const child = spawn(command, parameters, {
    env: { PATH: process.env.PATH, NODE_ENV: 'test', HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const timer = setTimeout(() => child.kill('SIGKILL'), 50_000);
  const [code] = await once(child, 'close');
  clearTimeout(timer);
  return { code, output };
}
