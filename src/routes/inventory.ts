import { z } from 'zod';
import type { Holdings } from '#domain/inventory/holdings.ts';
import { listRoute, route } from '#http/route.ts';
import { idParams, idSchema, shortText } from '#http/schemas.ts';
import {
  inventoryEntrySchema,
  inventoryOverviewSchema,
  presentInventoryEntry,
} from './resources/inventory-entry.ts';
import { presentPage } from './resources/page.ts';
import { productTypeSchema } from './resources/product.ts';

const filters = {
  creatorId: idSchema.optional(),
  search: shortText.optional(),
  sort: z.enum(['newest', 'oldest', 'name']).optional(),
};

/** What one owns. */
export function inventoryRoutes({ holdings }: { holdings: Holdings }) {
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
  ];
}
