import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '#db/client.ts';
import { databaseRefusal, violatedUnique } from '#db/constraint.ts';
import { userNameKey } from '#db/folding.ts';
import { heldUserNames, user } from '#db/schema/index.ts';
import { DomainError } from '../errors.ts';

/** How long a userName that was given up is held for who had it. The trigger that holds it has the same figure. */
export const HELD_DAYS = 30;

/** Users whose name is this one, or looks the same. There is one at most. */
export const isCalled = (userName: string): SQL => eq(user.userNameKey, userNameKey(sql`${userName}::text`));

const isStillHeld = sql`${heldUserNames.releasedAt} > now() - make_interval(days => ${HELD_DAYS})`;

/** Whether a user has this name or one that looks like it, or gave it up less than 30 days ago. */
export async function isUserNameInUse(executor: Executor, userName: string): Promise<boolean> {
  const key = userNameKey(sql`${userName}::text`);
  const taken = executor.select({ one: sql`1` }).from(user).where(isCalled(userName));
  const held = executor
    .select({ one: sql`1` })
    .from(heldUserNames)
    .where(and(eq(heldUserNames.userNameKey, key), isStillHeld));
  return (await taken.unionAll(held)).length > 0;
}

/** Why the database refused a write of a userName; undefined where it was for another reason. */
export function userNameRefusal(error: unknown): DomainError | undefined {
  if (isNameTaken(error)) return new DomainError('USERNAME_TAKEN');
  if (databaseRefusal(error)?.constraint === 'user_names_held') return new DomainError('RENAMED_TOO_OFTEN');
  return undefined;
}

/**
 * What lets a userName be there once: the indexes of it as it is written and as it looks, and the trigger that holds
 * a name for who gave it up.
 */
const ONE_HOLDER = new Set<string | undefined>([
  'user_userName_unique',
  'user_user_name_key_unique',
  'user_name_held',
]);

/** Whether the database refused a write because the name is somebody else's. */
export const isNameTaken = (error: unknown): boolean => ONE_HOLDER.has(violatedUnique(error));
