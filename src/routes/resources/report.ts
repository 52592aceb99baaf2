import { z } from 'zod';
import type { EventReport } from '#domain/events/report.ts';
import { type Cell, csv } from '#http/csv.ts';
import { countSchema, idSchema, timeSchema } from '#http/schemas.ts';
import { type TextFile, textFile } from '#http/text-file.ts';

/** A sum that may outgrow an integer column: of points, or of seconds. */
const sumSchema = z.int().min(0);

const minuteCountSchema = z
  .object({
    at: timeSchema.describe('When the minute begins.'),
    users: countSchema.describe('Users who were there in this minute, at one moment or another.'),
    peak: countSchema.describe('The most of them at once.'),
  })
  .meta({ id: 'MinuteCount' });

/** What became of an event; of one that is live, until now. */
export const reportSchema = z
  .object({
    eventId: idSchema,
    name: z.string(),
    isLive: z.boolean(),
    startedAt: timeSchema.nullable(),
    endedAt: timeSchema.nullable(),
    reportedAt: timeSchema,
    peak: countSchema.describe('The most users at once.'),
    headcount: z
      .array(minuteCountSchema)
      .describe('Minute by minute from the start; of an event of more than a week, its first week.'),
    uniqueAttendees: countSchema,
    attendedMinutes: sumSchema.describe(
      'What all users together were there while it was live, in whole minutes and in seconds.',
    ),
    attendedSeconds: sumSchema,
    creditedMinutes: sumSchema.describe(
      'Of that, what counts for the reward so far: a visit counts when it is closed.',
    ),
    creditedSeconds: sumSchema,
    averageStaySeconds: sumSchema.describe('What one user was there on average, in whole seconds.'),
    pointsIssued: sumSchema,
    budget: countSchema.nullable(),
    budgetLeft: countSchema.nullable().describe('What is left of the budget.'),
    sales: z
      .object({ orders: countSchema, points: sumSchema })
      .describe("What the creator's store sold between the start and the end, without what was cancelled."),
  })
  .meta({ id: 'EventReport' });

type Report = z.input<typeof reportSchema>;

const MINUTE_MS = 60_000;

export const presentReport = (report: EventReport): Report => ({
  eventId: report.eventPublicId,
  name: report.name,
  isLive: report.isLive,
  startedAt: report.startedAt?.toISOString() ?? null,
  endedAt: report.endedAt?.toISOString() ?? null,
  reportedAt: report.reportedAt.toISOString(),
  peak: report.peak,
  headcount: report.minutes.map(({ minute, users, peak }) => ({
    at: new Date((report.startedAt?.getTime() ?? 0) + minute * MINUTE_MS).toISOString(),
    users,
    peak,
  })),
  uniqueAttendees: report.uniqueAttendees,
  attendedMinutes: Math.floor(report.attendedSeconds / 60),
  attendedSeconds: report.attendedSeconds,
  creditedMinutes: Math.floor(report.creditedSeconds / 60),
  creditedSeconds: report.creditedSeconds,
  averageStaySeconds: Math.floor(report.attendedSeconds / Math.max(1, report.uniqueAttendees)),
  pointsIssued: report.pointsIssued,
  budget: report.budget,
  budgetLeft: report.budget === null ? null : report.budget - report.pointsIssued,
  sales: report.sales,
});

/** The same as a table of `metric`, `at` and `value`: every number of the report, and of each minute. */
export function presentReportAsCsv({ eventId, headcount, sales, isLive, ...rest }: Report): TextFile {
  const rows: Cell[][] = [
    ...Object.entries(rest).map(([metric, value]) => [metric, null, value]),
    ['isLive', null, String(isLive)],
    ['sales.orders', null, sales.orders],
    ['sales.points', null, sales.points],
    ...headcount.map(({ at, users }) => ['headcount.users', at, users]),
    ...headcount.map(({ at, peak }) => ['headcount.peak', at, peak]),
  ];
  return textFile('text/csv', `event-${eventId}-report.csv`, csv(['metric', 'at', 'value'], rows));
}
