import { afterAll, beforeAll, test } from 'vitest';
import { type Chaos, openChaos } from './chaos.ts';
import { type FaultKind, planRounds } from './fault-table.ts';
import { createRandom } from './random.ts';
import { whyNoFullDisk } from './rows/writes.ts';

const ROUNDS = 20;
const seed = Number(process.env.SEED) || 1;

const rules: Record<FaultKind, string> = {
  kill: 'FLT1 FLT2 FLT3 ',
  database: 'FLT1 FLT2 FLT4 ',
  writes: 'FLT1 FLT2 FLT13 ',
  redis: 'FLT1 FLT2 FLT5 ',
  webhooks: 'FLT1 FLT2 FLT6 ',
  key: 'FLT1 FLT2 FLT7 ',
  clients: 'FLT1 FLT2 FLT8 ',
  sockets: 'FLT1 FLT2 FLT9 ',
  stop: 'FLT1 FLT2 FLT10 ',
  clock: 'FLT1 FLT2 FLT11 ',
  standstill: 'FLT1 FLT2 FLT12 ',
};

if (whyNoFullDisk) console.warn(`A full disk is NOT among the faults here: ${whyNoFullDisk}.`);

const plan = planRounds(createRandom(seed), ROUNDS).map((fault, index) => ({
  fault,
  number: index + 1,
  title: `${rules[fault.kind]}round ${index + 1} of SEED=${seed}: ${fault.name}`,
}));

let chaos: Chaos;

beforeAll(async () => {
  chaos = await openChaos();
});
afterAll(() => chaos.close());

test.each(plan)('$title', { timeout: 120_000 }, async ({ number, fault }) => {
  await chaos.play(fault, seed + number);
});
