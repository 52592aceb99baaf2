import { setTimeout as sleep } from 'node:timers/promises';
import { expectBooks } from './books.ts';
import type { Fault } from './fault-table.ts';
import { type House, openHouse, type Which } from './house.ts';
import { createJournal, createPersistent, type Journal } from './journal.ts';
import { LOAD_PLAYERS, startLoad } from './load.ts';
import { createRandom } from './random.ts';
import { goAway, type Round } from './round.ts';
import { endStages, openStage } from './stages.ts';
import { type Player, settleTown } from './town.ts';
import { within } from './within.ts';
import { placeWitness } from './witness.ts';

export type Chaos = {
  house: House;
  journal: Journal;
  /** Plays one round: load, fault and moment follow from the seed. Rejects with what did not hold. */
  play(fault: Fault, seed: number): Promise<void>;
  close(): Promise<void>;
};

/** How long a server is left alone after a round’s fault, with the load going on. Milliseconds. */
const AFTERWARDS_MS = 300;
/** A round with something in it that never ends is broken. Milliseconds. */
const HUNG_AFTER_MS = 110_000;
const READY_WITHIN_MS = 10_000;

/** Servers, players and books to play rounds with. */
export async function openChaos(): Promise<Chaos> {
  const uncaught: unknown[] = [];
  const note = (error: unknown) => void uncaught.push(error);
  process.on('unhandledRejection', note).on('uncaughtException', note);
  const { info, warn } = console;
  // The SDK tells the console of every connection that it lost and found again.
  Object.assign(console, { info: () => {}, warn: () => {} });
  const house = await openHouse();
  const journal = createJournal();
  const ask = createPersistent(house, journal);
  const town = await settleTown(house);
  const witness = await placeWitness(house, town);

  async function play(fault: Fault, seed: number): Promise<void> {
    const random = createRandom(seed);
    const victim = random.pick<Which>([0, 1]);
    await witness.gather();
    const open = (which: Which) =>
      openStage({ house, journal, ask, town }, which, town.hosts[which] as Player);
    const opened = [await open(0), await open(1)] as const;
    const stages = [opened[0].stage, opened[1].stage] as const;
    const crowd = town.players.slice(LOAD_PLAYERS);
    const round: Round = {
      ...{ random, house, town, journal, ask, victim, stages, witness, crowd },
      redisWasAway: false,
    };
    const load = startLoad(round, town.players.slice(0, LOAD_PLAYERS));
    try {
      await sleep(random.integer(0, 500));
      await fault.bringAbout(round);
      await house.ready(READY_WITHIN_MS);
      await sleep(AFTERWARDS_MS);
    } finally {
      await load.stop();
    }
    await Promise.all(opened.map(({ host }) => goAway(host)));
    await endStages(round);
    await house.inspect();
    await expectBooks(house, journal);
  }

  return {
    house,
    journal,
    play: (fault, seed) => within(HUNG_AFTER_MS, 'the round', play(fault, seed)),
    async close() {
      Object.assign(console, { info, warn });
      await witness.leave().catch(() => {});
      await house.destroy();
      process.off('unhandledRejection', note).off('uncaughtException', note);
      if (uncaught.length > 0) throw new AggregateError(uncaught, 'uncaught among the players');
    },
  };
}
