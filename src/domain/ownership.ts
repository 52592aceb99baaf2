import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { creators } from '#db/schema/index.ts';
import type { Actor } from './actor.ts';
import { DomainError } from './errors.ts';

/** Whose a creator's things are, in a query that joins `creators`: a retired creator's are nobody's. */
export const owner: SQL<string | null> =
  sql`case when ${creators.retiredAt} is null then ${creators.userId} end`;

/**
 * Makes the removal of the actor as a creator wait for what is written of their things, or come before it. Called
 * before the owner is read, and after the lock of a world or a space, which a removal takes first.
 */
export async function holdCreator(tx: Tx, { userId }: Actor): Promise<void> {
  await tx.execute(sql`select 1 from creators where user_id = ${userId} for key share`);
}

/** Lets the owner and nobody else. For what is public to read; hidden things are NOT_FOUND instead. */
export function assertOwner(actor: Actor, ownerUserId: string | null): void {
  if (actor.userId !== ownerUserId) throw new DomainError('NOT_THE_OWNER');
}
