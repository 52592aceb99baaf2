import type { Actor } from './actor.ts';
import { DomainError } from './errors.ts';

/** Lets the owner and nobody else. For what is public to read; hidden things are NOT_FOUND instead. */
export function assertOwner(actor: Actor, ownerUserId: string | null): void {
  if (actor.userId !== ownerUserId) throw new DomainError('NOT_THE_OWNER');
}
