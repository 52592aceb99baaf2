import { z } from 'zod';
import { httpsUrlSchema } from '#domain/accounts/account-rules.ts';
import type { Holdings } from '#domain/inventory/holdings.ts';
import type { Checkout } from '#domain/store/checkout.ts';
import type { Orders } from '#domain/store/orders.ts';
import type { Products } from '#domain/store/products.ts';
import type { Refunds } from '#domain/store/refunds.ts';
import type { Stores } from '#domain/store/stores.ts';
import { printableLines } from '#domain/text-rules.ts';
import { listRoute, route } from '#http/route.ts';
import {
  countQuery,
  flagQuery,
  idParams,
  idSchema,
  metadataSchema,
  plannedTimeSchema,
  shortText,
} from '#http/schemas.ts';
import { inventoryEntrySchema, presentInventoryEntry } from './resources/inventory-entry.ts';
import {
  orderSchema,
  presentOrder,
  presentPurchase,
  presentRefund,
  purchaseSchema,
  refundSchema,
} from './resources/order.ts';
import { presentPage } from './resources/page.ts';
import { presentProduct, productSchema, productTypeSchema } from './resources/product.ts';
import { presentStore, storeSchema } from './resources/store.ts';

/** What of a product can change once it is offered. */
const changeableFields = {
  name: shortText,
  description: printableLines(0, 1000).nullable().optional(),
  digitalAssetUrl: httpsUrlSchema.nullable().optional(),
  pricePoints: z.int().min(0).max(10_000_000),
  maxPerUser: z
    .int()
    .min(1)
    .max(1_000_000)
    .nullable()
    .optional()
    .describe(
      'How many one user may buy; null for as many as they like. What is refunded may be bought again.',
    ),
  releaseDate: plannedTimeSchema.nullable().optional(),
  metadata: metadataSchema.nullable().optional(),
  displayOrder: z.int().min(0).max(1_000_000).nullable().optional(),
};

const productInput = z.strictObject({
  ...changeableFields,
  productType: productTypeSchema,
  itemId: idSchema.nullable().optional(),
  maxQuantity: z.int().min(1).max(1_000_000).nullable().optional(),
});

const productChanges = z.strictObject({ ...changeableFields, isActive: z.boolean() }).partial();

const productFilters = {
  productType: productTypeSchema.optional(),
  search: shortText.optional(),
  priceMin: countQuery.optional(),
  priceMax: countQuery.optional(),
  available: flagQuery.optional(),
};

const SORTS = ['newest', 'oldest', 'price_asc', 'price_desc', 'name'] as const;

const storeChanges = z
  .strictObject({
    storeName: shortText,
    description: printableLines(0, 1000).nullable(),
    bannerUrl: httpsUrlSchema.nullable(),
    logoUrl: httpsUrlSchema.nullable(),
    isActive: z.boolean(),
    settings: metadataSchema.nullable(),
  })
  .partial();

const quantitySchema = z.int().min(1).max(10);

const expectedPoints = z
  .int()
  .min(0)
  .optional()
  .describe(
    'What you were shown for the whole line, quantity included: with any other price, 409 PRICE_CHANGED.',
  );

const purchaseInput = z.union([
  z.strictObject({
    lines: z
      .array(z.strictObject({ productId: idSchema, quantity: quantitySchema, expectedPoints }))
      .min(1)
      .max(20),
  }),
  z
    .strictObject({ productId: idSchema, quantity: quantitySchema.default(1), expectedPoints })
    .transform((line) => ({ lines: [line] })),
]);

type Services = {
  products: Products;
  stores: Stores;
  checkout: Checkout;
  orders: Orders;
  refunds: Refunds;
  holdings: Holdings;
};

