import { type SQL, sql } from 'drizzle-orm';
import { type Database, rows } from '#db/client.ts';
import type { Transact } from '#db/transact.ts';
import type { Clock } from './clock.ts';

/*
 * The time that attendance is measured by. It passes as the process's monotonic clock does, whatever becomes of the time
 * of day, and all processes agree on it: it is the database's clock and a correction, which the database keeps for all.
 */

/** How often a process compares its own clock with the database's. Milliseconds. */
const LOOK_EVERY_MS = 2_000;
/** A smaller difference is drift, and is followed; a larger one is a clock that was set. Milliseconds. */
const STEP_MS = 1_000;
/** A reading that took longer says too little of when it was taken. Milliseconds. */
const PROMPT_MS = 500;
/** Most attempts at a prompt reading before the first one is taken as it is. */
const FIRST_READINGS = 5;

/** The steady time as the database knows it: for a process that has not compared clocks, such as the audit's. */
const storedNow = sql`(select now() + make_interval(secs => ahead_ms / 1000) from steady_clock)`;

export const storedSteadyClock: Clock = { now: storedNow };

export type SteadyClock = Clock & {
  /**
   * For what is due at some time of day: this time or the database's, whichever is later. So a clock that is set back
   * holds nothing up, and after a machine was suspended what became due meanwhile is done.
   */
  readonly deadlines: Clock;
  /** Compares the clocks now. */
  look(): Promise<void>;
  /** Compares them every other second from now on, until the function that is returned is called. */
  start(): () => Promise<void>;
};

type Needs = {
  database: Database;
  transact: Transact;
  /** Milliseconds that pass, from whatever beginning. */
  monotonicMs?: () => number;
};

/** What the database says of the time, at some moment between asking and hearing it on the monotonic clock. */
type Reading = { databaseMs: number; aheadMs: number; version: number; askedMs: number; heardMs: number };

/** The steady time at one moment of the monotonic clock, and the version of the correction that it goes by. */
type Anchor = { atMs: number; timeMs: number; version: number };

