import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { createFailures, type Failures } from './failures.ts';
import { FolderUnusable, lockFolder } from './folder-lock.ts';
import {
  assertOutsideTransaction,
  insideTransaction,
  TransactionLost,
  type TransactionScope,
} from './scope.ts';

/** Lets a transaction's handle refuse what comes after its end. */
function guardScope(tx: Transaction, scope: TransactionScope): Transaction {
  return new Proxy(tx, {
    get(target, property, receiver) {
      if (scope.closed && (property === 'query' || property === 'exec')) throw new TransactionLost();
      return Reflect.get(target, property, receiver);
    },
  });
}

/** The handle that the application gets: one connection, so the global handle is refused inside a transaction. */
function guard(pglite: PGlite, failures: Failures): PGlite {
  return new Proxy(pglite, {
    get(target, property) {
      if (property === 'query' || property === 'exec') {
        return (...parameters: Parameters<PGlite['query']>) => {
          assertOutsideTransaction();
          return (target[property] as PGlite['query'])(...parameters).catch((error) => {
            failures.note(error);
            throw error;
          });
        };
      }
      if (property === 'transaction') {
        return async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
          assertOutsideTransaction();
          const scope: TransactionScope = { lost: false, closed: false };
          try {
            return await target.transaction((tx) =>
              insideTransaction(scope, () => work(guardScope(tx, scope))),
            );
          } catch (error) {
            failures.noteUnlessRetried(error);
            throw error;
          } finally {
            scope.closed = true;
          }
        };
      }
      const value = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

export type EmbeddedDatabase = { pglite: PGlite; failures: Failures; close(): Promise<void> };

/**
 * Opens the embedded database in a folder that no other process has open.
 * @param folder a folder, or `memory://` for one that is gone with the process.
 * @param dump what `dumpDataDir` gave, to begin with instead of an empty database; the folder must be new.
 * @throws FolderInUse
 * @throws FolderUnusable
 */
export async function openPglite(folder: string, dump?: Blob): Promise<EmbeddedDatabase> {
  const inMemory = folder.startsWith('memory://');
  const lock = inMemory ? undefined : lockFolder(folder);
  const dataDir = inMemory ? folder : join(folder, 'pglite');
  const isNew = !inMemory && !existsSync(dataDir);
  try {
    const pglite = await PGlite.create({
      dataDir,
      extensions: { pg_trgm },
      ...(dump && { loadDataDir: dump }),
    });
    const failures = createFailures();
    return {
      pglite: guard(pglite, failures),
      failures,
      close: async () => {
        await pglite.close();
        lock?.release();
      },
    };
  } catch (error) {
    // Half a database would keep the next start from making a whole one.
    if (isNew) rmSync(dataDir, { recursive: true, force: true });
    lock?.release();
    throw inMemory ? error : unusable(folder, error);
  }
}

/** PGlite throws the numbers of WASI where the folder can't be read or written. */
function unusable(folder: string, error: unknown): unknown {
  const { name, errno } = error as { name?: string; errno?: number };
  if (name !== 'ErrnoError' || errno === undefined) return error;
  return new FolderUnusable(
    folder,
    WASI_ERRORS.get(errno) ?? `it can't be read or written (WASI error ${errno}).`,
    error,
  );
}

/** https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md, `errno`. */
const WASI_ERRORS = new Map([
  [2, 'this user may not write there. Give it the right to.'],
  [29, 'its disk failed to read or write.'],
  [51, 'its disk is full. Free some space.'],
  [63, 'this user may not write there. Give it the right to.'],
  [69, 'its disk can only be read.'],
]);