/** Stores: what creators sell for their points, and buying it. */
export function storeRoutes({ products, stores, checkout, orders, refunds, holdings }: Services) {
  return [
    listRoute({
      path: '/store/products',
      operationId: 'listProducts',
      summary:
        'What is on sale, the newest first unless `sort` says otherwise; `available` is released and in stock, `search` looks in the names',
      access: 'public',
      query: z.strictObject({
        ...productFilters,
        creatorId: idSchema.optional(),
        sort: z.enum(SORTS).default('newest'),
      }),
      response: productSchema,
      handle: async ({ actor, query, page }) =>
        presentPage(await products.list(query, page), (product) => presentProduct(product, actor)),
    }),
    route({
      method: 'post',
      path: '/store/products',
      operationId: 'createProduct',
      summary: 'Offer a product in your store',
      access: 'creator',
      status: 201,
      body: productInput,
      response: productSchema,
      errors: ['QUOTA_REACHED', 'NOT_A_CREATOR', 'ITEM_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, body }) => presentProduct(await products.create(actor, body), actor),
    }),
    route({
      method: 'get',
      path: '/store/products/:productId',
      operationId: 'getProduct',
      summary: 'One product; while its store is closed, only its creator sees it',
      access: 'public',
      params: idParams('productId'),
      response: productSchema,
      errors: ['PRODUCT_NOT_FOUND'],
      handle: async ({ actor, params }) => presentProduct(await products.get(params.productId, actor), actor),
    }),
    route({
      method: 'put',
      path: '/store/products/:productId',
      operationId: 'updateProduct',
      summary: 'Change your product',
      access: 'owner',
      params: idParams('productId'),
      body: productChanges,
      response: productSchema,
      errors: ['PRODUCT_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, params, body }) =>
        presentProduct(await products.update(actor, params.productId, body), actor),
    }),
    route({
      method: 'delete',
      path: '/store/products/:productId',
      operationId: 'retireProduct',
      summary: 'Retire your product: nobody buys it any more, and who bought it keeps it',
      access: 'owner',
      params: idParams('productId'),
      response: productSchema,
      errors: ['PRODUCT_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, params }) =>
        presentProduct(await products.retire(actor, params.productId), actor),
    }),
    listRoute({
      path: '/store/stores',
      operationId: 'listStores',
      summary: 'The stores that are open, the newest first; `search` looks in their names',
      access: 'public',
      query: z.strictObject({ search: shortText.optional() }),
      response: storeSchema,
      handle: async ({ query, page }) => presentPage(await stores.list(query.search, page), presentStore),
    }),
    route({
      method: 'put',
      path: '/store/my-store',
      operationId: 'updateMyStore',
      summary: 'Change your store; with `isActive` false it is closed, and sells nothing',
      access: 'creator',
      body: storeChanges,
      response: storeSchema,
      errors: ['NOT_A_CREATOR', 'STORE_NOT_FOUND'],
      handle: async ({ actor, body }) => presentStore(await stores.updateMine(actor, body)),
    }),
    route({
      method: 'post',
      path: '/store/purchase',
      operationId: 'purchase',
      summary: "Buy products of one creator with that creator's points",
      access: 'signed-in',
      status: 201,
      idempotent: true,
      limit: 'purchase',
      body: purchaseInput,
      response: purchaseSchema,
      errors: [
        'PRODUCT_NOT_FOUND',
        'SEVERAL_CREATORS',
        'SOLD_OUT',
        'MAX_PER_USER_REACHED',
        'INSUFFICIENT_POINTS',
        'NOT_RELEASED',
        'PRODUCT_INACTIVE',
        'PRODUCT_INCOMPLETE',
        'STORE_CLOSED',
        'PRICE_CHANGED',
        'ALREADY_OWNED',
        'IDEMPOTENCY_KEY_REUSED',
        'TOO_MANY_REQUESTS',
      ],
      handle: async ({ actor, body, idempotencyKey }) => {
        const { answer, replayed } = await checkout.purchase(actor, body.lines, idempotencyKey);
        return { data: presentPurchase(answer), replayed };
      },
    }),
    route({
      method: 'post',
      path: '/store/orders/:orderNumber/refund',
      operationId: 'refundOrder',
      summary: 'Give an order of your store back: all its points for all that it brought',
      access: 'owner',
      idempotent: true,
      params: z.object({ orderNumber: z.uuid() }),
      response: refundSchema,
      errors: [
        'ORDER_NOT_FOUND',
        'ALREADY_REFUNDED',
        'BALANCE_LIMIT_REACHED',
        'ITEMS_GONE',
        'IDEMPOTENCY_KEY_REUSED',
      ],
      handle: async ({ actor, params, idempotencyKey }) => {
        const { answer, replayed } = await refunds.refund(actor, params.orderNumber, idempotencyKey);
        return { data: presentRefund(answer), replayed };
      },
    }),
    listRoute({
      path: '/store/my-orders',
      operationId: 'listMyOrders',
      summary: 'Your orders, the newest first',
      access: 'signed-in',
      response: orderSchema,
      handle: async ({ actor, page }) => presentPage(await orders.list(actor, page), presentOrder),
    }),
    listRoute({
      path: '/store/my-inventory',
      operationId: 'listMyInventory',
      summary: 'What you own, the newest first',
      access: 'signed-in',
      response: inventoryEntrySchema,
      handle: async ({ actor, page }) =>
        presentPage(await holdings.list(actor, {}, page), presentInventoryEntry),
    }),
    route({
      method: 'get',
      path: '/store/:creatorId',
      operationId: 'getStore',
      summary: 'The store of a creator; while it is closed, only its creator sees it',
      access: 'public',
      params: idParams('creatorId'),
      response: storeSchema,
      errors: ['STORE_NOT_FOUND'],
      handle: async ({ actor, params }) => presentStore(await stores.ofCreator(params.creatorId, actor)),
    }),
    listRoute({
      path: '/store/:creatorId/products',
      operationId: 'listProductsOfStore',
      summary:
        'What a creator sells, by `displayOrder` unless `sort` says otherwise: those without one come last, and of equal ones the newest first; with the filters of /store/products',
      access: 'public',
      params: idParams('creatorId'),
      query: z.strictObject({
        ...productFilters,
        sort: z.enum(['display_order', ...SORTS]).default('display_order'),
      }),
      response: productSchema,
      errors: ['CREATOR_NOT_FOUND'],
      handle: async ({ actor, params, query, page }) =>
        presentPage(await products.listOfCreator(params.creatorId, query, page, actor), (product) =>
          presentProduct(product, actor),
        ),
    }),
  ];
}
