import { sql } from 'drizzle-orm';
import { rows, textSet } from '#db/client.ts';
import type { Actor } from '#domain/actor.ts';
import type { App } from '#src/app.ts';
import { demoAccounts } from './demo-accounts.ts';
import { scheduleEvents, stageEventId } from './demo-events.ts';
import { DEMO_MARK, fillWorld } from './fill-world.ts';
import { whileAlone } from './seeding-lock.ts';

/**
 * Fills a database that has no users with the demo world, once, and sees at every start that the creator has
 * an event to start. What a crash left half filled is filled up. True where the demo accounts are there.
 */
export async function seedDemo(app: App): Promise<boolean> {
  return whileAlone(app.config.DATABASE_URL, async () => {
    const { isFilled, hasOtherUsers } = await look(app);
    if (isFilled) await renewEvents(app);
    else if (!hasOtherUsers) await fillWorld(app);
    return isFilled || !hasOtherUsers;
  });
}

/** Public id of the event that the demo creator can start; undefined where there is none. */
export async function demoEventId(app: App): Promise<string | undefined> {
  const demo = await demoCreator(app);
  return demo && stageEventId(app, demo.worldId);
}

/** Whether the demo world is there, and whether anybody is who does not belong to it. */
async function look({ database: { db } }: App): Promise<{ isFilled: boolean; hasOtherUsers: boolean }> {
  const emails = demoAccounts.map(({ email }) => email);
  const [found] = await rows<{ isFilled: boolean; hasOtherUsers: boolean }>(
    db,
    sql`select exists (select 1 from "user" where email not in ${textSet(emails)}) as "hasOtherUsers",
          exists (select 1 from "user" where user_name = 'creator' and email = 'creator@example.com')
            and exists (select 1 from point_transactions where reference_type = ${DEMO_MARK}) as "isFilled"`,
  );
  return found as { isFilled: boolean; hasOtherUsers: boolean };
}

async function renewEvents(app: App): Promise<void> {
  const demo = await demoCreator(app);
  if (demo) await scheduleEvents(app, demo.actor, demo.worldId);
}

/** The demo creator and the demo world; undefined once the creator has given up either. */
async function demoCreator(app: App): Promise<{ actor: Actor; worldId: string } | undefined> {
  const [user] = await rows<{ id: string }>(
    app.database.db,
    sql`select id from "user" where user_name = 'creator' and email = 'creator@example.com'`,
  );
  if (!user) return undefined;
  const creator = await app.creators.ofUser(user.id);
  if (!creator?.worldPublicId) return undefined;
  const actor: Actor = { userId: user.id, userName: creator.userName, role: 'creator', authSessionId: '' };
  return { actor, worldId: creator.worldPublicId };
}
