import { z } from 'zod';
import { pointsSymbolSchema } from '#domain/accounts/account-rules.ts';
import type { Creators } from '#domain/creators/creators.ts';
import { printable } from '#domain/text-rules.ts';
import type { Tribes } from '#domain/tribes/tribes.ts';
import type { Worlds } from '#domain/worlds/worlds.ts';
import { listRoute, route } from '#http/route.ts';
import { idParams, longText, shortText } from '#http/schemas.ts';
import { creatorSchema, presentCreator, removalSchema } from './resources/creator.ts';
import { presentPage } from './resources/page.ts';
import { presentTribeNow, tribeNowSchema } from './resources/tribe.ts';
import { presentWorld, worldSchema } from './resources/world.ts';

const bioSchema = longText.nullable();
const pointsNameSchema = printable(1, 20);

type Services = { creators: Creators; worlds: Worlds; tribes: Tribes };

/** Creators: becoming one, and finding them. */
export function creatorRoutes({ creators, worlds, tribes }: Services) {
  return [
    listRoute({
      path: '/creators',
      operationId: 'listCreators',
      summary: 'All creators, the newest first; `search` looks in their userNames and names',
      access: 'public',
      query: z.strictObject({ search: shortText.optional() }),
      response: creatorSchema,
      handle: async ({ query, page }) => presentPage(await creators.list(query.search, page), presentCreator),
    }),
    route({
      method: 'post',
      path: '/creators/apply',
      operationId: 'becomeCreator',
      summary: 'Become a creator, with a world, a tribe, a store and points of your own',
      access: 'signed-in',
      status: 201,
      body: z.strictObject({ bio: bioSchema, pointsName: pointsNameSchema }).partial(),
      response: creatorSchema,
      errors: ['ALREADY_CREATOR'],
      handle: async ({ actor, body }) => presentCreator(await creators.apply(actor, body)),
    }),
    route({
      method: 'get',
      path: '/creators/:creatorId',
      operationId: 'getCreator',
      summary: 'One creator',
      access: 'public',
      params: idParams('creatorId'),
      response: creatorSchema,
      errors: ['CREATOR_NOT_FOUND'],
      handle: async ({ params }) => presentCreator(await creators.get(params.creatorId)),
    }),
    route({
      method: 'patch',
      path: '/creators/:creatorId',
      operationId: 'updateCreator',
      summary: 'Change what you say of yourself, and what your points are called; what is not given stays',
      access: 'owner',
      params: idParams('creatorId'),
      body: z
        .strictObject({ bio: bioSchema, pointsName: pointsNameSchema, pointsSymbol: pointsSymbolSchema })
        .partial(),
      response: creatorSchema,
      errors: ['CREATOR_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, params, body }) =>
        presentCreator(await creators.update(actor, params.creatorId, body)),
    }),
    route({
      method: 'delete',
      path: '/creators/:creatorId',
      operationId: 'removeCreator',
      summary:
        'Stop being a creator: retired where anything refers to you, erased otherwise; admins remove anybody',
      access: 'owner',
      params: idParams('creatorId'),
      response: removalSchema,
      errors: ['CREATOR_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, params }) => creators.remove(actor, params.creatorId),
    }),
    route({
      method: 'get',
      path: '/creators/:creatorId/world',
      operationId: 'getWorldOfCreator',
      summary: 'The world of a creator',
      access: 'public',
      params: idParams('creatorId'),
      response: worldSchema,
      errors: ['WORLD_NOT_FOUND'],
      handle: async ({ params }) => presentWorld(await worlds.ofCreator(params.creatorId)),
    }),
    route({
      method: 'get',
      path: '/creators/:creatorId/tribe',
      operationId: 'getTribeOfCreator',
      summary: 'The tribe of a creator, with how many members it has',
      access: 'public',
      params: idParams('creatorId'),
      response: tribeNowSchema,
      errors: ['TRIBE_NOT_FOUND'],
      handle: async ({ params }) => presentTribeNow(await tribes.ofCreator(params.creatorId)),
    }),
  ];
}
