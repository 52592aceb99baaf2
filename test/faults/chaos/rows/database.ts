import { setTimeout as sleep } from 'node:timers/promises';
import { buy } from '../deeds.ts';
import { both } from '../house.ts';
import { comeInAtLast, goAway, type Round } from '../round.ts';
import type { Player } from '../town.ts';
import { must, soon, within } from '../within.ts';

const RECOVERED_WITHIN_MS = 5_000;

/** Both servers are ready, and somebody can buy at each. */
export async function expectRecovery(round: Round): Promise<void> {
  const work = async () => {
    await round.house.ready(RECOVERED_WITHIN_MS);
    for (const which of both) await buy(round, round.crowd[0] as Player, which);
  };
  await within(RECOVERED_WITHIN_MS, 'the recovery', work());
}

/** Some of the crowd are in both rooms: their visits go through it, too. */
async function amid(round: Round, fault: () => Promise<void>): Promise<void> {
  const guests = both.flatMap((which) =>
    round.crowd
      .slice(which * 3, which * 3 + 3)
      .map((player) => comeInAtLast(round, player, round.stages[which])),
  );
  const there = await Promise.all(guests);
  const ticks = both.map((which) => round.witness.watch(which));
  await sleep(round.random.integer(0, 300));
  await fault();
  for (const { expectTicks } of ticks) expectTicks();
  await expectRecovery(round);
  await Promise.all(there.map(goAway));
}

/** Whoever asks while the database is away is told so, by both servers, at once. */
async function expectTurnedAway({ house }: Round): Promise<void> {
  for (const which of both) {
    const asked = fetch(`${house.url(which)}/api/v1/spaces`, { signal: AbortSignal.timeout(3_000) });
    const { status } = await asked;
    must(status === 503, `answered ${status} without a database`);
  }
}

export const crash = (round: Round): Promise<void> =>
  amid(round, async () => {
    await round.house.postgres.stop('crash');
    await expectTurnedAway(round);
    await sleep(round.random.integer(500, 2_000));
    await expectTurnedAway(round);
    await round.house.postgres.start();
  });

export const fastRestart = (round: Round): Promise<void> =>
  amid(round, async () => {
    await round.house.postgres.stop('fast');
    await round.house.postgres.start();
  });

/** Three times one, at moments of the seed's choice. */
export const terminated = (round: Round): Promise<void> => amid(round, () => terminateSome(round, 3));

export async function terminateSome({ house, random }: Round, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    let pids: number[] = [];
    // Those of a pool that was just replaced may all be gone.
    await soon(RECOVERED_WITHIN_MS, 'a server is connected', async () => {
      pids = await house.postgres.backends();
      return pids.length > 0;
    });
    const pid = random.pick(pids);
    await house.postgres.ask((sql) => sql`select pg_terminate_backend(${pid})`);
    await sleep(random.integer(0, 400));
  }
}

/** Some or all backends stand still, with whatever they hold locked. */
export const stopped = (round: Round): Promise<void> =>
  amid(round, async () => {
    const { house, random } = round;
    const pids = random.shuffled(await house.postgres.backends());
    const chosen = pids.slice(0, random.pick([1, 4, pids.length]));
    const signal = (name: NodeJS.Signals) => {
      for (const pid of chosen) {
        try {
          process.kill(pid, name);
        } catch {
          // It has ended by itself: its pool was renewed.
        }
      }
    };
    signal('SIGSTOP');
    try {
      await sleep(random.integer(1_000, 3_000));
    } finally {
      signal('SIGCONT');
    }
  });
