import { z } from 'zod';
import { MOVE_BYTES } from '../movement/codec.ts';
import type { Entry } from './roster.ts';

/*
 * What an instance tells another of a player whom it sends there. It travels in the options of the seat, which the
 * matchmaker never takes from a client (matchmaking.ts).
 */

const handoverSchema = z.object({
  fromRoomId: z.string(),
  fromSessionId: z.string(),
  stayId: z.string(),
  enteredAt: z.string(),
  /** Base64; empty for one who was nowhere yet. */
  pose: z.string(),
});

/** What the seat's options call it. */
export const HANDOVER = 'handover';

export type Handover = ReturnType<typeof handoverOf>;

export function handoverFor({ sessionId, stayId, enteredAt, walker }: Entry, fromRoomId: string) {
  const pose = Buffer.from(walker?.pose ?? []).toString('base64');
  const handover: z.input<typeof handoverSchema> = {
    fromRoomId,
    fromSessionId: sessionId,
    stayId,
    enteredAt,
    pose,
  };
  return { [HANDOVER]: handover };
}

/** Where a newcomer comes from, and their pose there; undefined for one who comes from nowhere. */
export function handoverOf(options: unknown) {
  const parsed = z.object({ [HANDOVER]: handoverSchema }).safeParse(options);
  if (!parsed.success) return undefined;
  const handover = parsed.data[HANDOVER] as z.output<typeof handoverSchema>;
  const pose = new Uint8Array(Buffer.from(handover.pose, 'base64'));
  return { ...handover, pose: pose.byteLength === MOVE_BYTES ? pose : undefined };
}
