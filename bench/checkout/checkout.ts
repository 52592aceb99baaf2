import Table from 'cli-table3';
import { sql } from 'drizzle-orm';
import { type Database, rows } from '#db/client.ts';
import { createTransact, type Transact } from '#db/transact.ts';
import type { Actor } from '#domain/actor.ts';
import { databaseClock } from '#domain/clock.ts';
import { createInventory } from '#domain/inventory/inventory.ts';
import { createLedger } from '#domain/points/ledger.ts';
import { createCheckout } from '#domain/store/checkout.ts';
import { audit } from '#operations/audit.ts';
import { createLocalFacts } from '#redis/local-facts.ts';
import { openBenchDatabase } from '../bench-database.ts';
import { type Benchmark, median, type Result, round } from '../measure.ts';
import { type Bare, createCapture, openBare, type Script } from './bare.ts';
import { type Purchase, populate, purchases } from './store.ts';

type Case = { name: string; buyers: number; isSpread: boolean };

/** How fast purchases went: so many a second, and how long the slow ones took, in milliseconds. */
type Pace = { perSecond: number; p50: number; p99: number };

type Compared = Case & { ours: Pace; bare: Pace; throughput: number; spread: [number, number]; p99: number };

const CASES: Case[] = [true, false].flatMap((isSpread) =>
  [1, 8, 32].map((buyers) => ({
    name: `${buyers} buyer${buyers === 1 ? '' : 's'}, ${isSpread ? 'spread' : 'one product'}`,
    buyers,
    isSpread,
  })),
);

/** Purchases through the domain, beside the statements that they send, sent by the bare driver. */
export const checkout: Benchmark = {
  summary: 'purchases, spread and all of one product, beside the same statements sent bare',
  async run({ quick, databaseUrl }): Promise<Result> {
    const rounds = quick ? 3 : 7;
    const opened = await openBenchDatabase(databaseUrl);
    const bare = openBare(opened);
    const { database } = opened;
    console.log(
      `Purchases on ${database.kind}, ours and the same statements bare in turn, ${rounds} rounds of each.`,
    );
    try {
      await populate(database);
      const sides = prepareSides(database, bare);
      const compared: Compared[] = [];
      for (const one of CASES) compared.push(await compare(one, sides, quick, rounds));
      await assertBooks(database, sides.bought());
      print(compared, sides.shape());
      return { rounds, ...resultOf(database, compared) };
    } finally {
      await bare.close();
      await opened.close();
    }
  },
};

type Sides = ReturnType<typeof prepareSides>;

/** Both ways to buy. What is bare is taken down beforehand from ours: each purchase with its own parameters. */
function prepareSides(database: Database, bare: Bare) {
  const capture = createCapture(database);
  const buying = buyer(createTransact(database.db, console.error));
  const captured = buyer(capture.transact);
  let bought = 0;
  let example: Script = [];
  return {
    bought: () => bought,
    shape: () => example,
    async ours(bunch: readonly Purchase[], buyers: number): Promise<Pace> {
      bought += bunch.length;
      return atOnce(buyers, bunch, buying);
    },
    async bare(bunch: readonly Purchase[], buyers: number): Promise<Pace> {
      bought += bunch.length;
      const scripts: Script[] = [];
      for (const purchase of bunch) scripts.push(await capture.scriptOf(() => captured(purchase)));
      example = scripts[0] as Script;
      return atOnce(buyers, scripts, bare.run);
    },
  };
}

function buyer(transact: Transact) {
  const facts = createLocalFacts(console.error);
  const clock = databaseClock;
  const ledger = createLedger({ clock });
  const { purchase } = createCheckout({ transact, clock, facts, ledger, inventory: createInventory() });
  return ({ userId, productId, key }: Purchase) => {
    const actor: Actor = { userId, userName: userId, role: 'user', authSessionId: '' };
    return purchase(actor, [{ productId, quantity: 1 }], key);
  };
}

/** So many buyers take from what is to be done, each the next when they have done one. */
async function atOnce<T>(
  buyers: number,
  bunch: readonly T[],
  buy: (one: T) => Promise<unknown>,
): Promise<Pace> {
  const took: number[] = [];
  const queue = bunch.values();
  const started = performance.now();
  const one = async () => {
    for (const purchase of queue) {
      const asked = performance.now();
      await buy(purchase);
      took.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: buyers }, one));
  const perSecond = (bunch.length * 1000) / (performance.now() - started);
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(share * (took.length - 1))] as number;
  return { perSecond, p50: at(0.5), p99: at(0.99) };
}

