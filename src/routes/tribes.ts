import { z } from 'zod';
import { printable } from '#domain/text-rules.ts';
import type { Memberships } from '#domain/tribes/memberships.ts';
import type { Tribes } from '#domain/tribes/tribes.ts';
import { listRoute, route } from '#http/route.ts';
import { idParams, longText, shortText } from '#http/schemas.ts';
import { presentPage } from './resources/page.ts';
import {
  joinedSchema,
  memberSchema,
  presentJoined,
  presentMember,
  presentTribe,
  presentTribeNow,
  tribeNowSchema,
  tribeSchema,
} from './resources/tribe.ts';

const tribeInput = z.strictObject({
  name: shortText,
  description: longText.nullable().optional(),
  perks: z.array(printable(1, 200)).max(10).optional(),
  joinCost: z.int().min(0).max(1_000_000).optional(),
});

/** Tribes: the community of a creator, and belonging to it. */
export function tribeRoutes({ tribes, memberships }: { tribes: Tribes; memberships: Memberships }) {
  return [
    listRoute({
      path: '/tribes',
      operationId: 'listTribes',
      summary: 'All tribes, the newest first; `search` looks in their names',
      access: 'public',
      query: z.strictObject({ search: shortText.optional() }),
      response: tribeSchema,
      handle: async ({ query, page }) => presentPage(await tribes.list(query.search, page), presentTribe),
    }),
    route({
      method: 'post',
      path: '/tribes',
      operationId: 'createTribe',
      summary: 'Make your tribe, if you have none',
      access: 'creator',
      status: 201,
      body: tribeInput,
      response: tribeSchema,
      errors: ['NOT_A_CREATOR', 'TRIBE_EXISTS'],
      handle: async ({ actor, body }) => presentTribe(await tribes.create(actor, body)),
    }),
    route({
      method: 'get',
      path: '/tribes/:tribeId',
      operationId: 'getTribe',
      summary: 'One tribe, with how many members it has',
      access: 'public',
      params: idParams('tribeId'),
      response: tribeNowSchema,
      errors: ['TRIBE_NOT_FOUND'],
      handle: async ({ params }) => presentTribeNow(await tribes.get(params.tribeId)),
    }),
    route({
      method: 'put',
      path: '/tribes/:tribeId',
      operationId: 'updateTribe',
      summary: 'Change your tribe',
      access: 'owner',
      params: idParams('tribeId'),
      body: tribeInput.partial(),
      response: tribeSchema,
      errors: ['TRIBE_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, params, body }) =>
        presentTribe(await tribes.update(actor, params.tribeId, body)),
    }),
    route({
      method: 'delete',
      path: '/tribes/:tribeId',
      operationId: 'deleteTribe',
      summary: 'End your tribe and every membership in it; nothing is paid back',
      access: 'owner',
      status: 204,
      params: idParams('tribeId'),
      response: z.void(),
      errors: ['TRIBE_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, params }) => tribes.remove(actor, params.tribeId),
    }),
    route({
      method: 'post',
      path: '/tribes/:tribeId/join',
      operationId: 'joinTribe',
      summary: "Join a tribe for what it costs in its creator's points; the owner joins free",
      access: 'signed-in',
      status: 201,
      idempotent: true,
      params: idParams('tribeId'),
      body: z
        .strictObject({
          expectedPoints: z
            .int()
            .min(0)
            .optional()
            .describe(
              'What you were shown that joining costs: if it costs anything else, 409 PRICE_CHANGED.',
            ),
        })
        .optional(),
      response: joinedSchema,
      errors: [
        'TRIBE_NOT_FOUND',
        'CREATOR_RETIRED',
        'ALREADY_MEMBER',
        'INSUFFICIENT_POINTS',
        'PRICE_CHANGED',
        'IDEMPOTENCY_KEY_REUSED',
      ],
      handle: async ({ actor, params, body, idempotencyKey }) => {
        const { answer, replayed } = await memberships.join(actor, { ...params, ...body }, idempotencyKey);
        return { data: presentJoined(answer), replayed };
      },
    }),
    route({
      method: 'post',
      path: '/tribes/:tribeId/leave',
      operationId: 'leaveTribe',
      summary: 'Leave a tribe; what joining cost is not paid back',
      access: 'signed-in',
      params: idParams('tribeId'),
      response: tribeNowSchema,
      errors: ['TRIBE_NOT_FOUND', 'NOT_A_MEMBER'],
      handle: async ({ actor, params }) => {
        await memberships.leave(actor, params.tribeId);
        return presentTribeNow(await tribes.get(params.tribeId));
      },
    }),
    listRoute({
      path: '/tribes/:tribeId/members',
      operationId: 'listMembersOfTribe',
      summary: 'The members of a tribe, the newest first',
      access: 'public',
      params: idParams('tribeId'),
      response: memberSchema,
      errors: ['TRIBE_NOT_FOUND'],
      handle: async ({ params, page }) =>
        presentPage(await memberships.list(params.tribeId, page), presentMember),
    }),
  ];
}
