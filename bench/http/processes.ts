import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ServerProcess } from '../server-process.ts';
import type { BareTask } from './bare-server.ts';
import type { Load, LoadTask } from './generator.ts';

const SERVER_CORE = 0;
const GENERATOR_CORE = 1;
/** What Linux counts processor time in, on every machine that it tells us of. */
const TICKS_PER_SECOND = 100;

/** Keeps a process on one core, where there are two and Linux to do it: servers on one, the load on the other. */
export function pin(pid: number, core: number): void {
  if (availableParallelism() < 2) return;
  try {
    execFileSync('taskset', ['-a', '-c', '-p', String(core), String(pid)], { stdio: 'ignore' });
  } catch {
    // There is no taskset here: both share the cores, as the reader is told by the spread.
  }
}

export const pinServer = ({ pid }: { pid: number }): void => pin(pid, SERVER_CORE);

/** A process that answers messages one by one. */
function startWorker<Task extends object, Result>(file: string, core: number, env: NodeJS.ProcessEnv) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { env });
  const exited = once(child, 'exit');
  pin(child.pid as number, core);
  return {
    pid: child.pid as number,
    async ask(task: Task): Promise<Result> {
      const answered = once(child, 'message');
      child.send(task);
      const [result] = await Promise.race([
        answered,
        exited.then(() => Promise.reject(new Error(`${file} ended.`))),
      ]);
      return result as Result;
    },
    async stop() {
      child.kill();
      await exited;
    },
  };
}

/** Processor time that a process has used so far, in seconds; NaN where there is no /proc to ask. */
export function processorSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}

export type Generator = { ask(task: LoadTask): Promise<Load>; stop(): Promise<void> };

export const startGenerator = (): Generator =>
  startWorker<LoadTask, Load>('generator.ts', GENERATOR_CORE, process.env);

/** Starts the bare handlers, as a server in production. */
export async function startBareServer(task: BareTask): Promise<ServerProcess> {
  const env = { ...process.env, NODE_ENV: 'production' };
  const { ask, stop, pid } = startWorker<BareTask, number>('bare-server.ts', SERVER_CORE, env);
  return { url: `http://127.0.0.1:${await ask(task)}`, pid, stop };
}
