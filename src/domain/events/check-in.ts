import { type SQL, sql } from 'drizzle-orm';
import { type Database, rows } from '#db/client.ts';
import type { Actor } from '../actor.ts';
import { isoTime } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Admission } from '../worlds/admission.ts';
import type { Attendance } from './attendance.ts';
import type { Events } from './events.ts';

/** How often who checked in had better call again. Half of what the sweeper waits. Seconds. */
export const CHECK_IN_HEARTBEAT_SECONDS = 30;

export type CheckIn = { eventPublicId: string; heartbeatSeconds: number; joinedAt: Date };

export type CheckIns = ReturnType<typeof createCheckIns>;

type Needs = {
  database: Database;
  admission: Admission;
  events: Events;
  attendance: Attendance;
};

/** The stay that a user's check-ins at an event are in: the open one, or the next to open. */
type Current = { stayId: string; isOpen: boolean; joinedAt: string | null };

/** A visit that was closed or opened by somebody else meanwhile is looked at again, so many times. */
const ATTEMPTS = 4;

/**
 * Being at an event without a 3D client: each call opens a visit or keeps it alive, as a room does for who is
 * in it. Nobody says goodbye here; the sweeper closes a visit whose calls stopped.
 */
export function createCheckIns({ database: { db }, admission, events, attendance }: Needs) {
  /**
   * The stays of one user are numbered, and read in one statement: two calls at once name the same stay, and
   * open one visit.
   */
  async function currentStay(eventId: number, userId: string): Promise<Current> {
    const prefix = `check-in:${userId}:`;
    const ifOpen = (value: SQL) => sql`${value} filter (where v.left_at is null)`;
    const [stay] = await rows<Current>(
      db,
      sql`select coalesce(${ifOpen(sql`max(v.stay_id)`)}, ${prefix}::text || count(*)) as "stayId",
            ${ifOpen(sql`count(*)`)} > 0 as "isOpen",
            ${isoTime(ifOpen(sql`min(v.joined_at)`))} as "joinedAt"
          from event_attendance v
          where v.event_id = ${eventId} and v.user_id = ${userId} and starts_with(v.stay_id, ${prefix})`,
    );
    return stay as Current;
  }

  /**
   * One step towards an open visit; returns when it began once it is there and kept alive. One that does not go on is
   * closed at its last heartbeat.
   */
  async function step(eventId: number, userId: string): Promise<Date | undefined> {
    const stay = await currentStay(eventId, userId);
    const { stayId } = stay;
    if (!stay.isOpen) {
      await attendance.open(eventId, [{ stayId, userId, enteredAt: await attendance.now() }]);
    } else if ((await attendance.heartbeat(eventId, [stayId])).has(stayId)) {
      return new Date(stay.joinedAt as string);
    } else {
      await attendance.close(eventId, [stayId]);
    }
  }

  return {
    /** Checks in at a live event, or says again that one is still there; for whom its space lets in. */
    async attend(actor: Actor, eventPublicId: string): Promise<CheckIn> {
      const { event, spacePublicId } = await events.get(eventPublicId);
      await admission.admit(actor, spacePublicId);
      for (let attempt = 0; event.isLive && attempt < ATTEMPTS; attempt++) {
        const joinedAt = await step(event.id, actor.userId);
        if (joinedAt) return { eventPublicId, heartbeatSeconds: CHECK_IN_HEARTBEAT_SECONDS, joinedAt };
      }
      throw new DomainError('EVENT_NOT_LIVE', 'Only a live event can be attended.');
    },
  };
}
