import { z } from 'zod';

/** Text without what cannot be shown: control characters, lone surrogates, invisible and direction marks. */
const chatText = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine(
    (text) => !/[\p{Cc}\p{Cs}\p{Co}\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u.test(text),
    'has characters that cannot be shown',
  );

/** In: `chat` { text } of 1 to 500 characters. */
export const chatSchema = z.strictObject({ text: chatText });

/** In: `emote` { name }, a short lower-case word such as `wave`. */
export const emoteSchema = z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/) });

/** Out: `chat`. `sentAt` is ISO 8601. */
export type ChatMessage = { sessionId: string; userName: string; text: string; sentAt: string };

/** Out: `emote`. */
export type EmoteMessage = { sessionId: string; userName: string; name: string };

/** Out, to one player: what they earned, and the balance after it. */
export type PointsMessage = { eventId: string; earned: number; balance: number; reason: 'attendance' };

/** Out, to one player: something that they should know; `code` is stable. */
export type NoticeMessage = { code: string; detail: string };

/** Out, to one player: what they sent was not done; `code` is stable. */
export type RefusedMessage = { code: string; detail: string };

/** How often a player may talk or gesture: so many at once, and so many a second over time. */
export type Budget = { burst: number; perSecond: number };

export const talkBudget: Budget = { burst: 8, perSecond: 1 };

/** A token bucket; `take` is false when it is empty. Times in milliseconds. */
export function createBucket({ burst, perSecond }: Budget, now: () => number) {
  let tokens = burst;
  let filledAt = now();
  return {
    take(): boolean {
      const at = now();
      tokens = Math.min(burst, tokens + ((at - filledAt) / 1000) * perSecond);
      filledAt = at;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
