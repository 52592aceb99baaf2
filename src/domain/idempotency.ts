import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { rows, type Tx } from '#db/client.ts';
import { preparedStatement } from '#db/prepared-statement.ts';
import { DomainError } from './errors.ts';

/** How a client names a write, so that trying it again is harmless. */
export type Operation = { userId: string; name: string; key: string | undefined; request: unknown };

/** Says whom an answer names, beside who asked. */
export type About = (userId: string) => void;

export type Answered<T> = { answer: T; replayed: boolean };

/**
 * Does `work` once for each key: the same key and request get the first answer again, and a concurrent
 * duplicate waits for it. The key is kept with the effect, in one transaction: refused or rolled back work
 * leaves no key. The answer must survive JSON.
 * An answer that names somebody else calls `about` with their id, so that it can forget them.
 * The account is held on to from the first statement on: a deletion waits for the write, or comes before it.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED for the same key with another request.
 */
export async function once<T>(
  tx: Tx,
  operation: Operation,
  work: (about: About) => Promise<T>,
): Promise<Answered<T>> {
  let aboutUserId: string | null = null;
  const about: About = (userId) => {
    aboutUserId = userId;
  };
  const answered = await onceKept(
    tx,
    operation,
    async () => {},
    () => work(about),
  );
  const { userId, key } = operation;
  if (key !== undefined && !answered.replayed)
    await tx.execute(sql`update idempotency_keys
      set answer = ${JSON.stringify(answered.answer)}, about_user_id = ${aboutUserId}
      where user_id = ${userId} and key = ${key}`);
  return answered;
}

/**
 * As `once`, for what must take few round trips: `read` is sent together with the taking of the key, and so must
 * change nothing; `work` keeps its answer by itself, with `keepAnswer` in a statement that does more.
 */
export async function onceKept<R, T>(
  tx: Tx,
  operation: Operation,
  read: () => Promise<R>,
  work: (read: R) => Promise<T>,
): Promise<Answered<T>> {
  const { userId, name, key, request } = operation;
  if (key === undefined) {
    const [, value] = await Promise.all([holdAccount(tx, userId), read()]);
    return { answer: await work(value), replayed: false };
  }
  const requestHash = createHash('sha256')
    .update(`${name}\n${JSON.stringify(request)}`)
    .digest('hex');
  const [taken, value] = await Promise.all([takeKey(tx, { userId, key, requestHash }), read()]);
  if (taken.length === 0)
    return { answer: await firstAnswer<T>(tx, userId, key, requestHash), replayed: true };
  return { answer: await work(value), replayed: false };
}

/**
 * Makes the kept answers that name a deleted user name the row that is left of them, and repeat nothing that was said
 * about them. The keys stay: tried again, the write still has one effect.
 */
export async function forgetInAnswers(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`update idempotency_keys kept set answer = (
      kept.answer::jsonb || jsonb_strip_nulls(jsonb_build_object(
        'toUserName', case when kept.answer::jsonb ? 'toUserName' then u.user_name end,
        'userName', case when kept.answer::jsonb ? 'userName' then u.user_name end,
        'reason', case when kept.answer::jsonb ? 'reason' then '' end
      )) || case when kept.answer::jsonb ? 'message' then '{"message": null}'::jsonb else '{}'::jsonb end)::text
    from "user" u where u.id = ${userId} and kept.about_user_id = u.id`);
}

/** Keeps the answer with its key, JSON as text; does nothing where the key is null. */
export const keepAnswer = (userId: SQL, key: SQL, answer: SQL): SQL =>
  sql`update idempotency_keys set answer = ${answer} where user_id = ${userId} and key = ${key}`;

const takeKey = preparedStatement<{ id: number }>(
  sql`insert into idempotency_keys (user_id, key, request_hash, answer)
      values (${sql.placeholder('userId')}, ${sql.placeholder('key')}, ${sql.placeholder('requestHash')}, '')
      on conflict (user_id, key) do nothing returning id`,
);

const held = preparedStatement<{ id: string }>(
  sql`select id from "user" where id = ${sql.placeholder('userId')} and deleted_at is null for key share`,
);

/** What the row of a key does by itself. */
async function holdAccount(tx: Tx, userId: string): Promise<void> {
  if ((await held(tx, { userId })).length === 0)
    throw new DomainError('USER_NOT_FOUND', 'The account was deleted.');
}

async function firstAnswer<T>(tx: Tx, userId: string, key: string, requestHash: string): Promise<T> {
  const [first] = await rows<{ requestHash: string; answer: string }>(
    tx,
    sql`select request_hash as "requestHash", answer from idempotency_keys where user_id = ${userId} and key = ${key}`,
  );
  if (first?.requestHash !== requestHash) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  return JSON.parse(first.answer) as T;
}
