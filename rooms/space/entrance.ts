import { ServerError } from '@colyseus/core';
import type { Actor } from '#domain/actor.ts';
import type { Avatars, Outfit } from '#domain/avatars/avatars.ts';
import { DomainError } from '#domain/errors.ts';
import type { Attendance } from '#domain/events/attendance.ts';
import { inBatches } from '#domain/in-batches.ts';
import type { Admission, Asking, Mute } from '#domain/worlds/admission.ts';

/** Short, since who comes in waits several times; and reads cost little. One who comes alone does not wait. */
const TOGETHER = { everyMs: 50, most: 500 };

type Needs = {
  identify: { byToken(token: string | undefined): Promise<Actor | undefined> };
  admission: Admission;
  attendance: Attendance;
  avatars: Avatars;
};

export type Entrance = ReturnType<typeof createEntrance>;

/**
 * What a process asks the database for those who come into its rooms: they share statements with who comes at the
 * same time, and each gets an answer of their own.
 */
export function createEntrance({ identify, admission, attendance, avatars }: Needs) {
  const atTheDoor = inBatches<Asking, DomainError | undefined>(
    (asking) => admission.refusals(asking),
    TOGETHER,
  );
  const intoTheRoom = inBatches(async (asking: Asking[]) => {
    const enteredAt = await attendance.now();
    const [refusals, mutes] = await Promise.all([admission.refusals(asking), admission.mutes(asking)]);
    return refusals.map((refusal, at) => ({ refusal, enteredAt, mute: mutes[at] }));
  }, TOGETHER);
  const outfitOnEntering = inBatches(
    async (userIds: string[]) => inOrder(userIds, await avatars.outfitsOnEntering(userIds)),
    TOGETHER,
  );
  const outfitNow = inBatches(
    async (userIds: string[]) => inOrder(userIds, await avatars.outfits(userIds)),
    TOGETHER,
  );

  async function admit(actor: Actor, spacePublicId: string): Promise<void> {
    const refusal = await atTheDoor({ actor, spacePublicId });
    if (refusal) throw refusal;
  }

  return {
    /** Throws the refusal of somebody who may not be in the space. */
    admit,

    /**
     * The same for the owner of a seat who comes back to it. A reconnection token may be in other hands, so whoever
     * returns is identified by their session's token.
     */
    async admitBack(token: string | undefined, owner: Actor, spacePublicId: string): Promise<void> {
      const [actor] = await Promise.all([
        // The SDK does not encode the token in the address of a WebSocket, where a plus sign is read as a space.
        identify.byToken(token?.replaceAll(' ', '+')),
        admit(owner, spacePublicId),
      ]);
      if (!actor) throw new DomainError('NOT_SIGNED_IN');
      if (actor.userId !== owner.userId) throw new ServerError(403, 'NOT_YOUR_SEAT');
    },

    /** The same for somebody who comes in; answers with when that was, on the database's clock. */
    async comeIn(
      actor: Actor,
      spacePublicId: string,
    ): Promise<{ enteredAt: string; mute: Mute | undefined }> {
      const { refusal, enteredAt, mute } = await intoTheRoom({ actor, spacePublicId });
      if (refusal) throw refusal;
      return { enteredAt, mute };
    },

    /** What somebody who comes in is seen as; they get an avatar where they have none. */
    outfitOnEntering,
    /** What somebody is seen as now. */
    outfitNow,
  };
}

function inOrder(userIds: readonly string[], outfits: readonly Outfit[]): (Outfit | undefined)[] {
  const byUser = new Map(outfits.map((outfit) => [outfit.userId, outfit]));
  return userIds.map((userId) => byUser.get(userId));
}
