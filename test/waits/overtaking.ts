import { type SQL, sql } from 'drizzle-orm';
import { type Database, rows, type Tx } from '#db/client.ts';
import { isUserDeleted } from '#db/constraint.ts';
import { createTransact } from '#db/transact.ts';
import { DomainError } from '#domain/errors.ts';
import { until } from '#test/clients.ts';

/** What became of work: what it answered, or the code of its refusal. */
export type Came<T> = { answer: T } | { refused: string };

/**
 * Makes a change in a transaction that is left open, begins `work` meanwhile, and commits the change as soon as
 * somebody waits for it, or else when the work is done. What took the change into account waited for it.
 * @param meanwhile what is looked at before the change is committed, while the work waits
 */
export async function overtaken<T>(
  database: Database,
  change: (tx: Tx) => Promise<unknown>,
  work: () => Promise<T>,
  meanwhile: () => Promise<unknown> = async () => {},
): Promise<Came<T>> {
  const changed = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const changing = createTransact(database.db, () => {})(async (tx) => {
    await change(tx);
    changed.resolve();
    await go.promise;
  });
  await Promise.race([changed.promise, changing]);
  let isDone = false;
  const working = work()
    .then<Came<T>, Came<T>>((answer) => ({ answer }), refusal)
    .finally(() => {
      isDone = true;
    });
  await until('somebody waits, or nobody has to', async () => isDone || (await isAnybodyWaiting(database)));
  const looked = meanwhile();
  await looked.catch(() => {});
  go.resolve();
  await changing;
  const came = await working;
  await looked;
  return came;
}

function refusal(error: unknown): { refused: string } {
  if (error instanceof DomainError) return { refused: error.code };
  if (isUserDeleted(error)) return { refused: 'USER_DELETED' };
  throw error;
}

async function isAnybodyWaiting({ db }: Database): Promise<boolean> {
  const waiting = await rows(
    db,
    sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return waiting.length > 0;
}

/** What a deletion does to the row of a user. */
export const deleteUser = (tx: Tx, userId: string) =>
  tx.execute(sql`
    update "user" set deleted_at = now(), user_name = 'deleted-' || id, email = id || '@deleted.invalid',
      name = 'Deleted user', first_name = 'Deleted', last_name = 'user', role = 'user', image = null,
      avatar_url = null, social_links = null
    where id = ${userId}`);

/** What a removal does to the row of a creator. */
export async function retire(tx: Tx, creatorId: number): Promise<void> {
  await lock(tx, 'creators', creatorId);
  await tx.execute(sql`update creators set retired_at = now() where id = ${creatorId}`);
}

export const lock = (tx: Tx, table: string, id: number | string) =>
  tx.execute(sql`select 1 from ${sql.identifier(table)} where id = ${id} for update`);

/** Writes a product anew, so that it lies behind the later ones in the table: who goes by the table comes to it last. */
export const putBehind = ({ db }: Database, id: number) =>
  db.execute(sql`update products set name = name where id = ${id}`);

/** Fails where somebody holds this row: who waits for one thing must not hold what comes later in the order. */
export async function assertFree({ db }: Database, row: SQL): Promise<void> {
  const free = await createTransact(db, () => {})((tx) =>
    rows(tx, sql`select 1 from ${row} for update nowait`),
  );
  if (free.length === 0) throw new Error('There is no such row.');
}
