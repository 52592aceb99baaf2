import { z } from 'zod';
import type { AccountRecord } from '#domain/accounts/accounts.ts';
import { missingFrom } from '#domain/accounts/profile-rules.ts';
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

/** Whether there is anything left to fill in, and what. */
export const profileStatusSchema = z
  .object({
    isComplete: z.boolean(),
    missing: z.array(z.enum(['firstName', 'lastName', 'userName', 'avatarUrl'])),
  })
  .meta({ id: 'ProfileStatus' });

export function presentProfileStatus(account: AccountRecord): z.input<typeof profileStatusSchema> {
  const missing = missingFrom(account);
  return { isComplete: missing.length === 0, missing };
}
