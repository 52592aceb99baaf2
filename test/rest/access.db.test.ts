import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import { expectProblem, type RestApp, startRestApp } from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let other: Awaited<ReturnType<typeof signUpCreator>>;
let player: Person;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'access_creator');
  other = await signUpCreator(rest.url, 'access_other');
  player = await signUp(rest.url, 'access_player');
});
afterAll(() => rest.stop());

const MISSING = 'aaaaaaaaaaaa';

const eventIn = (spaceId: string) => ({
  spaceId,
  name: 'Soon',
  startTime: new Date().toISOString(),
  endTime: new Date(Date.now() + 60_000).toISOString(),
});

describe('who may', () => {
  test.each([
    ['get', '/users/me'],
    ['get', '/auth/me'],
    ['get', '/auth/profile'],
    ['get', '/auth/profile-status'],
    ['post', '/auth/complete-profile'],
    ['put', '/users/profile'],
    ['put', '/users/avatar'],
    ['post', '/creators/apply'],
    ['patch', `/creators/${MISSING}`],
    ['post', '/worlds'],
    ['post', '/spaces'],
    ['post', '/events'],
    ['post', '/tribes'],
    ['put', `/tribes/${MISSING}`],
    ['delete', `/tribes/${MISSING}`],
    ['post', `/tribes/${MISSING}/join`],
    ['post', `/tribes/${MISSING}/leave`],
    ['get', `/events/${MISSING}/my-attendance`],
    ['post', `/events/${MISSING}/start`],
    ['post', '/avatars/base-models'],
    ['post', '/avatars/items'],
    ['get', '/avatars/my-avatars'],
    ['get', '/avatars/my-avatar'],
    ['get', '/avatars/inventory'],
    ['get', '/inventory'],
    ['post', '/inventory/transfer'],
    ['post', '/inventory/consume'],
    ['post', '/store/products'],
    ['post', '/store/purchase'],
    ['get', '/store/my-orders'],
    ['get', '/store/my-inventory'],
    ['get', `/points/balance/${MISSING}`],
    ['get', '/points/balances'],
    ['get', '/points/transactions'],
  ] as const)('%s %s is 401 for nobody', async (method, path) => {
    expectProblem(await rest.api[method](path), 401, 'NOT_SIGNED_IN');
  });

  test('a creator, and nobody else, makes what creators make: 403 NOT_A_CREATOR', async () => {
    const now = new Date().toISOString();
    const later = new Date(Date.now() + 1000).toISOString();
    const asks = [
      player.api.post('/worlds', { name: 'Mine' }),
      player.api.post('/tribes', { name: 'Mine' }),
      player.api.post('/spaces', { worldId: creator.worldId, name: 'Mine', spaceType: 'stage' }),
      player.api.post('/events', { spaceId: creator.spaceId, name: 'Mine', startTime: now, endTime: later }),
      player.api.post('/store/products', { name: 'Mine', productType: 'custom', pricePoints: 1 }),
      player.api.post('/avatars/items', {
        baseModelId: MISSING,
        slotName: 'hat',
        thumbnailUrl: 'https://example.com/t.png',
      }),
    ];
    for (const ask of asks) expectProblem(await ask, 403, 'NOT_A_CREATOR');
  });

  test('the owner, and nobody else, changes what there is: 403 NOT_THE_OWNER', async () => {
    const event = await creator.api.data(creator.api.post('/events', eventIn(creator.spaceId)));
    const product = await creator.api.data(
      creator.api.post('/store/products', { name: 'Poster', productType: 'collectible', pricePoints: 1 }),
    );
    const asks = [
      other.api.patch(`/creators/${creator.creatorId}`, { bio: 'Mine' }),
      other.api.put(`/worlds/${creator.worldId}`, { name: 'Mine' }),
      other.api.put(`/tribes/${creator.tribeId}`, { name: 'Mine' }),
      other.api.delete(`/tribes/${creator.tribeId}`),
      other.api.post('/spaces', { worldId: creator.worldId, name: 'Mine', spaceType: 'stage' }),
      other.api.put(`/spaces/${creator.spaceId}`, { name: 'Mine' }),
      other.api.post('/events', eventIn(creator.spaceId)),
      other.api.put(`/events/${event.id}`, { name: 'Mine' }),
      other.api.post(`/events/${event.id}/start`),
      player.api.post(`/events/${event.id}/end`),
      other.api.put(`/store/products/${product.id}`, { pricePoints: 0 }),
    ];
    for (const ask of asks) expectProblem(await ask, 403, 'NOT_THE_OWNER');
  });

  test('an admin, and nobody else, adds base models: 403 FORBIDDEN', async () => {
    expectProblem(await creator.api.post('/avatars/base-models', {}), 403, 'FORBIDDEN');
  });
});
