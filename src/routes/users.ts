import { z } from 'zod';
import {
  httpsUrlSchema,
  personNameSchema,
  socialLinksSchema,
  userNameSchema,
} from '#domain/accounts/account-rules.ts';
import type { Accounts } from '#domain/accounts/accounts.ts';
import type { Deletion } from '#domain/accounts/deletion.ts';
import type { Exports } from '#domain/accounts/export.ts';
import { withJsonFile } from '#http/json-file.ts';
import { route } from '#http/route.ts';
import { noContent } from '#http/schemas.ts';
import { accountSchema, presentAccount } from './resources/account.ts';
import { accountExportSchema, presentAccountExport } from './resources/account-export.ts';

const profileChanges = z
  .strictObject({
    firstName: personNameSchema,
    lastName: personNameSchema,
    userName: userNameSchema,
    socialLinks: socialLinksSchema,
  })
  .partial();

const pictureChanges = z
  .strictObject({ image: httpsUrlSchema.nullable(), avatarUrl: httpsUrlSchema.nullable() })
  .partial()
  .refine(({ image, avatarUrl }) => image !== undefined || avatarUrl !== undefined, {
    path: ['image'],
    message: 'an https URL, or null for none',
  });

type Services = { accounts: Accounts; deletion: Deletion; exports: Exports };

/** The signed-in user's own account. */
export function userRoutes({ accounts, deletion, exports }: Services) {
  return [
    route({
      method: 'get',
      path: '/users/me',
      operationId: 'getMyAccount',
      summary: 'The signed-in user',
      access: 'signed-in',
      response: accountSchema,
      handle: async ({ actor }) => presentAccount(await accounts.me(actor)),
    }),
    route({
      method: 'put',
      path: '/users/profile',
      operationId: 'updateMyProfile',
      summary: 'Change your names and your links; what is not given stays, and links are replaced as a whole',
      access: 'signed-in',
      body: profileChanges,
      response: accountSchema,
      errors: ['USERNAME_TAKEN', 'USERNAME_RESERVED', 'RENAMED_TOO_OFTEN'],
      handle: async ({ actor, body }) => presentAccount(await accounts.change(actor, body)),
    }),
    route({
      method: 'put',
      path: '/users/avatar',
      operationId: 'updateMyPicture',
      summary: 'Change your picture; null takes it away',
      access: 'signed-in',
      body: pictureChanges,
      response: accountSchema,
      handle: async ({ actor, body }) => presentAccount(await accounts.change(actor, body)),
    }),
    route({
      method: 'get',
      path: '/users/me/export',
      operationId: 'exportMyData',
      summary: 'Everything that is kept about you, as one file; one at a time',
      access: 'signed-in',
      response: accountExportSchema,
      fileName: ({ userName }) => `triberspace-export-${userName}.json`,
      errors: ['EXPORT_UNDER_WAY'],
      handle: ({ actor }) =>
        withJsonFile((write) => exports.of(actor, (data) => write(presentAccountExport(data)))),
    }),
    route({
      method: 'delete',
      path: '/users/account',
      operationId: 'deleteMyAccount',
      limit: 'account',
      summary:
        'Delete your account with all that is yours, for good; confirm with your password if you have one',
      access: 'signed-in',
      status: 204,
      body: z.strictObject({ password: z.string().min(1).max(128) }).partial(),
      response: noContent,
      errors: ['WRONG_PASSWORD', 'SERVER_BUSY'],
      handle: async ({ actor, body }) => deletion.remove(actor, body.password),
    }),
  ];
}
