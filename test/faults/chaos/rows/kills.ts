import { setTimeout as sleep } from 'node:timers/promises';
import { buy, endEvent } from '../deeds.ts';
import { comeIn, comeInAtLast, type Round, type Stage } from '../round.ts';
import { soon } from '../within.ts';

/** The sweeper looks every two seconds. */
const SWEPT_WITHIN_MS = 6_000;
const VISIT_OUTLIVES_SECONDS = 61;

/** What was begun; `over` when it has come to its end, one way or another. */
type UnderWay = { over: Promise<unknown> };

/** A server is killed while something is under way at it. */
const killedDuring =
  (latestMs: number, begin: (round: Round, stage: Stage) => Promise<UnderWay>) =>
  async (round: Round): Promise<void> => {
    const { house, victim, witness, random } = round;
    const stage = round.stages[victim];
    const { over } = await begin(round, stage);
    over.catch(() => {});
    const ticks = witness.watch(victim === 0 ? 1 : 0);
    await sleep(random.integer(0, latestMs));
    await house.kill(victim);
    await passMinute(round, stage);
    const swept = soon(SWEPT_WITHIN_MS, 'the visits of the killed server are closed', () =>
      areClosed(round, stage),
    );
    await Promise.all([swept, house.restart(victim)]);
    ticks.expectTicks();
    await over;
  };

/**
 * Puts everything of an event a minute back, as if it had passed: the visits of a killed server are then past
 * their last heartbeat. All lengths stay what they were.
 */
async function passMinute({ house }: Round, { eventId }: Stage): Promise<void> {
  await house.postgres.ask((sql) =>
    sql.begin(async (tx) => {
      const back = tx`make_interval(secs => ${VISIT_OUTLIVES_SECONDS})`;
      await tx`update events set start_time = start_time - ${back}, started_at = started_at - ${back},
        ended_at = ended_at - ${back} where public_id = ${eventId}`;
      await tx`update event_attendance v set joined_at = joined_at - ${back}, last_seen_at = last_seen_at - ${back},
        dropped_at = dropped_at - ${back}, left_at = left_at - ${back}
        from events e where e.id = v.event_id and e.public_id = ${eventId}`;
    }),
  );
}

async function areClosed({ house }: Round, { eventId }: Stage): Promise<boolean> {
  const open = await house.postgres.ask(
    (sql) => sql`select 1 from event_attendance v join events e on e.id = v.event_id
      where e.public_id = ${eventId} and v.left_at is null limit 1`,
  );
  return open.length === 0;
}

export const duringJoins = killedDuring(400, async (round, stage) => {
  return { over: Promise.all(round.crowd.map((player) => comeIn(round, player, stage))) };
});

export const duringAwards = killedDuring(60, async (round, stage) => {
  const there = await Promise.all(round.crowd.map((player) => comeInAtLast(round, player, stage)));
  await sleep(300);
  // Of a server that dies there may come no answer to a leave.
  for (const { room } of there) void room.leave().catch(() => {});
  return { over: Promise.resolve() };
});

export const duringPurchases = killedDuring(120, async (round) => {
  const bought = [0, 1, 2].flatMap((product) =>
    round.crowd.map((player) => buy(round, player, round.victim, undefined, product)),
  );
  return { over: Promise.all(bought) };
});

export const duringEnd = killedDuring(40, async (round, stage) => {
  await Promise.all(round.crowd.map((player) => comeInAtLast(round, player, stage)));
  await sleep(300);
  return { over: endEvent(round, stage.eventId, round.victim) };
});
