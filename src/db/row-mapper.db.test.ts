import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { readByPlan } from './row-mapper.ts';
import { creators, user, worlds } from './schema/index.ts';

let opened: TestDatabase;

beforeAll(async () => {
  opened = await openTestDatabase();
  const { db } = opened.database;
  for (const id of ['ada', 'bob', 'cyd']) {
    await db
      .insert(user)
      .values({ id, userName: id, name: id, email: `${id}@example.com`, firstName: id, lastName: 'T' });
  }
  const [made] = await db.insert(creators).values({ userId: 'ada' }).returning({ id: creators.id });
  await db.insert(creators).values({ userId: 'bob' });
  await db.insert(worlds).values({ creatorId: (made as { id: number }).id, name: 'Adaland' });
});

afterAll(() => opened.close());

/** Records of every kind: a table's own, moments, values that are missing, sums, and an outer join that found nothing. */
const query = () => {
  const { db } = opened.database;
  return db
    .select({
      user,
      creator: creators,
      world: { name: worlds.name, madeAt: worlds.createdAt, folded: sql<string>`upper(${worlds.name})` },
      length: sql<number>`length(${user.id})`.mapWith(Number),
      image: user.image,
      since: user.createdAt,
    })
    .from(user)
    .leftJoin(creators, eq(creators.userId, user.id))
    .leftJoin(worlds, eq(worlds.creatorId, creators.id))
    .orderBy(user.id);
};

test('DB16 rows that are read by plan are the records that drizzle makes of them', async () => {
  const expected = await query();
  expect(expected).toHaveLength(3);
  expect(expected.map(({ creator }) => creator?.userId)).toEqual(['ada', 'bob', undefined]);
  expect(expected.map(({ world }) => world === null)).toEqual([false, true, true]);

  const planned = readByPlan(query().prepare('planned'));
  expect(await planned.execute()).toStrictEqual(expected);
  expect(await planned.execute()).toStrictEqual(expected);
});
