import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { rows, type Tx } from '#db/client.ts';
import { createTransact } from '#db/transact.ts';
import { databaseClock } from '#domain/clock.ts';
import { createOutbox, type Outbox } from '#domain/outbox/outbox.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { overtaken } from './overtaking.ts';

/* Tasks while somebody else takes them or asks for them again. */

let t: TestDatabase;
let outbox: Outbox;
beforeAll(async () => {
  t = await openTestDatabase();
  outbox = createOutbox({ database: t.database, clock: databaseClock });
});
beforeEach(async () => {
  await t.database.db.execute(sql`delete from outbox_tasks`);
  for (const eventId of [1, 2]) await createTransact(t.database.db, () => {})((tx) => enqueue(tx, eventId));
});
afterAll(() => t.close());

const enqueue = (tx: Tx, eventId: number) =>
  outbox.enqueue(tx, 'event.end', { eventId }, { key: String(eventId) });
const claim = () => outbox.claim([{ kind: 'event.end', places: 1, leaseSeconds: 60 }]);
const task = (eventId: number) => ({ payload: { eventId }, attempt: 1 });

test('OBX3 who takes a task waits for nobody, and leaves what somebody is taking to them', async () => {
  const taking = (tx: Tx) =>
    tx.execute(
      sql`update outbox_tasks set attempts = 1, leased_until = now() + interval '60 s' where key = '1'`,
    );
  expect(await overtaken(t.database, taking, claim)).toMatchObject({ answer: [task(2)] });
});

test('OBX7 a task that is being asked for again is not ended by who has it', async () => {
  const [first] = await claim();
  const done = () => outbox.done(first as NonNullable<typeof first>);
  await overtaken(t.database, (tx) => enqueue(tx, 1), done);
  const stored = await rows(t.database.db, sql`select key from outbox_tasks order by key`);
  expect(stored).toEqual([{ key: '1' }, { key: '2' }]);
});
