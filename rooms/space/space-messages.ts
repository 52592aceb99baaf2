import { z } from 'zod';
import { printable } from '#domain/text-rules.ts';
import type { Sanction } from '#domain/worlds/sanction-texts.ts';
import type { Seat } from './drain.ts';

const chatText = printable(1, 500);

/** Who hears a line: those in the area of the speaker, or everybody in the instance. */
export const audienceSchema = z.enum(['area', 'instance']);

/** In: `chat` { text, to } of 1 to 500 characters; `to` is `instance` where it is left out. */
export const chatSchema = z.strictObject({ text: chatText, to: audienceSchema.default('instance') });

/** In, from moderators: `announce` { text } of 1 to 500 characters. */
export const announceSchema = z.strictObject({ text: chatText });

/** In: `emote` { name }, a short lower-case word such as `wave`. */
export const emoteSchema = z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/) });

/** Out: `chat`. `to` says who hears it; `sentAt` is ISO 8601. */
export type ChatMessage = {
  sessionId: string;
  userName: string;
  text: string;
  to: z.output<typeof audienceSchema>;
  sentAt: string;
};

/** Out, to everybody in the space: what a moderator announces. `sentAt` is ISO 8601. */
export type AnnouncementMessage = { userName: string; text: string; sentAt: string };

/** Out: `emote`. */
export type EmoteMessage = { sessionId: string; userName: string; name: string };

/** Out, to one player: what they earned, and the balance after it. */
export type PointsMessage = { eventId: string; earned: number; balance: number; reason: 'attendance' };

/**
 * Out, to one player: something that they should know; `code` is stable. Of a ban, a mute and a kick it says why
 * (`reason`), and of a ban and a mute until when (`until`, ISO 8601); null where none was given.
 */
export type NoticeMessage = { code: string; detail: string } & Partial<Sanction>;

/** Out, to one player: a seat is kept for them in another instance, as `consumeSeatReservation` of the SDK takes it. */
export type MovedToMessage = { reservation: Seat; reason: 'DRAINED' };

/** Out, to one player: what they sent was not done; `code` is stable. With `MUTED` it says why and until when. */
export type RefusedMessage = { code: string; detail: string } & Partial<Sanction>;
