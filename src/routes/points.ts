import { z } from 'zod';
import type { Balances } from '#domain/points/balances.ts';
import type { Packages } from '#domain/points/packages.ts';
import { listRoute, route } from '#http/route.ts';
import { idParams, idSchema, timeInputSchema } from '#http/schemas.ts';
import { presentPage } from './resources/page.ts';
import {
  balanceSchema,
  packageSchema,
  presentBalance,
  presentPackage,
  presentTransaction,
  transactionSchema,
  transactionTypeSchema,
} from './resources/points.ts';

/** Points: what one has, how it came about, and what more costs. */
export function pointsRoutes({ balances, packages }: { balances: Balances; packages: Packages }) {
  return [
    route({
      method: 'get',
      path: '/points/balance/:creatorId',
      operationId: 'getBalance',
      summary: 'Your balance with one creator',
      access: 'signed-in',
      params: idParams('creatorId'),
      response: balanceSchema,
      errors: ['CREATOR_NOT_FOUND'],
      handle: async ({ actor, params }) => presentBalance(await balances.get(actor, params.creatorId)),
    }),
    listRoute({
      path: '/points/balances',
      operationId: 'listBalances',
      summary: 'Your balances with every creator',
      access: 'signed-in',
      response: balanceSchema,
      handle: async ({ actor, page }) => presentPage(await balances.list(actor, page), presentBalance),
    }),
    listRoute({
      path: '/points/transactions',
      operationId: 'listTransactions',
      summary: 'How your balances came about, the newest first',
      access: 'signed-in',
      query: z.strictObject({
        creatorId: idSchema.optional(),
        type: transactionTypeSchema.optional(),
        from: timeInputSchema.optional(),
        to: timeInputSchema.optional(),
      }),
      response: transactionSchema,
      handle: async ({ actor, query, page }) =>
        presentPage(await balances.transactions(actor, query, page), presentTransaction),
    }),
    listRoute({
      path: '/points/packages/:creatorId',
      operationId: 'listPackagesOfCreator',
      summary: "The packages of points that a creator sells, in the creator's order",
      access: 'public',
      params: idParams('creatorId'),
      response: packageSchema,
      errors: ['CREATOR_NOT_FOUND'],
      handle: async ({ params, page }) =>
        presentPage(await packages.listActive(params.creatorId, page), presentPackage),
    }),
  ];
}
