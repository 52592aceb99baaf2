import { setTimeout as sleep } from 'node:timers/promises';
import type { Db, Tx } from './client.ts';
import { isContention } from './constraint.ts';
import { outsideTransaction } from './scope.ts';

/** `snapshot`: read only, and every statement sees the database as the first one did. */
export type TransactOptions = { snapshot?: boolean };

/** Runs `work` in one transaction and answers with what it returned, once that is committed. */
export type Transact = <T>(work: (tx: Tx) => Promise<T>, options?: TransactOptions) => Promise<T>;

type Hook = () => void | Promise<void>;

const hooksOf = new WeakMap<Tx, Hook[]>();

const ATTEMPTS = 5;
const SNAPSHOT = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;

/** Thrown by work that finds what it began with overtaken by somebody else: it begins again. */
export class Overtaken extends Error {
  override name = 'Overtaken';
  readonly code = '40001';
}

/**
 * The one place where transactions begin. READ COMMITTED; retries what the database asks to retry, with
 * jitter; runs the after-commit hooks only when the transaction is kept. Nesting is an error
 * (GlobalHandleInTransaction): inner writers take `tx`.
 * @param onGivenUp is told of the last error when every attempt met others that were in the way
 */
export function createTransact(
  db: Db,
  onHookError: (error: unknown) => void,
  onGivenUp: (error: unknown) => void = () => {},
): Transact {
  return async (work, { snapshot = false } = {}) => {
    for (let attempt = 1; ; attempt++) {
      const hooks: Hook[] = [];
      try {
        const result = await db.transaction(
          (tx) => {
            hooksOf.set(tx as Tx, hooks);
            return work(tx as Tx);
          },
          snapshot ? SNAPSHOT : undefined,
        );
        await outsideTransaction(() => runHooks(hooks, onHookError));
        return result;
      } catch (error) {
        if (!isContention(error)) throw error;
        if (attempt >= ATTEMPTS) {
          onGivenUp(error);
          throw error;
        }
        await sleep(Math.random() * 20 * 2 ** attempt);
      }
    }
  };
}

/**
 * Runs `hook` after the transaction is committed, and never when it is not. Hooks run in order; an error
 * in one is reported and keeps nobody from the answer, since what they follow has already happened.
 */
export function afterCommit(tx: Tx, hook: Hook): void {
  const hooks = hooksOf.get(tx);
  if (!hooks) throw new Error('afterCommit was called with a transaction that transact did not begin.');
  hooks.push(hook);
}

/** Runs `work` in a savepoint of a transaction: where it throws, nothing of it is kept, and the transaction goes on. */
export const inSavepoint = <T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> =>
  tx.transaction((inner) => work(inner as Tx));

async function runHooks(hooks: readonly Hook[], onHookError: (error: unknown) => void): Promise<void> {
  for (const hook of hooks) {
    try {
      await hook();
    } catch (error) {
      onHookError(error);
    }
  }
}
