import type { Actor } from '../actor.ts';
import { DomainError } from '../errors.ts';

/** What somebody is to a space where they want to moderate. */
export type Standing = {
  ownerUserId: string;
  /** A moderator or admin of the creator's tribe, who is not banned from the space. */
  isModerator: boolean;
};

/** Whom a moderator wants out, or silent. */
export type Target = {
  userId: string;
  userName: string;
  /** A moderator or admin of the creator's tribe. */
  isModerator: boolean;
  /** An admin of the house. */
  isAdmin: boolean;
};

const isAbove = (actor: Actor, { ownerUserId }: Standing): boolean =>
  actor.userId === ownerUserId || actor.role === 'admin';

/** The owner of the space, the admins of the house, and the moderators of the creator's tribe. */
export function assertMayModerate(actor: Actor, standing: Standing): void {
  if (isAbove(actor, standing) || standing.isModerator) return;
  throw new DomainError('NOT_THE_OWNER', 'Only the owner of the space and its moderators may do this.');
}

/** Nobody removes or mutes the owner or themselves; moderators leave each other and admins to those above them. */
export function assertRemovable(actor: Actor, standing: Standing, target: Target): void {
  const refuse = (detail: string) => {
    throw new DomainError('CANNOT_BE_REMOVED', detail);
  };
  if (target.userId === standing.ownerUserId)
    refuse('The owner of the space cannot be removed from it or muted.');
  if (target.userId === actor.userId) refuse('Nobody removes or mutes themselves: leave the space instead.');
  if (!isAbove(actor, standing) && (target.isModerator || target.isAdmin))
    refuse('Only the owner of the space and admins remove or mute a moderator or an admin.');
}
