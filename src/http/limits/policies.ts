/**
 * An IPv6 network (/48) may do as much as this many households (/64) in it: whoever has a network to themselves has
 * 65 536 of them.
 */
export const HOUSEHOLDS_OF_A_NETWORK = 16;

/** A limit: so many in a window that begins with the first, counted for each of something. */
export type Policy = {
  quota: number;
  windowSeconds: number;
  /** What is counted for itself: a client's address (IPv6 by /64, and 16 times as much by /48), a signed-in user, or an account. */
  per: 'address' | 'user' | 'account';
  /** What counts, in the words of docs/operations.md. */
  on: string;
};

/** Every limit, by the name under which clients see it. docs/operations.md has them as a table. */
export const policies = {
  address: {
    quota: 12_000,
    windowSeconds: 60,
    per: 'address',
    on: 'every request but joining, before anything else is done for it',
  },
  anonymous: { quota: 3_000, windowSeconds: 60, per: 'address', on: 'REST calls of who is not signed in' },
  'anonymous-writes': {
    quota: 600,
    windowSeconds: 60,
    per: 'address',
    on: 'those of them that are no reads',
  },
  user: { quota: 1_200, windowSeconds: 60, per: 'user', on: 'REST calls' },
  'user-writes': { quota: 240, windowSeconds: 60, per: 'user', on: 'those of them that are no reads' },
  purchase: { quota: 60, windowSeconds: 60, per: 'user', on: 'purchases' },
  credentials: {
    quota: 60,
    windowSeconds: 60,
    per: 'address',
    on: 'sign-ins, and all else below `/api/auth` that is no read, no sign-up and no sign-out',
  },
  'sign-out': { quota: 240, windowSeconds: 60, per: 'address', on: 'signing out' },
  'auth-reads': { quota: 3_000, windowSeconds: 60, per: 'address', on: 'reads below `/api/auth`' },
  account: {
    quota: 20,
    windowSeconds: 900,
    per: 'account',
    on: 'sign-ins that fail, from each address or known device by itself; changes of password and deletions of the account, from each session by itself',
  },
  'account-everywhere': {
    quota: 100,
    windowSeconds: 3_600,
    per: 'account',
    on: 'sign-ins that fail, from all addresses together; known devices, and addresses from which somebody is signed in, are let through',
  },
  'sign-up': { quota: 120, windowSeconds: 60, per: 'address', on: 'sign-ups' },
  'check-username': { quota: 240, windowSeconds: 60, per: 'address', on: 'asking whether a name is free' },
  pages: {
    quota: 1_200,
    windowSeconds: 60,
    per: 'address',
    on: 'pages, what they load, and `/openapi.json`',
  },
  upgrade: {
    quota: 2_400,
    windowSeconds: 60,
    per: 'address',
    on: 'WebSockets that are opened, in each process for itself; see `SOCKETS_PER_ADDRESS` for how many may be open',
  },
  matchmake: { quota: 1_200, windowSeconds: 60, per: 'address', on: 'asking for a seat in a room' },
  'matchmake-user': {
    quota: 60,
    windowSeconds: 60,
    per: 'user',
    on: 'asking for a seat in a room; being shown out of one with 4002 counts as 15',
  },
} as const satisfies Record<string, Policy>;

export type PolicyName = keyof typeof policies;

/** What is left of a quota once some of it was taken. */
export type Standing = { isExceeded: boolean; remaining: number; resetSeconds: number };

/** Counts for all policies, wherever the counts are kept. Never fails: where they cannot be kept there, it counts here. */
export type Counters = {
  take(policy: PolicyName, key: string, cost?: number): Promise<Standing>;
  /** Takes one from what a whole network has, which is the policy's quota times `HOUSEHOLDS_OF_A_NETWORK`. */
  takeOfNetwork(policy: PolicyName, network: string): Promise<Standing>;
  /** Gives back the one that was taken last. */
  giveBack(policy: PolicyName, key: string): Promise<void>;
};
