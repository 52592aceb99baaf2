import { setTimeout as sleep } from 'node:timers/promises';
import { whyNoSmallDisk } from '#test/small-disk.ts';
import { both } from '../house.ts';
import { comeInAtLast, goAway, type Round } from '../round.ts';
import { must, soon } from '../within.ts';
import { expectRecovery } from './database.ts';

/* The database answers reads and takes no writes. */

/** Why a full disk is not among the faults here; undefined where it is. */
export const whyNoFullDisk = whyNoSmallDisk();

/** The load writes all the time; pages with room in them take rows for a while, though the disk is full. */
const REFUSED_WITHIN_MS = 30_000;

async function amid(round: Round, fault: () => Promise<void>): Promise<void> {
  const guests = both.map((which) =>
    comeInAtLast(round, round.crowd[which] as Round['crowd'][number], round.stages[which]),
  );
  const there = await Promise.all(guests);
  const ticks = both.map((which) => round.witness.watch(which));
  await sleep(round.random.integer(0, 300));
  await fault();
  for (const { expectTicks } of ticks) expectTicks();
  await expectRecovery(round);
  await Promise.all(there.map(goAway));
}

/** A server that learnt of it is not ready and says why. */
async function expectNotReady({ house }: Round, states: readonly string[]): Promise<void> {
  for (const which of both) {
    let state: unknown;
    await soon(REFUSED_WITHIN_MS, 'a server says that it is not ready', async () => {
      const response = await fetch(`${house.url(which)}/readyz`);
      state = ((await response.json()) as { database: unknown }).database;
      return response.status === 503;
    });
    must(states.includes(String(state)), `not ready, with a database that is ${state}`);
  }
}

/** An operator sets it so, or it is a standby now; and the other way round. */
export const readOnly = (round: Round): Promise<void> =>
  amid(round, async () => {
    const { house, random } = round;
    const set = (value: 'on' | 'off') =>
      house.postgres.ask(async (sql) => {
        await sql`set default_transaction_read_only = off`;
        await sql.unsafe(`alter system set default_transaction_read_only = ${value}`);
        await sql`select pg_reload_conf()`;
      });
    await set('on');
    try {
      await expectNotReady(round, ['read-only']);
      for (const which of both) {
        const { status } = await fetch(`${house.url(which)}/api/v1/spaces`);
        must(status === 200, `a read was answered with ${status} by a database that is read-only`);
      }
      await sleep(random.integer(200, 1_500));
    } finally {
      await set('off');
    }
  });

/** Until somebody gives it room. PostgreSQL itself may end over it, when it is the log that finds no room. */
export const fullDisk = (round: Round): Promise<void> =>
  amid(round, async () => {
    const { house, random } = round;
    const { disk } = house.postgres;
    must(disk, `there is no full disk here: ${whyNoFullDisk}`);
    disk.fill();
    try {
      await expectNotReady(round, ['read-only', 'down']);
      disk.fill();
      await sleep(random.integer(200, 1_500));
    } finally {
      disk.free();
      if (house.postgres.hasEnded()) await house.postgres.start();
    }
  });
