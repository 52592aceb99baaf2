import '#test/ws-sockets.ts';
import { randomInt } from 'node:crypto';
import { Command } from 'commander';
import { openChaos } from './chaos.ts';
import { faultTable, planRounds } from './fault-table.ts';
import { createRandom } from './random.ts';
import { whyNoFullDisk } from './rows/writes.ts';

/*
 * npm run test:chaos: many rounds of the fault table, each with a seed of its own that follows from the first.
 */

const { rounds, only } = new Command('test:chaos')
  .description('Injects the faults of docs/spec/faults.md into servers, a PostgreSQL and a Redis of its own.')
  .option('--rounds <count>', 'how many rounds', Number, 200)
  .option('--only <text>', 'only the rows whose name contains this', '')
  .addHelpText(
    'after',
    '\nSEED=<number> plays the same rounds again. Exit code 1 when something did not hold.',
  )
  .parse()
  .opts<{ rounds: number; only: string }>();

const seed = Number(process.env.SEED) || randomInt(1, 2 ** 31);
const table = faultTable.filter(({ name }) => name.includes(only));
const plan = planRounds(createRandom(seed), table.length === 0 ? 0 : rounds, table);
const outcomes = new Map(table.map(({ name }) => [name, { rounds: 0, held: 0, seconds: 0 }]));
const failures: string[] = [];

if (whyNoFullDisk) console.warn(`A full disk is NOT among the faults here: ${whyNoFullDisk}.`);
console.log(`SEED=${seed}, ${plan.length} rounds`);
const chaos = await openChaos();
try {
  for (const [index, fault] of plan.entries()) {
    const begunAt = performance.now();
    const outcome = outcomes.get(fault.name) as { rounds: number; held: number; seconds: number };
    outcome.rounds++;
    const error = await chaos.play(fault, seed + index + 1).then(
      () => undefined,
      (broken: Error) => broken,
    );
    const seconds = (performance.now() - begunAt) / 1000;
    outcome.seconds += seconds;
    if (error) failures.push(`round ${index + 1}, ${fault.name}: ${error.stack}\n${chaos.house.lastWords()}`);
    else outcome.held++;
    console.log(
      `${String(index + 1).padStart(3)}/${plan.length} ${error ? 'BROKEN' : 'held  '} ${seconds.toFixed(1).padStart(5)} s  ${fault.name}`,
    );
    // What went wrong once stays in the books: the rounds after it would only repeat it.
    if (error) break;
  }
} finally {
  await chaos
    .close()
    .catch((error: AggregateError) => failures.push(`${error.message}: ${error.errors.join('\n')}`));
}

const { orders, gifts, purchases, stays, turnedAway, brokenOff } = chaos.journal;
console.table(
  Object.fromEntries(
    [...outcomes].map(([name, { rounds, held, seconds }]) => [
      name,
      { rounds, held, broken: rounds - held, 'seconds each': Number((seconds / rounds || 0).toFixed(1)) },
    ]),
  ),
);
console.log(
  `${orders.size} orders, ${gifts.size} gifts, ${purchases.size} purchases of points and ${stays.size} stays acknowledged, ` +
    `each of them there once; ${turnedAway} requests were told to come again, ${brokenOff} were cut off.`,
);
for (const failure of failures) console.error(failure);
process.exit(failures.length > 0 ? 1 : 0);
