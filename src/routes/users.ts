import type { Accounts } from '#domain/accounts/accounts.ts';
import { route } from '#http/route.ts';
import { accountSchema, presentAccount } from './resources/account.ts';

/** The signed-in user's own account. */
export function userRoutes({ accounts }: { accounts: Accounts }) {
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
  ];
}
