import type { Inventory } from '#domain/inventory/inventory.ts';
import { listRoute } from '#http/route.ts';
import { inventoryEntrySchema, presentInventoryEntry } from './resources/inventory-entry.ts';
import { presentPage } from './resources/page.ts';

/** What one owns. */
export function inventoryRoutes({ inventory }: { inventory: Inventory }) {
  return [
    listRoute({
      path: '/inventory',
      operationId: 'listInventory',
      summary: 'What you own, the newest first',
      access: 'signed-in',
      response: inventoryEntrySchema,
      handle: async ({ actor, page }) =>
        presentPage(await inventory.list(actor, page), presentInventoryEntry),
    }),
  ];
}
