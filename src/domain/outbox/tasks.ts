/**
 * The tasks that are kept in the outbox: what must be done after a commit, also where the process ends before it
 * comes to that. A payload is ids, as JSON; who does the task reads the rest when it is done.
 */
export type Tasks = {
  /** An event has reached the hard maximum of its time, and ends unless it has ended. */
  'event.end': { eventId: number };
  /** The provider is asked what has become of a purchase whose payment is awaited. */
  'purchase.follow-up': { transactionId: string };
  /** A purchase whose creator or buyer has left: its payment is cancelled, and money that was paid goes back. */
  'purchase.call-off': { transactionId: string };
  /** What is over and kept no longer is deleted. Again and again. */
  'retention.sweep': Record<string, never>;
  /**
   * What of a user's visits at an event could not be closed or paid is tried again; without a user, what of the whole
   * event.
   */
  'attendance.settle': { eventId: number; userId?: string };
  /** The points of a payment did not fit into the buyer's balance. */
  'purchase.settle': { provider: string; paymentId: string };
  /** Visits whose heartbeat stopped are closed. Again and again. */
  'visits.sweep': Record<string, never>;
};

export type TaskKind = keyof Tasks;

/** A task that is done for now is to be done again in so many seconds. */
export type Again = { againInSeconds: number };

/**
 * Does one task, in no transaction. It may be called twice for the same task, also at once where it takes longer
 * than its lease, and must then have one effect. What it throws is a failed attempt, and it is tried again later.
 */
export type TaskHandler<K extends TaskKind> = (payload: Tasks[K]) => Promise<Again | undefined>;

export type TaskHandlers = { [K in TaskKind]: TaskHandler<K> };

/** A task that a process has taken, for as long as its lease lasts. */
export type ClaimedTask = { [K in TaskKind]: { kind: K; payload: Tasks[K] } }[TaskKind] & {
  id: number;
  /** Which taking of it this is; it ends with the next one. */
  version: number;
  /** Set where the payload is not JSON: the attempt fails. */
  unreadable?: true;
  /** Which attempt this is since it last went well, from 1. */
  attempt: number;
};
