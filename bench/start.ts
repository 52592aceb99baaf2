import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Benchmark, median, printTimes, type Result, round, seconds } from './measure.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

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
  let server: ServerProcess | undefined;
  const taken = await seconds(async () => {
    server = await startServerProcess({ DATA_DIR: folder });
  });
  await server?.stop();
  return taken;
}
