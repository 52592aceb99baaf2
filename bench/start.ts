import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Benchmark, median, printTimes, type Result, round, seconds } from './measure.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** From `node src/main.ts` to a 200 of /readyz: first with an empty folder, then with what that left. */
export const start: Benchmark = {
  summary: 'the time from starting the process to ready, first and later starts, embedded database',
  async run({ quick }): Promise<Result> {
    const rounds = quick ? 1 : 3;
    const first: number[] = [];
    const later: number[] = [];
    for (let turn = 1; turn <= rounds; turn++) {
      const folder = mkdtempSync(join(tmpdir(), 'triberspace-start-'));
      first.push(await timeStart(folder));
      later.push(await timeStart(folder));
      rmSync(folder, { recursive: true });
      console.log(
        `  round ${turn}: first ${round(first.at(-1) as number)} s, later ${round(later.at(-1) as number)} s`,
      );
    }
    printTimes({ 'first start': first, 'later start': later });
    const figures = { firstStartSeconds: round(median(first)), laterStartSeconds: round(median(later)) };
    return { rounds, figures, ratios: {} };
  },
};

async function timeStart(folder: string): Promise<number> {
  const port = await freePort();
  const { DATABASE_URL: _url, REDIS_URL: _redis, ...env } = process.env;
  const child = spawn(process.execPath, [main], {
    env: { ...env, DATA_DIR: folder, PORT: String(port) },
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  const taken = await seconds(async () => {
    while ((await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.status !== 200) {
      if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`);
      await sleep(20);
    }
  });
  child.kill('SIGTERM');
  await exited;
  return taken;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
