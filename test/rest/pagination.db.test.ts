import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signUpCreator } from '#test/clients.ts';
import { expectInvalid, pageOf, type RestApp, startRestApp } from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'page_turner');
  for (let n = 0; n < 6; n++) await addSpace(`Hall ${n}`);
});
afterAll(() => rest.stop());

const addSpace = (name: string) =>
  creator.api.data(creator.api.post('/spaces', { worldId: creator.worldId, name, spaceType: 'hall' }));

/** Every page of a list, one after the other. */
async function pages(path: string, between: () => Promise<unknown> = async () => {}) {
  const found: string[][] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await pageOf(creator.api.get(`${path}&limit=2${cursor && `&cursor=${cursor}`}`));
    found.push(page.data.map((item: { id: string; name: string }) => item.name));
    cursor = page.nextCursor;
    await between();
  }
  return found;
}

const HALLS = [
  ['Hall 5', 'Hall 4'],
  ['Hall 3', 'Hall 2'],
  ['Hall 1', 'Hall 0'],
];

describe('a list', () => {
  test('comes in pages, and the last one says so', async () => {
    expect(await pages('/spaces?spaceType=hall')).toEqual(HALLS);
  });

  test('keeps its pages while things are added', async () => {
    let added = 0;
    const seen = await pages('/spaces?spaceType=hall', () => addSpace(`New ${added++}`));
    expect(seen).toEqual(HALLS);
  });

  test('by time keeps its pages while things are added before and behind', async () => {
    const at = (minutes: number) => new Date(Date.UTC(2030, 0, 1, 0, minutes)).toISOString();
    const schedule = (name: string, minutes: number) =>
      creator.api.data(
        creator.api.post('/events', {
          spaceId: creator.spaceId,
          name,
          startTime: at(minutes),
          endTime: at(minutes + 30),
        }),
      );
    for (const n of [3, 1, 2, 2, 4]) await schedule(`At ${n}`, n);
    let earlier = 0;
    const seen = await pages(`/events?spaceId=${creator.spaceId}`, () => schedule('Earlier', earlier--));
    expect(seen).toEqual([['At 1', 'At 2'], ['At 2', 'At 3'], ['At 4']]);
  });

  test('has 20 to a page unless told, and at most 100', async () => {
    expect((await rest.api.get('/spaces')).body.page.limit).toBe(20);
    expect((await rest.api.get('/spaces?limit=100')).body.page.limit).toBe(100);
    for (const limit of ['0', '101', '-1', '1.5', 'ten', '']) {
      expectInvalid(await rest.api.get(`/spaces?limit=${limit}`), 'limit');
    }
  });

  test('takes no cursor but its own', async () => {
    const { nextCursor } = await pageOf(rest.api.get('/spaces?limit=1'));
    const byHand = Buffer.from('["",1001]').toString('base64url');
    for (const cursor of ['', 'garbage', byHand, `${nextCursor}x`, 'x'.repeat(501)]) {
      expectInvalid(await rest.api.get(`/spaces?cursor=${cursor}`), 'cursor');
    }
    expectInvalid(await rest.api.get(`/worlds?cursor=${nextCursor}`), 'cursor');
    expectInvalid(await rest.api.get(`/events?cursor=${nextCursor}`), 'cursor');
    expect((await rest.api.get(`/spaces?cursor=${nextCursor}`)).status).toBe(200);
  });

  test('that is not there yet is empty', async () => {
    const { data, nextCursor } = await pageOf(rest.api.get('/store/products'));
    expect([data, nextCursor]).toEqual([[], null]);
  });
});
