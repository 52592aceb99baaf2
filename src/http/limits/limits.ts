import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { PasswordTry, Tries } from '#auth/password-tries.ts';
import type { Actor } from '#domain/actor.ts';
import { DomainError } from '#domain/errors.ts';
import { addressKey, networkOf } from './address-key.ts';
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
  /** The same for limits of a session. */
  ofSession(actor: Pick<Actor, 'authSessionId'>, response: Response, ...names: PolicyName[]): Promise<void>;
  /** For whoever tries to sign in to an account. */
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
  const count = (policy: PolicyName, standing: Standing): Taken => {
    if (standing.isExceeded) noteRefusal(policy);
    return { policy, standing };
  };
  const take = async (policy: PolicyName, key: string, network?: string): Promise<Taken> => {
    const standing = await counters.take(policy, key);
    // What a household has used up does not count for its network: its neighbours are not to suffer for it.
    if (network === undefined || standing.isExceeded) return count(policy, standing);
    const ofNetwork = await counters.takeOfNetwork(policy, network);
    return count(policy, ofNetwork.isExceeded ? ofNetwork : standing);
  };
  const takeAll = async (response: Response, names: PolicyName[], key: string, network?: string) => {
    const taken = await Promise.all(names.map((name) => take(name, key, network)));
    tell(response, taken);
    assertNoneExceeded(taken);
  };
  return {
    ofAddress(request, response, ...names) {
      const key = addressKey(request.ip);
      return takeAll(response, names, key, networkOf(key));
    },
    ofUser: ({ userId }, response, ...names) => takeAll(response, names, userId),
    ofSession: ({ authSessionId }, response, ...names) => takeAll(response, names, authSessionId),
    account: {
      async take(tried) {
        const { standing } = await take('account', keyOfTry(tried));
        if (standing.isExceeded) return standing.resetSeconds;
        if (tried.device !== undefined) return undefined;
        const everywhere = await counters.take('account-everywhere', keyOf(tried.email));
        if (!everywhere.isExceeded || (await isFromKnownAddress(tried))) return undefined;
        return count('account-everywhere', everywhere).standing.resetSeconds;
      },
      async giveBack(tried) {
        await counters.giveBack('account', keyOfTry(tried));
        if (tried.device === undefined) await counters.giveBack('account-everywhere', keyOf(tried.email));
      },
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
  ofSession: async () => {},
  account: { take: async () => undefined, giveBack: async () => {} },
  misbehaved: async () => {},
  noteRefusal: () => {},
  refused: () => [],
};

/** Where counts are kept there are no e-mail addresses. */
const keyOf = (email: string): string =>
  createHash('sha256').update(email.toLowerCase()).digest('base64url').slice(0, 22);

/** Tries of one account count by themselves for each known device, and for each address. */
const keyOfTry = ({ email, address, device }: PasswordTry): string =>
  `${keyOf(email)}:${device ?? addressKey(address)}`;

async function isFromKnownAddress({ address, knownAddresses }: PasswordTry): Promise<boolean> {
  const own = addressKey(address);
  return own !== 'unknown' && (await knownAddresses()).some((known) => addressKey(known) === own);
}

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
