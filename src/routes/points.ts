import { z } from 'zod';
import { userNameSchema } from '#domain/accounts/account-rules.ts';
import type { Balances } from '#domain/points/balances.ts';
import type { Gifts } from '#domain/points/gifts.ts';
import type { Leaderboard } from '#domain/points/leaderboard.ts';
import { isPackagePrice } from '#domain/points/package-rules.ts';
import type { Packages } from '#domain/points/packages.ts';
import type { Purchases } from '#domain/points/purchases.ts';
import { printableLines } from '#domain/text-rules.ts';
import { listRoute, route } from '#http/route.ts';
import { idParams, idSchema, shortText, timeInputSchema } from '#http/schemas.ts';
import { presentPage } from './resources/page.ts';
import {
  balanceSchema,
  givenSchema,
  grantedSchema,
  leaderSchema,
  packageSchema,
  pointsPurchaseSchema,
  presentBalance,
  presentGiven,
  presentGranted,
  presentLeader,
  presentPackage,
  presentPointsPurchase,
  presentTransaction,
  transactionSchema,
  transactionTypeSchema,
} from './resources/points.ts';

const pointsSchema = z.int().max(10_000_000);

const packageFields = {
  name: shortText,
  pointsAmount: pointsSchema.min(1),
  priceUSD: z.string().refine(isPackagePrice, 'must be US dollars such as 4.99, from 0.50 to 10000.00'),
};

const bonusPoints = pointsSchema.min(0);
const displayOrder = z.int().min(0).max(1_000_000);

const packageInput = z.strictObject({
  ...packageFields,
  bonusPoints: bonusPoints.default(0),
  displayOrder: displayOrder.default(0),
});

const packageChanges = z
  .strictObject({ ...packageFields, bonusPoints, displayOrder, isActive: z.boolean() })
  .partial();

const giftAmount = z.int().min(1).max(1_000_000);

const giftInput = z.strictObject({
  creatorId: idSchema,
  toUserName: userNameSchema,
  amount: giftAmount,
  message: printableLines(0, 200).nullable().optional(),
});

const grantInput = z.strictObject({
  creatorId: idSchema,
  userName: userNameSchema,
  amount: giftAmount,
  reason: printableLines(1, 200),
});

type Services = {
  balances: Balances;
  gifts: Gifts;
  packages: Packages;
  leaderboard: Leaderboard;
  purchases: Purchases;
};

