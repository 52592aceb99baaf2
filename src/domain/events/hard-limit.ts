import { eq, sql } from 'drizzle-orm';
import { rows, type Tx } from '#db/client.ts';
import { events } from '#db/schema/index.ts';
import type { Clock } from '../clock.ts';
import type { Outbox } from '../outbox/outbox.ts';

type Needs = { outbox: Outbox; deadlines: Clock; maximumOverrunMinutes: number };

/** The moment at which a live event ends if nobody ends it: so many minutes after its planned end, or its start. */
export function createHardLimit({ outbox, deadlines, maximumOverrunMinutes }: Needs) {
  const moment = sql`greatest(${events.endTime}, ${events.startedAt}) + make_interval(mins => ${maximumOverrunMinutes})`;

  /** Makes sure that a live event ends there, also where it has come nearer. */
  async function expectEnd(tx: Tx, eventId: number): Promise<void> {
    const due = sql`(select ${moment} from ${events} where ${events.id} = ${eventId})`;
    await outbox.enqueue(tx, 'event.end', { eventId }, { key: String(eventId), due });
  }

  return {
    /** Of the event in question, for a statement about `events`. */
    moment,
    expectEnd,

    /** How long a live event has, in whole seconds; 0 when it is at its limit or past it. */
    async secondsLeft(tx: Tx, eventId: number): Promise<number> {
      const left = sql<number>`ceil(greatest(0, extract(epoch from ${moment} - ${deadlines.now})))::float8`;
      const [event] = await tx.select({ left }).from(events).where(eq(events.id, eventId));
      return event?.left ?? 0;
    },

    /** Makes sure of the end of every live event, such as were started before there was an outbox. */
    async expectEnds(tx: Tx): Promise<void> {
      const forgotten = await rows<{ id: number }>(
        tx,
        sql`select e.id from events e where e.is_live and not exists (
              select 1 from outbox_tasks task
              where task.kind = 'event.end' and task.key = e.id::text and task.parked_at is null
            )`,
      );
      for (const { id } of forgotten) await expectEnd(tx, id);
    },
  };
}
