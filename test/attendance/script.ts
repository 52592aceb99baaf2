import fc from 'fast-check';
import { type Rule, TICKS } from './model.ts';

/** Something that happens. `pick` chooses among those to whom it can happen; with nobody to choose, it does not. */
export type Step =
  | { do: 'join'; user: number; room: number }
  | { do: 'leave' | 'drop' | 'reconnect'; pick: number }
  | { do: 'crash'; room: number }
  | { do: 'pass' | 'stand still'; ticks: number }
  | { do: 'sweep' | 'go live' | 'end' };

export type Script = { rules: Rule[]; steps: Step[] };

/** Players beside the owner of the events, who is user 0. */
export const PLAYERS = 3;
export const ROOMS = 2;

const pick = fc.nat({ max: 7 });
const room = fc.nat({ max: ROOMS - 1 });
const seconds = (from: number, to: number) => fc.integer({ min: from * TICKS, max: to * TICKS });

/** Any time, and those around the limits of grace (30 s) and heartbeat (60 s). */
const ticks = fc.oneof(
  { weight: 4, arbitrary: seconds(0, 40) },
  { weight: 2, arbitrary: seconds(40, 200) },
  { weight: 1, arbitrary: fc.constantFrom(1, 119, 120, 121, 239, 240, 241) },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('join' as const), user: fc.nat({ max: PLAYERS }), room }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), pick }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('drop' as const, 'reconnect' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), room }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('pass' as const), ticks }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stand still' as const), ticks }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('go live' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sweep' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const) }) },
);

const limit = (max: number) => fc.option(fc.integer({ min: 0, max }), { nil: null });

export const rule: fc.Arbitrary<Rule> = fc.record({
  pointsPerMinute: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 300 })),
  minimumSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 120 })),
  maximumPoints: limit(200),
  budget: limit(300),
});

export const scripts: fc.Arbitrary<Script> = fc.record({
  rules: fc.array(rule, { minLength: 2, maxLength: 2 }),
  steps: fc.array(step, { minLength: 10, maxLength: 30, size: 'max' }),
});
