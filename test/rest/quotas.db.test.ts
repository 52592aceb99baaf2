import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiClient, PASSWORD, signUp, signUpCreator } from '#test/clients.ts';
import { expectProblem, type RestApp, signUpAdmin, startRestApp } from './rest-app.ts';

/* How many of each thing one creator, or one user, can have. */

const QUOTA = 4;

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let other: typeof creator;
let baseModelId: string;

beforeAll(async () => {
  const names = ['SPACES', 'EVENTS', 'PRODUCTS', 'PACKAGES', 'WEARABLES'].map(
    (name) => `MAX_${name}_PER_CREATOR`,
  );
  const settings = Object.fromEntries(
    [...names, 'MAX_AVATARS_PER_USER', 'MAX_SESSIONS_PER_USER'].map((name) => [name, String(QUOTA)]),
  );
  rest = await startRestApp(settings);
  creator = await signUpCreator(rest.url, 'quota_creator');
  other = await signUpCreator(rest.url, 'quota_other');
  const admin = await signUpAdmin(rest, 'quota_admin');
  const model = await admin.api.data(
    admin.api.post('/avatars/base-models', {
      name: 'Human',
      meshUrl: 'https://cdn.example.com/human.glb',
      skeletonUrl: 'https://cdn.example.com/rig.glb',
      rigType: 'humanoid',
      slots: [{ slotName: 'head', slotType: 'attachment', displayOrder: 1 }],
    }),
  );
  baseModelId = model.id;
});
afterAll(() => rest.stop());

type Made = {
  path: string;
  body: (owner: typeof creator, n: number) => object;
  list: (owner: typeof creator) => string;
};

const things: Record<string, Made> = {
  spaces: {
    path: '/spaces',
    body: ({ worldId }, n) => ({ worldId, name: `Space ${n}`, spaceType: 'gallery' }),
    list: ({ worldId }) => `/worlds/${worldId}/spaces`,
  },
  events: {
    path: '/events',
    body: ({ spaceId }, n) => ({
      spaceId,
      name: `Event ${n}`,
      startTime: new Date(Date.now() + 3_600_000 * (n + 1)).toISOString(),
      endTime: new Date(Date.now() + 3_600_000 * (n + 2)).toISOString(),
    }),
    list: ({ spaceId }) => `/events?spaceId=${spaceId}`,
  },
  products: {
    path: '/store/products',
    body: (_owner, n) => ({ name: `Product ${n}`, productType: 'collectible', pricePoints: 5 }),
    list: ({ creatorId }) => `/store/${creatorId}/products`,
  },
  packages: {
    path: '/points/packages',
    body: (_owner, n) => ({ name: `Package ${n}`, pointsAmount: 100, priceUSD: '1.00', displayOrder: n }),
    list: ({ creatorId }) => `/points/packages/${creatorId}`,
  },
};

describe.each(Object.keys(things))('%s', (name) => {
  const { path, body, list } = things[name] as Made;

  test('QUO1 QUO2 are as many as the quota, also when many are asked for at once', async () => {
    const before = (await creator.api.get(list(creator))).body.data.length as number;
    const answers = await Promise.all(
      Array.from({ length: QUOTA + 3 }, (_, n) => creator.api.post(path, body(creator, n))),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(QUOTA - before);
    for (const answer of answers.filter((each) => !made.includes(each))) {
      expectProblem(answer, 409, 'QUOTA_REACHED');
      expect(answer.body.detail).toBe(`One creator can have ${QUOTA} ${name} here, and you have them.`);
    }
    expect((await creator.api.get(list(creator))).body.data).toHaveLength(QUOTA);
    expect((await other.api.post(path, body(other, 0))).status).toBe(201);
  });
});

test('QUO1 events that are over do not count', async () => {
  const full = things.events as Made;
  const events = (await creator.api.get(full.list(creator))).body.data as { id: string }[];
  const { id } = events[0] as { id: string };
  await creator.api.data(creator.api.post(`/events/${id}/start`));
  await creator.api.data(creator.api.post(`/events/${id}/end`));
  expect((await creator.api.post('/events', full.body(creator, 9))).status).toBe(201);
  expectProblem(await creator.api.post('/events', full.body(creator, 10)), 409, 'QUOTA_REACHED');
});

test('QUO1 wearables of a creator, and none of the platform', async () => {
  const wearable = {
    baseModelId,
    slotName: 'head',
    thumbnailUrl: 'https://cdn.example.com/hat.png',
    meshUrl: 'https://cdn.example.com/hat.glb',
  };
  for (let n = 0; n < QUOTA; n++)
    expect((await creator.api.post('/avatars/items', wearable)).status).toBe(201);
  expectProblem(await creator.api.post('/avatars/items', wearable), 409, 'QUOTA_REACHED');
  const admin = await signUpAdmin(rest, 'quota_platform');
  for (let n = 0; n <= QUOTA; n++)
    expect((await admin.api.post('/avatars/items', wearable)).status).toBe(201);
});

test('QUO1 QUO2 avatars of a user', async () => {
  const player = await signUp(rest.url, 'quota_player');
  const answers = await Promise.all(
    Array.from({ length: QUOTA + 2 }, (_, n) =>
      player.api.post('/avatars/my-avatars', { baseModelId, name: `Me ${n}` }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(QUOTA).fill(201), 409, 409]);
  expect((await player.api.get('/avatars/my-avatars')).body.data).toHaveLength(QUOTA);
  const [active] = [(await player.api.get('/avatars/my-avatar')).body.data];
  await player.api.delete(`/avatars/my-avatars/${active.id}`);
  expect((await player.api.post('/avatars/my-avatars', { baseModelId, name: 'New' })).status).toBe(201);
});

test('QUO4 a user has as many sessions as the quota, and the oldest end', async () => {
  const ended: string[] = [];
  rest.app.facts.subscribe('SessionRevoked', ({ sessionId }) => void ended.push(sessionId));
  const player = await signUp(rest.url, 'quota_sessions');
  const tokens = [player.token];
  for (let n = 0; n < QUOTA + 1; n++) {
    const answer = await fetch(`${rest.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: player.email, password: PASSWORD }),
    });
    tokens.push((await answer.json()).token);
  }
  const statuses = await Promise.all(
    tokens.map(async (token) => (await apiClient(rest.url, token).get('/users/me')).status),
  );
  expect(statuses).toEqual([401, 401, ...Array(QUOTA).fill(200)]);
  expect(ended).toHaveLength(2);
  expect((await other.api.get('/users/me')).status).toBe(200);
});
