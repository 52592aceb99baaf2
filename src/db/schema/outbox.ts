import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, id, moment } from '../columns.ts';

/**
 * What is still to be done after a commit, in whichever process is there: a row is written with its cause, in one
 * transaction, and deleted once it is done. All times are the database's.
 */
export const outboxTasks = pgTable(
  'outbox_tasks',
  {
    id: id(),
    kind: text().notNull(),
    /** What the task is about, as JSON text. Ids alone: it says nothing of a person. */
    payload: text().notNull(),
    /** Of a kind and a key there is one task at a time; empty where each counts for itself. */
    key: text(),
    /** Not begun before. */
    dueAt: moment().notNull(),
    /** Until then it is the process's that took it; in the past, or empty: whoever comes first. */
    leasedUntil: moment(),
    /** Counts up whenever it is taken or asked for again: who took it ends it only if nothing came between. */
    version: integer().notNull().default(0),
    /** How often it was begun since it last went well. */
    attempts: integer().notNull().default(0),
    /** Why the last attempt failed; empty where none has. */
    lastError: text(),
    /** Given up at this moment: an operator must look at it. */
    parkedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [
    index('outbox_tasks_due_index').on(t.kind, t.dueAt, t.id).where(sql`${t.parkedAt} is null`),
    uniqueIndex('outbox_tasks_one_for_key').on(t.kind, t.key).where(sql`${t.parkedAt} is null`),
    check('outbox_tasks_counts', sql`${t.version} >= 0 and ${t.attempts} >= 0`),
  ],
);
