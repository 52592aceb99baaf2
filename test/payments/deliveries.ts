import { inArray, sql } from 'drizzle-orm';
import { rows } from '#db/client.ts';
import { pointsPurchases, user } from '#db/schema/index.ts';
import { createTransact } from '#db/transact.ts';
import { databaseClock } from '#domain/clock.ts';
import { createOutbox } from '#domain/outbox/outbox.ts';
import type { PaymentEvent } from '#domain/payments.ts';
import { createFollowUps } from '#domain/points/follow-ups.ts';
import { createLedger } from '#domain/points/ledger.ts';
import { createPurchases } from '#domain/points/purchases.ts';
import { createSettlement } from '#domain/points/settlement.ts';
import { actorOf, buildCreator, buildPackage } from '#test/builders.ts';
import type { TestDatabase } from '#test/database.ts';
import { type Fact, type FactSet, TERMS } from './fact-sets.ts';
import type { FinalState } from './reference-model.ts';

/** How one payment's events come: in what order, which of them again, and how much of it at once. */
export type Delivery = {
  set: FactSet;
  /** Also the name of its payment and its buyer. */
  name: string;
  early: readonly PaymentEvent[];
  late: readonly PaymentEvent[];
  /** All of a phase at the same time: then the database makes the order. */
  atOnce: boolean;
  /** How many of the early ones come before the purchase knows its payment. */
  tooEarly: number;
};

/** A random number from 0 up to 1; the same sequence for the same seed (Steele and Vigna, SplitMix32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** One way, of all there are, in which the facts of a set may come. */
export function drawDelivery(set: FactSet, name: string, random: () => number): Delivery {
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const event = (fact: Fact, index: number) =>
    ({ ...fact, id: `${name} ${index}`, paymentId: name, occurredAt: new Date(index) }) as PaymentEvent;
  const shuffled = (events: PaymentEvent[]) => {
    for (let last = events.length - 1; last > 0; last--) {
      const other = upTo(last);
      [events[last], events[other]] = [events[other] as PaymentEvent, events[last] as PaymentEvent];
    }
    return events;
  };
  /** Some of them come a second time. */
  const again = (events: PaymentEvent[]) => events.filter(() => random() < 0.2);
  const facts = set.facts.map(event);
  const after = (set.late ?? []).map((fact, index) => event(fact, index + facts.length));
  const early = shuffled([...facts, ...again(facts)]);
  const late = shuffled([...after, ...(set.late ? again([...facts, ...after]) : [])]);
  const isEarly = random() < 0.15;
  return { set, name, early, late, atOnce: random() < 0.15, tooEarly: isEarly ? upTo(early.length) : 0 };
}

