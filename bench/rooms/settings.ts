import { randomBytes } from 'node:crypto';
import { benchSpace, tokensOf } from '../room-accounts.ts';
import type { Target } from './seats.ts';

/* What all benchmarks of rooms have in common. */

/** 200 m × 200 m, and newcomers are anywhere in it. */
export const movement = {
  reachMetres: 100,
  spawn: { x: 0, y: 0, z: 0, heading: 0, radiusMetres: 100 },
};

/** A server as it is shipped, without the limits for each address. */
export const settings = {
  NODE_ENV: 'production',
  AUTH_SECRET: randomBytes(32).toString('hex'),
  RATE_LIMITS: 'false',
  LOG_LEVEL: 'warn',
};

/** So many read what they get. */
export const OBSERVERS = 20;
/** So many come first: what is loaded and made once is there before anything is measured. */
export const FIRST = 20;

/** A space of ours for these players. */
export const inSpace = (
  space: number,
  players: number,
  firstPlayer = 0,
): Omit<Target, 'url'> & { tokens: string[] } => ({
  kind: 'ours',
  observers: OBSERVERS,
  spaceId: benchSpace(space),
  tokens: tokensOf(firstPlayer + players, settings.AUTH_SECRET).slice(firstPlayer),
});
