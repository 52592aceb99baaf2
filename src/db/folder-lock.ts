import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** The folder of the embedded database can't be used as it is. */
export class FolderUnusable extends Error {
  override name = 'FolderUnusable';
  constructor(folder: string, why: string, cause?: unknown) {
    super(`The embedded database can't use ${folder}: ${why} Or set DATA_DIR to another folder.`, { cause });
  }
}

/** A new database takes 43 MB; one that is there needs room for its next log files of 16 MB each. */
const FREE_MB = { new: 64, existing: 20 } as const;

export type FolderLock = { release(): void };

/**
 * Takes the folder for this process. The lock is the operating system's lock on an SQLite file, so it
 * goes with the process however that ends; a file with a process number in it would outlive a crash.
 * @throws FolderInUse while another process, or this one, holds it.
 * @throws FolderUnusable where it can't be written to, or its disk is full.
 */
export function lockFolder(folder: string): FolderLock {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new FolderUnusable(folder, whyNoFolder(unwritable(folder) ?? error), error);
  }
  requireSpace(folder);
  return takeLock(folder);
}

function takeLock(folder: string): FolderLock {
  let file: DatabaseSync | undefined;
  try {
    file = new DatabaseSync(join(folder, 'lock.sqlite'));
    file.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    file?.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) throw new FolderInUse(folder);
    throw new FolderUnusable(
      folder,
      `its lock file can't be written (${(error as Error).message}). Give this user the right to write there.`,
      error,
    );
  }
  const taken = file;
  held.add(taken);
  return {
    release: () => {
      held.delete(taken);
      taken.close();
    },
  };
}

/** Locks that this process holds. One that nobody refers to would be closed by the garbage collector. */
const held = new Set<DatabaseSync>();

/** What SQLite says where another process holds the lock (https://www.sqlite.org/rescode.html). */
const SQLITE_BUSY = 5;

function requireSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const freeMb = Math.floor((bavail * bsize) / 1024 / 1024);
  const neededMb = existsSync(join(folder, 'pglite')) ? FREE_MB.existing : FREE_MB.new;
  if (freeMb < neededMb)
    throw new FolderUnusable(
      folder,
      `its disk has ${freeMb} MB left, and it takes ${neededMb}. Free some space.`,
    );
}

/** What the nearest folder that exists says to a write: Node's recursive mkdir says ENOENT on a read-only disk. */
function unwritable(folder: string): unknown {
  const parent = dirname(folder);
  if (!existsSync(parent) && parent !== folder) return unwritable(parent);
  try {
    accessSync(parent, constants.W_OK);
    return undefined;
  } catch (error) {
    return error;
  }
}

function whyNoFolder(error: unknown): string {
  const { code, message } = error as { code?: string; message: string };
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'a file is in its place. Move the file away.';
    case 'EACCES':
    case 'EPERM':
      return 'this user may not write there. Give it the right to.';
    case 'EROFS':
      return 'its disk can only be read.';
    case 'ENOSPC':
      return 'its disk is full. Free some space.';
    default:
      return `${message}.`;
  }
}
