import type { Money, PaymentEvent } from '../payments.ts';

/** What was agreed when a purchase began: US cents, and the points for them. */
export type Terms = { amountCents: number; points: number };

/** What has become of a purchase. */
export type Outcome = {
  status: 'pending' | 'completed' | 'failed' | 'refunded';
  /** What of the money went back; at most what was agreed. */
  refundedCents: number;
  /** The points that went with it, rounded down while it is not all. */
  pointsBack: number;
  /** Money came that was not agreed, in amount or currency: no points for that. */
  isMismatched: boolean;
};

export const CURRENCY = 'USD';

/**
 * What a purchase is after these events. It depends on which events there are and on nothing else: not on their
 * order, nor on how often one is told. A payment that succeeded has succeeded, whatever failed before or after;
 * what went back counts from the moment that it is paid.
 */
export function outcomeOf(terms: Terms, events: readonly PaymentEvent[]): Outcome {
  const payments = events.filter((event) => event.kind === 'succeeded');
  const isMismatched = !payments.every((payment) => isAgreed(payment, terms));
  if (!payments.some((payment) => isAgreed(payment, terms))) {
    const hasFailed = isMismatched || events.some((event) => event.kind === 'failed');
    return { status: hasFailed ? 'failed' : 'pending', refundedCents: 0, pointsBack: 0, isMismatched };
  }
  const refundedCents = Math.min(terms.amountCents, centsBack(events));
  return {
    status: refundedCents === terms.amountCents ? 'refunded' : 'completed',
    refundedCents,
    pointsBack: Math.floor((terms.points * refundedCents) / terms.amountCents),
    isMismatched,
  };
}

const isAgreed = ({ amountCents, currency }: Money, terms: Terms): boolean =>
  amountCents === terms.amountCents && currency === CURRENCY;

/** Each refund and each dispute counts once, at the most that was told of it; a dispute that was won not at all. */
function centsBack(events: readonly PaymentEvent[]): number {
  const won = new Set(events.flatMap((event) => (event.kind === 'dispute_won' ? [event.reference] : [])));
  const amounts = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== 'refunded' && event.kind !== 'disputed' && event.kind !== 'dispute_lost') continue;
    if (event.currency !== CURRENCY) continue;
    if (event.kind !== 'refunded' && won.has(event.reference)) continue;
    const name = event.kind === 'refunded' ? `refund ${event.reference}` : `dispute ${event.reference}`;
    amounts.set(name, Math.max(amounts.get(name) ?? 0, event.amountCents));
  }
  return [...amounts.values()].reduce((sum, cents) => sum + cents, 0);
}

/** US dollars such as `4.99` in cents. */
export const centsOf = (dollars: string): number => Math.round(Number(dollars) * 100);

/** Cents in US dollars such as `4.99`. */
export const dollarsOf = (cents: number): string => (cents / 100).toFixed(2);
