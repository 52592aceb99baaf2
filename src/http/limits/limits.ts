import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Tries } from '#auth/auth.ts';
import type { Actor } from '#domain/actor.ts';
import { DomainError } from '#domain/errors.ts';
import { addressKey } from './address-key.ts';
import { type Counters, type Policy, type PolicyName, policies, type Standing } from './policies.ts';

/** Who floods comes back at once, and each coming and going is told to all in the room: four times a minute is enough. */
const SEATS_FOR_MISBEHAVING = 15;

/** Whose share of a limit is used up. */
type Taken = { policy: PolicyName; standing: Standing };

export type Limits = {
  /**
   * Takes one from each of these limits of the client's address, and tells the answer what is left.
   * @throws DomainError TOO_MANY_REQUESTS with the seconds to wait, where one of them is used up.
   */
  ofAddress(request: Request, response: Response, ...names: PolicyName[]): Promise<void>;
  /** The same for limits of a user. */
  ofUser(user: Pick<Actor, 'userId'>, response: Response, ...names: PolicyName[]): Promise<void>;
  /** For whoever tries passwords of an account. */
  account: Tries;
  /** Who was shown out of a room for what no honest client does may ask for fewer seats. */
  misbehaved(userId: string): Promise<void>;
  /** Counts a refusal by a limit that is counted elsewhere. */
  noteRefusal(policy: PolicyName): void;
  /** How often each limit has refused in this process. */
  refused(): Iterable<[policy: PolicyName, times: number]>;
};

/** The limits, on counts that are kept anywhere. */
export function createLimits(counters: Counters): Limits {
  const refusals = new Map<PolicyName, number>();
  const noteRefusal = (policy: PolicyName) => void refusals.set(policy, (refusals.get(policy) ?? 0) + 1);
  const take = async (policy: PolicyName, key: string): Promise<Taken> => {
    const standing = await counters.take(policy, key);
    if (standing.isExceeded) noteRefusal(policy);
    return { policy, standing };
  };
  const takeAll = async (response: Response, names: PolicyName[], key: string) => {
    const taken = await Promise.all(names.map((name) => take(name, key)));
    tell(response, taken);
    assertNoneExceeded(taken);
  };
  return {
    ofAddress: (request, response, ...names) => takeAll(response, names, addressKey(request.ip)),
    ofUser: ({ userId }, response, ...names) => takeAll(response, names, userId),
    account: {
      async take(email) {
        const { standing } = await take('account', keyOf(email));
        return standing.isExceeded ? standing.resetSeconds : undefined;
      },
      giveBack: (email) => counters.giveBack('account', keyOf(email)),
    },
    async misbehaved(userId) {
      await counters.take('matchmake-user', userId, SEATS_FOR_MISBEHAVING);
    },
    noteRefusal,
    refused: () => refusals,
  };
}

/** No limits at all, as load tests want it. */
export const noLimits: Limits = {
  ofAddress: async () => {},
  ofUser: async () => {},
  account: { take: async () => undefined, giveBack: async () => {} },
  misbehaved: async () => {},
  noteRefusal: () => {},
  refused: () => [],
};

/** Where counts are kept there are no e-mail addresses. */
const keyOf = (email: string): string =>
  createHash('sha256').update(email.toLowerCase()).digest('base64url').slice(0, 22);

/** The fields of draft-ietf-httpapi-ratelimit-headers: which limits there are, and what is left of them. */
function tell(response: Response, taken: Taken[]): void {
  for (const { policy, standing } of taken) {
    const { quota, windowSeconds }: Policy = policies[policy];
    response.append('RateLimit-Policy', `"${policy}";q=${quota};w=${windowSeconds}`);
    response.append('RateLimit', `"${policy}";r=${standing.remaining};t=${standing.resetSeconds}`);
  }
}

function assertNoneExceeded(taken: Taken[]): void {
  const waits = taken
    .filter(({ standing }) => standing.isExceeded)
    .map(({ standing }) => standing.resetSeconds);
  if (waits.length > 0) throw new DomainError('TOO_MANY_REQUESTS', { retryAfterSeconds: Math.max(...waits) });
}