const PROVIDER = 'elsewhere';
const POSTING = {
  type: 'gift',
  source: 'admin',
  referenceType: 'test',
  referenceId: 1,
  description: 'For a test',
} as const;

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** The real settlement on a real database, and buyers of one creator's points. */
export async function openStage({ database, kind }: TestDatabase) {
  const { db } = database;
  const report = (error: unknown) => {
    throw error;
  };
  const transact = createTransact(db, report);
  const ledger = createLedger({ clock: databaseClock });
  const clock = databaseClock;
  const outbox = createOutbox({ database, clock });
  const settlement = createSettlement({ transact, clock, ledger, outbox, report });
  const { id: creatorId } = await buildCreator(db);
  const offer = await buildPackage(db, { creatorId, pointsAmount: TERMS.points, priceUSD: '4.99' });
  const lanes = kind === 'postgres' ? 10 : 2;

  const record = (event: PaymentEvent) => settlement.record(PROVIDER, event);

  async function tell(events: readonly PaymentEvent[], atOnce: boolean): Promise<void> {
    if (atOnce) await Promise.all(events.map(record));
    else for (const event of events) await record(event);
  }

  /** Makes the buyers, and the purchases of those whose payment is known from the beginning. */
  async function open(deliveries: readonly Delivery[]) {
    const people = await db
      .insert(user)
      .values(deliveries.map(({ name }) => ({ ...namesOf(name), id: name, email: `${name}@example.test` })))
      .returning();
    const known = deliveries.filter(({ tooEarly }) => tooEarly === 0);
    if (known.length > 0)
      await db.insert(pointsPurchases).values(
        known.map(({ name }) => ({
          ...{ transactionId: crypto.randomUUID(), userId: name, creatorId, packageId: offer.id },
          ...{ pointsReceived: TERMS.points, amountUSD: '4.99', paymentProvider: PROVIDER, paymentId: name },
        })),
      );
    return new Map(people.map((person) => [person.id, person]));
  }

  /** Begins the purchase; some of its events come while the provider still keeps us waiting for its answer. */
  async function begin({ early, tooEarly, name }: Delivery, buyer: typeof user.$inferSelect): Promise<void> {
    const startPayment = async () => {
      await tell(early.slice(0, tooEarly), false);
      return { paymentId: name, paymentUrl: 'https://elsewhere.example/' };
    };
    const provider = {
      name: PROVIDER,
      startPayment,
      lookUp: async () => [],
      cancelPayment: async () => [],
      refundPayment: async () => [],
      readWebhook: async () => ({ ignored: '' }),
    };
    const needs = { database, settlement, outbox, providers: [provider], report };
    const followUps = createFollowUps({ ...needs, clock });
    const purchases = createPurchases({ ...needs, transact, followUps });
    await purchases.start(actorOf(buyer), { packageId: offer.publicId }, undefined);
  }

  /** Moves points of many at once, as spending and earning does. */
  async function move(deliveries: readonly Delivery[], pointsOf: (set: FactSet) => number): Promise<void> {
    const moved = deliveries
      .map(({ name, set }) => ({ user_id: name, amount: pointsOf(set) }))
      .filter(({ amount }) => amount !== 0);
    if (moved.length === 0) return;
    const movement = sql`movement as (select * from jsonb_to_recordset(${JSON.stringify(moved)}::text::jsonb)
      as m (user_id text, amount int))`;
    await transact(async (tx) => {
      await ledger.lockBalances(
        tx,
        creatorId,
        moved.map(({ user_id }) => user_id),
      );
      const movements = { ctes: movement, from: sql`movement`, atMost: moved.length };
      await ledger.postAll(tx, { ...POSTING, creatorId }, movements);
    });
  }

  return {
    /** Lets everything happen to these purchases, side by side; answers with what has become of each, by name. */
    async play(deliveries: readonly Delivery[]): Promise<Map<string, FinalState>> {
      const buyers = await open(deliveries);
      await sideBySide(deliveries, lanes, async (delivery) => {
        if (delivery.tooEarly > 0)
          await begin(delivery, buyers.get(delivery.name) as typeof user.$inferSelect);
        await tell(delivery.early.slice(delivery.tooEarly), delivery.atOnce);
      });
      await move(deliveries, ({ spends = 0 }) => -spends);
      await sideBySide(deliveries, lanes, ({ late, atOnce }) => tell(late, atOnce));
      await move(deliveries, ({ earns = 0 }) => earns);
      return finalStates(deliveries.map(({ name }) => name));
    },
  };

  async function finalStates(names: string[]): Promise<Map<string, FinalState>> {
    const purchases = db
      .select({ id: pointsPurchases.id })
      .from(pointsPurchases)
      .where(inArray(pointsPurchases.userId, names));
    const found = await rows<FinalState & { name: string }>(
      db,
      sql`select p.payment_id as name, p.status, (p.refunded_usd * 100)::int as "refundedCents", p.points_owed as owed,
            coalesce(b.balance, 0) as balance, count(t.id) filter (where t.amount > 0 and t.type = 'purchase')::int as credits,
            coalesce(sum(t.amount) filter (where t.type = 'purchase'), 0)::int as credited,
            coalesce(-sum(t.amount) filter (where t.type = 'refund'), 0)::int as "takenBack"
          from points_purchases p
          left join point_balances b on b.user_id = p.user_id and b.creator_id = p.creator_id
          left join point_transactions t on t.reference_type = 'purchase' and t.reference_id = p.id
          where p.id in ${purchases} group by p.id, b.balance`,
    );
    return new Map(found.map(({ name, ...state }) => [name, state]));
  }
}

const namesOf = (userName: string) => ({ name: userName, firstName: 'Test', lastName: 'User', userName });

/** Does so many of these at a time. */
async function sideBySide<T>(
  all: readonly T[],
  lanes: number,
  act: (one: T) => Promise<void>,
): Promise<void> {
  const waiting = all.values();
  const lane = async () => {
    for (const one of waiting) await act(one);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
