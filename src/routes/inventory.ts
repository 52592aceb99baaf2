import { z } from 'zod';
import { userNameSchema } from '#domain/accounts/account-rules.ts';
import type { Belongings } from '#domain/inventory/belongings.ts';
import type { Holdings } from '#domain/inventory/holdings.ts';
import { listRoute, route } from '#http/route.ts';
import { idParams, idSchema, shortText } from '#http/schemas.ts';
import {
  consumedSchema,
  inventoryEntrySchema,
  inventoryOverviewSchema,
  presentInventoryEntry,
  transferredSchema,
} from './resources/inventory-entry.ts';
import { presentPage } from './resources/page.ts';
import { productTypeSchema } from './resources/product.ts';

const filters = {
  creatorId: idSchema.optional(),
  search: shortText.optional(),
  sort: z.enum(['newest', 'oldest', 'name']).default('newest'),
};

const useFields = { inventoryId: idSchema, quantity: z.int().min(1).max(2_147_483_647) };

/** What one owns, and what one does with it. */
export function inventoryRoutes({ holdings, belongings }: { holdings: Holdings; belongings: Belongings }) {
  return [
    listRoute({
      path: '/inventory',
      operationId: 'listInventory',
      summary: 'What you own, the newest first unless `sort` says otherwise; `search` looks in the names',
      access: 'signed-in',
      query: z.strictObject({ ...filters, productType: productTypeSchema.optional() }),
      response: inventoryEntrySchema,
      handle: async ({ actor, query, page }) =>
        presentPage(await holdings.list(actor, query, page), presentInventoryEntry),
    }),
    route({
      method: 'get',
      path: '/inventory/stats/overview',
      operationId: 'getInventoryOverview',
      summary: 'How much you own, by type and by creator',
      access: 'signed-in',
      response: inventoryOverviewSchema,
      handle: async ({ actor }) => holdings.overview(actor),
    }),
    listRoute({
      path: '/inventory/type/:productType',
      operationId: 'listInventoryOfType',
      summary: 'What you own of one type',
      access: 'signed-in',
      params: z.object({ productType: productTypeSchema }),
      query: z.strictObject(filters),
      response: inventoryEntrySchema,
      handle: async ({ actor, params, query, page }) =>
        presentPage(await holdings.list(actor, { ...query, ...params }, page), presentInventoryEntry),
    }),
    route({
      method: 'get',
      path: '/inventory/:inventoryId',
      operationId: 'getInventoryEntry',
      summary: 'One thing that you own',
      access: 'signed-in',
      params: idParams('inventoryId'),
      response: inventoryEntrySchema,
      errors: ['INVENTORY_NOT_FOUND'],
      handle: async ({ actor, params }) =>
        presentInventoryEntry(await holdings.get(actor, params.inventoryId)),
    }),
    route({
      method: 'post',
      path: '/inventory/transfer',
      operationId: 'transferInventory',
      summary:
        'Give so many of what you own to another user; what is worn comes off, and what points bought within the last days paid for stays with you',
      access: 'signed-in',
      idempotent: true,
      body: z.strictObject({ ...useFields, toUserName: userNameSchema }),
      response: transferredSchema,
      errors: [
        'INVENTORY_NOT_FOUND',
        'USER_NOT_FOUND',
        'INSUFFICIENT_QUANTITY',
        'ITEM_ON_HOLD',
        'ALREADY_OWNED',
        'IDEMPOTENCY_KEY_REUSED',
      ],
      handle: async ({ actor, body, idempotencyKey }) => {
        const { answer, replayed } = await belongings.transfer(actor, body, idempotencyKey);
        return { data: answer, replayed };
      },
    }),
    route({
      method: 'post',
      path: '/inventory/consume',
      operationId: 'consumeInventory',
      summary: 'Use up so many of what you own; what is worn comes off',
      access: 'signed-in',
      idempotent: true,
      body: z.strictObject(useFields),
      response: consumedSchema,
      errors: ['INVENTORY_NOT_FOUND', 'INSUFFICIENT_QUANTITY', 'IDEMPOTENCY_KEY_REUSED'],
      handle: async ({ actor, body, idempotencyKey }) => {
        const { answer, replayed } = await belongings.consume(actor, body, idempotencyKey);
        return { data: answer, replayed };
      },
    }),
  ];
}
