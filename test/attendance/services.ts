import type { Database } from '#db/client.ts';
import { createTransact } from '#db/transact.ts';
import { type Clock, databaseClock } from '#domain/clock.ts';
import { createAttendance } from '#domain/events/attendance.ts';
import { createEvents } from '#domain/events/events.ts';
import type { Award, FactBus, Facts } from '#domain/facts.ts';
import { createOutbox } from '#domain/outbox/outbox.ts';
import { createLedger } from '#domain/points/ledger.ts';
import { noQuotas } from '#domain/quotas.ts';

/** The services of one server process around attendance, with the awards that it told of. */
export function createServices(database: Database, clock: Clock = databaseClock) {
  const awards: Award[] = [];
  const facts: FactBus = {
    publish: (name, fact) => {
      if (name === 'PointsAwarded') awards.push(...(fact as Facts['PointsAwarded']).awards);
    },
    subscribe: () => () => {},
  };
  const transact = createTransact(database.db, (error) => {
    throw error;
  });
  const ledger = createLedger({ clock });
  const outbox = createOutbox({ database, clock });
  const reported: unknown[] = [];
  const report = (error: unknown) => void reported.push(error);
  const attendance = createAttendance({ database, transact, clock, facts, ledger, outbox, report });
  const events = createEvents({
    quotas: noQuotas,
    database,
    transact,
    clock,
    deadlines: clock,
    facts,
    attendance,
    outbox,
    maximumOverrunMinutes: 60,
  });
  return {
    transact,
    ledger,
    attendance,
    events,
    outbox,
    /** What was reported to have failed. */
    reported,
    /** The awards since it was last asked, by user. */
    takeAwards: (): Award[] => awards.splice(0).sort((a, b) => (a.userId < b.userId ? -1 : 1)),
  };
}

export type Services = ReturnType<typeof createServices>;
