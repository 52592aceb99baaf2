import { z } from 'zod';
import { printable } from '#domain/accounts/account-rules.ts';
import type { Creators } from '#domain/creators/creators.ts';
import type { Worlds } from '#domain/worlds/worlds.ts';
import { listRoute, route } from '#http/route.ts';
import { idParams, longText } from '#http/schemas.ts';
import { creatorSchema, presentCreator } from './resources/creator.ts';
import { presentPage } from './resources/page.ts';
import { presentWorld, worldSchema } from './resources/world.ts';

/** Creators: becoming one, and finding them. */
export function creatorRoutes({ creators, worlds }: { creators: Creators; worlds: Worlds }) {
  return [
    listRoute({
      path: '/creators',
      operationId: 'listCreators',
      summary: 'All creators, the newest first',
      access: 'public',
      response: creatorSchema,
      handle: async ({ page }) => presentPage(await creators.list(page), presentCreator),
    }),
    route({
      method: 'post',
      path: '/creators/apply',
      operationId: 'becomeCreator',
      summary: 'Become a creator, with a world, a tribe, a store and points of your own',
      access: 'signed-in',
      status: 201,
      body: z.strictObject({ bio: longText.nullable().optional(), pointsName: printable(1, 20).optional() }),
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
  ];
}
