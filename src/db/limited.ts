import { isConnectionLost } from './constraint.ts';
import { type Gate, openGate } from './gate.ts';
import { DatabaseTimeout } from './scope.ts';

/* What is waited for at the database, and for how long. */

/** What has or wants a connection of the pool just now: transactions, and statements outside of them. */
export type PoolWork = { underWay: number };

/** A query of postgres.js, which is sent when somebody waits for it. */
export type Query = PromiseLike<unknown> & { values(): Query };

/**
 * The rows of an answer, in an array of their own. postgres.js assigns two functions to each query, and V8 allocates
 * functions that are assigned to properties among the old objects: through them every answer, with all its rows,
 * outlived the collections of young garbage, which then took ten times as long.
 */
const takeRows = (answer: unknown): unknown => (answer as unknown[]).splice(0);

type Limited = {
  limitMs: number;
  /** Learns first that the connection is no good. */
  onAway: (error: unknown) => void;
  /** Learns of every refusal. */
  onRefused?: (error: unknown) => void;
  work?: PoolWork;
  gate?: Gate;
};

/**
 * A query that is sent when the gate lets it through and rejected when the limit has passed, and counts as work until
 * its answer. One promise for each query: reads are made of little else.
 */
export function guarded(send: () => Query, limited: Limited, read = (answer: unknown) => answer): Query {
  const { limitMs, onAway, work = { underWay: 0 }, gate = openGate } = limited;
  const settle = () =>
    new Promise((resolve, reject) => {
      let isSent = false;
      let timer: NodeJS.Timeout | undefined;
      const isFirst = () => {
        if (!timer) return false;
        clearTimeout(timer);
        timer = undefined;
        work.underWay--;
        if (isSent) gate.leave();
        return true;
      };
      const refuse = (error: unknown) => {
        if (!isFirst()) return;
        if (isConnectionLost(error)) onAway(error);
        limited.onRefused?.(error);
        reject(error);
      };
      timer = setTimeout(() => refuse(new DatabaseTimeout(limitMs)), limitMs);
      work.underWay++;
      gate.enter(() => {
        if (!timer) return false;
        isSent = true;
        send().then((value) => {
          if (isFirst()) resolve(read(value));
        }, refuse);
        return true;
      });
    });
  return {
    values: () => guarded(() => send().values(), limited, takeRows),
    // biome-ignore lint/suspicious/noThenProperty: stands in for postgres.js's own thenable query
    then: (ok, fail) => settle().then(ok, fail),
  };
}

/** For what else is waited for: the gate, and postgres.js's own begin, savepoint, commit and rollback. */
export function limitedWait(limitMs: number, onTimeout: (error: DatabaseTimeout) => void) {
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    timer = undefined;
    onTimeout(new DatabaseTimeout(limitMs));
  };
  return {
    start: () => {
      timer = setTimeout(end, limitMs);
    },
    /** Whether it came before the limit had passed. */
    stop: () => {
      const inTime = timer !== undefined;
      clearTimeout(timer);
      timer = undefined;
      return inTime;
    },
  };
}

/** Resolves when there is a place behind the gate, which is taken. */
export function passed(gate: Gate, limitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const wait = limitedWait(limitMs, reject);
    wait.start();
    gate.enter(() => {
      if (!wait.stop()) return false;
      resolve();
      return true;
    });
  });
}
