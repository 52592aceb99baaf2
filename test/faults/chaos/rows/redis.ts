import { setTimeout as sleep } from 'node:timers/promises';
import { apiClient } from '#test/clients.ts';
import { both, other } from '../house.ts';
import { comeInAtLast, goAway, type Round } from '../round.ts';
import type { Player } from '../town.ts';
import { soon } from '../within.ts';

const BACK_WITHIN_MS = 5_000;
/** A room reads its event every 12 seconds in any case: what it shows sooner, it was told of. */
const TOLD_WITHIN_MS = 4_000;

/** Redis is killed with everything in it, and started again, empty. */
export async function killed(round: Round): Promise<void> {
  const { house, random, victim, witness } = round;
  const stage = round.stages[victim];
  const there = await comeInAtLast(round, round.crowd[0] as Player, stage);
  const ticks = both.map((which) => witness.watch(which));
  round.redisWasAway = true;
  await house.redis.kill();
  await sleep(random.integer(500, 2_000));
  there.room.send('chat', { text: 'still playing' });
  await there.until('the own chat', () => there.messages.find(({ type }) => type === 'chat'));
  await house.redis.start();
  await house.ready(BACK_WITHIN_MS);
  for (const { expectTicks } of ticks) expectTicks();

  const elsewhere = apiClient(house.url(other(victim)), round.town.creator.token);
  const name = `Renamed ${random.integer(0, 1_000_000)}`;
  await elsewhere.data(elsewhere.put(`/events/${stage.eventId}`, { name }));
  await soon(TOLD_WITHIN_MS, 'a fact reaches the other server', () => there.room.state.event.name === name);
  await goAway(there);
}
