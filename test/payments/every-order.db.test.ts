import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { audit } from '#operations/audit.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { type Delivery, drawDelivery, openStage, randomOf } from './deliveries.ts';
import { factSets } from './fact-sets.ts';
import { expectedOf, type FinalState } from './reference-model.ts';

/*
 * What a provider tells comes in every order, twice, late, at once and before we know what it is about, and it all
 * ends the same. SEED=… repeats a run, PERMUTATIONS=… says how many.
 */

const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
/** The embedded database does one thing after the other, and each takes longer there. */
const usual = inject('testDatabase').kind === 'postgres' ? 10_000 : 1_000;
const permutations = Number(process.env.PERMUTATIONS ?? usual);
const BATCH = 500;

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase();
});
afterAll(() => t.close());

test.each(factSets)('PAY3 the reference knows how it ends: $name', (set) => {
  const { status, refundedCents } = expectedOf(set);
  expect([status, refundedCents]).toEqual(set.ends);
});

test(`PAY2 PAY3 PAY5 PAY17 PAY18 PAY26 ${permutations} orders of events reach one state for each set, SEED=${seed}`, async () => {
  const stage = await openStage(t);
  const began = performance.now();
  let told = 0;
  for (let first = 0; first < permutations; first += BATCH) {
    const batch = deliveries(first, Math.min(BATCH, permutations - first));
    const states = await stage.play(batch);
    told += batch.reduce((sum, { early, late }) => sum + early.length + late.length, 0);
    expect(batch.flatMap((delivery) => wrong(delivery, states.get(delivery.name)))).toEqual([]);
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`SEED=${seed}: ${permutations} permutations, ${told} events, ${seconds} s on ${t.kind}`);
  expect((await audit(t.database.db)).filter(({ violations }) => violations > 0)).toEqual([]);
}, 600_000);

/** Every set in turn, each time in another order; each follows from the seed and its number alone. */
const deliveries = (first: number, count: number): Delivery[] =>
  Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const set = factSets[number % factSets.length] as (typeof factSets)[number];
    return drawDelivery(set, `payer-${number}`, randomOf(seed + number * 7919));
  });

/** What is not as it should be, and how it came. */
function wrong({ set, name, early, late, ...how }: Delivery, state: FinalState | undefined) {
  const expected = expectedOf(set);
  if (state && JSON.stringify(state) === JSON.stringify(expected)) return [];
  const order = [...early, ...late].map(({ id, kind }) => `${id.slice(name.length + 1)} ${kind}`);
  return [{ set: set.name, name, ...how, order, expected, state }];
}
