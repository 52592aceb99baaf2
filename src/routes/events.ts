import { z } from 'zod';
import type { Attendees } from '#domain/events/attendees.ts';
import type { CheckIns } from '#domain/events/check-in.ts';
import type { Events } from '#domain/events/events.ts';
import type { MyAttendances } from '#domain/events/my-attendance.ts';
import type { Reports } from '#domain/events/report.ts';
import { printable, printableLines } from '#domain/text-rules.ts';
import { listRoute, route } from '#http/route.ts';
import {
  countSchema,
  flagQuery,
  idParams,
  idSchema,
  noContent,
  plannedTimeSchema,
  shortText,
  timeInputSchema,
} from '#http/schemas.ts';
import { attendeeSchema, checkInSchema, presentAttendee, presentCheckIn } from './resources/attendee.ts';
import { eventSchema, presentEvent } from './resources/event.ts';
import { myAttendanceSchema, presentMyAttendance } from './resources/my-attendance.ts';
import { presentPage } from './resources/page.ts';
import { presentReport, presentReportAsCsv, reportSchema } from './resources/report.ts';

const rewardInput = z
  .strictObject({
    pointsPerMinute: z.int().min(0).max(100_000),
    minimumSeconds: z.int().min(0).max(86_400),
    maximumPoints: countSchema.nullable(),
    budget: countSchema.nullable(),
  })
  .partial();

const eventFields = {
  name: printable(1, 200),
  description: printableLines(0, 1000).nullable().optional(),
  startTime: plannedTimeSchema,
  endTime: plannedTimeSchema,
  reward: rewardInput.optional(),
};

type Services = {
  events: Events;
  attendees: Attendees;
  checkIns: CheckIns;
  myAttendances: MyAttendances;
  reports: Reports;
};

/** Live events: scheduled, taken live, ended, attended. */
export function eventRoutes({ events, attendees, checkIns, myAttendances, reports }: Services) {
  return [
    listRoute({
      path: '/events',
      operationId: 'listEvents',
      summary:
        'Events by their start; `from` and `to` select those that lie between at least in part, `search` looks in the names',
      access: 'public',
      query: z.strictObject({
        spaceId: idSchema.optional(),
        isLive: flagQuery.optional(),
        search: shortText.optional(),
        from: timeInputSchema.optional(),
        to: timeInputSchema.optional(),
      }),
      response: eventSchema,
      handle: async ({ query, page }) => presentPage(await events.list(query, page), presentEvent),
    }),
    route({
      method: 'post',
      path: '/events',
      operationId: 'scheduleEvent',
      summary: 'Schedule an event in your space',
      access: 'creator',
      status: 201,
      body: z.strictObject({ spaceId: idSchema, ...eventFields }),
      response: eventSchema,
      errors: ['QUOTA_REACHED', 'NOT_A_CREATOR', 'SPACE_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, body }) => presentEvent(await events.schedule(actor, body)),
    }),
    route({
      method: 'get',
      path: '/events/:eventId',
      operationId: 'getEvent',
      summary: 'One event',
      access: 'public',
      params: idParams('eventId'),
      response: eventSchema,
      errors: ['EVENT_NOT_FOUND'],
      handle: async ({ params }) => presentEvent(await events.get(params.eventId)),
    }),
    route({
      method: 'put',
      path: '/events/:eventId',
      operationId: 'updateEvent',
      summary: 'Change your event; `isLive` takes it live or ends it',
      access: 'owner',
      params: idParams('eventId'),
      body: z.strictObject({ ...eventFields, isLive: z.boolean() }).partial(),
      response: eventSchema,
      errors: [
        'EVENT_NOT_FOUND',
        'NOT_THE_OWNER',
        'EVENT_IS_LIVE',
        'EVENT_ALREADY_ENDED',
        'SPACE_HAS_LIVE_EVENT',
      ],
      handle: async ({ actor, params, body }) =>
        presentEvent(await events.update(actor, params.eventId, body)),
    }),
    route({
      method: 'delete',
      path: '/events/:eventId',
      operationId: 'deleteEvent',
      summary: 'Erase your event, as long as nobody was there',
      access: 'owner',
      status: 204,
      params: idParams('eventId'),
      response: noContent,
      errors: ['EVENT_NOT_FOUND', 'NOT_THE_OWNER', 'EVENT_IS_LIVE', 'EVENT_HAS_ATTENDANCE'],
      handle: async ({ actor, params }) => events.remove(actor, params.eventId),
    }),
    route({
      method: 'post',
      path: '/events/:eventId/start',
      operationId: 'startEvent',
      summary: 'Take your event live; doing it again changes nothing',
      access: 'owner',
      params: idParams('eventId'),
      response: eventSchema,
      errors: ['EVENT_NOT_FOUND', 'NOT_THE_OWNER', 'EVENT_ALREADY_ENDED', 'SPACE_HAS_LIVE_EVENT'],
      handle: async ({ actor, params }) => presentEvent(await events.start(actor, params.eventId)),
    }),
    route({
      method: 'post',
      path: '/events/:eventId/end',
      operationId: 'endEvent',
      summary: 'End your event and pay everybody; doing it again changes nothing',
      access: 'owner',
      params: idParams('eventId'),
      response: eventSchema,
      errors: ['EVENT_NOT_FOUND', 'NOT_THE_OWNER', 'EVENT_NOT_LIVE'],
      handle: async ({ actor, params }) => presentEvent(await events.end(actor, params.eventId)),
    }),
    route({
      method: 'post',
      path: '/events/:eventId/attend',
      operationId: 'attendEvent',
      summary: 'Be at a live event without entering its space; call again every `heartbeatSeconds` to stay',
      access: 'signed-in',
      params: idParams('eventId'),
      response: checkInSchema,
      errors: ['EVENT_NOT_FOUND', 'EVENT_NOT_LIVE', 'BANNED', 'SPACE_INACTIVE'],
      handle: async ({ actor, params }) => presentCheckIn(await checkIns.attend(actor, params.eventId)),
    }),
    listRoute({
      path: '/events/:eventId/attendees',
      operationId: 'listAttendees',
      summary: 'Who is and was there, in the order in which they came',
      access: 'public',
      params: idParams('eventId'),
      response: attendeeSchema,
      errors: ['EVENT_NOT_FOUND'],
      handle: async ({ params, page }) =>
        presentPage(await attendees.list(params.eventId, page), presentAttendee),
    }),
    route({
      method: 'get',
      path: '/events/:eventId/my-attendance',
      operationId: 'getMyAttendance',
      summary: 'Why you have the points that this event gave you: each visit, the rule, and the sum',
      access: 'signed-in',
      params: idParams('eventId'),
      response: myAttendanceSchema,
      errors: ['EVENT_NOT_FOUND'],
      handle: async ({ actor, params }) => presentMyAttendance(await myAttendances.of(actor, params.eventId)),
    }),
    route({
      method: 'get',
      path: '/events/:eventId/report',
      operationId: 'getEventReport',
      summary:
        'What became of your event: who came, for how long, what it paid and sold; as a table with `csv`',
      access: 'owner',
      params: idParams('eventId'),
      query: z.strictObject({ format: z.enum(['json', 'csv']).default('json') }),
      response: reportSchema,
      alternatives: { 'text/csv': z.string() },
      errors: ['EVENT_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, params, query }) => {
        const report = presentReport(await reports.of(actor, params.eventId));
        return query.format === 'csv' ? presentReportAsCsv(report) : report;
      },
    }),
  ];
}
