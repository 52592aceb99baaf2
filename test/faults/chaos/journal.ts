import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, apiClient } from '#test/clients.ts';
import { type House, other, type Which } from './house.ts';
import { Broken, must, within } from './within.ts';

/** What the servers have acknowledged since the beginning; all of it must be in the database, once. */
export type Journal = {
  orders: Set<string>;
  gifts: Set<string>;
  /** Purchases of points, by transaction id. */
  purchases: Set<string>;
  /** Who was let in where an event was live: `event user`. */
  stays: Set<string>;
  /** How often somebody was asked to come again. */
  turnedAway: number;
  /** How often a connection broke. */
  brokenOff: number;
};

export const createJournal = (): Journal => ({
  orders: new Set(),
  gifts: new Set(),
  purchases: new Set(),
  stays: new Set(),
  turnedAway: 0,
  brokenOff: 0,
});

type Asker = ReturnType<typeof apiClient>;

/** A server has at most 35 seconds for its database; nothing is answered later than this. Milliseconds. */
const HUNG_AFTER_MS = 40_000;
const TRIES = 600;

/** A client that asks until it is answered, as clients should: any server, the same key. */
export type Persistent = (
  token: string | undefined,
  first: Which,
  ask: (api: Asker) => Promise<Answer>,
) => Promise<Answer>;

/**
 * Comes again after a 503 that says when, and after a connection that broke while a server was down. Everything
 * else but a success is broken: an answer that is not true, or no answer.
 */
export function createPersistent(house: House, journal: Journal): Persistent {
  return async (token, first, ask) => {
    for (let attempt = 0, which = first; attempt < TRIES; attempt++, which = other(which)) {
      const wasShort = house.lookForShortage();
      const answer = await within(
        HUNG_AFTER_MS,
        'a request',
        ask(apiClient(house.url(which), token)).catch((error: Error) => error),
      );
      if (answer instanceof Error) {
        if (!wasShort()) throw new Broken(`a connection broke: ${describe(answer)}`);
        journal.brokenOff++;
      } else if (answer.status === 503) {
        assertTurnedAway(answer);
        journal.turnedAway++;
      } else if (answer.status >= 300) {
        throw new Broken(`answered ${answer.status} ${JSON.stringify(answer.body)}`);
      } else return answer;
      await sleep(50);
    }
    throw new Broken(`not answered in ${TRIES} tries`);
  };
}

const REASONS = new Set(['DATABASE_UNAVAILABLE', 'SHUTTING_DOWN']);

function assertTurnedAway({ body, headers }: Answer): void {
  must(
    REASONS.has(body?.code) && headers.get('retry-after'),
    `a 503 without a reason: ${JSON.stringify(body)}`,
  );
}

const describe = (error: Error): string =>
  `${error.message} ${String((error.cause as Error)?.message ?? '')}`;
