import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { rows, type Tx } from '#db/client.ts';
import { DomainError } from './errors.ts';

/** How a client names a write, so that trying it again is harmless. */
export type Operation = { userId: string; name: string; key: string | undefined; request: unknown };

export type Answered<T> = { answer: T; replayed: boolean };

/**
 * Does `work` once for each key: the same key and request get the first answer again, and a concurrent
 * duplicate waits for it. The key is kept with the effect, in one transaction: refused or rolled back work
 * leaves no key. The answer must survive JSON.
 * The account is held on to from the first statement on: a deletion waits for the write, or comes before it.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED for the same key with another request.
 */
export async function once<T>(tx: Tx, operation: Operation, work: () => Promise<T>): Promise<Answered<T>> {
  const { userId, name, key, request } = operation;
  if (key === undefined) {
    await holdAccount(tx, userId);
    return { answer: await work(), replayed: false };
  }
  const requestHash = createHash('sha256')
    .update(`${name}\n${JSON.stringify(request)}`)
    .digest('hex');
  const taken = await rows(
    tx,
    sql`insert into idempotency_keys (user_id, key, request_hash, answer) values (${userId}, ${key}, ${requestHash}, '')
        on conflict (user_id, key) do nothing returning id`,
  );
  if (taken.length === 0)
    return { answer: await firstAnswer<T>(tx, userId, key, requestHash), replayed: true };
  const answer = await work();
  await tx.execute(sql`update idempotency_keys set answer = ${JSON.stringify(answer)}
    where user_id = ${userId} and key = ${key}`);
  return { answer, replayed: false };
}

/** What the row of a key does by itself. */
async function holdAccount(tx: Tx, userId: string): Promise<void> {
  const held = await rows(
    tx,
    sql`select id from "user" where id = ${userId} and deleted_at is null for key share`,
  );
  if (held.length === 0) throw new DomainError('USER_NOT_FOUND', 'The account was deleted.');
}

async function firstAnswer<T>(tx: Tx, userId: string, key: string, requestHash: string): Promise<T> {
  const [first] = await rows<{ requestHash: string; answer: string }>(
    tx,
    sql`select request_hash as "requestHash", answer from idempotency_keys where user_id = ${userId} and key = ${key}`,
  );
  if (first?.requestHash !== requestHash) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  return JSON.parse(first.answer) as T;
}
