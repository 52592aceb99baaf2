import { z } from 'zod';
import type { SanctionRecord } from '#domain/worlds/sanctions.ts';
import { idSchema, timeSchema } from '#http/schemas.ts';

const fields = z.object({
  spaceId: idSchema,
  userName: z.string(),
  reason: z.string().nullable(),
  until: timeSchema.nullable().describe('When it ends by itself; empty for one without end.'),
});

const moderator = z
  .string()
  .nullable()
  .describe('The userName of the moderator; empty where that account is gone.');

const terms = fields.pick({ reason: true, until: true });

/** What moderators of a space keep the signed-in user from. */
export const ownSanctionsSchema = z
  .object({ spaceId: idSchema, ban: terms.nullable(), mute: terms.nullable() })
  .meta({ id: 'OwnSanctions' });

/** Somebody who is kept out of a space. */
export const banSchema = fields.extend({ bannedBy: moderator, createdAt: timeSchema }).meta({ id: 'Ban' });

/** Somebody who may be in a space, and not talk there. */
export const muteSchema = fields.extend({ mutedBy: moderator, createdAt: timeSchema }).meta({ id: 'Mute' });

const present = ({ sanction, userName }: SanctionRecord, spaceId: string) => ({
  spaceId,
  userName,
  reason: sanction.reason,
  until: sanction.until?.toISOString() ?? null,
  createdAt: sanction.createdAt.toISOString(),
});

export const presentBan = (record: SanctionRecord, spaceId: string): z.input<typeof banSchema> => ({
  ...present(record, spaceId),
  bannedBy: record.by,
});

export const presentMute = (record: SanctionRecord, spaceId: string): z.input<typeof muteSchema> => ({
  ...present(record, spaceId),
  mutedBy: record.by,
});
