import type { Payments, Purchase } from './model-payments.ts';

/** One user's points of one creator; of each ledger row the amount, what was left, and its type and source. */
export type Account = { balance: number; earned: number; rows: string[] };

export type Accounts = ReturnType<typeof createAccounts>;

/** Everybody's points: what comes goes first to what is owed, the oldest purchase first. */
export function createAccounts(payments: Payments) {
  const accounts = new Map<string, Account>();

  function of(user: number, creator: number): Account {
    const name = `${user} ${creator}`;
    const account = accounts.get(name) ?? { balance: 0, earned: 0, rows: [] };
    accounts.set(name, account);
    return account;
  }

  function write(user: number, creator: number, amount: number, kind: string): void {
    const account = of(user, creator);
    account.balance += amount;
    if (kind.startsWith('earn')) account.earned += amount;
    account.rows.push(`${amount} ${account.balance} ${kind}`);
  }

  function payDebts(user: number, creator: number): boolean {
    const debts = payments.all.filter((p) => p.user === user && p.creator === creator && p.owed > 0);
    let isPaid = false;
    for (const debt of debts) {
      const part = Math.min(debt.owed, of(user, creator).balance);
      if (part === 0) continue;
      debt.owed -= part;
      debt.taken += part;
      write(user, creator, -part, 'refund package_purchase');
      isPaid = true;
    }
    return isPaid;
  }

  /** Moves points, if any; answers whether a debt was paid with what came. */
  function post(user: number, creator: number, amount: number, kind: string): boolean {
    if (amount !== 0) write(user, creator, amount, kind);
    return amount > 0 && payDebts(user, creator);
  }

  return {
    of,
    post,
    balance: (user: number, creator: number): number => of(user, creator).balance,

    /** Brings what was taken of a purchase to `due`: takes as much as there is, or gives back. */
    settle(purchase: Purchase, due: number): string | undefined {
      const { user, creator, taken } = purchase;
      const missing = due - taken;
      const moved = Math.min(missing, of(user, creator).balance);
      const owed = Math.max(0, missing - moved);
      const isNewDebt = owed > purchase.owed;
      Object.assign(purchase, { taken: taken + moved, owed });
      post(user, creator, -moved, 'refund package_purchase');
      if (moved < 0) return 'points come back';
      return isNewDebt ? 'a debt is made' : undefined;
    },
  };
}
