import type { PaymentEvent } from '#domain/payments.ts';

/*
 * What a provider may tell of one payment of 4.99 for 100 points, and what must have become of the purchase then,
 * worked out by hand.
 */

/** What an event says; who tells it gives it an id. */
export type Fact = PaymentEvent extends infer E ? (E extends PaymentEvent ? Omit<E, Common> : never) : never;
type Common = 'id' | 'paymentId' | 'occurredAt';

export const TERMS = { cents: 499, points: 100 };

export type FactSet = {
  name: string;
  facts: readonly Fact[];
  /** Points that the buyer then spends, and what is told after that. */
  spends?: number;
  late?: readonly Fact[];
  /** Points that the buyer gets after all that. */
  earns?: number;
  ends: readonly [status: 'pending' | 'completed' | 'failed' | 'refunded', centsBack: number];
};

const paidOf = (amountCents: number, currency = 'USD'): Fact => ({
  kind: 'succeeded',
  amountCents,
  currency,
});
const PAID = paidOf(499);
const FAILED: Fact = { kind: 'failed' };
const money = (amountCents: number) => ({ amountCents, currency: 'USD' });
const back = (reference: string, cents: number): Fact => ({ kind: 'refunded', reference, ...money(cents) });
const disputed = (reference: string, cents = 499): Fact => ({
  ...{ kind: 'disputed', reference, ...money(cents) },
});
const lost = (reference: string, cents = 499): Fact => ({
  ...{ kind: 'dispute_lost', reference, ...money(cents) },
});
const won = (reference: string): Fact => ({ kind: 'dispute_won', reference });

export const factSets: readonly FactSet[] = [
  { name: 'failed', facts: [FAILED], ends: ['failed', 0] },
  { name: 'paid', facts: [PAID], ends: ['completed', 0] },
  { name: 'paid after failing', facts: [FAILED, FAILED, PAID], ends: ['completed', 0] },
  { name: 'paid, told by two events', facts: [PAID, PAID], ends: ['completed', 0] },
  { name: 'paid too little', facts: [paidOf(498), back('a', 498)], ends: ['failed', 0] },
  { name: 'paid too little, then right', facts: [paidOf(498), PAID, FAILED], ends: ['completed', 0] },
  { name: 'paid in euros', facts: [paidOf(499, 'EUR'), back('a', 499)], ends: ['failed', 0] },
  { name: 'given back, never paid', facts: [back('a', 499), disputed('d')], ends: ['pending', 0] },
  { name: 'a part back', facts: [PAID, back('a', 100)], ends: ['completed', 100] },
  { name: 'two parts back', facts: [PAID, back('a', 100), back('b', 150)], ends: ['completed', 250] },
  { name: 'all back', facts: [PAID, back('a', 499), FAILED], ends: ['refunded', 499] },
  {
    name: 'a part that grows to all',
    facts: [PAID, back('a', 100), back('a', 250), back('a', 499)],
    ends: ['refunded', 499],
  },
  { name: 'more back than was paid', facts: [PAID, back('a', 300), back('b', 300)], ends: ['refunded', 499] },
  { name: 'disputed', facts: [PAID, disputed('d')], ends: ['refunded', 499] },
  { name: 'disputed and won', facts: [PAID, disputed('d'), won('d')], ends: ['completed', 0] },
  { name: 'disputed and lost', facts: [PAID, disputed('d'), lost('d')], ends: ['refunded', 499] },
  {
    name: 'a part back, the rest disputed and won',
    facts: [PAID, back('a', 100), disputed('d', 399), won('d')],
    ends: ['completed', 100],
  },
  {
    name: 'one dispute won, another lost',
    facts: [PAID, disputed('d', 200), won('d'), disputed('e', 90), lost('e', 120)],
    ends: ['completed', 120],
  },
  {
    name: 'back after some was spent',
    facts: [PAID],
    spends: 70,
    late: [back('a', 499)],
    ends: ['refunded', 499],
  },
  {
    name: 'back in parts after all was spent',
    facts: [PAID, FAILED],
    spends: 100,
    late: [back('a', 200), back('b', 100), back('b', 120)],
    ends: ['completed', 320],
  },
  {
    name: 'disputed and won after some was spent, and a part back',
    facts: [PAID],
    spends: 60,
    late: [disputed('d'), won('d'), back('a', 250)],
    ends: ['completed', 250],
  },
  {
    name: 'back after all was spent, and some earned',
    facts: [PAID],
    spends: 100,
    late: [back('a', 300), disputed('d', 199), lost('d', 199)],
    earns: 45,
    ends: ['refunded', 499],
  },
  {
    name: 'a part back after all was spent, and more earned than owed',
    facts: [PAID, back('a', 50)],
    spends: 80,
    late: [back('a', 150), FAILED],
    earns: 45,
    ends: ['completed', 150],
  },
];
