import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { audit } from '#operations/audit.ts';
import { createManualClock } from '#test/attendance/manual-clock.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { OUTCOMES } from './outcomes.ts';
import { play, type Tally } from './play.ts';
import { scripts } from './script.ts';
import { createServices } from './services.ts';
import { BEGINNING, createStages } from './stages.ts';
import { HOLD_SECONDS } from './world.ts';

/** Where PostgreSQL plays its 2 000 the embedded database plays fewer. */
const usual = inject('testDatabase').kind === 'pglite' && process.env.TEST_DATABASE_URL ? 500 : 2000;
const SEQUENCES = Number(process.env.SEQUENCES ?? usual);
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const STEPS = Number(process.env.STEPS ?? 9);
/** So many worlds are played in at once, each by itself. */
const LANES = 4;
/** The rarest outcomes come about once in 200 sequences: with fewer than so many one may well be missing. */
const ENOUGH = 2000;
const AUDIT_EVERY = 500;

let t: TestDatabase;
beforeAll(async () => {
  t = await openTestDatabase({ poolSize: LANES + 1 });
});
afterAll(() => t.close());

const broken = async () => (await audit(t.database.db)).filter(({ violations }) => violations > 0);

test(`LED12 every sequence of purchases, refunds, gifts, payments and transfers ends as the model says (SEED=${SEED})`, {
  timeout: 120_000 + SEQUENCES * 1_000,
}, async () => {
  const { db } = t.database;
  const nextStage = await createStages(db);
  const tally: Tally = new Map();
  let played = 0;

  async function playLane(lane: number): Promise<void> {
    const clock = createManualClock(BEGINNING);
    const house = { db, clock, services: createServices(t.database, clock, undefined, HOLD_SECONDS) };
    const property = fc.asyncProperty(scripts(STEPS), async (script) => {
      await play(house, await nextStage(), script, tally);
      if (++played % AUDIT_EVERY === 0) expect(await broken()).toEqual([]);
    });
    await fc.assert(property, { seed: SEED + lane, numRuns: Math.ceil(SEQUENCES / LANES) });
  }

  await Promise.all(Array.from({ length: LANES }, (_, lane) => playLane(lane)));
  expect(await broken()).toEqual([]);
  const known = Object.entries(OUTCOMES).flatMap(([op, all]) => all.map((outcome) => `${op}: ${outcome}`));
  const table = [...new Set([...known, ...tally.keys()])].toSorted();
  console.log(table.map((name) => `${String(tally.get(name) ?? 0).padStart(7)}  ${name}`).join('\n'));
  expect([...tally.keys()].filter((name) => !known.includes(name))).toEqual([]);
  if (SEQUENCES >= ENOUGH) expect(known.filter((name) => !tally.has(name))).toEqual([]);
});