/** Points: what one has, how it came about, and what more costs. */
export function pointsRoutes({ balances, gifts, packages, leaderboard, purchases }: Services) {
  return [
    ...purchaseRoutes(purchases),
    ...giftRoutes(gifts),
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
      path: '/points/my-packages',
      operationId: 'listMyPackages',
      summary: 'Every package of points that you sell or sold, in your order',
      access: 'creator',
      response: packageSchema,
      errors: ['NOT_A_CREATOR'],
      handle: async ({ actor, page }) => presentPage(await packages.listMine(actor, page), presentPackage),
    }),
    route({
      method: 'post',
      path: '/points/packages',
      operationId: 'createPackage',
      summary: 'Offer a package of your points',
      access: 'creator',
      status: 201,
      body: packageInput,
      response: packageSchema,
      errors: ['QUOTA_REACHED', 'NOT_A_CREATOR'],
      handle: async ({ actor, body }) => presentPackage(await packages.create(actor, body)),
    }),
    route({
      method: 'put',
      path: '/points/packages/:packageId',
      operationId: 'updatePackage',
      summary: 'Change your package of points; `isActive` takes it off the offer and puts it back',
      access: 'owner',
      params: idParams('packageId'),
      body: packageChanges,
      response: packageSchema,
      errors: ['PACKAGE_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, params, body }) =>
        presentPackage(await packages.update(actor, params.packageId, body)),
    }),
    route({
      method: 'delete',
      path: '/points/packages/:packageId',
      operationId: 'retirePackage',
      summary: 'Retire your package of points: nobody buys it any more, and what was bought stays',
      access: 'owner',
      params: idParams('packageId'),
      response: packageSchema,
      errors: ['PACKAGE_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, params }) => presentPackage(await packages.retire(actor, params.packageId)),
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
    listRoute({
      path: '/points/leaderboard/:creatorId',
      operationId: 'listLeaders',
      summary: 'Who earned most of a creator’s points; who earned as much has the same rank',
      access: 'public',
      params: idParams('creatorId'),
      response: leaderSchema,
      errors: ['CREATOR_NOT_FOUND'],
      handle: async ({ params, page }) =>
        presentPage(await leaderboard.list(params.creatorId, page), presentLeader),
    }),
  ];
}

/** Points for money. */
const purchaseRoutes = (purchases: Purchases) => [
  route({
    method: 'post',
    path: '/points/purchase-package',
    operationId: 'purchasePackage',
    summary: 'Begin to buy a package of points; they come once the payment provider says that it is paid',
    access: 'signed-in',
    status: 201,
    limit: 'purchase',
    idempotent: true,
    body: z.strictObject({
      packageId: idSchema,
      expectedUSD: z
        .string()
        .regex(/^\d{1,8}\.\d{2}$/, 'must be US dollars such as 4.99')
        .optional()
        .describe('The price that you were shown: with any other, 409 PRICE_CHANGED.'),
      expectedPoints: z
        .int()
        .min(0)
        .optional()
        .describe('The points that you were shown, bonus included: with any other, 409 PRICE_CHANGED.'),
    }),
    response: pointsPurchaseSchema,
    errors: [
      'PACKAGE_NOT_FOUND',
      'PRICE_CHANGED',
      'CREATOR_RETIRED',
      'BALANCE_LIMIT_REACHED',
      'PAYMENTS_DISABLED',
      'PAYMENTS_UNAVAILABLE',
      'IDEMPOTENCY_KEY_REUSED',
    ],
    handle: async ({ actor, body, idempotencyKey }) => {
      const { answer, replayed } = await purchases.start(actor, body, idempotencyKey);
      return { data: presentPointsPurchase(answer), replayed };
    },
  }),
  listRoute({
    path: '/points/my-purchases',
    operationId: 'listMyPurchases',
    summary: 'The packages of points that you bought or began to buy, the newest first',
    access: 'signed-in',
    response: pointsPurchaseSchema,
    handle: async ({ actor, page }) => presentPage(await purchases.list(actor, page), presentPointsPurchase),
  }),
  route({
    method: 'get',
    path: '/points/purchases/:transactionId',
    operationId: 'getPurchase',
    summary: 'One of your purchases of points, to see whether they came',
    access: 'signed-in',
    params: z.object({ transactionId: z.uuid() }),
    response: pointsPurchaseSchema,
    errors: ['PURCHASE_NOT_FOUND'],
    handle: async ({ actor, params }) =>
      presentPointsPurchase(await purchases.get(actor, params.transactionId)),
  }),
];

/** Points that are given. */
const giftRoutes = (gifts: Gifts) => [
  route({
    method: 'post',
    path: '/points/gift',
    operationId: 'giftPoints',
    summary:
      'Give points of a creator to another user; points that were bought with money within the last days stay with you',
    access: 'signed-in',
    idempotent: true,
    body: giftInput,
    response: givenSchema,
    errors: [
      'USER_NOT_FOUND',
      'CREATOR_NOT_FOUND',
      'INSUFFICIENT_POINTS',
      'POINTS_ON_HOLD',
      'BALANCE_LIMIT_REACHED',
      'IDEMPOTENCY_KEY_REUSED',
    ],
    handle: async ({ actor, body, idempotencyKey }) => {
      const { answer, replayed } = await gifts.give(actor, body, idempotencyKey);
      return { data: presentGiven(answer), replayed };
    },
  }),
  route({
    method: 'post',
    path: '/points/grants',
    operationId: 'grantPoints',
    summary: 'As an admin, give a user points of a creator that were nobody’s; the user sees the reason',
    access: 'admin',
    idempotent: true,
    body: grantInput,
    response: grantedSchema,
    errors: [
      'USER_NOT_FOUND',
      'CREATOR_NOT_FOUND',
      'CREATOR_RETIRED',
      'BALANCE_LIMIT_REACHED',
      'IDEMPOTENCY_KEY_REUSED',
    ],
    handle: async ({ actor, body, idempotencyKey }) => {
      const { answer, replayed } = await gifts.grant(actor, body, idempotencyKey);
      return { data: presentGranted(answer), replayed };
    },
  }),
];
