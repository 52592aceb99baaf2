import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRoutes } from '#routes/index.ts';
import { signUpCreator } from '#test/clients.ts';
import { expectInvalid, pageOf, type RestApp, startRestApp } from '#test/rest/rest-app.ts';
import { type Growing, growingLists } from './growing.ts';
import { filtersOf, samplesFor, sortsOf } from './samples.ts';

/* What holds for every list of the API. A list that is not in growing.ts fails. */

let rest: RestApp;
let somebody: Awaited<ReturnType<typeof signUpCreator>>;
let growing: Record<string, Growing>;

beforeAll(async () => {
  rest = await startRestApp();
  somebody = await signUpCreator(rest.url, 'lister');
  growing = await growingLists(rest.app.database.db, somebody);
});
afterAll(() => rest.stop());

const lists = allRoutes({} as never, {} as never).filter(({ isList }) => isList);
const inEachOrder = lists.flatMap((route) =>
  sortsOf(route).map((sort) => ({ ...route, sort, order: sort === undefined ? '' : `sort=${sort}&` })),
);

/** The list with seven things in it at least, and one more for each call of `grow`. */
async function grownList(operationId: string): Promise<Growing> {
  const list = growing[operationId];
  if (!list) throw new Error(`There is no list of ${operationId} in test/lists/growing.ts.`);
  for (let n = 0; n < 7; n++) await list.grow();
  return list;
}

const get = (path: string) => pageOf(somebody.api.get(path));

/** The things of a list in its order, as text. Ranks are left out: they change when somebody gets in front. */
const textsOf = (page: { data: unknown[] }) =>
  page.data.map((item) => JSON.stringify(item, (name, value) => (name === 'rank' ? undefined : value)));

describe('every list', () => {
  test.each(inEachOrder)('LIST7 $path $order keeps its pages while things are added', async (route) => {
    const { path, grow } = await grownList(route.operationId);
    const before = textsOf(await get(`${path}?${route.order}limit=100`));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await get(`${path}?${route.order}limit=4${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...textsOf(page));
      cursor = page.nextCursor;
      if (seen.length < before.length) await grow();
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((item) => before.includes(item))).toEqual(before);
  });

  test.each(inEachOrder)(
    'LIST5 $path $order has numbered pages, which a cursor goes on from',
    async (route) => {
      const { path } = await grownList(route.operationId);
      const all = textsOf(await get(`${path}?${route.order}limit=7`));
      const [first, second] = [
        await get(`${path}?${route.order}limit=3&page=1`),
        await get(`${path}?${route.order}limit=3&page=2`),
      ];
      const third = await get(`${path}?${route.order}limit=1&cursor=${second.nextCursor}`);
      expect([first, second, third].flatMap(textsOf)).toEqual(all);
      const beyond = await get(`${path}?${route.order}limit=100&page=100`);
      expect(beyond).toEqual({ data: [], nextCursor: null });
    },
  );

  test.each(lists)('LIST5 $path takes a page or a cursor, and a page from 1 to 100', async (route) => {
    const { path } = await grownList(route.operationId);
    const { nextCursor } = await get(`${path}?limit=1`);
    expectInvalid(await somebody.api.get(`${path}?page=2&cursor=${nextCursor}`), 'page');
    for (const page of ['0', '101', '-1', '1.5', 'two', '']) {
      expectInvalid(await somebody.api.get(`${path}?page=${page}`), 'page');
    }
  });

  test.each(lists)('LIST4 $path refuses a cursor of another order or filter', async (route) => {
    const { path } = await grownList(route.operationId);
    const { nextCursor } = await get(`${path}?limit=1`);
    expect((await somebody.api.get(`${path}?cursor=${nextCursor}`)).status).toBe(200);
    const others = [
      ...filtersOf(route, samplesFor(somebody)),
      ...sortsOf(route).flatMap((sort) => (sort === usualSort(route) ? [] : [`sort=${sort}`])),
    ];
    for (const other of others) {
      expectInvalid(await somebody.api.get(`${path}?${other}&cursor=${nextCursor}`), 'cursor');
    }
  });
});

/** The order that a list has by itself; undefined for one that has no choice of orders. */
const usualSort = ({ query }: (typeof lists)[number]): string | undefined =>
  (query?.parse({}) as { sort?: string } | undefined)?.sort;

test('LIST4 a cursor belongs to the very thing whose list it is of', async () => {
  const other = await signUpCreator(rest.url, 'other_lister');
  await growing.listSpacesOfWorld?.grow();
  const { nextCursor } = await get(`/worlds/${somebody.worldId}/spaces?limit=1`);
  expectInvalid(await other.api.get(`/worlds/${other.worldId}/spaces?cursor=${nextCursor}`), 'cursor');
});

test('LIST4 the order that a list has by itself is the same list when it is said', async () => {
  const { path } = await grownList('listProducts');
  const { nextCursor } = await get(`${path}?limit=1`);
  const [unsaid, said] = [
    await get(`${path}?cursor=${nextCursor}`),
    await get(`${path}?sort=newest&cursor=${nextCursor}`),
  ];
  expect(said).toEqual(unsaid);
});
