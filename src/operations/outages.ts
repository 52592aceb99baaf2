import type { Logger } from 'pino';
import type { Database } from '#db/client.ts';
import { isDatabaseAway, refusesWrites } from '#db/constraint.ts';

/** How often the database is probed during an outage, in milliseconds. */
const PROBE_EVERY_MS = 1_000;

type Outage = { startedAt: number; failures: number; refusesWrites: boolean };

export type Outages = {
  /** The database answers reads and refused a write; so until a write succeeds. */
  refusesWrites(): boolean;
  /** Since the start of the process: outages, and statements and transactions that failed in them. */
  totals(): { outages: number; failures: number; isUnderWay: boolean };
  stop(): void;
};

type Needs = {
  database: Pick<Database, 'failures' | 'probeWrite'>;
  log: Pick<Logger, 'error' | 'warn'>;
};

/**
 * Follows the outages of the database: the first failure is logged with its cause, further ones are counted, and from
 * then on the database is probed until it can be read and written again. Only an outage costs anything.
 */
export function watchOutages({ database, log }: Needs): Outages {
  let current: Outage | undefined;
  let outages = 0;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  database.failures.listen((error) => {
    if (isStopped) return;
    failures++;
    if (!current) {
      outages++;
      current = { startedAt: performance.now(), failures: 0, refusesWrites: false };
      log.error({ err: error }, 'the database is unavailable; requests that need it are refused with 503');
      plan();
    }
    current.failures++;
    current.refusesWrites ||= refusesWrites(error);
  });

  function plan(): void {
    if (!isStopped) timer = setTimeout(() => void probe(), PROBE_EVERY_MS).unref();
  }

  async function probe(): Promise<void> {
    try {
      await database.probeWrite();
    } catch (error) {
      // A database that answers otherwise, e.g. that this role may create no temporary table, is there.
      if (isDatabaseAway(error)) return noteOwnFailure();
    }
    end();
  }

  /** The probe is a statement like others, and is not to be counted among those that somebody needed. */
  function noteOwnFailure(): void {
    failures--;
    if (current) current.failures--;
    plan();
  }

  function end(): void {
    if (!current || isStopped) return;
    const seconds = Math.round((performance.now() - current.startedAt) / 100) / 10;
    log.warn({ seconds, failures: current.failures }, 'the database is available again');
    current = undefined;
  }

  return {
    refusesWrites: () => current?.refusesWrites ?? false,
    totals: () => ({ outages, failures, isUnderWay: current !== undefined }),
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
