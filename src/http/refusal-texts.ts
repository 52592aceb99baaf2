import { POINTS_LIMIT } from '#domain/points/ledger.ts';
import type { ProblemCode } from './problem-details.ts';

/** What each refusal says to people where there is nothing more exact to say. */
export const refusalTexts: Record<ProblemCode, string> = {
  // Who one is, and what one may.
  NOT_SIGNED_IN: 'Sign in first, and send the token as `Authorization: Bearer TOKEN`.',
  FORBIDDEN: 'You may not do this.',
  NOT_A_CREATOR: 'Only a creator may do this: POST /api/v1/creators/apply first.',
  NOT_THE_OWNER: 'This belongs to somebody else.',
  WRONG_PASSWORD: 'This is not the password of the account.',
  BANNED: 'You are banned from this space.',

  CANNOT_BE_REMOVED: 'Nobody sends out the owner, a fellow moderator or themselves.',

  // What is not there.
  NOT_FOUND: 'There is no such thing.',
  USER_NOT_FOUND: 'There is no such user.',
  CREATOR_NOT_FOUND: 'There is no such creator.',
  WORLD_NOT_FOUND: 'There is no such world.',
  SPACE_NOT_FOUND: 'There is no such space.',
  INSTANCE_NOT_FOUND: 'This space runs no such room.',
  EVENT_NOT_FOUND: 'There is no such event.',
  TRIBE_NOT_FOUND: 'There is no such tribe.',
  AVATAR_NOT_FOUND: 'You have no such avatar.',
  BASE_MODEL_NOT_FOUND: 'There is no such base model.',
  ITEM_NOT_FOUND: 'There is no such wearable.',
  PRODUCT_NOT_FOUND: 'There is no such product.',
  STORE_NOT_FOUND: 'There is no such store.',
  PACKAGE_NOT_FOUND: 'There is no such package of points.',
  INVENTORY_NOT_FOUND: 'Your inventory has no such entry.',

  BAN_NOT_FOUND: 'This user is not banned here.',
  MUTE_NOT_FOUND: 'This user is not muted here.',
  NOT_IN_SPACE: 'This user is not in the space now.',
  ORDER_NOT_FOUND: 'Your store has no such order.',
  PURCHASE_NOT_FOUND: 'You have no such purchase.',

  // Accounts.
  EMAIL_TAKEN: 'Somebody has signed up with this e-mail address: sign in, or use another.',
  USERNAME_TAKEN: 'Somebody has this userName, or one that looks like it: choose another.',
  USERNAME_RESERVED: 'This userName is reserved: choose another.',
  RENAMED_TOO_OFTEN:
    'You gave up five userNames in the last 30 days, which are held for you: take one of them back, or wait.',
  CREATOR_RETIRED: 'This creator has retired.',
  QUOTA_REACHED: 'You have as many of these as this server allows.',
  ALREADY_CREATOR: 'You are a creator already.',

  // Worlds, events, tribes.
  WORLD_EXISTS: 'A creator has one world, and you have yours.',
  TRIBE_EXISTS: 'A creator has one tribe, and you have yours.',
  ALREADY_MEMBER: 'You are a member of this tribe already.',
  NOT_A_MEMBER: 'You are not a member of this tribe.',
  EVENT_ALREADY_ENDED: 'The event has ended, and cannot begin again: schedule another.',
  EVENT_NOT_LIVE: 'The event is not live.',
  EVENT_IS_LIVE: 'The event is live: end it first.',
  EVENT_HAS_ATTENDANCE: 'Somebody attended this event: it stays on record.',
  SPACE_HAS_LIVE_EVENT: 'Another event is live in this space: end it first.',
  MOVEMENT_INVALID: 'Avatars cannot move like that in a space.',
  SPACE_INACTIVE: 'The space is closed.',
  SPACE_HAS_HISTORY:
    'Somebody attended an event here: it stays on record. Set `isActive` to false to close it.',

  // Avatars.
  LAST_AVATAR: 'This is your only avatar: make another first.',
  SLOT_IN_USE: 'Wearables are made for this slot: it stays.',
  ITEM_NOT_OWNED: 'You do not own this wearable.',
  WRONG_BASE_MODEL: 'This wearable is made for another base model.',
  SLOT_MISMATCH: 'This wearable belongs in another slot.',
  ITEM_INCOMPATIBLE: 'This wearable does not go with what the avatar wears: take that off first.',

  // Buying.
  SOLD_OUT: 'There is not so much left of it.',
  MAX_PER_USER_REACHED: 'One user may not buy so many of it.',
  INSUFFICIENT_POINTS: 'You have not enough points of this creator.',
  BALANCE_LIMIT_REACHED: `That is more than a balance can hold: the limit is ${POINTS_LIMIT} points.`,
  NOT_RELEASED: 'It is not on sale yet.',
  PRODUCT_INACTIVE: 'It is not on sale any more.',
  PRODUCT_INCOMPLETE: 'This product has nothing to show yet: its creator must finish it first.',
  STORE_CLOSED: 'This store is closed.',
  PRICE_CHANGED: 'The price has changed: `errors` says what it is now. Show it, and ask again.',
  ALREADY_OWNED: 'A wearable is owned once, and has its owner.',
  POINTS_ON_HOLD: 'Points that were bought of late can be spent, but not given away yet.',
  ITEM_ON_HOLD: 'This was bought with points that were bought of late: you cannot give it away yet.',
  INSUFFICIENT_QUANTITY: 'You have not so many of it.',
  ALREADY_REFUNDED: 'This order was given back already.',
  ITEMS_GONE: 'The buyer no longer holds all that the order brought: it cannot be taken back.',
  PAYMENTS_DISABLED: 'Points are not sold for money here.',
  PAYMENTS_UNAVAILABLE: 'The payment provider does not answer: try again later.',
  SEVERAL_CREATORS: 'One order is of one creator: order the rest for itself.',
  IDEMPOTENCY_KEY_REUSED: 'This Idempotency-Key came with another request before: use a new one.',

  WEBHOOK_NOT_SIGNED: 'The signature is missing or wrong.',
  WEBHOOK_STALE: 'The event was signed too long ago.',
  WEBHOOK_MALFORMED: 'The event cannot be read.',

  // Requests.
  INVALID: 'The request is not valid: `errors` names every field that is wrong.',
  MALFORMED_JSON: 'The body is not JSON that can be read.',
  NO_SUCH_ROUTE: 'There is nothing here. /docs shows what there is.',
  METHOD_NOT_ALLOWED: 'There is no such method here.',
  BODY_TOO_LARGE: 'The body is too large.',
  NOT_JSON: 'Send JSON, as `Content-Type: application/json`.',
  EXPORT_UNDER_WAY: 'An export of your data is being made: take that one, or ask again when it is done.',
  TOO_MANY_REQUESTS: 'Too many requests: wait for as many seconds as `Retry-After` says.',
  SERVER_BUSY: 'The server is busy signing others in: try again after as many seconds as `Retry-After` says.',
  DATABASE_UNAVAILABLE:
    'The database is unavailable or takes no writes: try again after as many seconds as `Retry-After` says.',
  INTERNAL: 'Something went wrong on our side.',
};
