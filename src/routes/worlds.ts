import { z } from 'zod';
import type { Spaces } from '#domain/worlds/spaces.ts';
import type { Worlds } from '#domain/worlds/worlds.ts';
import { listRoute, route } from '#http/route.ts';
import { idParams, longText, noContent, shortText } from '#http/schemas.ts';
import { presentPage } from './resources/page.ts';
import { presentSpace, spaceSchema } from './resources/space.ts';
import { presentWorld, worldSchema } from './resources/world.ts';

const worldFields = { name: shortText, description: longText.nullable().optional() };

/** Worlds: one for each creator. */
export function worldRoutes({ worlds, spaces }: { worlds: Worlds; spaces: Spaces }) {
  return [
    listRoute({
      path: '/worlds',
      operationId: 'listWorlds',
      summary: 'All worlds, the newest first; `search` looks in their names',
      access: 'public',
      query: z.strictObject({ search: shortText.optional() }),
      response: worldSchema,
      handle: async ({ query, page }) => presentPage(await worlds.list(query.search, page), presentWorld),
    }),
    route({
      method: 'post',
      path: '/worlds',
      operationId: 'createWorld',
      summary: 'Make your world, if you have none',
      access: 'creator',
      status: 201,
      body: z.strictObject(worldFields),
      response: worldSchema,
      errors: ['NOT_A_CREATOR', 'WORLD_EXISTS'],
      handle: async ({ actor, body }) => presentWorld(await worlds.create(actor, body)),
    }),
    route({
      method: 'get',
      path: '/worlds/:worldId',
      operationId: 'getWorld',
      summary: 'One world',
      access: 'public',
      params: idParams('worldId'),
      response: worldSchema,
      errors: ['WORLD_NOT_FOUND'],
      handle: async ({ params }) => presentWorld(await worlds.get(params.worldId)),
    }),
    route({
      method: 'put',
      path: '/worlds/:worldId',
      operationId: 'updateWorld',
      summary: 'Change your world',
      access: 'owner',
      params: idParams('worldId'),
      body: z.strictObject(worldFields).partial(),
      response: worldSchema,
      errors: ['WORLD_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, params, body }) =>
        presentWorld(await worlds.update(actor, params.worldId, body)),
    }),
    route({
      method: 'delete',
      path: '/worlds/:worldId',
      operationId: 'deleteWorld',
      summary: 'Erase your world with its spaces, as long as nobody attended an event there',
      access: 'owner',
      status: 204,
      params: idParams('worldId'),
      response: noContent,
      errors: ['WORLD_NOT_FOUND', 'NOT_THE_OWNER', 'SPACE_HAS_HISTORY', 'EVENT_IS_LIVE'],
      handle: async ({ actor, params }) => worlds.remove(actor, params.worldId),
    }),
    listRoute({
      path: '/worlds/:worldId/spaces',
      operationId: 'listSpacesOfWorld',
      summary: 'The active spaces of a world, the newest first',
      access: 'public',
      params: idParams('worldId'),
      response: spaceSchema,
      errors: ['WORLD_NOT_FOUND'],
      handle: async ({ params, page }) =>
        presentPage(await spaces.listOfWorld(params.worldId, page), presentSpace),
    }),
  ];
}
