import fc from 'fast-check';
import type { Model } from './model.ts';
import { ADMIN, CREATORS, NOBODY, PRODUCTS, type Request, type Terms, type Told, WEARABLE } from './world.ts';

/**
 * Something that is asked. `pick` chooses among the orders, purchases or things that there are by then, or, to ask
 * `again`, among what was asked with a key.
 */
export type Step =
  | Exclude<Request, { op: 'refund' | 'tell' }>
  | { op: 'refund'; asOwner: boolean; by: number; pick: number; key?: number | undefined }
  | { op: 'tell'; isNext: boolean; pick: number; event: number; told: Told; share: number }
  | { op: 'transfer of'; pick: number; quantity: number; to: number; key?: number | undefined }
  | { op: 'consume of'; pick: number; quantity: number; key?: number | undefined }
  | { op: 'equip of'; pick: number }
  | { op: 'hat of'; pick: number; to?: number | undefined; key?: number | undefined }
  | { op: 'member of'; pick: number; isLeaving: boolean }
  | { op: 'again'; pick: number };

export type Script = { terms: Terms; steps: Step[] };

const of = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });

/** Mostly the same few, so that something comes of it. */
const player = fc.oneof(
  of(8, fc.constant(0)),
  of(5, fc.constant(1)),
  of(1, fc.constant(2)),
  of(1, fc.constantFrom(3, 4)),
);
const receiver = fc.oneof(of(15, player), of(1, fc.constant(NOBODY)));
const creator = fc.oneof(of(4, fc.constant(0)), of(1, fc.nat({ max: CREATORS - 1 })));
const amount = fc.integer({ min: 1, max: 25 });
const upToThree = fc.integer({ min: 1, max: 3 });
const quantity = fc.oneof(of(7, fc.constant(1)), of(1, upToThree));
const anyProduct = fc.nat({ max: PRODUCTS.length - 1 });
const pick = fc.nat({ max: 11 });
const key = fc.option(fc.nat({ max: 1 }), { nil: undefined, freq: 2 });

/** Of the wearable mostly one, of the others up to three. */
const line = fc.oneof(
  of(8, fc.record({ product: fc.constant(WEARABLE), quantity })),
  of(
    17,
    fc.record({ product: fc.oneof(of(3, fc.constantFrom(0, 1, 3)), of(1, anyProduct)), quantity: upToThree }),
  ),
  of(1, fc.record({ product: fc.constant(NOBODY), quantity })),
);
const several = { minLength: 2, maxLength: 3 };
const lines = fc.oneof(
  of(10, fc.array(line, { minLength: 1, maxLength: 1 })),
  of(8, fc.uniqueArray(line, { ...several, selector: ({ product }) => product })),
  of(1, fc.array(line, several)),
);

const change = fc.oneof(
  fc.record({ pricePoints: fc.integer({ min: 0, max: 12 }) }),
  fc.record({ isActive: fc.boolean() }),
  fc.constant({ isActive: false }),
  fc.record({ releaseAt: fc.option(fc.integer({ min: 1, max: 120 }), { nil: null }) }),
);

/** Of the same few refunds and disputes, mostly in the right currency; how much is worked out of the purchase. */
const told: fc.Arbitrary<Told> = fc.record({
  kind: fc.oneof(
    of(1, fc.constantFrom('succeeded' as const, 'failed' as const)),
    of(6, fc.constantFrom('refunded' as const, 'disputed', 'disputed', 'dispute_won', 'dispute_lost')),
  ),
  reference: fc.nat({ max: 1 }),
  cents: fc.constant(0),
  currency: fc.oneof(of(12, fc.constant('USD')), of(1, fc.constant('EUR'))),
});
/** How much of what was agreed is told of. */
const share = fc.constantFrom(1, 1, 0.5, 0.33);

const op = <T extends string>(name: T) => fc.constant(name);

const grant = fc.record({ op: op('grant'), by: fc.constant(ADMIN), to: receiver, creator, amount, key });
const gift = fc.record({
  op: op('gift'),
  by: player,
  to: fc.oneof(of(6, fc.constant(1)), of(3, fc.constant(0)), of(3, receiver), of(1, fc.constant(NOBODY))),
  creator,
  amount,
  key,
});
const attend = fc.record({ op: op('attend'), by: player, seconds: fc.integer({ min: 1, max: 30 }) });
const buy = fc.record({ op: op('buy'), by: player, lines, key });
const join = fc.record({ op: op('join'), by: player, creator, key });
const again = fc.record({ op: op('again'), pick });
const tell = fc.record({
  op: op('tell'),
  isNext: fc.oneof(of(5, fc.constant(true)), of(1, fc.constant(false))),
  pick: fc.oneof(of(3, fc.constant(0)), of(1, pick)),
  event: fc.nat({ max: 9 }),
  told,
  share,
});
const pay = fc.record({ op: op('pay'), by: player, package: creator, key });
const refund = fc.record({
  op: op('refund'),
  by: fc.constantFrom(ADMIN, 0, 3, 4),
  asOwner: fc.boolean(),
  pick,
  key: fc.option(fc.constant(0), { nil: undefined, freq: 2 }),
});
const about = { holder: player, product: anyProduct, quantity };

