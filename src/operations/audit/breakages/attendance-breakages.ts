import { sql } from 'drizzle-orm';
import { allow, type Breakage, posting } from './breakage.ts';

const anEvent = sql`(select min(id) from events)`;

export const attendanceBreakages: Breakage[] = [
  [
    'rewards',
    'more than the ledger paid',
    [sql`update event_attendance set points_earned = points_earned + 1 where points_earned > 0`],
  ],
  [
    'rewards',
    'points for the owner',
    [sql`update event_attendance set points_earned = 1 where user_id in (select user_id from creators)`],
  ],
  [
    'rewards',
    'a longer visit than was paid',
    [
      sql`update events set started_at = started_at - interval '1 hour'`,
      sql`update event_attendance set joined_at = joined_at - interval '1 hour' where event_id = ${anEvent}`,
    ],
  ],
  ['rewards', 'a reward for no visit', [posting('earn', sql`'event', ${anEvent}`)], ['balances', 'earnings']],
  ['rewards', 'a reward for no event', [posting('earn', sql`'event', 1`)], ['balances', 'earnings']],
  ['rewards', 'more than the budget', [sql`update events set reward_budget = reward_budget - 1`]],
  ['rewards', 'a budget that was held back', [sql`update events set reward_budget = reward_budget + 1`]],
  [
    'visits',
    'open without a heartbeat',
    [
      sql`insert into event_attendance (user_id, event_id, stay_id, last_seen_at) select user_id, event_id, 'lost', now() - interval '121 seconds' from event_attendance limit 1`,
    ],
  ],
  [
    'visits',
    'open after the end',
    [
      sql`update events set ended_at = now() - interval '121 seconds', points_per_minute = 0`,
      sql`update event_attendance set points_earned = 0, left_at = null, duration = null`,
    ],
    ['rewards'],
  ],
  [
    'visits',
    'left before joined',
    [
      allow('event_attendance', 'event_attendance_left_after_joined'),
      sql`update event_attendance set left_at = joined_at - interval '1 second' where points_earned = 0`,
    ],
  ],
];
