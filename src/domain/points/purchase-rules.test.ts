import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { PaymentEvent } from '../payments.ts';
import { centsOf, dollarsOf, outcomeOf } from './purchase-rules.ts';

const terms = { amountCents: 500, points: 1001 };
const about = { id: 'e', paymentId: 'p', occurredAt: new Date(0) };
const usd = (amountCents: number) => ({ amountCents, currency: 'USD' });

const paid: PaymentEvent = { ...about, kind: 'succeeded', ...usd(500) };
const failed: PaymentEvent = { ...about, kind: 'failed' };
const refund = (reference: string, cents: number): PaymentEvent => ({
  ...about,
  kind: 'refunded',
  reference,
  ...usd(cents),
});
const disputed: PaymentEvent = { ...about, kind: 'disputed', reference: 'd', ...usd(500) };
const won: PaymentEvent = { ...about, kind: 'dispute_won', reference: 'd' };
const lost: PaymentEvent = { ...about, kind: 'dispute_lost', reference: 'd', ...usd(500) };

const nothingBack = { refundedCents: 0, pointsBack: 0, isMismatched: false };

describe('a purchase', () => {
  test.each<[what: string, events: PaymentEvent[], outcome: object]>([
    ['waits', [], { status: 'pending', ...nothingBack }],
    ['is paid', [paid], { status: 'completed', ...nothingBack }],
    ['fails', [failed], { status: 'failed', ...nothingBack }],
    ['is paid after it failed', [failed, paid], { status: 'completed', ...nothingBack }],
    ['waits with a refund that came first', [refund('r', 500)], { status: 'pending', ...nothingBack }],
    ['fails with a refund', [failed, refund('r', 500)], { status: 'failed', ...nothingBack }],
    ['is refunded', [paid, refund('r', 500)], { status: 'refunded', refundedCents: 500, pointsBack: 1001 }],
    [
      'is refunded in parts',
      [paid, refund('r', 200), refund('s', 100)],
      { status: 'completed', refundedCents: 300, pointsBack: 600 },
    ],
    [
      'counts a refund once, at its highest',
      [paid, refund('r', 100), refund('r', 200)],
      { status: 'completed', refundedCents: 200, pointsBack: 400 },
    ],
    [
      'gives back no more than was paid',
      [paid, refund('r', 500), disputed],
      { status: 'refunded', refundedCents: 500 },
    ],
    ['is disputed', [paid, disputed], { status: 'refunded', pointsBack: 1001 }],
    ['is kept when the dispute is won', [paid, disputed, won], { status: 'completed', ...nothingBack }],
    ['is gone when it is lost', [paid, disputed, lost], { status: 'refunded', refundedCents: 500 }],
    [
      'keeps a refund apart from a dispute of the same name',
      [paid, refund('d', 100), won],
      { status: 'completed', refundedCents: 100 },
    ],
    [
      'counts no refund in another currency',
      [paid, { ...about, kind: 'refunded', reference: 'r', amountCents: 500, currency: 'EUR' }],
      { status: 'completed', ...nothingBack },
    ],
  ])('PAY3 PAY12 %s', (_what, events, outcome) => expect(outcomeOf(terms, events)).toMatchObject(outcome));

  test.each([
    ['too little', usd(499)],
    ['too much', usd(501)],
    ['another currency', { amountCents: 500, currency: 'EUR' }],
    ['the currency in small letters', { amountCents: 500, currency: 'usd' }],
  ])('PAY6 is not paid by %s', (_what, money) => {
    const wrong: PaymentEvent = { ...about, kind: 'succeeded', ...money };
    expect(outcomeOf(terms, [wrong])).toEqual({ status: 'failed', ...nothingBack, isMismatched: true });
    expect(outcomeOf(terms, [wrong, paid])).toMatchObject({ status: 'completed', isMismatched: true });
  });
});

/** Every order of a list. */
function* permutations<T>(list: readonly T[]): Generator<T[]> {
  if (list.length === 0) yield [];
  for (const [index, first] of list.entries())
    for (const rest of permutations(list.toSpliced(index, 1))) yield [first, ...rest];
}

const reference = fc.constantFrom('a', 'b');
const amount = fc.record({
  amountCents: fc.constantFrom(1, 250, 499, 500, 501),
  currency: fc.constantFrom('USD', 'USD', 'EUR'),
});
const anEvent: fc.Arbitrary<PaymentEvent> = fc.oneof(
  amount.map((money) => ({ ...about, kind: 'succeeded' as const, ...money })),
  fc.constant(paid),
  fc.constant(failed),
  fc
    .record({ reference, amount, kind: fc.constantFrom('refunded', 'disputed', 'dispute_lost') })
    .map(({ amount, ...event }) => ({ ...about, ...amount, ...event }) as PaymentEvent),
  reference.map((reference) => ({ ...about, kind: 'dispute_won' as const, reference })),
);

it('PAY3 is the same for every order of its events, and for every repetition', () => {
  fc.assert(
    fc.property(fc.array(anEvent, { maxLength: 5 }), fc.nat(), (events, pick) => {
      const outcome = outcomeOf(terms, events);
      for (const order of permutations(events)) {
        const again = events.length > 0 ? [events[pick % events.length] as PaymentEvent] : [];
        expect(outcomeOf(terms, [...order, ...again])).toEqual(outcome);
      }
    }),
  );
});

it('PAY3 once paid stays paid, and never gives back more than it got', () => {
  fc.assert(
    fc.property(fc.array(anEvent), anEvent, (events, another) => {
      const isPaid = (list: PaymentEvent[]) =>
        ['completed', 'refunded'].includes(outcomeOf(terms, list).status);
      if (isPaid(events)) expect(isPaid([...events, another])).toBe(true);
      const { status, refundedCents, pointsBack } = outcomeOf(terms, events);
      expect(refundedCents).toBeLessThanOrEqual(terms.amountCents);
      expect(pointsBack).toBeLessThanOrEqual(terms.points);
      expect(status === 'refunded').toBe(pointsBack === terms.points);
    }),
  );
});

it('counts in cents without losing one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (cents) => {
      expect(centsOf(dollarsOf(cents))).toBe(cents);
    }),
  );
  expect([centsOf('4.99'), dollarsOf(499), dollarsOf(0)]).toEqual([499, '4.99', '0.00']);
});
