import type { Actor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import { assertOwner } from '../ownership.ts';
import type { Spaces } from './spaces.ts';

/** Empties a room of a space; answers with how many players were there, undefined where the space has no such room. */
export type DrainRoom = (spacePublicId: string, roomId: string) => Promise<number | undefined>;

export type InstanceDrain = ReturnType<typeof createInstanceDrain>;

type Needs = { spaces: Spaces };

/** Sending the players of one instance of a space to others. */
export function createInstanceDrain({ spaces }: Needs) {
  return {
    /**
     * For the owner of the space, and admins. Answers with how many players are to move.
     * @throws DomainError SPACE_NOT_FOUND, NOT_THE_OWNER, INSTANCE_NOT_FOUND
     */
    async drain(actor: Actor, spacePublicId: string, roomId: string, drainRoom: DrainRoom): Promise<number> {
      const { ownerUserId } = await spaces.get(spacePublicId);
      if (actor.role !== 'admin') assertOwner(actor, ownerUserId);
      const players = await drainRoom(spacePublicId, roomId);
      if (players === undefined) throw new DomainError('INSTANCE_NOT_FOUND');
      return players;
    },
  };
}
