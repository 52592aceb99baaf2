/** What kind of refusal a code is; each edge maps the kinds once, so that a new kind does not compile until both know it. */
export type RefusalKind =
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'too-many'
  | 'unavailable';

/** Every reason to refuse, with its kind. The codes are stable: clients compare them. */
export const refusals = {
  NOT_SIGNED_IN: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  NOT_A_CREATOR: 'forbidden',
  NOT_THE_OWNER: 'forbidden',
  WRONG_PASSWORD: 'forbidden',
  BANNED: 'forbidden',
  NOT_FOUND: 'not-found',
  USER_NOT_FOUND: 'not-found',
  CREATOR_NOT_FOUND: 'not-found',
  WORLD_NOT_FOUND: 'not-found',
  SPACE_NOT_FOUND: 'not-found',
  INSTANCE_NOT_FOUND: 'not-found',
  EVENT_NOT_FOUND: 'not-found',
  TRIBE_NOT_FOUND: 'not-found',
  AVATAR_NOT_FOUND: 'not-found',
  BASE_MODEL_NOT_FOUND: 'not-found',
  ITEM_NOT_FOUND: 'not-found',
  PRODUCT_NOT_FOUND: 'not-found',
  STORE_NOT_FOUND: 'not-found',
  PACKAGE_NOT_FOUND: 'not-found',
  PURCHASE_NOT_FOUND: 'not-found',
  INVENTORY_NOT_FOUND: 'not-found',
  ORDER_NOT_FOUND: 'not-found',
  BAN_NOT_FOUND: 'not-found',
  MUTE_NOT_FOUND: 'not-found',
  EMAIL_TAKEN: 'conflict',
  USERNAME_TAKEN: 'conflict',
  USERNAME_RESERVED: 'invalid',
  QUOTA_REACHED: 'conflict',
  RENAMED_TOO_OFTEN: 'conflict',
  ALREADY_CREATOR: 'conflict',
  CREATOR_RETIRED: 'conflict',
  WORLD_EXISTS: 'conflict',
  TRIBE_EXISTS: 'conflict',
  ALREADY_MEMBER: 'conflict',
  NOT_A_MEMBER: 'conflict',
  EVENT_ALREADY_ENDED: 'conflict',
  EVENT_NOT_LIVE: 'conflict',
  EVENT_IS_LIVE: 'conflict',
  EVENT_HAS_ATTENDANCE: 'conflict',
  SPACE_HAS_LIVE_EVENT: 'conflict',
  MOVEMENT_INVALID: 'invalid',
  SPACE_INACTIVE: 'conflict',
  SPACE_HAS_HISTORY: 'conflict',
  NOT_IN_SPACE: 'conflict',
  CANNOT_BE_REMOVED: 'conflict',
  LAST_AVATAR: 'conflict',
  SLOT_IN_USE: 'conflict',
  ITEM_NOT_OWNED: 'conflict',
  WRONG_BASE_MODEL: 'conflict',
  SLOT_MISMATCH: 'conflict',
  ITEM_INCOMPATIBLE: 'conflict',
  SOLD_OUT: 'conflict',
  MAX_PER_USER_REACHED: 'conflict',
  INSUFFICIENT_POINTS: 'conflict',
  BALANCE_LIMIT_REACHED: 'conflict',
  NOT_RELEASED: 'conflict',
  PRODUCT_INACTIVE: 'conflict',
  PRODUCT_INCOMPLETE: 'conflict',
  STORE_CLOSED: 'conflict',
  PRICE_CHANGED: 'conflict',
  ALREADY_OWNED: 'conflict',
  INSUFFICIENT_QUANTITY: 'conflict',
  POINTS_ON_HOLD: 'conflict',
  ITEM_ON_HOLD: 'conflict',
  ALREADY_REFUNDED: 'conflict',
  ITEMS_GONE: 'conflict',
  PAYMENTS_DISABLED: 'conflict',
  SEVERAL_CREATORS: 'invalid',
  INVALID: 'invalid',
  IDEMPOTENCY_KEY_REUSED: 'invalid',
  TOO_MANY_REQUESTS: 'too-many',
  EXPORT_UNDER_WAY: 'too-many',
  DATABASE_UNAVAILABLE: 'unavailable',
  PAYMENTS_UNAVAILABLE: 'unavailable',
  SERVER_BUSY: 'unavailable',
} as const satisfies Record<string, RefusalKind>;

export type RefusalCode = keyof typeof refusals;

/** A field of the request that is wrong: where, as a path of names and indexes, and why. */
export type FieldError = {
  path: string;
  message: string;
  /** What the field should have been, where the caller expected something else: points, or US dollars such as `4.99`. */
  current?: number | string;
};

export type RefusalDetails = {
  detail?: string;
  errors?: FieldError[];
  retryAfterSeconds?: number;
  /** Why, and until when (ISO 8601; null without end), where a moderator keeps somebody from something. */
  sanction?: { reason: string | null; until: string | null };
};

/** The domain says no: the caller asked for something that may not be. Nothing has changed. */
export class DomainError extends Error {
  override name = 'DomainError';
  readonly code: RefusalCode;
  readonly details: RefusalDetails;

  constructor(code: RefusalCode, details: RefusalDetails | string = {}) {
    const given = typeof details === 'string' ? { detail: details } : details;
    super(given.detail ?? code);
    this.code = code;
    this.details = given;
  }

  get kind(): RefusalKind {
    return refusals[this.code];
  }
}

/** The value, or a refusal where there is none. */
export function found<T>(value: T | undefined | null, code: RefusalCode): T {
  if (value === undefined || value === null) throw new DomainError(code);
  return value;
}
