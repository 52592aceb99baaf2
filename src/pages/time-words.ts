const MINUTE_MS = 60_000;

const units: readonly [size: number, name: Intl.RelativeTimeFormatUnit][] = [
  [24 * 60 * MINUTE_MS, 'day'],
  [60 * MINUTE_MS, 'hour'],
  [MINUTE_MS, 'minute'],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const absolute = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** How far off a moment is, in its largest whole unit: "in 3 hours", "2 days ago", "just now". */
export function fromNow(moment: Date, now: Date): string {
  const distance = moment.getTime() - now.getTime();
  const unit = units.find(([size]) => Math.abs(distance) >= size);
  return unit ? relative.format(Math.round(distance / unit[0]), unit[1]) : 'just now';
}

/** A moment for people: "Sun, 22 Nov, 20:00 UTC". */
export const inUtc = (moment: Date): string => `${absolute.format(moment)} UTC`;
