import { eq, type SQL, sql } from 'drizzle-orm';
import { violatedUnique } from '#db/constraint.ts';
import { userNameKey } from '#db/folding.ts';
import { user } from '#db/schema/index.ts';

/** Users whose name is this one, or looks the same. There is one at most. */
export const isCalled = (userName: string): SQL => eq(user.userNameKey, userNameKey(sql`${userName}::text`));

/** The indexes that let a userName be there once, as it is written and as it looks. */
const USER_NAME_INDEXES = new Set<string | undefined>(['user_userName_unique', 'user_user_name_key_unique']);

/** Whether the database refused a write because somebody else has the name. */
export const isNameTaken = (error: unknown): boolean => USER_NAME_INDEXES.has(violatedUnique(error));
