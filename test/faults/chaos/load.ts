import { setTimeout as sleep } from 'node:timers/promises';
import { buy, buyTwice, give } from './deeds.ts';
import { other, type Which } from './house.ts';
import { createRandom } from './random.ts';
import { comeIn, goAway, type Round } from './round.ts';
import type { Player } from './town.ts';
import { must } from './within.ts';

/** How many players the load takes: three buy, two give, two come and go. */
export const LOAD_PLAYERS = 7;

export type Load = {
  /** Lets everybody finish what they are at. Rejects with what was broken. */
  stop(): Promise<void>;
};

/** What goes on all the time while things fail: buying, giving, coming and going. */
export function startLoad(round: Round, players: readonly Player[]): Load {
  let stopped = false;
  const work = (deed: (turn: number, first: Which) => Promise<unknown>, seed: number) => {
    const random = createRandom(seed);
    const run = async () => {
      for (let turn = 0; !stopped; turn++) {
        await deed(turn, random.pick([0, 1] as const));
        await sleep(random.integer(0, 30));
      }
    };
    // Told when the load is stopped; until then nobody listens.
    const done = run();
    done.catch(() => {});
    return done;
  };
  const seedOf = () => round.random.integer(0, 1_000_000);
  const [one, two, three, rich, poor, ...walkers] = players as [Player, Player, Player, Player, Player];
  const quiet = round.stages[other(round.victim)];
  const done = [
    ...[one, two].map((buyer) => work((turn, first) => buy(round, buyer, first, undefined, turn), seedOf())),
    work((turn, first) => buyTwice(round, three, first, turn), seedOf()),
    work((_, first) => give(round, rich, poor, first), seedOf()),
    work((_, first) => give(round, poor, rich, first), seedOf()),
    ...walkers.map((walker) =>
      work(async () => {
        const there = await comeIn(round, walker, quiet);
        await sleep(50);
        if (there) await goAway(there);
      }, seedOf()),
    ),
  ];
  const before = round.journal.orders.size;
  return {
    async stop() {
      stopped = true;
      const ends = await Promise.allSettled(done);
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
      must(round.journal.orders.size > before, 'there was no load at all');
    },
  };
}
