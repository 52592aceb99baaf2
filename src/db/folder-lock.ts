import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process has the folder of the embedded database open. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';
  constructor(folder: string) {
    super(
      `${folder} is in use by another process. The embedded database serves one process at a time: ` +
        'stop the other one, set DATA_DIR to another folder, or set DATABASE_URL to use PostgreSQL.',
    );
  }
}

export type FolderLock = { release(): void };

/**
 * Takes the folder for this process. The lock is the operating system's lock on an SQLite file, so it
 * goes with the process however that ends; a file with a process number in it would outlive a crash.
 * @throws FolderInUse while another process, or this one, holds it.
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true });
  const file = new DatabaseSync(join(folder, 'lock.sqlite'));
  try {
    file.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch {
    file.close();
    throw new FolderInUse(folder);
  }
  return { release: () => file.close() };
}
