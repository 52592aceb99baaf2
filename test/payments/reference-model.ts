import { type Fact, type FactSet, TERMS } from './fact-sets.ts';

/** All that is to be seen of a purchase once everything is told. */
export type FinalState = {
  status: string;
  refundedCents: number;
  owed: number;
  balance: number;
  /** Ledger rows that gave points for it, and their sum. */
  credits: number;
  credited: number;
  /** Points that the ledger took back and did not give again. */
  takenBack: number;
};

/**
 * What a purchase must be after these facts and whatever was spent and earned between and after. Written from
 * docs/spec/payments.md, by balance and not by posting: what the buyer ought to have, and owes if that is below zero.
 */
export function expectedOf({ facts, late = [], spends = 0, earns = 0 }: FactSet): FinalState {
  const told = [...facts, ...late];
  const tries = told.filter((fact) => fact.kind === 'succeeded');
  const isPaid = tries.some(({ amountCents, currency }) => amountCents === TERMS.cents && currency === 'USD');
  if (!isPaid) {
    const isOver = tries.length > 0 || told.some(({ kind }) => kind === 'failed');
    const nothing = { refundedCents: 0, owed: 0, balance: 0, credits: 0, credited: 0, takenBack: 0 };
    return { status: isOver ? 'failed' : 'pending', ...nothing };
  }
  const refundedCents = Math.min(TERMS.cents, total(told, ['refunded']) + totalOfDisputes(told));
  const pointsBack = Math.trunc((refundedCents / TERMS.cents) * TERMS.points + 1e-9);
  const ought = TERMS.points - spends - pointsBack + earns;
  const owed = ought < 0 ? -ought : 0;
  return {
    status: refundedCents < TERMS.cents ? 'completed' : 'refunded',
    refundedCents,
    owed,
    balance: ought + owed,
    credits: 1,
    credited: TERMS.points,
    takenBack: pointsBack - owed,
  };
}

/** The largest amount that was told of each reference, summed up. */
function total(told: readonly Fact[], kinds: readonly string[]): number {
  const largestFirst = told
    .flatMap((fact) =>
      'reference' in fact && 'amountCents' in fact && kinds.includes(fact.kind) ? [fact] : [],
    )
    .toSorted((a, b) => b.amountCents - a.amountCents);
  const isFirst = (reference: string, index: number) =>
    largestFirst.findIndex((other) => other.reference === reference) === index;
  return largestFirst.reduce((sum, fact, i) => sum + (isFirst(fact.reference, i) ? fact.amountCents : 0), 0);
}

function totalOfDisputes(told: readonly Fact[]): number {
  const won = told.flatMap((fact) => (fact.kind === 'dispute_won' ? [fact.reference] : []));
  const open = told.filter((fact) => !('reference' in fact && won.includes(fact.reference)));
  return total(open, ['disputed', 'dispute_lost']);
}
