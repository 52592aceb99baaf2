import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#db/client.ts';
import { creators } from '#db/schema/index.ts';
import { leadersPage } from '#domain/points/leaderboard-sql.ts';
import { buildUser, givePoints, type User } from '#test/builders.ts';
import { signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectNothingInternal,
  expectProblem,
  pageOf,
  startRestApp,
} from './rest-app.ts';

let rest: Awaited<ReturnType<typeof startRestApp>>;

beforeAll(async () => {
  rest = await startRestApp();
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

let made = 0;

/** A creator with a leaderboard of their own. */
async function board() {
  const { db } = rest.app.database;
  const { creatorId } = await signUpCreator(rest.url, `board_${++made}`);
  const [creator] = await db.select().from(creators).where(eq(creators.publicId, creatorId));
  const post = (userId: string, amount: number, type: 'earn' | 'spend' | 'gift' = 'earn') =>
    givePoints(db, rest.app.ledger, { userId, creatorId: creator?.id as number, amount, type });
  const path = `/points/leaderboard/${creatorId}`;
  return {
    path,
    post,
    /** A user who earned so much. */
    earner: async (...amounts: number[]) => {
      const user = await buildUser(db);
      for (const amount of amounts) await post(user.id, amount);
      return user;
    },
    list: async () => (await pageOf(rest.api.get(path))).data,
    /** Every page, with so many on each. */
    pages: async (limit: number, between: () => Promise<unknown> = async () => {}) => {
      const found: { rank: number; userName: string; totalEarned: number }[][] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page = await pageOf(rest.api.get(`${path}?limit=${limit}${cursor && `&cursor=${cursor}`}`));
        found.push(page.data);
        cursor = page.nextCursor;
        await between();
      }
      return found;
    },
  };
}

test('LDB1 LDB2 lists what was earned, whatever was spent or given, and nobody who earned nothing', async () => {
  const { earner, post, list } = await board();
  const [some, most] = [await earner(40), await earner(30, 25)];
  await post(most.id, -50, 'spend');
  const rich = await earner();
  await post(rich.id, 1000, 'gift');
  const listed = await list();
  expect(listed).toEqual([
    { rank: 1, userName: most.userName, totalEarned: 55 },
    { rank: 2, userName: some.userName, totalEarned: 40 },
  ]);
  expectNothingInternal(listed);
});

test('LDB2 is one creator’s own, and of nobody who is not there', async () => {
  const [one, other] = [await board(), await board()];
  const user = await one.earner(3);
  await other.post(user.id, 7);
  expect(await one.list()).toMatchObject([{ totalEarned: 3 }]);
  expect(await other.list()).toMatchObject([{ totalEarned: 7 }]);
  expectProblem(await rest.api.get('/points/leaderboard/aaaaaaaaaaaa'), 404, 'CREATOR_NOT_FOUND');
});

test('LDB3 equal totals share a rank, on whatever page they are', async () => {
  const { earner, pages } = await board();
  const totals = [9, 7, 7, 7, 5, 5, 3, 3, 3, 3, 1];
  const users: User[] = [];
  for (const total of totals) users.push(await earner(total));
  const ranks = totals.map((total) => 1 + totals.filter((other) => other > total).length);
  const expected = totals.map((totalEarned, place) => ({
    rank: ranks[place],
    userName: users[place]?.userName,
    totalEarned,
  }));
  for (let limit = 1; limit <= totals.length; limit++) {
    const found = await pages(limit);
    expect(found.flat(), `${limit} to a page`).toEqual(expected);
    expect(found.slice(0, -1).every((page) => page.length === limit)).toBe(true);
  }
});

test('LDB3 LDB4 goes on behind the last one listed, with the ranks of now', async () => {
  const { earner, pages, post } = await board();
  const [, second, , last] = [await earner(8), await earner(6), await earner(4), await earner(2)];
  let turned = 0;
  const found = await pages(2, async () => {
    if (turned++ === 0) await post(last.id, 5);
  });
  expect(found.map((page) => page.map(({ rank, totalEarned }) => [rank, totalEarned]))).toEqual([
    [
      [1, 8],
      [2, 6],
    ],
    [[4, 4]],
  ]);
  expect(found[0]?.[1]?.userName).toBe(second.userName);
});

test('LDB2 reads a page from the index, however many there are', async () => {
  const { db } = rest.app.database;
  const { creatorId } = await signUpCreator(rest.url, 'board_of_many');
  const [creator] = await db.select().from(creators).where(eq(creators.publicId, creatorId));
  await db.execute(sql`insert into "user" (id, name, first_name, last_name, user_name, email)
    select 'many-' || n, 'M', 'M', 'N', 'many_' || n, 'many-' || n || '@example.test' from generate_series(1, 2000) n`);
  await rest.app.transact(async (tx) => {
    const users = await rows<{ id: string }>(tx, sql`select id from "user" where id like 'many-%'`);
    const ids = users.map(({ id }) => id);
    const posting = { creatorId: creator?.id as number, type: 'earn', source: 'experience' } as const;
    await rest.app.ledger.lockBalances(tx, posting.creatorId, ids);
    const movements = {
      ctes: sql`all_of as (select id as user_id, substr(id, 6)::int as amount from "user" where id like 'many-%')`,
    };
    await rest.app.ledger.postAll(
      tx,
      { ...posting, referenceType: 'test', referenceId: 1, description: 'For a test' },
      { ...movements, from: sql`all_of`, atMost: ids.length },
    );
  });
  await db.execute(sql`analyze point_balances`);
  const request = { limit: 20, after: { key: '1900', id: 5 } };
  const plan = await rows<Record<'QUERY PLAN', string>>(
    db,
    sql`explain ${leadersPage(creator?.id as number, request)}`,
  );
  const text = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(text.match(/point_balances_leaderboard_index/g)).toHaveLength(2);
  expect(text).not.toContain('Seq Scan on point_balances');
});
