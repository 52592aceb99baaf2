import type { Protection } from './protection.ts';

/** Which tests stand for what, the likeliest first: parts of their paths. The first line that fits counts. */
const ofCode: readonly [place: RegExp, files: readonly string[]][] = [
  [/points\/ledger/, ['points/settlement.db', 'rest/gifts.db', 'rest/store.db', 'attendance/race.db']],
  [
    /points\/(call-offs|settlement)/,
    ['rest/call-offs.db', 'waits/economy', 'rest/purchases.db', 'points/settlement.db', 'faults/leaving'],
  ],
  [/points\/purchases/, ['points/purchases.db', 'rest/purchases.db', 'rest/call-offs.db']],
  [/points\/holds/, ['rest/holds.db']],
  [/points\/gifts/, ['waits/economy', 'rest/gifts.db', 'rest/removal.db', 'faults/leaving']],
  [
    /store\/(checkout|order)/,
    [
      'waits/economy',
      'store/checkout',
      'rest/store.db',
      'rest/stores.db',
      'rest/refunds.db',
      'rest/removal.db',
    ],
  ],
  [/store\/refunds/, ['waits/economy', 'rest/refunds.db', 'faults/leaving']],
  [/store\/stores/, ['rest/on-sale.db']],
  [
    /store\/products/,
    ['rest/on-sale.db', 'waits/economy', 'rest/store.db', 'rest/stores.db', 'rest/removal.db'],
  ],
  [
    /inventory\//,
    ['waits/economy', 'rest/belongings.db', 'rest/refunds.db', 'rest/inventory.db', 'rest/deletion.db'],
  ],
  [/steady-clock/, ['domain/steady-clock.db']],
  [/retention\//, ['retention/retention']],
  [/outbox\//, ['waits/outbox', 'outbox/outbox.db', 'faults/outbox', 'rest/follow-ups.db']],
  [/idempotency/, ['waits/economy', 'faults/leaving', 'rest/store.db', 'rest/deletion.db']],
  [/ownership/, ['waits/economy', 'waits/realm', 'faults/leaving', 'rest/removal.db']],
  [/accounts\/receiver/, ['waits/economy', 'faults/leaving', 'rest/gifts.db']],
  [/accounts\//, ['rest/deletion.db', 'faults/leaving', 'rest/removal.db']],
  [
    /events\/attendance/,
    ['waits/events', 'attendance/race.db', 'attendance/', 'faults/leaving', 'rest/attend.db'],
  ],
  [/events\//, ['waits/events', 'rest/events.db', 'attendance/race.db', 'rest/removal.db', 'faults/leaving']],
  [/creators\//, ['waits/realm', 'rest/worlds.db', 'rest/removal.db', 'rest/deletion.db', 'faults/leaving']],
  [/tribes\//, ['waits/realm', 'rest/tribes.db', 'rest/removal.db']],
  [/avatars\//, ['waits/avatars', 'rest/avatars.db', 'rest/wardrobe.db', 'rest/belongings.db']],
  [/worlds\/(moderation|sanctions)/, ['rest/moderation.db', 'rooms/moderation.db']],
  [/worlds\//, ['waits/realm', 'rest/worlds.db', 'rest/erasure.db', 'rest/removal.db', 'rooms/spaces.db']],
];

/** What is in the domain and has no line above. */
const REST = ['test/waits/', 'test/attendance/', 'test/faults/leaving', 'test/rest/'];

/** The tests beside a protection: those that fail without it are among these. */
export function guardingTests({ kind, place }: Protection): readonly string[] {
  if (kind === 'lock' || kind === 'condition')
    return ofCode.find(([pattern]) => pattern.test(place))?.[1] ?? REST;
  if (kind === 'lock in function') return ['waits/economy', 'faults/leaving', 'schema/refusals'];
  return ['schema/refusals', 'schema/seed-schema'];
}
