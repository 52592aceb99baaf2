import { z } from 'zod';
import type { Joined, MemberRecord } from '#domain/tribes/memberships.ts';
import type { TribeNow, TribeRecord } from '#domain/tribes/tribes.ts';
import { countSchema, idSchema, pointsSumSchema, timeSchema } from '#http/schemas.ts';

export const tribeSchema = z
  .object({
    id: idSchema,
    creatorId: idSchema,
    name: z.string(),
    description: z.string().nullable(),
    perks: z.array(z.string()),
    joinCost: countSchema.describe("What joining costs, in the creator's points."),
    createdAt: timeSchema,
  })
  .meta({ id: 'Tribe' });

/** A tribe with how many members it has now. */
export const tribeNowSchema = tribeSchema.extend({ memberCount: countSchema }).meta({ id: 'TribeNow' });

export const presentTribe = ({ tribe, creatorPublicId }: TribeRecord): z.input<typeof tribeSchema> => ({
  id: tribe.publicId,
  creatorId: creatorPublicId,
  name: tribe.name,
  description: tribe.description,
  perks: tribe.perks ?? [],
  joinCost: tribe.joinCost,
  createdAt: tribe.createdAt.toISOString(),
});

export const presentTribeNow = (record: TribeNow): z.input<typeof tribeNowSchema> => ({
  ...presentTribe(record),
  memberCount: record.memberCount,
});

const roleSchema = z.enum(['member', 'moderator', 'admin']);

/** A member, as everybody may see them. */
export const memberSchema = z
  .object({ userName: z.string(), role: roleSchema, joinedAt: timeSchema })
  .meta({ id: 'TribeMember' });

export const presentMember = ({ userName, membership }: MemberRecord): z.input<typeof memberSchema> => ({
  userName,
  role: membership.role,
  joinedAt: membership.joinedAt.toISOString(),
});

/** A membership of one's own, as it began: what it cost, and what is left of the creator's points. */
export const joinedSchema = z
  .object({
    tribeId: idSchema,
    creatorId: idSchema,
    role: roleSchema,
    joinedAt: timeSchema,
    pointsSpent: countSchema,
    balance: pointsSumSchema,
  })
  .meta({ id: 'JoinedTribe' });

export const presentJoined = (joined: Joined): z.input<typeof joinedSchema> => joined;