/** Rounds in turn, each in the other order, after a warm-up of both. */
async function compare(one: Case, sides: Sides, quick: boolean, rounds: number): Promise<Compared> {
  const count = (one.buyers === 1 ? 300 : 800) / (quick ? 2 : 1);
  const ours: Pace[] = [];
  const bare: Pace[] = [];
  const inTurn = {
    ours: async () => ours.push(await sides.ours(purchases(count, one.isSpread), one.buyers)),
    bare: async () => bare.push(await sides.bare(purchases(count, one.isSpread), one.buyers)),
  };
  for (let turn = 0; turn <= rounds; turn++) {
    for (const side of turn % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const))
      await inTurn[side]();
    if (turn === 0) ours.length = bare.length = 0;
  }
  const ratios = (figure: keyof Pace) =>
    ours.map((pace, turn) => pace[figure] / (bare[turn] as Pace)[figure]);
  const throughputs = ratios('perSecond');
  return {
    ...one,
    ours: middle(ours),
    bare: middle(bare),
    throughput: median(throughputs),
    spread: [Math.min(...throughputs), Math.max(...throughputs)],
    p99: median(ratios('p99')),
  };
}

const middle = (paces: readonly Pace[]): Pace => ({
  perSecond: median(paces.map((pace) => pace.perSecond)),
  p50: median(paces.map((pace) => pace.p50)),
  p99: median(paces.map((pace) => pace.p99)),
});

/** Fast purchases that keep the books wrong would be no benchmark. */
async function assertBooks({ db }: Database, bought: number): Promise<void> {
  const [orders] = await rows<{ count: number }>(db, sql`select count(*)::int as count from orders`);
  if (orders?.count !== bought) throw new Error(`There are ${orders?.count} orders instead of ${bought}.`);
  const broken = (await audit(db)).filter((line) => line.violations > 0);
  if (broken.length > 0) throw new Error(`The audit found: ${broken.map((line) => line.name).join(', ')}`);
}

function print(compared: readonly Compared[], script: Script): void {
  const table = new Table({
    head: ['', 'per s', 'bare', 'ratio', 'spread', 'p50 ms', 'bare', 'p99 ms', 'bare', 'ratio'],
    colAligns: ['left', ...Array(9).fill('right')],
    style: { head: [], border: [] },
  });
  for (const { name, ours, bare, throughput, spread, p99 } of compared)
    table.push([
      name,
      ...[ours, bare].map(({ perSecond }) => round(perSecond, 0)),
      round(throughput, 2),
      spread.map((ratio) => round(ratio, 2)).join('–'),
      ...[ours.p50, bare.p50, ours.p99, bare.p99, p99].map((value) => round(value, 2)),
    ]);
  console.log(table.toString());
  const trips = script.length + 2;
  console.log(
    `a purchase: ${trips} round trips with begin and commit, ${script.flat().length} statements between`,
  );
  const { worst, slowest } = worstOf(compared);
  console.log(`throughput to bare, the worst: ${worst} (wanted: 0.6 or more)`);
  console.log(`p99 to bare, the worst: ${slowest}× (wanted: 2× or less)`);
}

const worstOf = (compared: readonly Compared[]) => ({
  worst: round(Math.min(...compared.map(({ throughput }) => throughput)), 2),
  slowest: round(Math.max(...compared.map(({ p99 }) => p99)), 2),
});

function resultOf({ kind }: Database, compared: readonly Compared[]): Omit<Result, 'rounds'> {
  const figures: Result['figures'] = { database: kind };
  const ratios: Result['ratios'] = {};
  for (const { name, ours, bare, throughput, p99 } of compared) {
    figures[`${name}: per second`] = round(ours.perSecond, 1);
    figures[`${name}: per second, bare`] = round(bare.perSecond, 1);
    figures[`${name}: p99 ms`] = round(ours.p99);
    figures[`${name}: p99 ms, bare`] = round(bare.p99);
    ratios[`${name}: throughput`] = round(throughput);
    ratios[`${name}: p99`] = round(p99);
  }
  return { figures, ratios };
}
