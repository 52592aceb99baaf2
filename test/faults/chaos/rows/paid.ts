import type { Round } from '../round.ts';

/** The stages pay ten points a second. */
const POINTS_PER_SECOND = 10;

/** The seconds that a player was paid for at an event; undefined while a visit is open. */
export async function paidSeconds(
  { house }: Round,
  eventId: string,
  userName: string,
): Promise<number | undefined> {
  const [paid] = await house.postgres.ask(
    (sql) => sql<{ points: number; open: number }[]>`
      select coalesce(sum(v.points_earned), 0)::int as points, (count(*) - count(v.left_at))::int as open
      from event_attendance v join events e on e.id = v.event_id join "user" u on u.id = v.user_id
      where e.public_id = ${eventId} and u.user_name = ${userName}`,
  );
  return paid && paid.open === 0 ? paid.points / POINTS_PER_SECOND : undefined;
}
