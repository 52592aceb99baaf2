import { AsyncLocalStorage } from 'node:async_hooks';

/** A transaction that is under way in this asynchronous context. `lost` once its connection is gone. */
export type TransactionScope = { lost: boolean; closed: boolean };

const current = new AsyncLocalStorage<TransactionScope>();

/** The global handle was used inside a transaction, where it would hang (PGlite) or leave it (PostgreSQL). */
export class GlobalHandleInTransaction extends Error {
  override name = 'GlobalHandleInTransaction';
  constructor() {
    super('The global database handle was used inside a transaction: pass the transaction (tx) on instead.');
  }
}

/** The connection of a transaction was lost: nothing more may run in it, and nothing of it was kept. */
export class TransactionLost extends Error {
  override name = 'TransactionLost';
  constructor() {
    super('The connection of this transaction was lost; it was rolled back.');
  }
}

/** A statement was not answered within its time limit. */
export class DatabaseTimeout extends Error {
  override name = 'DatabaseTimeout';
  constructor(limitMs: number) {
    super(`The database did not answer within ${limitMs} ms.`);
  }
}

/** @throws GlobalHandleInTransaction when called inside a transaction. */
export function assertOutsideTransaction(): void {
  const scope = current.getStore();
  if (scope && !scope.closed) throw new GlobalHandleInTransaction();
}

export const insideTransaction = <T>(scope: TransactionScope, work: () => T): T => current.run(scope, work);

/** Runs what must not count as part of the transaction that it was started from, like an after-commit hook. */
export const outsideTransaction = <T>(work: () => T): T => current.exit(work);
