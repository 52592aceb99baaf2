import type { Database } from '#db/client.ts';
import { createTransact, type Transact } from '#db/transact.ts';
import { createAvatars } from '#domain/avatars/avatars.ts';
import { type Clock, databaseClock } from '#domain/clock.ts';
import { createAttendance } from '#domain/events/attendance.ts';
import type { FactBus } from '#domain/facts.ts';
import { createBelongings } from '#domain/inventory/belongings.ts';
import { createInventory } from '#domain/inventory/inventory.ts';
import { createOutbox } from '#domain/outbox/outbox.ts';
import { createFollowUps } from '#domain/points/follow-ups.ts';
import { createGifts } from '#domain/points/gifts.ts';
import { createHolds } from '#domain/points/holds.ts';
import { createLedger } from '#domain/points/ledger.ts';
import { createPurchases } from '#domain/points/purchases.ts';
import { createSettlement } from '#domain/points/settlement.ts';
import { noQuotas } from '#domain/quotas.ts';
import { type Checkout, createCheckout } from '#domain/store/checkout.ts';
import { createProducts } from '#domain/store/products.ts';
import { createRefunds } from '#domain/store/refunds.ts';
import { createMemberships } from '#domain/tribes/memberships.ts';
import { createSandbox } from '#payments/sandbox.ts';

const facts: FactBus = { publish: () => {}, subscribe: () => () => {} };

const fail = (error: unknown) => {
  throw error;
};

/**
 * The services of one server process around points, stock and ownership.
 * @param holdSeconds how long bought points stay with their buyer
 * @param onRetry called whenever the database made a transaction begin again, as after a deadlock
 */
export function createServices(
  database: Database,
  clock: Clock = databaseClock,
  onRetry: () => void = () => {},
  holdSeconds = 0,
) {
  const transactOnce = createTransact(database.db, fail);
  const transact: Transact = (work, options) => {
    let attempts = 0;
    return transactOnce((tx) => {
      if (attempts++ > 0) onRetry();
      return work(tx);
    }, options);
  };
  const ledger = createLedger({ clock });
  const inventory = createInventory();
  const holds = createHolds({ clock, windowSeconds: holdSeconds });
  const outbox = createOutbox({ database, clock });
  const settlement = createSettlement({ transact, clock, ledger, outbox, report: fail });
  const providers = [
    createSandbox({ secret: 'of the economy’s tests, long enough', url: 'http://localhost' }),
  ];
  // Made anew for each purchase: it prepares its statements once, with the time of a clock that stands.
  const checkout: Pick<Checkout, 'purchase'> = {
    purchase: (...asked) => createCheckout({ transact, clock, facts, ledger, inventory }).purchase(...asked),
  };
  const payments = { database, settlement, outbox, providers, report: fail };
  const followUps = createFollowUps({ ...payments, clock });
  return {
    attendance: createAttendance({ database, transact, clock, facts, ledger, outbox, report: fail }),
    avatars: createAvatars({ database, transact, facts, quotas: noQuotas }),
    belongings: createBelongings({ transact, facts, inventory, holds }),
    checkout,
    gifts: createGifts({ transact, ledger, holds }),
    memberships: createMemberships({ database, transact, ledger }),
    products: createProducts({ database, transact, clock, facts, quotas: noQuotas }),
    purchases: createPurchases({ ...payments, transact, followUps }),
    refunds: createRefunds({ transact, clock, facts, ledger, inventory }),
    settlement,
  };
}

export type Services = ReturnType<typeof createServices>;
