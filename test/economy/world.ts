/** The little world that one sequence plays in. Everything has a number in it; only the stage knows ids. */

/** Three players, the owners of creators 0 and 1, and the admin. */
export const USERS = 5;
export const ownerOf = (creator: number): number => 3 + creator;
export const ADMIN = 5;
/** A number that is nobody's and no product's. */
export const NOBODY = 9;

/** Product 2 is a wearable, and product 3 comes out later than the others. */
export const PRODUCTS = [0, 0, 0, 0, 1, 1] as const;
export const WEARABLE = 2;
export const LATE = 3;
export const CREATORS = 2;
/** How long bought points, and what is bought with them, stay with their buyer. */
export const HOLD_SECONDS = 45;

/** What differs from world to world. */
export type Terms = {
  /** Of each product, in points. */
  prices: number[];
  /** Of each product; null without a limit. */
  stocks: (number | null)[];
  /** When product 3 comes out. Seconds after the world's beginning. */
  releaseAt: number;
  /** Of each creator's one package. */
  packages: { points: number; bonus: number; cents: number }[];
  /** What joining each creator's tribe costs. */
  joinCosts: number[];
};

export type Line = { product: number; quantity: number };

/** What a payment provider tells; `by` which refund or dispute it is. */
export type Told = {
  kind: 'succeeded' | 'failed' | 'refunded' | 'disputed' | 'dispute_won' | 'dispute_lost';
  reference: number;
  cents: number;
  currency: string;
};

/** What somebody asks of the server. `key` is the number of an idempotency key of theirs. */
export type Request = { by: number; key?: number | undefined } & (
  | { op: 'grant'; to: number; creator: number; amount: number }
  | { op: 'gift'; to: number; creator: number; amount: number }
  | { op: 'attend'; also?: number | undefined; seconds: number }
  | { op: 'wait'; seconds: number }
  | { op: 'buy'; lines: Line[] }
  | { op: 'refund'; order: number }
  | { op: 'transfer'; holder: number; product: number; quantity: number; to: number }
  | { op: 'consume'; holder: number; product: number; quantity: number }
  | { op: 'equip' }
  | { op: 'join'; creator: number }
  | { op: 'leave'; creator: number }
  | { op: 'edit'; product: number; change: Edit }
  | { op: 'pay'; package: number }
  | { op: 'tell'; purchase: number; event: number; told: Told }
);

/** `releaseAt` in seconds after the world's beginning. */
export type Edit = { pricePoints: number } | { isActive: boolean } | { releaseAt: number | null };

export type Op = Request['op'];
