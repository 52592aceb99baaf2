import { sql } from 'drizzle-orm';
import { rows, type Tx } from '#db/client.ts';
import type { Actor } from '../actor.ts';
import { DomainError, found } from '../errors.ts';

/** Somebody who gets something. */
export type Receiver = { id: string; userName: string };

/**
 * Keeps the actor and the user of this name there until the transaction is over; answers with the latter.
 * @throws DomainError USER_NOT_FOUND
 */
export async function holdReceiver(tx: Tx, actor: Actor, userName: string): Promise<Receiver> {
  const users = await rows<Receiver & { isMeant: boolean }>(
    tx,
    sql`select id, user_name as "userName", lower(user_name) = ${userName.toLowerCase()} as "isMeant"
        from "user" where id = ${actor.userId} or lower(user_name) = ${userName.toLowerCase()}
        order by id for key share`,
  );
  const { isMeant: _, ...receiver } = found(
    users.find(({ isMeant }) => isMeant),
    'USER_NOT_FOUND',
  );
  return receiver;
}

/**
 * The same for what nobody gives to themselves.
 * @throws DomainError USER_NOT_FOUND; INVALID for `toUserName` of the actor
 */
export async function holdSomebodyElse(tx: Tx, actor: Actor, toUserName: string): Promise<Receiver> {
  const receiver = await holdReceiver(tx, actor, toUserName);
  if (receiver.id !== actor.userId) return receiver;
  throw new DomainError('INVALID', {
    detail: 'The request is not valid.',
    errors: [{ path: 'toUserName', message: 'must be somebody else' }],
  });
}
