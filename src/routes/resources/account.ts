import { z } from 'zod';
import type { AccountRecord } from '#domain/accounts/accounts.ts';
import { idSchema, timeSchema } from '#http/schemas.ts';

/** An account as its owner sees it. */
export const accountSchema = z
  .object({
    userName: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    name: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    image: z.string().nullable(),
    avatarUrl: z.string().nullable(),
    socialLinks: z.record(z.string(), z.string()),
    role: z.enum(['user', 'creator', 'admin']),
    creatorId: idSchema.nullable(),
    createdAt: timeSchema,
  })
  .meta({ id: 'Account' });

export function presentAccount(account: AccountRecord): z.input<typeof accountSchema> {
  const { userName, email, emailVerified, name, firstName, lastName, image, avatarUrl, role } = account;
  return {
    userName,
    email,
    emailVerified,
    name,
    firstName,
    lastName,
    image,
    avatarUrl,
    socialLinks: account.socialLinks ?? {},
    role,
    creatorId: account.creatorPublicId,
    createdAt: account.createdAt.toISOString(),
  };
}
