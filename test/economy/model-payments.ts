import type { Told } from './world.ts';

export type Purchase = {
  user: number;
  creator: number;
  points: number;
  cents: number;
  events: Map<number, Told>;
  status: 'pending' | 'completed' | 'failed' | 'refunded';
  refundedCents: number;
  /** Points that were taken back, and that are still to be. */
  taken: number;
  owed: number;
  /** When its points came, and how many orders there were by then. */
  credited?: { at: number; orders: number };
};

export type Payments = ReturnType<typeof createPayments>;

/** Purchases of points, and what their providers told. */
export function createPayments() {
  const all: Purchase[] = [];
  return {
    all,

    open(terms: Pick<Purchase, 'user' | 'creator' | 'points' | 'cents'>): void {
      const nothingYet = { status: 'pending', refundedCents: 0, taken: 0, owed: 0 } as const;
      all.push({ ...terms, ...nothingYet, events: new Map() });
    },

    /** Keeps what was told once for each event; `due` is how many points must be taken back in all. */
    tell(number: number, event: number, told: Told) {
      const purchase = all[number] as Purchase;
      const isNew = !purchase.events.has(event);
      if (isNew) purchase.events.set(event, told);
      const wasPaid = isPaid(purchase);
      Object.assign(purchase, whatBecameOf(purchase));
      const { points, cents, refundedCents } = purchase;
      return {
        purchase,
        isNew,
        becamePaid: isPaid(purchase) && !wasPaid,
        due: () => Math.floor((points * refundedCents) / cents),
      };
    },
  };
}

const isPaid = ({ status }: Purchase) => status === 'completed' || status === 'refunded';

/** The whole history, looked at anew each time. */
function whatBecameOf({ cents, events }: Purchase): Pick<Purchase, 'status' | 'refundedCents'> {
  const told = [...events.values()];
  const said = (kind: Told['kind']) => told.filter((one) => one.kind === kind);
  const isRight = (one: Told) => one.cents === cents && one.currency === 'USD';
  if (!said('succeeded').some(isRight)) {
    const isOver = said('failed').length + said('succeeded').length > 0;
    return { status: isOver ? 'failed' : 'pending', refundedCents: 0 };
  }
  const most = (some: Told[], reference: number) =>
    Math.max(
      0,
      ...some.flatMap((one) => (one.reference === reference && one.currency === 'USD' ? one.cents : [])),
    );
  const references = new Set(told.map(({ reference }) => reference));
  let back = 0;
  for (const reference of references) {
    back += most(said('refunded'), reference);
    const isWon = said('dispute_won').some((one) => one.reference === reference);
    if (!isWon) back += most([...said('disputed'), ...said('dispute_lost')], reference);
  }
  return back >= cents
    ? { status: 'refunded', refundedCents: cents }
    : { status: 'completed', refundedCents: back };
}
