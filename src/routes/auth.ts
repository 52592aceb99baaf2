import { z } from 'zod';
import {
  emailSchema,
  httpsUrlSchema,
  passwordSchema,
  personNameSchema,
  socialLinksSchema,
  userNameSchema,
} from '#domain/accounts/account-rules.ts';
import type { Accounts } from '#domain/accounts/accounts.ts';
import { route } from '#http/route.ts';
import {
  accountSchema,
  presentAccount,
  presentProfileStatus,
  profileStatusSchema,
} from './resources/account.ts';

/** Signing up, and who one is. Signing in and out is Better Auth's own, at /api/auth. */
export function authRoutes({ accounts }: { accounts: Accounts }) {
  return [
    route({
      method: 'post',
      path: '/auth/signup-full',
      operationId: 'signUpFull',
      summary: 'Make an account, sign in, and get a token for game clients',
      access: 'public',
      limit: 'sign-up',
      status: 201,
      body: z.strictObject({
        email: emailSchema,
        password: passwordSchema,
        firstName: personNameSchema,
        lastName: personNameSchema,
        userName: userNameSchema,
      }),
      response: z.object({ user: accountSchema, token: z.string() }),
      errors: ['EMAIL_TAKEN', 'USERNAME_TAKEN', 'USERNAME_RESERVED', 'TOO_MANY_REQUESTS', 'SERVER_BUSY'],
      handle: async ({ body, headers }) => {
        const { account, token } = await accounts.signUpFull(body, headers());
        return { user: presentAccount(account), token };
      },
    }),
    route({
      method: 'get',
      path: '/auth/me',
      operationId: 'getSignedInUser',
      summary: 'The signed-in user',
      access: 'signed-in',
      response: accountSchema,
      handle: async ({ actor }) => presentAccount(await accounts.me(actor)),
    }),
    route({
      method: 'get',
      path: '/auth/profile',
      operationId: 'getMyProfile',
      summary: 'The whole account of the signed-in user',
      access: 'signed-in',
      response: accountSchema,
      handle: async ({ actor }) => presentAccount(await accounts.me(actor)),
    }),
    route({
      method: 'get',
      path: '/auth/profile-status',
      operationId: 'getMyProfileStatus',
      summary: 'Whether your profile is complete, which is names and a picture, and what is missing',
      access: 'signed-in',
      response: profileStatusSchema,
      handle: async ({ actor }) => presentProfileStatus(await accounts.me(actor)),
    }),
    route({
      method: 'post',
      path: '/auth/complete-profile',
      operationId: 'completeMyProfile',
      summary: 'Fill in your profile; what is not given stays as it is',
      access: 'signed-in',
      body: z
        .strictObject({
          firstName: personNameSchema,
          lastName: personNameSchema,
          userName: userNameSchema,
          socialLinks: socialLinksSchema,
          avatarUrl: httpsUrlSchema,
        })
        .partial(),
      response: accountSchema,
      errors: ['USERNAME_TAKEN', 'USERNAME_RESERVED', 'RENAMED_TOO_OFTEN'],
      handle: async ({ actor, body }) => presentAccount(await accounts.change(actor, body)),
    }),
    route({
      method: 'post',
      path: '/auth/check-username',
      operationId: 'checkUserName',
      summary: 'Whether a userName is free',
      access: 'public',
      limit: 'check-username',
      body: z.strictObject({ userName: userNameSchema }),
      response: z.object({ userName: z.string(), available: z.boolean() }),
      errors: ['TOO_MANY_REQUESTS'],
      handle: async ({ body: { userName } }) => ({
        userName,
        available: await accounts.isUserNameFree(userName),
      }),
    }),
  ];
}
