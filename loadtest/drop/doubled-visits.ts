/** What a player's attendance of an event says, as REST has it. */
export type Attended = {
  visits: { joinedAt: string; leftAt: string | null; pointsEarned: number }[];
  creditedSeconds: number;
  points: number;
  pointsEarned: number;
};

/** What clocks and rounding may differ by. Seconds. */
const TOLERANCE_SECONDS = 1;

/** Whether something was counted twice: visits that overlap, more time than the event had, or more points than due. */
export function doubledVisits(
  { visits, creditedSeconds, points, pointsEarned }: Attended,
  liveSeconds: number,
): boolean {
  const inOrder = [...visits].sort((a, b) => a.joinedAt.localeCompare(b.joinedAt));
  const overlap = inOrder.some(({ joinedAt }, at) => {
    const before = inOrder[at - 1];
    return before !== undefined && (before.leftAt === null || before.leftAt > joinedAt);
  });
  const paid = visits.reduce((sum, visit) => sum + visit.pointsEarned, 0);
  return (
    overlap || creditedSeconds > liveSeconds + TOLERANCE_SECONDS || pointsEarned > points || paid > points
  );
}
