import { randomUUID } from 'node:crypto';
import { buy } from '../deeds.ts';
import type { Round } from '../round.ts';
import type { Player } from '../town.ts';
import { must } from '../within.ts';
import { meanwhile } from './meanwhile.ts';

const TIMES = 200;

/** One key two hundred times at once, at both servers. Who lost the first answer in a fault gets a replay, too. */
export async function twoHundredTimes(round: Round): Promise<void> {
  const key = randomUUID();
  const buyer = round.crowd[1] as Player;
  const { brokenOff, turnedAway } = round.journal;
  const bought = Promise.all(
    Array.from({ length: TIMES }, (_, n) => buy(round, buyer, n % 2 === 0 ? 0 : 1, key)),
  );
  bought.catch(() => {});
  await meanwhile(round);
  const answers = await bought;
  must(new Set(answers.map(({ orderNumber }) => orderNumber)).size === 1, 'one key made several orders');
  const first = answers.filter(({ isReplay }) => !isReplay).length;
  const isWhole = round.journal.brokenOff === brokenOff && round.journal.turnedAway === turnedAway;
  must(first === 1 || (first === 0 && !isWhole), `${first} of ${TIMES} answers were the first`);
}
