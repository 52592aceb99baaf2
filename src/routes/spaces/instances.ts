import { z } from 'zod';
import type { DrainRoom, InstanceDrain } from '#domain/worlds/instances.ts';
import type { Spaces } from '#domain/worlds/spaces.ts';
import { route } from '#http/route.ts';
import { idParams, idSchema } from '#http/schemas.ts';
import { drainSchema, instanceSchema, roomIdSchema } from '../resources/instance.ts';

/** What runs of a space, as the rooms know it. */
export type RunningRooms = {
  instancesOf(spaceId: string): Promise<z.input<typeof instanceSchema>[]>;
  drain: DrainRoom;
};

type Needs = { spaces: Spaces; instanceDrain: InstanceDrain };

/** The running instances of a space: which there are, and emptying one into the others. */
export function instanceRoutes({ spaces, instanceDrain }: Needs, rooms: RunningRooms) {
  return [
    route({
      method: 'get',
      path: '/spaces/:spaceId/instances',
      operationId: 'listInstances',
      summary: 'The running rooms of a space, the oldest first; up to two seconds old',
      access: 'public',
      params: idParams('spaceId'),
      response: z.array(instanceSchema),
      errors: ['SPACE_NOT_FOUND'],
      handle: async ({ params: { spaceId } }) => {
        await spaces.get(spaceId);
        return rooms.instancesOf(spaceId);
      },
    }),
    route({
      method: 'post',
      path: '/spaces/:spaceId/instances/:roomId/drain',
      operationId: 'drainInstance',
      summary: 'Send the players of one room to others of your space, with a seat for each, and close it',
      access: 'owner',
      params: z.object({ spaceId: idSchema, roomId: roomIdSchema }),
      response: drainSchema,
      errors: ['SPACE_NOT_FOUND', 'NOT_THE_OWNER', 'INSTANCE_NOT_FOUND'],
      handle: async ({ actor, params: { spaceId, roomId } }) => ({
        roomId,
        players: await instanceDrain.drain(actor, spaceId, roomId, rooms.drain),
      }),
    }),
  ];
}
