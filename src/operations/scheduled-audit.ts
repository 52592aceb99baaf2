import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { openPostgres } from '#db/client.ts';
import { isConnectionLost } from '#db/constraint.ts';
import { UNHURRIED } from '#db/guarded-postgres.ts';
import { createOnlyProcess } from '#db/only-process.ts';
import { createTransact, type Transact } from '#db/transact.ts';
import type { Config } from '#src/config.ts';
import { type AuditLine, auditSnapshot } from './audit.ts';

/** What the last audit found, and when it was over. */
export type AuditRun = { lines: readonly AuditLine[]; endedAt: Date };

export type ScheduledAudit = {
  /** The last audit of this process; undefined where another process audits, or none does. */
  last(): AuditRun | undefined;
  stop(): Promise<void>;
};

/** Names the lock of the one process that audits. */
const AUDIT_LOCK = 7_281_936_456;
const MINUTE_MS = 60_000;
/** A stop does not wait longer than this for an audit that is under way. */
const STOP_WAIT_MS = 5_000;

type Needs = {
  config: Pick<Config, 'AUDIT_INTERVAL_MINUTES' | 'DATABASE_URL'>;
  transact: Transact;
  log: Pick<Logger, 'error'>;
};

/**
 * Audits at the start and then every so many minutes, in one process at a time; the next one takes over when
 * that one ends. It only reads: what the books must refuse is tried by `npm run audit` alone.
 */
export function startScheduledAudit({ config, transact, log }: Needs): ScheduledAudit {
  if (config.AUDIT_INTERVAL_MINUTES === 0) return { last: () => undefined, stop: async () => {} };
  const onlyProcess = createOnlyProcess(config.DATABASE_URL, AUDIT_LOCK);
  const reader = openReader(config.DATABASE_URL, transact);
  let last: AuditRun | undefined;
  let isStopped = false;

  async function auditInTurn(): Promise<void> {
    if (!(await onlyProcess.isThisOne())) {
      last = undefined;
      return;
    }
    const lines = await reader.transact((tx) => auditSnapshot(tx), { snapshot: true });
    last = { lines, endedAt: new Date() };
    const violated = lines.filter(({ violations }) => violations > 0);
    if (violated.length > 0) log.error({ violated }, 'the audit found violations');
  }

  const audit = async () => {
    try {
      await auditInTurn();
    } catch (error) {
      if (!isStopped && !isConnectionLost(error)) log.error({ err: error }, 'the audit failed');
    }
  };
  let running = audit();
  const timer = setInterval(() => {
    running = running.then(() => (isStopped ? undefined : audit()));
  }, config.AUDIT_INTERVAL_MINUTES * MINUTE_MS).unref();

  return {
    last: () => last,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await Promise.race([running, sleep(STOP_WAIT_MS, undefined, { ref: false })]);
      await Promise.all([reader.close(), onlyProcess.close()]);
    },
  };
}

type Reader = { transact: Transact; close(): Promise<void> };

/**
 * On PostgreSQL a connection that may take its time, and takes none of the players'; it is opened with the first
 * audit. The embedded database has just the one.
 */
function openReader(url: string | undefined, transact: Transact): Reader {
  if (!url) return { transact, close: async () => {} };
  const { db, close } = openPostgres(url, 1, UNHURRIED);
  return { transact: createTransact(db, () => {}), close };
}
