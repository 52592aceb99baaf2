import { z } from 'zod';
import { userNameSchema } from '#domain/accounts/account-rules.ts';
import { printable } from '#domain/text-rules.ts';
import type { Admission } from '#domain/worlds/admission.ts';
import type { Moderation, ShowOut } from '#domain/worlds/moderation.ts';
import { listRoute, route } from '#http/route.ts';
import { idParams, idSchema, longText, noContent, plannedTimeSchema } from '#http/schemas.ts';
import {
  announcementSchema,
  kickedSchema,
  presentAnnouncement,
  presentKicked,
} from '../resources/moderation.ts';
import { presentPage } from '../resources/page.ts';
import { banSchema, muteSchema, ownSanctionsSchema, presentBan, presentMute } from '../resources/sanction.ts';

const playerParams = z.object({ spaceId: idSchema, userName: userNameSchema });

/** Why, and until when. */
export const termsInput = z.strictObject({
  reason: longText.nullable().optional(),
  until: plannedTimeSchema.nullable().optional(),
});

/** Why; a kick may also be asked for without a body. */
export const kickInput = z.strictObject({ reason: longText.nullable().optional() }).optional();

/** Keeping players out of a space or silent, sending them out, and announcing; for its owner, the tribe's moderators, and admins. */
export function moderationRoutes(
  { moderation, admission }: { moderation: Moderation; admission: Admission },
  { showOut }: { showOut: ShowOut },
) {
  return [
    route({
      method: 'get',
      path: '/spaces/:spaceId/my-sanctions',
      operationId: 'getMySanctions',
      summary: 'Whether you are banned from a space or muted in it, why, and until when',
      access: 'signed-in',
      params: idParams('spaceId'),
      response: ownSanctionsSchema,
      errors: ['SPACE_NOT_FOUND'],
      handle: async ({ actor, params: { spaceId } }) => ({
        spaceId,
        ...(await admission.sanctionsOn(actor, spaceId)),
      }),
    }),
    listRoute({
      path: '/spaces/:spaceId/bans',
      operationId: 'listBans',
      summary: 'Who is banned from your space now, the newest first; for its moderators too',
      access: 'owner',
      params: idParams('spaceId'),
      response: banSchema,
      errors: ['SPACE_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, params: { spaceId }, page }) =>
        presentPage(await moderation.bans(actor, spaceId, page), (record) => presentBan(record, spaceId)),
    }),
    route({
      method: 'post',
      path: '/spaces/:spaceId/bans/:userName',
      operationId: 'banPlayer',
      summary: 'Ban somebody from your space, and show them out; again, change why and until when',
      access: 'owner',
      status: 201,
      params: playerParams,
      body: termsInput,
      response: banSchema,
      errors: ['SPACE_NOT_FOUND', 'NOT_THE_OWNER', 'USER_NOT_FOUND', 'CANNOT_BE_REMOVED'],
      handle: async ({ actor, params: { spaceId, userName }, body }) =>
        presentBan(await moderation.ban(actor, spaceId, { userName }, body), spaceId),
    }),
    route({
      method: 'delete',
      path: '/spaces/:spaceId/bans/:userName',
      operationId: 'liftBan',
      summary: 'Let somebody into your space again',
      access: 'owner',
      status: 204,
      params: playerParams,
      response: noContent,
      errors: ['SPACE_NOT_FOUND', 'NOT_THE_OWNER', 'USER_NOT_FOUND', 'BAN_NOT_FOUND'],
      handle: async ({ actor, params: { spaceId, userName } }) =>
        moderation.lift(actor, spaceId, { userName }),
    }),
    listRoute({
      path: '/spaces/:spaceId/mutes',
      operationId: 'listMutes',
      summary: 'Who may not talk in your space now, the newest first; for its moderators too',
      access: 'owner',
      params: idParams('spaceId'),
      response: muteSchema,
      errors: ['SPACE_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, params: { spaceId }, page }) =>
        presentPage(await moderation.mutes(actor, spaceId, page), (record) => presentMute(record, spaceId)),
    }),
    route({
      method: 'post',
      path: '/spaces/:spaceId/mutes/:userName',
      operationId: 'mutePlayer',
      summary: 'Keep somebody from talking in your space; again, change why and until when',
      access: 'owner',
      status: 201,
      params: playerParams,
      body: termsInput,
      response: muteSchema,
      errors: ['SPACE_NOT_FOUND', 'NOT_THE_OWNER', 'USER_NOT_FOUND', 'CANNOT_BE_REMOVED'],
      handle: async ({ actor, params: { spaceId, userName }, body }) =>
        presentMute(await moderation.mute(actor, spaceId, { userName }, body), spaceId),
    }),
    route({
      method: 'delete',
      path: '/spaces/:spaceId/mutes/:userName',
      operationId: 'unmutePlayer',
      summary: 'Let somebody talk in your space again',
      access: 'owner',
      status: 204,
      params: playerParams,
      response: noContent,
      errors: ['SPACE_NOT_FOUND', 'NOT_THE_OWNER', 'USER_NOT_FOUND', 'CANNOT_BE_REMOVED', 'MUTE_NOT_FOUND'],
      handle: async ({ actor, params: { spaceId, userName } }) =>
        moderation.unmute(actor, spaceId, { userName }),
    }),
    route({
      method: 'post',
      path: '/spaces/:spaceId/announcements',
      operationId: 'announce',
      summary: 'Say something to everybody in your space, in all of its instances; for its moderators too',
      access: 'owner',
      status: 201,
      params: idParams('spaceId'),
      body: z.strictObject({ text: printable(1, 500) }),
      response: announcementSchema,
      errors: ['SPACE_NOT_FOUND', 'NOT_THE_OWNER'],
      handle: async ({ actor, params, body }) =>
        presentAnnouncement(await moderation.announce(actor, params.spaceId, body.text)),
    }),
    route({
      method: 'post',
      path: '/spaces/:spaceId/kick/:userName',
      operationId: 'kickPlayer',
      summary: 'Send somebody out of your space; they may come back',
      access: 'owner',
      params: playerParams,
      body: kickInput,
      response: kickedSchema,
      errors: ['SPACE_NOT_FOUND', 'NOT_THE_OWNER', 'USER_NOT_FOUND', 'CANNOT_BE_REMOVED', 'NOT_IN_SPACE'],
      handle: async ({ actor, params: { spaceId, userName }, body }) =>
        presentKicked(await moderation.kick(actor, spaceId, { userName }, body?.reason ?? null, showOut)),
    }),
  ];
}
