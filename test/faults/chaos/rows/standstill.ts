import { setTimeout as sleep } from 'node:timers/promises';
import { cut, type Presence } from '#test/clients.ts';
import { other } from '../house.ts';
import { comeInAtLast, goAway, type Round } from '../round.ts';
import type { Player } from '../town.ts';
import { must, soon } from '../within.ts';
import { paidSeconds } from './paid.ts';

/** After three seconds without a sign of life a server is taken for dead: shorter, and longer. Milliseconds. */
const STANDSTILLS_MS = [1_500, 8_000];
const TAKEN_FOR_DEAD_MS = 3_000;
/** What a busy server may take to open and close a visit. Seconds. */
const ABOUT = 4;
const CLOSED_WITHIN_MS = 50_000;

/**
 * A server stands still with players at a live event, some of whom go meanwhile, and goes on. Who went is not paid for more
 * than a heartbeat allows, and nothing at all of a standstill in which the others took the server for dead.
 */
export async function stoodStill(round: Round): Promise<void> {
  const { house, victim, random, witness, crowd } = round;
  const stage = round.stages[victim];
  const [going, breakingOff, staying] = crowd.slice(0, 3) as [Player, Player, Player];
  const beganAt = performance.now();
  const there: Presence[] = [];
  for (const player of [going, breakingOff, staying]) there.push(await comeInAtLast(round, player, stage));
  const ticks = witness.watch(other(victim));
  const standstillMs = random.pick(STANDSTILLS_MS);
  await sleep(random.integer(200, 1_500));
  const stoodStillAt = performance.now();
  const { goOn } = house.standStill(victim);
  await sleep(standstillMs / 2);
  void there[0]?.room.leave().catch(() => {});
  if (there[1]) cut(there[1]);
  await sleep(standstillMs / 2);
  goOn();
  ticks.expectTicks();
  await soon(CLOSED_WITHIN_MS, 'the visits of who went are closed', async () =>
    (
      await Promise.all(
        [going, breakingOff].map((player) => paidSeconds(round, stage.eventId, player.userName)),
      )
    ).every((paid) => paid !== undefined),
  );
  const counted = standstillMs > TAKEN_FOR_DEAD_MS ? 0 : standstillMs;
  const most = (stoodStillAt - beganAt + counted) / 1000 + ABOUT;
  for (const { userName } of [going, breakingOff]) {
    const paid = await paidSeconds(round, stage.eventId, userName);
    must((paid ?? 0) <= most, `paid for ${paid} s, and was there for ${most} at most`);
  }
  await goAway(there[2] as Presence);
}
