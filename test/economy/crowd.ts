import { createHmac, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type Db, jsonRows } from '#db/client.ts';
import * as schema from '#db/schema/index.ts';
import { createTransact } from '#db/transact.ts';
import { databaseClock } from '#domain/clock.ts';
import { createLedger } from '#domain/points/ledger.ts';
import type { User } from '#test/builders.ts';

let crowds = 0;

/** Many users at once, each with so many points of a creator. */
export async function buildCrowd(db: Db, size: number, creatorId: number, points: number): Promise<User[]> {
  const crowd = ++crowds;
  const people = Array.from({ length: size }, (_, n) => {
    const id = `crowd_${crowd}_${n}`;
    return { id, name: id, firstName: 'Test', lastName: 'User', userName: id, email: `${id}@example.test` };
  });
  const users = await db.insert(schema.user).values(people).returning();
  const ledger = createLedger({ clock: databaseClock });
  const userIds = users.map(({ id }) => id);
  await createTransact(db, () => {})(async (tx) => {
    await ledger.lockBalances(tx, creatorId, userIds);
    const movements = jsonRows(userIds.map((userId) => ({ userId, amount: points })));
    const posting = {
      creatorId,
      type: 'gift',
      source: 'admin',
      referenceType: 'test',
      referenceId: 1,
    } as const;
    await ledger.postAll(
      tx,
      { ...posting, description: 'For a test' },
      {
        ctes: sql`movement as (select "userId" as user_id, amount from ${movements} as m("userId" text, amount int))`,
        from: sql`movement`,
        atMost: size,
      },
    );
  });
  return users;
}

/** Signs users in without their passwords, which take long to check; answers with the token of each. */
export async function signIn(db: Db, users: User[], secret: string): Promise<string[]> {
  const expiresAt = new Date(Date.now() + 7 * 24 * 3_600_000);
  const sessions = users.map(({ id }) => {
    const token = randomUUID().replaceAll('-', '');
    return { id: token, token, userId: id, expiresAt };
  });
  await db.insert(schema.session).values(sessions);
  return sessions.map(({ token }) => {
    const signature = createHmac('sha256', secret).update(token).digest('base64');
    return `${token}.${encodeURIComponent(signature)}`;
  });
}
