import { setTimeout as sleep } from 'node:timers/promises';
import type { Presence } from '#test/clients.ts';
import type { Which } from '../house.ts';
import { comeInAtLast, goAway, type Round } from '../round.ts';
import type { Player } from '../town.ts';
import { must, soon } from '../within.ts';
import { paidSeconds } from './paid.ts';

/** Ahead or back: less than a visit outlives its heartbeat, and more. Webhooks are signed for five minutes. Seconds. */
const STEPS = [-240, -30, 30, 240];
const HEARTBEAT_SECONDS = 12;
/** What a busy server may take to open and close a visit. Seconds. */
const ABOUT = 4;
const HEARD_WITHIN_MS = 5_000;

/** Players at a live event while a clock is set, and set right again: they talk on, and are paid for what passed. */
async function attendThrough(round: Round, whose: Which | 'postgres', seconds: number): Promise<void> {
  const { house, victim, random, witness } = round;
  const stage = round.stages[victim];
  const players = round.crowd.slice(0, 4);
  const earliest = performance.now();
  const there: Presence[] = [];
  for (const player of players) there.push(await comeInAtLast(round, player, stage));
  const latest = performance.now();
  const ticks = witness.watch(victim);
  try {
    await sleep(random.integer(500, 2_000));
    await house.setClock(whose, seconds);
    await expectHeard(there[0] as Presence, `set by ${seconds}`);
    await sleep(random.integer(2_500, 6_000));
  } finally {
    await house.setClock(whose, 0);
  }
  await expectHeard(there[0] as Presence, `set right from ${seconds}`);
  await sleep(random.integer(2_500, 4_000));
  ticks.expectTicks();
  const leftAt = performance.now();
  await Promise.all(there.map(goAway));
  for (const player of players) {
    const paid = await soonPaid(round, stage.eventId, player);
    const [least, most] = [(leftAt - latest) / 1000, (performance.now() - earliest) / 1000];
    // PostgreSQL ahead is followed: a step that a heartbeat bridges counts, one that it does not ends the visit there.
    // A clock that was set back is set ahead by as much when it is set right.
    const ahead = whose === 'postgres' ? Math.max(0, seconds) : 0;
    const isBridged = whose !== 'postgres' || Math.abs(seconds) < 60;
    must(
      paid <= most + ABOUT + (isBridged ? ahead : 0),
      `paid for ${paid} of ${most} s at a step of ${seconds} s`,
    );
    must(
      paid >= least - ABOUT - (isBridged ? 0 : 2 * HEARTBEAT_SECONDS),
      `paid for ${paid} of ${least} s at a step of ${seconds} s`,
    );
  }
}

async function soonPaid(round: Round, eventId: string, { userName }: Player): Promise<number> {
  let paid: number | undefined;
  await soon(10_000, 'the visits are closed', async () => {
    paid = await paidSeconds(round, eventId, userName);
    return paid !== undefined;
  });
  return paid as number;
}

async function expectHeard({ room, messages }: Presence, text: string): Promise<void> {
  room.send('chat', { text });
  await soon(HEARD_WITHIN_MS, 'the own chat', () => messages.some(({ message }) => message.text === text));
}

export const ofServer = (round: Round): Promise<void> =>
  attendThrough(round, round.victim, round.random.pick(STEPS));

export const ofDatabase = (round: Round): Promise<void> =>
  attendThrough(round, 'postgres', round.random.pick(STEPS));