/** Makes the clock of a process, and compares it for the first time. */
export async function createSteadyClock({
  database: { db, kind },
  transact,
  monotonicMs = () => performance.now(),
}: Needs): Promise<SteadyClock> {
  let anchor = await firstAnchor();

  const timeAt = (momentMs: number): number => anchor.timeMs + momentMs - anchor.atMs;

  async function read(): Promise<Reading> {
    const askedMs = monotonicMs();
    const [answer] = await rows<Omit<Reading, 'askedMs' | 'heardMs'>>(
      db,
      sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as "databaseMs", ahead_ms as "aheadMs", version
          from steady_clock`,
    );
    return { ...(answer as Omit<Reading, 'askedMs' | 'heardMs'>), askedMs, heardMs: monotonicMs() };
  }

  async function firstAnchor(): Promise<Anchor> {
    let reading = await read();
    for (let n = 1; n < FIRST_READINGS && !isPrompt(reading); n++) reading = await read();
    const first = anchorOf(reading);
    const lastMs = (await lastKnownMs()) ?? Number.NEGATIVE_INFINITY;
    return { ...first, timeMs: Math.max(first.timeMs, lastMs) };
  }

  /** The latest moment that is written of an event that is live: the clock may have been set back before we began. */
  async function lastKnownMs(): Promise<number | null> {
    const [known] = await rows<{ lastMs: number | null }>(
      db,
      sql`select (extract(epoch from max(moment)) * 1000)::float8 as "lastMs" from (
            select started_at as moment from events where is_live
            union all
            select greatest(v.joined_at, v.last_seen_at, v.dropped_at, v.left_at)
            from event_attendance v join events e on e.id = v.event_id where e.is_live
          ) moments`,
    );
    return known?.lastMs ?? null;
  }

  /**
   * The database's clock was set by so much: the correction takes it back, in all processes. Where another process came
   * first, the next look finds its correction.
   */
  async function correct(byMs: number, version: number): Promise<void> {
    const corrected = await rows(
      db,
      sql`update steady_clock set ahead_ms = ahead_ms - ${byMs}::float8, version = version + 1
          where version = ${version} returning version`,
    );
    if (corrected.length > 0) anchor.version = version + 1;
  }

  /**
   * Once no event is live the correction goes, and the time is the database's again. A start of an event waits for this,
   * and this for it: `holdSteadyTime`.
   */
  async function settle(): Promise<void> {
    await transact(async (tx) => {
      const [held] = await rows<{ aheadMs: number }>(
        tx,
        sql`select ahead_ms as "aheadMs" from steady_clock for update`,
      );
      const [{ isInUse } = { isInUse: true }] = await rows<{ isInUse: boolean }>(
        tx,
        sql`select exists (select 1 from events where is_live)
              or exists (select 1 from event_attendance where left_at is null) as "isInUse"`,
      );
      if (!held || held.aheadMs === 0 || isInUse) return;
      await tx.execute(sql`update steady_clock set ahead_ms = 0, version = version + 1`);
      // What is due keeps its distance from now.
      const by = sql`make_interval(secs => ${Math.max(0, held.aheadMs) / 1000}::float8)`;
      await tx.execute(
        sql`update outbox_tasks set due_at = due_at - ${by}, leased_until = leased_until - ${by}`,
      );
    });
  }

  /** How far a reading is off the time that had passed, wherever between asking and hearing it was taken. */
  function differenceOf(reading: Reading): number {
    const timeMs = timeOf(reading);
    const [earliest, latest] = [timeAt(reading.askedMs), timeAt(reading.heardMs)];
    if (timeMs < earliest) return timeMs - earliest;
    return timeMs > latest ? timeMs - latest : 0;
  }

  /**
   * By how much the database's clock was set; the rest of the difference is followed. A database elsewhere that seems ahead
   * may be right, and this machine have been suspended: the visits of other processes must not be set back for that, and
   * what was attended before ends at its last heartbeat. It is believed as far as it takes back an earlier step.
   */
  const stepIn = (difference: number, { aheadMs }: Reading): number =>
    kind === 'pglite' ? difference : Math.min(difference, Math.max(0, aheadMs));

  async function compare(): Promise<void> {
    const reading = await read();
    if (!isPrompt(reading)) return;
    if (reading.version !== anchor.version) {
      anchor = anchorOf(reading);
    } else {
      const difference = differenceOf(reading);
      const stepMs = Math.abs(difference) < STEP_MS ? 0 : stepIn(difference, reading);
      anchor.timeMs += difference - stepMs;
      if (stepMs !== 0) await correct(stepMs, reading.version);
    }
    if (reading.aheadMs !== 0) await settle();
  }

  let underWay: Promise<void> | undefined;

  function look(): Promise<void> {
    underWay ??= compare().finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  /** Its own time; the database's with the correction where that has changed since the last look. */
  function now(): SQL {
    const time = new Date(timeAt(monotonicMs())).toISOString();
    return sql`(select case when version = ${anchor.version}::int then ${time}::timestamptz
      else now() + make_interval(secs => ahead_ms / 1000) end from steady_clock)`;
  }

  // What is written may be later than what the database says now: that is a difference, which this corrects.
  await look();
  return {
    get now() {
      return now();
    },
    deadlines: {
      get now() {
        return sql`greatest(${now()}, now())`;
      },
    },
    look,
    start() {
      // Without a database the time goes on as it did.
      const timer = setInterval(() => void look().catch(() => {}), LOOK_EVERY_MS).unref();
      return async () => {
        clearInterval(timer);
        await underWay?.catch(() => {});
      };
    },
  };
}

const timeOf = ({ databaseMs, aheadMs }: Reading): number => databaseMs + aheadMs;

const isPrompt = ({ askedMs, heardMs }: Reading): boolean => heardMs - askedMs <= PROMPT_MS;

const anchorOf = (reading: Reading): Anchor => ({
  atMs: (reading.askedMs + reading.heardMs) / 2,
  timeMs: timeOf(reading),
  version: reading.version,
});

/** The start of an event: until it is committed the correction of the time stays. */
export const holdSteadyTime: SQL = sql`select id from steady_clock for share`;
