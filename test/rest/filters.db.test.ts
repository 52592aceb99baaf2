import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import { expectInvalid, give, pageOf, type RestApp, startRestApp } from './rest-app.ts';

type Creator = Awaited<ReturnType<typeof signUpCreator>>;

let rest: RestApp;
let creator: Creator;
let other: Creator;
let player: Person;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'seller');
  other = await signUpCreator(rest.url, 'other_seller');
  player = await signUp(rest.url, 'buyer');
  await offer(creator, { name: 'éclair', pricePoints: 30 });
  await offer(creator, { name: 'Donut', pricePoints: 10, maxQuantity: 1 });
  await offer(other, { name: 'Apple pie', pricePoints: 20, productType: 'custom' });
  await offer(creator, { name: 'Fig roll', pricePoints: 20, releaseDate: inAYear });
  await offer(creator, { name: 'Flan', pricePoints: 0 });
});
afterAll(() => rest.stop());

const inAYear = new Date(Date.now() + 365 * 24 * 3_600_000).toISOString();

const offer = ({ api }: Creator, product: object): Promise<{ id: string }> =>
  api.data(api.post('/store/products', { productType: 'collectible', ...product }));

const names = async (path: string): Promise<string[]> =>
  (await pageOf(player.api.get(path))).data.map((item: { name: string }) => item.name);

describe('products', () => {
  test.each([
    ['', ['Flan', 'Fig roll', 'Apple pie', 'Donut', 'éclair']],
    ['sort=newest', ['Flan', 'Fig roll', 'Apple pie', 'Donut', 'éclair']],
    ['sort=oldest', ['éclair', 'Donut', 'Apple pie', 'Fig roll', 'Flan']],
    ['sort=price_asc', ['Flan', 'Donut', 'Apple pie', 'Fig roll', 'éclair']],
    ['sort=price_desc', ['éclair', 'Fig roll', 'Apple pie', 'Donut', 'Flan']],
    ['sort=name', ['Apple pie', 'Donut', 'éclair', 'Fig roll', 'Flan']],
    ['sort=name&priceMin=10&priceMax=20', ['Apple pie', 'Donut', 'Fig roll']],
    ['priceMin=30', ['éclair']],
    ['priceMax=0', ['Flan']],
    ['priceMin=21&priceMax=20', []],
    ['productType=custom', ['Apple pie']],
    ['search=FL', ['Flan']],
    ['sort=oldest&available=true', ['éclair', 'Donut', 'Apple pie', 'Flan']],
    ['available=false', ['Fig roll']],
  ])('LIST3 are listed by %s', async (query, expected) => {
    expect(await names(`/store/products?${query}`)).toEqual(expected);
    const ofCreator = expected.filter((name) => name !== 'Apple pie');
    expect(await names(`/store/${creator.creatorId}/products?${query}`)).toEqual(ofCreator);
    expect(await names(`/store/products?creatorId=${creator.creatorId}&${query}`)).toEqual(ofCreator);
  });

  test('LIST3 are not available once they are sold out', async () => {
    await give(rest, player, creator.creatorId, 10);
    const [donut] = (await pageOf(player.api.get('/store/products?search=donut'))).data;
    await player.api.data(player.api.post('/store/purchase', { productId: donut.id }));
    expect(await names('/store/products?available=false')).toEqual(['Fig roll', 'Donut']);
    expect(await names('/store/products?available=true')).not.toContain('Donut');
  });

  test('are refused filters and orders that there are not', async () => {
    const wrong = 'sort=price&priceMin=-1&priceMax=much&available=1&color=red';
    const fields = ['sort', 'priceMin', 'priceMax', 'available', 'color'];
    expectInvalid(await rest.api.get(`/store/products?${wrong}`), ...fields);
    expectInvalid(await rest.api.get(`/store/${creator.creatorId}/products?${wrong}`), ...fields);
    expectInvalid(await rest.api.get('/store/products?priceMin=2147483648'), 'priceMin');
    expectInvalid(await rest.api.get('/store/products?priceMin='), 'priceMin');
  });
});

test('LIST3 spaces are listed by their type, their world and their name', async () => {
  const { api, worldId } = other;
  for (const [name, spaceType] of [
    ['Attic', 'gallery'],
    ['Cellar', 'club'],
    ['Cell', 'gallery'],
  ])
    await api.data(api.post('/spaces', { worldId, name, spaceType }));
  expect(await names(`/spaces?worldId=${worldId}`)).toEqual(['Cell', 'Cellar', 'Attic', 'Main stage']);
  expect(await names('/spaces?spaceType=gallery')).toEqual(['Cell', 'Attic']);
  expect(await names(`/spaces?spaceType=gallery&worldId=${worldId}&search=cel`)).toEqual(['Cell']);
  expect(await names(`/spaces?worldId=${creator.worldId}`)).toEqual(['Main stage']);
  expect(await names('/spaces?worldId=aaaaaaaaaaaa')).toEqual([]);
});

test('LIST3 events are listed by their space, their name, their time and being live', async () => {
  const { api, spaceId } = creator;
  const at = (hour: number) => new Date(Date.UTC(new Date().getUTCFullYear() + 2, 0, 1, hour)).toISOString();
  const ids: string[] = [];
  for (const [name, hour] of [
    ['Noon', 12],
    ['Dawn', 6],
    ['Dusk', 18],
  ] as const) {
    const event = { spaceId, name, startTime: at(hour), endTime: at(hour + 1) };
    ids.push((await api.data(api.post('/events', event))).id);
  }
  await api.data(api.post(`/events/${ids[2]}/start`));
  const list = (query: string) => names(`/events?spaceId=${spaceId}&${query}`);
  expect(await list('')).toEqual(['Dawn', 'Noon', 'Dusk']);
  expect(await list('isLive=true')).toEqual(['Dusk']);
  expect(await list('isLive=false&search=N')).toEqual(['Dawn', 'Noon']);
  expect(await list(`from=${at(12)}`)).toEqual(['Noon', 'Dusk']);
  expect(await list(`to=${at(12)}`)).toEqual(['Dawn']);
  expect(await list(`from=${at(7)}&to=${at(13)}`)).toEqual(['Dawn', 'Noon']);
  expect(await names(`/events?spaceId=${other.spaceId}`)).toEqual([]);
  await api.data(api.post(`/events/${ids[2]}/end`));
});
