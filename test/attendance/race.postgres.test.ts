import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { audit } from '#operations/audit.ts';
import { broken, liveEvent, outcome, players, second, staysOf, t } from './race-kit.ts';
import { createServices } from './services.ts';

/* On the embedded database there is one connection: nothing is under way at the same time. */

test('ATT10 an end waits for a leave that is under way, and counts it', async () => {
  const [one, two] = [createServices(t.database), createServices(second)];
  const event = await liveEvent();
  const [stay] = staysOf(await players(), event.id);
  await one.attendance.open(event.id, [stay!]);
  const closed = Promise.withResolvers<void>();
  const leaving = one.transact(async (tx) => {
    await tx.execute(sql`select pg_sleep(0.2)`);
    await one.attendance.closeOfUser(tx, event.spaceId, stay!.userId);
    closed.resolve();
    await tx.execute(sql`select pg_sleep(0.3)`);
    return 'left';
  });
  await closed.promise;
  const ending = two.events.end(event.actor, event.publicId).then(() => 'ended');
  expect(await Promise.race([leaving, ending])).toBe('left');
  await ending;
  expect(await outcome(event.id)).toMatchObject({ open: 0 });
  expect(broken(await audit(t.database.db))).toEqual([]);
});
