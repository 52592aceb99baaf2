import type { Protection } from './protection.ts';

/** Which tests stand for what, the likeliest first: parts of their paths. The first line that fits counts. */
const ofCode: readonly [place: RegExp, files: readonly string[]][] = [
  [/points\/ledger/, ['rest/gifts.db', 'rest/store.db', 'points/settlement.db', 'attendance/race']],
  [/points\/settlement/, ['rest/purchases.db', 'points/settlement.db', 'faults/leaving']],
  [/points\/purchases/, ['rest/purchases.db', 'points/purchases.db']],
  [/points\/gifts/, ['rest/gifts.db', 'rest/removal.db', 'faults/leaving']],
  [/points\/packages/, ['rest/packages.db', 'rest/removal.db']],
  [
    /store\/checkout/,
    ['store/checkout', 'rest/store.db', 'rest/stores.db', 'rest/refunds.db', 'rest/removal.db'],
  ],
  [/store\/refunds/, ['rest/refunds.db', 'faults/leaving']],
  [/store\/products/, ['rest/store.db', 'rest/stores.db', 'rest/removal.db']],
  [/inventory\//, ['rest/belongings.db', 'rest/refunds.db', 'rest/inventory.db']],
  [/outbox\//, ['outbox/outbox', 'faults/outbox', 'rest/follow-ups.db']],
  [/idempotency/, ['faults/leaving', 'rest/store.db', 'rest/deletion.db']],
  [/events\/attendance/, ['attendance/', 'rest/deletion.db', 'faults/leaving', 'rest/attend.db']],
  [/events\//, ['rest/events.db', 'attendance/race', 'rest/removal.db', 'faults/leaving', 'rest/erasure.db']],
  [
    /creators\/|accounts\/|ownership/,
    ['faults/leaving', 'rest/removal.db', 'rest/deletion.db', 'rest/worlds.db'],
  ],
  [/tribes\//, ['rest/tribes.db', 'rest/removal.db']],
  [/avatars\//, ['rest/avatars.db', 'rest/wardrobe.db', 'rest/belongings.db']],
  [/worlds\//, ['rest/worlds.db', 'rest/erasure.db', 'rest/removal.db', 'rooms/spaces.db']],
];

/** What is in the domain and has no line above. */
const REST = ['test/attendance/', 'test/faults/leaving', 'test/rest/'];

/** The tests beside a protection: those that fail without it are among these. */
export function guardingTests({ kind, place }: Protection): readonly string[] {
  if (kind === 'lock' || kind === 'condition')
    return ['test/waits/', ...(ofCode.find(([pattern]) => pattern.test(place))?.[1] ?? REST)];
  if (kind === 'lock in function') return ['test/waits/', 'schema/refusals', 'faults/leaving'];
  return ['schema/refusals', 'schema/seed-schema'];
}