const hatOf = fc.record({ op: op('hat of'), pick, to: fc.constantFrom(0, 1, 1, 2, undefined), key });

const memberOf = fc.record({ op: op('member of'), pick, isLeaving: fc.boolean() });

const atTheStore = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  of(12, buy),
  of(7, refund),
  of(5, fc.record({ op: op('transfer of'), pick, quantity: upToThree, to: receiver, key })),
  of(1, fc.record({ op: op('transfer'), by: player, ...about, to: receiver, key })),
  of(3, fc.record({ op: op('consume of'), pick, quantity: upToThree, key })),
  of(1, fc.record({ op: op('consume'), by: player, ...about, key })),
  of(5, fc.record({ op: op('equip of'), pick })),
  of(3, hatOf),
  of(
    3,
    fc.record({
      op: op('edit'),
      by: fc.constantFrom(3, 3, 3, 4),
      product: fc.constantFrom(0, 1, 2, 3, 4),
      change,
    }),
  ),
  of(1, fc.record({ op: op('wait'), by: player, seconds: fc.integer({ min: 1, max: 60 }) })),
  of(1, fc.record({ op: op('equip'), by: player })),
  of(4, join),
  of(4, memberOf),
  of(8, again),
);

const withMoney = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  of(5, pay),
  of(16, tell),
  of(5, gift),
  of(3, grant),
  of(3, attend),
  of(4, buy),
  of(3, refund),
  of(4, join),
  of(1, fc.record({ op: op('leave'), by: player, creator })),
  of(4, memberOf),
  of(5, again),
);

const few = (max: number) => fc.integer({ min: 0, max });
const each = <T>(length: number, value: fc.Arbitrary<T>) =>
  fc.array(value, { minLength: length, maxLength: length });

const terms: fc.Arbitrary<Terms> = fc.record({
  prices: each(PRODUCTS.length, few(9)),
  stocks: each(PRODUCTS.length, fc.option(fc.integer({ min: 1, max: 4 }), { nil: null, freq: 3 })),
  releaseAt: few(60),
  packages: each(
    CREATORS,
    fc.record({
      points: fc.integer({ min: 5, max: 40 }),
      bonus: few(9),
      cents: fc.integer({ min: 50, max: 999 }),
    }),
  ),
  joinCosts: each(CREATORS, few(10)),
});

/** Points for two players to begin with. */
const start = fc.record({
  op: op('attend'),
  by: fc.constant(0),
  also: fc.constant(1),
  seconds: fc.integer({ min: 20, max: 60 }),
});

const paying = fc.record({ op: op('pay'), by: fc.constant(0), package: fc.constant(0) });
const paid = (purchase: number) => tell.map((one) => ({ ...one, isNext: true, pick: purchase, event: 0 }));
const disputed = (purchase: number) =>
  tell.map((one) => {
    const told = { ...one.told, kind: 'disputed' as const, currency: 'USD' };
    return { ...one, isNext: false, pick: purchase, event: 1, told };
  });
const spending = fc.oneof(
  gift.map((one) => ({ ...one, by: 0, to: 1, creator: 0, amount: Math.ceil(one.amount / 2) })),
  buy.map((one) => ({ ...one, by: 0, lines: [{ product: 0, quantity: 2 }] })),
);
/** The first player buys points, spends some, and their money goes back; and the same with two purchases. */
const owing = [paying, paid(0), spending, disputed(0)];
const owingTwice = [paying, paying, paid(0), paid(1), spending, disputed(0), disputed(1)];

/** Two players with a hat each. */
const withHats = [
  start,
  ...[0, 1].map((by) => buy.map((one) => ({ ...one, by, lines: [{ product: WEARABLE, quantity: 1 }] }))),
];

/** The first player buys points, and things with them. */
const spentAtOnce = [
  paying,
  paid(0),
  buy.map((one) => ({ ...one, by: 0, lines: [{ product: 0, quantity: 2 }] })),
];

