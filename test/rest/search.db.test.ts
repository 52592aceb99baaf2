import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schedule, signUpCreator } from '#test/clients.ts';
import { expectInvalid, pageOf, type RestApp, startRestApp } from './rest-app.ts';

type Creator = Awaited<ReturnType<typeof signUpCreator>>;

let rest: RestApp;
let creator: Creator;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'namer');
});
afterAll(() => rest.stop());

/** Gives one thing of each kind this name. */
async function nameEverything(name: string): Promise<void> {
  const { api, worldId, tribeId, spaceId } = creator;
  const product = { name, productType: 'custom', pricePoints: 0 };
  await api.data(api.put(`/worlds/${worldId}`, { name }));
  await api.data(api.put(`/tribes/${tribeId}`, { name }));
  await api.data(api.put('/store/my-store', { storeName: name }));
  await api.data(api.put(`/spaces/${spaceId}`, { name }));
  const eventId = await schedule(creator, {});
  await api.data(api.put(`/events/${eventId}`, { name }));
  const { id } = await api.data(api.post('/store/products', product));
  await api.data(api.post('/store/purchase', { productId: id }));
}

const LISTS = [
  '/worlds',
  '/tribes',
  '/store/stores',
  '/spaces',
  '/events',
  '/store/products',
  '/inventory',
  '/inventory/type/custom',
] as const;

/** The names in each list that a search finds. */
async function found(search: string): Promise<Record<string, string[]>> {
  const answer: Record<string, string[]> = {};
  for (const list of LISTS) {
    const { data } = await pageOf(creator.api.get(`${list}?search=${encodeURIComponent(search)}`));
    answer[list] = data.map((item: { name?: string; storeName?: string }) => item.name ?? item.storeName);
  }
  return answer;
}

/** In every list there is this name among those that were found. */
const everywhere = (name: string) =>
  Object.fromEntries(LISTS.map((list) => [list, expect.arrayContaining([name])]));

describe('a search', () => {
  test.each([
    ['Über den Dächern', ['über', 'UBER', 'dachern', 'N DÄ', 'ü', 'be', 'U\u0308BER']],
    ['CAFÉ Été', ['café', 'cafe', 'ETE', 'Fé é', 'é']],
    ['Der ﬁnale Spaß', ['final', 'FINALE', 'spass', 'SPASS', 'ß', 'ﬁ']],
    ['Жуки и Ёлки', ['жуки', 'ЖУКИ', 'елки', 'ж']],
    ['Ørsted Łódź Æon', ['orsted', 'ØRSTED', 'lodz', 'łódź', 'aeon', 'Æ', 'Ł']],
    ['Ｗｉｄｅ Đông ΟΔΥΣΣΕΥΣ', ['wide', 'dong', 'οδυσσευς', 'οδυσσευσ', 'd']],
    ['ライブ会場 한국', ['ライブ', '会場', '会', '한국', '한']],
    ['100% _real_ back\\slash', ['100%', '%', '_', '\\', '_REAL', 'k\\s', '0%']],
  ])('LIST1 LIST2 finds %s however it is written', async (name, searches) => {
    await nameEverything(name);
    for (const search of searches) expect(await found(search), search).toEqual(everywhere(name));
  });

  test('LIST1 LIST2 finds nothing else', async () => {
    await nameEverything('Plain words');
    for (const search of ['%', '_', 'p_a', 'pla%', '\\', 'x', 'sw', 'wordsp', 'words plain']) {
      const names = Object.values(await found(search)).flat();
      expect(names, search).not.toContain('Plain words');
    }
  });

  test('LIST1 of creators looks in their userNames and names', async () => {
    const one = await signUpCreator(rest.url, 'Painter_7');
    await one.api.data(one.api.put('/users/profile', { firstName: 'Zoë', lastName: 'Łucka' }));
    for (const search of ['painter', 'R_7', 'zoe', 'ZOË łu', 'lucka', 'oe']) {
      const { data } = await pageOf(rest.api.get(`/creators?search=${encodeURIComponent(search)}`));
      expect(
        data.map((item: { userName: string }) => item.userName),
        search,
      ).toEqual(['Painter_7']);
    }
    expect((await pageOf(rest.api.get('/creators?search=nobody'))).data).toEqual([]);
  });

  test('LIST1 keeps its pages', async () => {
    for (const n of [1, 2, 3]) {
      const body = { worldId: creator.worldId, name: `Séance ${n}`, spaceType: 'hall' };
      await creator.api.data(creator.api.post('/spaces', body));
    }
    const first = await pageOf(rest.api.get('/spaces?search=SEANCE&limit=2'));
    const second = await pageOf(rest.api.get(`/spaces?search=SEANCE&limit=2&cursor=${first.nextCursor}`));
    const names = [...first.data, ...second.data].map((space: { name: string }) => space.name);
    expect(names).toEqual(['Séance 3', 'Séance 2', 'Séance 1']);
    expect(second.nextCursor).toBeNull();
  });

  test('of a name that unfolds into many characters is kept and found', async () => {
    await nameEverything('\uFDFA'.repeat(100));
    expect(await found('\uFDFA')).toEqual(everywhere('\uFDFA'.repeat(100)));
  });

  test('is of 1 to 100 characters that can be shown', async () => {
    for (const list of LISTS) {
      for (const search of ['', ' ', '%00', 'x'.repeat(101)]) {
        expectInvalid(await creator.api.get(`${list}?search=${search}`), 'search');
      }
    }
  });
});
