import { DomainError } from '../errors.ts';

type Lifecycle = { isLive: boolean; endedAt: Date | null };

/** Whether an event may go live; starting one that is live already is answered, not refused. */
export function assertCanStart(event: Lifecycle): void {
  if (event.endedAt)
    throw new DomainError('EVENT_ALREADY_ENDED', 'An event that has ended cannot go live again.');
}

/** Whether an event may end; ending one that has ended is answered, not refused. */
export function assertCanEnd(event: Lifecycle): void {
  if (!event.isLive && !event.endedAt) throw new DomainError('EVENT_NOT_LIVE', 'The event is not live yet.');
}

/** A cancelled event erases nothing: one that somebody was at, or may be at now, stays. */
export function assertMayErase(event: Lifecycle, isAttended: boolean): void {
  if (event.isLive) throw new DomainError('EVENT_IS_LIVE', 'End the event first.');
  if (isAttended)
    throw new DomainError(
      'EVENT_HAS_ATTENDANCE',
      'People were at this event; what they earned refers to it.',
    );
}

type Changes = {
  startTime?: Date | undefined;
  endTime?: Date | undefined;
  pointsPerMinute?: unknown;
  minimumSeconds?: unknown;
  maximumPoints?: unknown;
  rewardBudget?: unknown;
};

const STANDS_WHILE_LIVE = [
  'startTime',
  'pointsPerMinute',
  'minimumSeconds',
  'maximumPoints',
  'rewardBudget',
] as const;

/** The start and the reward rule stand once the event is live, the end as soon as it has ended. */
export function assertMayChange(
  event: Lifecycle & { startTime: Date; endTime: Date },
  changes: Changes,
): void {
  if (event.endedAt)
    throw new DomainError('EVENT_ALREADY_ENDED', 'An event that has ended cannot be changed.');
  if (event.isLive && STANDS_WHILE_LIVE.some((name) => changes[name] !== undefined)) {
    throw new DomainError(
      'EVENT_IS_LIVE',
      'Start and reward cannot change while the event is live; the end can.',
    );
  }
  const startTime = changes.startTime ?? event.startTime;
  const endTime = changes.endTime ?? event.endTime;
  if (endTime <= startTime) {
    throw new DomainError('INVALID', { errors: [{ path: 'endTime', message: 'must be after startTime' }] });
  }
}
