import { z } from 'zod';
import type { Moderation, ShowOut, UserOfSession } from '#domain/worlds/moderation.ts';
import { route } from '#http/route.ts';
import { idSchema, sessionIdSchema } from '#http/schemas.ts';
import { kickedSchema, presentKicked } from '../resources/moderation.ts';
import { banSchema, muteSchema, presentBan, presentMute } from '../resources/sanction.ts';
import { kickInput, termsInput } from './moderation.ts';

const params = z.object({ spaceId: idSchema, sessionId: sessionIdSchema });

const errors = ['SPACE_NOT_FOUND', 'NOT_THE_OWNER', 'USER_NOT_FOUND', 'CANNOT_BE_REMOVED'] as const;

type Rooms = { showOut: ShowOut; userOf: UserOfSession };

/**
 * Moderation of the player behind an avatar, by the key that it has in `state.avatars`: it stays the same where the
 * player is renamed, and is good for ten minutes after they left.
 */
export function moderationBySessionRoutes(moderation: Moderation, { showOut, userOf }: Rooms) {
  return [
    route({
      method: 'post',
      path: '/spaces/:spaceId/bans/by-session/:sessionId',
      operationId: 'banPlayerBySession',
      summary: 'Ban the player behind an avatar, also up to ten minutes after they left',
      access: 'owner',
      status: 201,
      params,
      body: termsInput,
      response: banSchema,
      errors,
      handle: async ({ actor, params: { spaceId, sessionId }, body }) => {
        const player = await moderation.playerOf(actor, spaceId, sessionId, userOf);
        return presentBan(await moderation.ban(actor, spaceId, player, body), spaceId);
      },
    }),
    route({
      method: 'post',
      path: '/spaces/:spaceId/mutes/by-session/:sessionId',
      operationId: 'mutePlayerBySession',
      summary: 'Mute the player behind an avatar, also up to ten minutes after they left',
      access: 'owner',
      status: 201,
      params,
      body: termsInput,
      response: muteSchema,
      errors,
      handle: async ({ actor, params: { spaceId, sessionId }, body }) => {
        const player = await moderation.playerOf(actor, spaceId, sessionId, userOf);
        return presentMute(await moderation.mute(actor, spaceId, player, body), spaceId);
      },
    }),
    route({
      method: 'post',
      path: '/spaces/:spaceId/kick/by-session/:sessionId',
      operationId: 'kickPlayerBySession',
      summary: 'Send the player behind an avatar out of your space; they may come back',
      access: 'owner',
      params,
      body: kickInput,
      response: kickedSchema,
      errors: [...errors, 'NOT_IN_SPACE'],
      handle: async ({ actor, params: { spaceId, sessionId }, body }) => {
        const player = await moderation.playerOf(actor, spaceId, sessionId, userOf);
        const reason = body?.reason ?? null;
        return presentKicked(await moderation.kick(actor, spaceId, player, reason, showOut));
      },
    }),
  ];
}
