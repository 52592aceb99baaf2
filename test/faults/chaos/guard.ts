import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What was started for the tests ends with them, also when the process that runs them is killed. */
export type Guard = {
  /** A folder for all that is started; other users of the machine may enter it. */
  folder: string;
  /** From now on this process ends with us. */
  watch(child: ChildProcess): void;
  /** Ends what still runs and removes the folder. */
  destroy(): Promise<void>;
};

/**
 * The shell waits for the end of its input, which is open as long as we live. Then it ends who is left: PostgreSQL
 * stops its backends on QUIT, after five seconds those too that are stopped.
 */
const AFTERWARDS = `
  cat >/dev/null
  pids=$(cd "$1/running" && ls)
  for pid in $pids; do kill -QUIT "$pid"; done
  for n in $(seq 80); do
    left=; for pid in $pids; do kill -0 "$pid" && left=1; done
    if [ -z "$left" ]; then break; fi
    sleep 0.1
  done
  for pid in $pids; do kill -KILL "$pid"; done
  if mountpoint -q "$1/disk"; then umount -l "$1/disk"; fi
  rm -rf "$1"`;

export async function createGuard(): Promise<Guard> {
  const folder = await mkdtemp(join(tmpdir(), 'triberspace-chaos-'));
  await chmod(folder, 0o755);
  const running = join(folder, 'running');
  await mkdir(running);
  const shell = spawn('sh', ['-c', AFTERWARDS, 'guard', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  const over = once(shell, 'exit');
  return {
    folder,
    watch: (child) => {
      const note = join(running, String(child.pid));
      const noted = writeFile(note, '');
      child.once('exit', () => void noted.then(() => rm(note, { force: true })));
    },
    destroy: async () => {
      shell.stdin.end();
      await over;
    },
  };
}
