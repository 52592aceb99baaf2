import type { Presence } from '#test/clients.ts';
import { enter } from '#test/clients.ts';
import type { House, Which } from './house.ts';
import { other } from './house.ts';
import type { Journal, Persistent } from './journal.ts';
import type { Random } from './random.ts';
import type { Player, Town } from './town.ts';
import { Broken, within } from './within.ts';
import type { Witness } from './witness.ts';

/** A space with a live event, whose room runs in one of the servers. */
export type Stage = { which: Which; spaceId: string; eventId: string };

/** What a round has to play with. */
export type Round = {
  random: Random;
  house: House;
  town: Town;
  journal: Journal;
  ask: Persistent;
  /** The server that suffers where only one does. */
  victim: Which;
  /** One in each server. */
  stages: readonly [Stage, Stage];
  witness: Witness;
  /** Players of the round’s own; all others belong to the load. */
  crowd: readonly Player[];
  /** Whether Redis is, or was in this round, away: then there may be no way into a room. */
  redisWasAway: boolean;
};

const HUNG_AFTER_MS = 40_000;

/** Goes into a stage; undefined where that is refused, for a reason that there is just now. */
export async function comeIn(
  round: Round,
  { userName, token }: Player,
  stage: Stage,
  by: Which = stage.which,
): Promise<Presence | undefined> {
  const { house, journal } = round;
  const wasShort = house.lookForShortage();
  const there = await within(
    HUNG_AFTER_MS,
    'a join',
    enter(house.url(by), token, stage.spaceId).catch((error: Error) => error),
  );
  if (there instanceof Error) {
    const { code, message } = there as Error & { code?: number };
    if (code === 503 && message === 'DATABASE_UNAVAILABLE') journal.turnedAway++;
    else if (wasShort() || round.redisWasAway) journal.brokenOff++;
    else throw new Broken(`a join was refused with ${code} ${message}`);
    return undefined;
  }
  there.room.reconnection.enabled = false;
  journal.stays.add(`${stage.eventId} ${userName}`);
  return there;
}

/** Goes in, asking again for as long as it takes. */
export async function comeInAtLast(round: Round, player: Player, stage: Stage): Promise<Presence> {
  for (let attempt = 0, by = stage.which; attempt < 100; attempt++, by = other(by)) {
    const there = await comeIn(round, player, stage, by);
    if (there) return there;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Broken('no way in');
}

/** Leaves, whatever has become of the connection. */
export async function goAway({ room, left }: Presence): Promise<void> {
  await Promise.race([
    room.leave().catch(() => {}),
    left,
    new Promise((resolve) => setTimeout(resolve, 2_000)),
  ]);
}
