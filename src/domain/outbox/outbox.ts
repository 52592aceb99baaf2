import { type SQL, sql } from 'drizzle-orm';
import { type Database, jsonRows, rows, type Tx } from '#db/client.ts';
import { afterCommit } from '#db/transact.ts';
import type { Clock } from '../clock.ts';
import { ATTEMPTS, FIRST_PAUSE_SECONDS, pauseAfter } from './outbox-rules.ts';
import type { ClaimedTask, TaskKind, Tasks } from './tasks.ts';

export type TaskOptions = {
  /** Of a kind and key there is one task: asked for again, it is the same one, due at the earlier time. */
  key?: string;
  /** When it is due, by the database's clock; at once if not given. */
  due?: SQL;
};

/** How many tasks of a kind a process takes now, and how long they are its own. */
export type Places = { kind: TaskKind; places: number; leaseSeconds: number };

/** What is in the outbox. */
export type OutboxCounts = {
  waiting: number;
  /** Of those, such whose last attempt failed. */
  failing: number;
  /** Given up, for an operator to look at. */
  parked: number;
  /** How long the oldest task that is due has been waiting for somebody to take it. */
  lateSeconds: number;
};

export type Outbox = ReturnType<typeof createOutbox>;

type Needs = { database: Database; clock: Clock };

/** Tasks, written down with what they follow from, and taken and ended by whichever process comes first. */
export function createOutbox({ database: { db }, clock }: Needs) {
  let wake = () => {};
  const inSeconds = (seconds: number) => sql`${clock.now} + make_interval(secs => ${seconds})`;
  const mine = ({ id, version }: ClaimedTask) => sql`id = ${id} and version = ${version}`;

  return {
    /** Who is to look at once when a task that is due has been committed in this process. */
    onDue(listener: () => void): void {
      wake = listener;
    },

    /**
     * Writes a task down in the caller's transaction: it is done once that is committed, and never if it is not.
     * One that is being done while it is asked for again is done again, when its lease is over.
     */
    async enqueue<K extends TaskKind>(tx: Tx, kind: K, payload: Tasks[K], options: TaskOptions = {}) {
      const { key = null, due = clock.now } = options;
      const [written] = await rows<{ isDue: boolean }>(
        tx,
        sql`insert into outbox_tasks as task (kind, payload, key, due_at)
            values (${kind}, ${JSON.stringify(payload)}, ${key}, ${due})
            on conflict (kind, key) where parked_at is null
            do update set due_at = least(task.due_at, excluded.due_at), version = task.version + 1
            returning due_at <= ${clock.now} as "isDue"`,
      );
      if (written?.isDue) afterCommit(tx, () => wake());
    },

    /** Writes many tasks of one kind down in one statement, due at once; `key` and the rest as for `enqueue`. */
    async enqueueAll<K extends TaskKind>(
      tx: Tx,
      kind: K,
      tasks: readonly { payload: Tasks[K]; key: string }[],
    ) {
      if (tasks.length === 0) return;
      const written = tasks.map(({ payload, key }) => ({ payload: JSON.stringify(payload), key }));
      await tx.execute(sql`
        insert into outbox_tasks as task (kind, payload, key, due_at)
        select ${kind}::text, t.payload, t.key, ${clock.now} from ${jsonRows(written)} as t(payload text, key text)
        on conflict (kind, key) where parked_at is null
        do update set due_at = least(task.due_at, excluded.due_at), version = task.version + 1`);
      afterCommit(tx, () => wake());
    },

    /**
     * Writes down a task that retries what has just failed, to be done after the first pause. Does nothing where one of
     * the same kind and key is there, also one that is parked: that one is an operator's to try again.
     */
    async enqueueOnce<K extends TaskKind>(
      tx: Tx,
      kind: K,
      payload: Tasks[K],
      options: { key: string; reason: string },
    ) {
      const { key, reason } = options;
      await rows(
        tx,
        sql`insert into outbox_tasks (kind, payload, key, due_at, last_error)
            select ${kind}::text, ${JSON.stringify(payload)}::text, ${key}::text, ${inSeconds(FIRST_PAUSE_SECONDS)},
              ${reason}::text
            where not exists (select 1 from outbox_tasks where kind = ${kind} and key = ${key})
            on conflict (kind, key) where parked_at is null do nothing returning id`,
      );
    },

    /** Whether a task of this kind and key is waiting or being done. */
    async has(tx: Tx, kind: TaskKind, key: string): Promise<boolean> {
      const there = await rows(
        tx,
        sql`select id from outbox_tasks where kind = ${kind} and key = ${key} and parked_at is null`,
      );
      return there.length > 0;
    },

    /** Takes tasks that are due: each is this process's until its lease is over, by the database's clock. */
    async claim(free: readonly Places[]): Promise<ClaimedTask[]> {
      const claimed = await rows<Omit<ClaimedTask, 'payload'> & { payload: string }>(
        db,
        sql`with due as (
              select task.id, free."leaseSeconds"
              from ${jsonRows(free)} as free(kind text, places int, "leaseSeconds" int)
              cross join lateral (
                select id from outbox_tasks
                where kind = free.kind and parked_at is null and due_at <= ${clock.now}
                  and (leased_until is null or leased_until <= ${clock.now})
                order by due_at, id limit free.places for update skip locked
              ) task
            )
            update outbox_tasks task set attempts = attempts + 1, version = version + 1,
              leased_until = ${clock.now} + make_interval(secs => due."leaseSeconds")
            from due where task.id = due.id
            returning task.id, kind, payload, version, attempts as attempt`,
      );
      return claimed.map(readTask);
    },

    /** The task is done: it goes. Does nothing where the task is no longer the caller's. */
    async done(task: ClaimedTask): Promise<void> {
      await db.execute(sql`delete from outbox_tasks where ${mine(task)}`);
    },

    /** The task went well, and is due again in so many seconds. */
    async again(task: ClaimedTask, seconds: number): Promise<void> {
      await db.execute(sql`update outbox_tasks
        set due_at = ${inSeconds(seconds)}, leased_until = null, attempts = 0, last_error = null
        where ${mine(task)}`);
    },

    /** The attempt failed: the next one comes after a pause, or the task is parked. Answers with whether it is. */
    async failed(task: ClaimedTask, reason: string): Promise<boolean> {
      const isParked = task.attempt >= ATTEMPTS;
      await db.execute(sql`update outbox_tasks
        set due_at = ${inSeconds(pauseAfter(task.attempt, Math.random()))}, leased_until = null,
          last_error = ${reason}, parked_at = ${isParked ? clock.now : sql`null`}
        where ${mine(task)}`);
      return isParked;
    },

    async counts(): Promise<OutboxCounts> {
      const [counted] = await rows<OutboxCounts>(
        db,
        sql`select count(*) filter (where parked_at is null)::int as waiting, count(parked_at)::int as parked,
              count(*) filter (where parked_at is null and last_error is not null)::int as failing,
              coalesce(max(greatest(0, extract(epoch from ${clock.now} - greatest(due_at, leased_until))))
                filter (where parked_at is null), 0)::float8 as "lateSeconds"
            from outbox_tasks`,
      );
      return counted as OutboxCounts;
    },
  };
}

/** A payload that cannot be read fails its own task, and not the others that were claimed with it. */
function readTask(task: Omit<ClaimedTask, 'payload'> & { payload: string }): ClaimedTask {
  try {
    return { ...task, payload: JSON.parse(task.payload) } as ClaimedTask;
  } catch {
    return { ...task, payload: {}, unreadable: true } as unknown as ClaimedTask;
  }
}
