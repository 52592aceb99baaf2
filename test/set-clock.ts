import { existsSync, globSync } from 'node:fs';
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The time of day of a process that is started with this environment; its monotonic clock is left alone. */
export type SettableClock = {
  env: Record<string, string>;
  /** From within a second on, the process sees the time of day that is so many seconds from the true one. */
  set(seconds: number): Promise<void>;
  remove(): Promise<void>;
};

/** How long a process may take to notice. Milliseconds. */
export const NOTICED_WITHIN_MS = 1_500;

export async function createSettableClock(): Promise<SettableClock> {
  const library = findLibrary();
  const folder = await mkdtemp(join(tmpdir(), 'triberspace-clock-'));
  // The process may run as another user.
  await chmod(folder, 0o755);
  const file = join(folder, 'offset');
  const set = async (seconds: number) => {
    await writeFile(`${file}.new`, `${seconds < 0 ? '' : '+'}${seconds}\n`);
    await rename(`${file}.new`, file);
  };
  await set(0);
  return {
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      DONT_FAKE_MONOTONIC: '1',
    },
    set,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function findLibrary(): string {
  const found = [process.env.TEST_FAKETIME ?? '', ...globSync('/usr/lib/*/faketime/libfaketime.so.1')].find(
    (path) => path && existsSync(path),
  );
  if (!found)
    throw new Error(
      'These tests set the clock of a process, for which libfaketime is needed and not here. ' +
        'Install the package faketime, or name the library in TEST_FAKETIME.',
    );
  return found;
}
