import { sql } from 'drizzle-orm';
import { type Database, rows, textSet } from '#db/client.ts';
import type { CheckPassword, Deletion } from '#domain/accounts/deletion.ts';
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts';

type Needs = { database: Pick<Database, 'db'>; checkPassword: CheckPassword };

type Leftover = { userId: string; userName: string; email: string };

/** Production was started on a database in which anybody can sign in as a demo account. */
export class DemoAccountsInProduction extends Error {
  override name = 'DemoAccountsInProduction';
  constructor(leftovers: readonly Leftover[]) {
    const addresses = leftovers.map(({ email }) => `  ${email}`).join('\n');
    super(
      `NODE_ENV=production does not start: these demo accounts still have their published password:\n${addresses}\n` +
        'Delete them and the demo world, with the settings of the server: npm run remove-demo\n' +
        'Or set DATABASE_URL or DATA_DIR to another database. Or, to keep them, start with NODE_ENV=development and ' +
        'change their passwords (POST /api/auth/change-password).',
    );
  }
}

/** The demo accounts that still have the published password. Verifies up to four password hashes. */
async function leftoversIn({ database, checkPassword }: Needs): Promise<Leftover[]> {
  const found = await rows<Leftover>(
    database.db,
    sql`select id as "userId", user_name as "userName", email from "user"
        where email in ${textSet(demoAccounts.map(({ email }) => email))} order by created_at, id`,
  );
  const leftovers: Leftover[] = [];
  for (const account of found)
    if ((await checkPassword(account.userId, DEMO_PASSWORD)) === 'right') leftovers.push(account);
  return leftovers;
}

/** @throws DemoAccountsInProduction where an account still has the published password. */
export async function refuseDemoAccounts(needs: Needs): Promise<void> {
  const leftovers = await leftoversIn(needs);
  if (leftovers.length > 0) throw new DemoAccountsInProduction(leftovers);
}

/**
 * Deletes the accounts that still have the published password, as their owners would, and with them the demo
 * world. Returns their e-mail addresses.
 */
export async function removeDemo(needs: Needs & { deletion: Deletion }): Promise<string[]> {
  const leftovers = await leftoversIn(needs);
  for (const { userId, userName } of leftovers)
    await needs.deletion.remove({ userId, userName, role: 'user', authSessionId: '' }, DEMO_PASSWORD);
  return leftovers.map(({ email }) => email);
}