const givingOn = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  of(4, fc.record({ op: op('transfer of'), pick, quantity: upToThree, to: receiver, key })),
  of(
    3,
    gift.map((one) => ({ ...one, by: 0 })),
  ),
  of(1, fc.record({ op: op('wait'), by: player, seconds: fc.integer({ min: 1, max: 60 }) })),
  of(2, attend),
  of(3, atTheStore),
  of(3, withMoney),
);

const aboutHats = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  of(6, hatOf),
  of(4, fc.record({ op: op('equip of'), pick })),
  of(4, refund),
  of(4, again),
  of(4, atTheStore),
);

const inDebt = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  of(
    3,
    grant.map((one) => ({ ...one, to: 0, creator: 0 })),
  ),
  of(
    4,
    gift.map((one) => ({ ...one, by: 1, to: 0, creator: 0, amount: Math.ceil(one.amount / 5) })),
  ),
  of(2, attend),
  of(
    2,
    refund.map((one) => ({ ...one, asOwner: true })),
  ),
  of(4, tell),
  of(4, withMoney),
);

/** Scripts of so many steps at most: at the store, with money, in debt, or of several kinds. */
export function scripts(maxLength: number): fc.Arbitrary<Script> {
  const steps = (one: fc.Arbitrary<Step>) => fc.array(one, { minLength: 5, maxLength, size: 'max' });
  const after = (first: fc.Arbitrary<Step>[], then: fc.Arbitrary<Step>) =>
    fc.tuple(fc.tuple(...first), steps(then)).map(([one, more]) => [...one, ...more]);
  const mixed = fc.oneof(atTheStore, withMoney);
  const played = fc.oneof(
    of(3, after([start], atTheStore)),
    of(2, after([pay], withMoney)),
    of(2, after(owing, inDebt)),
    of(1, after(owingTwice, inDebt)),
    of(2, after(withHats, aboutHats)),
    of(2, after(spentAtOnce, givingOn)),
    of(1, after([start], mixed)),
  );
  return fc.noBias(fc.record({ terms, steps: played }));
}

/** What a step asks by then; undefined where there is nothing yet that it could be about. */
export function requestOf(step: Step, model: Model, asked: Request[]): Request | undefined {
  const { orders, payments } = model;
  switch (step.op) {
    case 'again': {
      const keyed = asked.filter(({ key }) => key !== undefined);
      return keyed[step.pick % keyed.length];
    }
    case 'refund': {
      const { asOwner, pick, ...request } = step;
      if (orders.length === 0 && pick > 0) return undefined;
      const number = orders.length > 0 ? pick % orders.length : NOBODY;
      const owner = 3 + (orders[number]?.creator ?? 0);
      return { ...request, by: asOwner ? owner : request.by, order: number };
    }
    case 'tell': {
      const number = step.pick % payments.all.length;
      const purchase = payments.all[number];
      if (!purchase) return undefined;
      const isNext = step.isNext && (purchase.status === 'pending' || purchase.status === 'failed');
      const told = isNext
        ? { ...step.told, kind: 'succeeded' as const, cents: purchase.cents }
        : { ...step.told, cents: Math.round(purchase.cents * step.share) };
      return { op: 'tell', by: purchase.user, purchase: number, event: step.event, told };
    }
    case 'transfer of':
    case 'consume of': {
      const { pick, op, ...request } = step;
      const held = model.state().held;
      const thing = held[pick % held.length];
      if (!thing) return undefined;
      const { user, product } = thing;
      const about = { by: user, holder: user, product };
      return 'to' in request
        ? { op: 'transfer', ...request, ...about }
        : { op: 'consume', ...request, ...about };
    }
    case 'equip of': {
      const owners = model.state().wardrobes;
      const by = owners[step.pick % owners.length];
      return by === undefined ? undefined : { op: 'equip', by };
    }
    case 'hat of': {
      const owners = model.state().wardrobes;
      const by = owners[step.pick % owners.length];
      if (by === undefined) return undefined;
      const { to, key } = step;
      const about = { by, holder: by, product: WEARABLE, quantity: 1, key };
      return to === undefined ? { op: 'consume', ...about } : { op: 'transfer', ...about, to };
    }
    case 'member of': {
      const members = model.state().members;
      const member = members[step.pick % members.length];
      if (!member) return undefined;
      const [by, creator] = member.split(' ').map(Number) as [number, number];
      return { op: step.isLeaving ? 'leave' : 'join', by, creator };
    }
    default:
      return step;
  }
}
