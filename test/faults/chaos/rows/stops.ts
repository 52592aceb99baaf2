import { setTimeout as sleep } from 'node:timers/promises';
import { comeInAtLast, type Round } from '../round.ts';
import { must, within } from '../within.ts';

const DRAINED_WITHIN_MS = 30_000;
const MAY_RECONNECT = 4010;

/** A server is asked to stop with players at a live event: everybody is told, and no visit stays open. */
export async function drained(round: Round): Promise<void> {
  const { house, victim, random, witness } = round;
  const stage = round.stages[victim];
  const there = await Promise.all(round.crowd.map((player) => comeInAtLast(round, player, stage)));
  const ticks = witness.watch(victim === 0 ? 1 : 0);
  await sleep(random.integer(100, 600));
  const code = await within(DRAINED_WITHIN_MS, 'the drain', house.stop(victim));
  must(code === 0, `the drained server ended with ${code}`);
  for (const { left } of there) {
    const closedWith = await within(1_000, 'the end of a connection', left);
    must(closedWith === MAY_RECONNECT, `a player was sent out with ${closedWith}`);
  }
  const open = await house.postgres.ask(
    (sql) => sql`select v.id from event_attendance v join events e on e.id = v.event_id
      where e.public_id = ${stage.eventId} and v.left_at is null`,
  );
  must(open.length === 0, `${open.length} visits are open after the drain`);
  ticks.expectTicks();
  await house.restart(victim);
}
