import { z } from 'zod';
import type { Admission } from '#domain/worlds/admission.ts';
import type { InstanceDrain } from '#domain/worlds/instances.ts';
import type { Moderation, ShowOut, UserOfSession } from '#domain/worlds/moderation.ts';
import type { Spaces } from '#domain/worlds/spaces.ts';
import { listRoute, route } from '#http/route.ts';
import { idParams, idSchema, noContent, shortText, spaceTypeSchema } from '#http/schemas.ts';
import { movementSchema } from './resources/movement.ts';
import { presentPage } from './resources/page.ts';
import { presentSpace, spaceNowSchema, spaceSchema } from './resources/space.ts';
import { instanceRoutes, type RunningRooms } from './spaces/instances.ts';
import { moderationRoutes } from './spaces/moderation.ts';
import { moderationBySessionRoutes } from './spaces/moderation-by-session.ts';

/** Who is where, as the rooms know it. */
export type Presence = RunningRooms & {
  /** How many players are in a space now, in all instances and processes; by its public id. */
  playersIn(spaceId: string): Promise<number>;
  showOut: ShowOut;
  userOf: UserOfSession;
};

const spaceFields = {
  name: shortText,
  spaceType: spaceTypeSchema,
  capacity: z.int().min(1).max(2000).optional(),
  movement: movementSchema.partial().optional(),
};

/** Spaces: the places of a world. */
export function spaceRoutes(
  {
    spaces,
    moderation,
    admission,
    instanceDrain,
  }: { spaces: Spaces; moderation: Moderation; admission: Admission; instanceDrain: InstanceDrain },
  presence: Presence,
) {
  return [
    ...instanceRoutes({ spaces, instanceDrain }, presence),
    ...moderationRoutes({ moderation, admission }, presence),
    ...moderationBySessionRoutes(moderation, presence),
    listRoute({
      path: '/spaces',
      operationId: 'listSpaces',
      summary: 'Active spaces, the newest first; `search` looks in their names',
      access: 'public',
      query: z.strictObject({
        spaceType: spaceTypeSchema.optional(),
        worldId: idSchema.optional(),
        search: shortText.optional(),
      }),
      response: spaceSchema,
      handle: async ({ query, page }) => presentPage(await spaces.list(query, page), presentSpace),
    }),
    route({
      method: 'post',
      path: '/spaces',
      operationId: 'createSpace',
      summary: 'Add a space to your world',
      access: 'creator',
      status: 201,
      body: z.strictObject({ worldId: idSchema, ...spaceFields }),
      response: spaceSchema,
      errors: ['QUOTA_REACHED', 'NOT_A_CREATOR', 'WORLD_NOT_FOUND', 'NOT_THE_OWNER', 'MOVEMENT_INVALID'],
      handle: async ({ actor, body }) => presentSpace(await spaces.create(actor, body)),
    }),
    route({
      method: 'get',
      path: '/spaces/:spaceId',
      operationId: 'getSpace',
      summary: 'One space, with how many players are in it now',
      access: 'public',
      params: idParams('spaceId'),
      response: spaceNowSchema,
      errors: ['SPACE_NOT_FOUND'],
      handle: async ({ params: { spaceId } }) => {
        const space = presentSpace(await spaces.get(spaceId));
        return { ...space, playersNow: await presence.playersIn(spaceId) };
      },
    }),
    route({
      method: 'put',
      path: '/spaces/:spaceId',
      operationId: 'updateSpace',
      summary: 'Change your space; an inactive one closes its rooms',
      access: 'owner',
      params: idParams('spaceId'),
      body: z.strictObject({ ...spaceFields, isActive: z.boolean() }).partial(),
      response: spaceSchema,
      errors: ['SPACE_NOT_FOUND', 'NOT_THE_OWNER', 'MOVEMENT_INVALID'],
      handle: async ({ actor, params, body }) =>
        presentSpace(await spaces.update(actor, params.spaceId, body)),
    }),
    route({
      method: 'delete',
      path: '/spaces/:spaceId',
      operationId: 'deleteSpace',
      summary: 'Erase your space and close its rooms, as long as nobody attended an event there',
      access: 'owner',
      status: 204,
      params: idParams('spaceId'),
      response: noContent,
      errors: ['SPACE_NOT_FOUND', 'NOT_THE_OWNER', 'SPACE_HAS_HISTORY', 'EVENT_IS_LIVE'],
      handle: async ({ actor, params }) => spaces.remove(actor, params.spaceId),
    }),
  ];
}
