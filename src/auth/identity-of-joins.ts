import type { Actor } from '#domain/actor.ts';
import { inBatches } from '#domain/in-batches.ts';
import type { LookUpSessions } from './session-lookup.ts';

/** Those who come to the rooms within so many milliseconds are looked up in one statement. */
const TOGETHER = { everyMs: 50, most: 500 };
/** From a request's limits to the door of the room it is a moment. Milliseconds. */
const HANDED_OVER_WITHIN_MS = 2_000;

type IdentityOf = (authorization: string) => Promise<Actor | undefined>;

/**
 * Who comes into a room. Each join asks twice, for its limits and at the door: the second time takes what the first
 * found, once. Whether the session is still there is admission's to say, which is asked after both.
 */
export function createIdentityOfJoins(lookUpSessions: LookUpSessions, askBetterAuth: IdentityOf): IdentityOf {
  const lookUp = inBatches<string, Actor | undefined>(lookUpSessions, TOGETHER);
  const found = new Map<string, Actor>();

  return async (authorization) => {
    const handedOver = found.get(authorization);
    if (handedOver) {
      found.delete(authorization);
      return handedOver;
    }
    const actor = (await lookUp(authorization)) ?? (await askBetterAuth(authorization));
    if (actor) {
      found.set(authorization, actor);
      setTimeout(() => {
        if (found.get(authorization) === actor) found.delete(authorization);
      }, HANDED_OVER_WITHIN_MS).unref();
    }
    return actor;
  };
}
