import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spaces, worlds } from '#db/schema/index.ts';
import { signUp, signUpCreator } from '#test/clients.ts';
import {
  expectInvalid,
  expectNothingInternal,
  expectProblem,
  PLAYERS_IN_EVERY_SPACE,
  pageOf,
  type RestApp,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'world_maker');
});
afterAll(() => rest.stop());

describe('creators', () => {
  test('apply once, and have a world, a tribe and a store from then on', async () => {
    const person = await signUp(rest.url, 'newcomer');
    const { status, body } = await person.api.post('/creators/apply', {
      bio: 'I sing.',
      pointsName: 'Notes',
    });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      userName: 'newcomer',
      name: 'Test Person',
      bio: 'I sing.',
      pointsName: 'Notes',
      worldId: expect.any(String),
      tribeId: expect.any(String),
      storeId: expect.any(String),
    });
    expectNothingInternal(body);
    const me = (await person.api.get('/users/me')).body.data;
    expect(me).toMatchObject({ role: 'creator', creatorId: body.data.id });
    expect((await rest.api.get(`/creators/${body.data.id}`)).body).toEqual(body);
    expectProblem(await person.api.post('/creators/apply', {}), 409, 'ALREADY_CREATOR');
  });

  test('apply many times at once, and are one creator', async () => {
    const person = await signUp(rest.url, 'impatient');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => person.api.post('/creators/apply', {})),
    );
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 409, 409, 409, 409]);
    expect(answers.find((answer) => answer.status === 201)?.body.data).toMatchObject({
      bio: null,
      pointsName: 'Points',
    });
  });

  test('change their bio and what their points are called, and keep the rest', async () => {
    const one = await signUpCreator(rest.url, 'renamer');
    const path = `/creators/${one.creatorId}`;
    const before = await one.api.data(one.api.get(path));
    expect(before).toMatchObject({ bio: null, pointsName: 'Stars', pointsSymbol: '🪙' });
    const change = { bio: 'I paint.\nAnd sing.', pointsName: 'Drops', pointsSymbol: '💧' };
    const { status, body } = await one.api.patch(path, change);
    expect([status, body.data]).toEqual([200, { ...before, ...change, updatedAt: expect.any(String) }]);
    expect(body.data.updatedAt >= before.updatedAt).toBe(true);
    expectNothingInternal(body);
    const called = { pointsName: 'Drops', pointsSymbol: '💧' };
    expect((await one.api.get(`/points/balance/${one.creatorId}`)).body.data).toMatchObject(called);
    expect(await one.api.data(one.api.patch(path, { bio: null }))).toMatchObject({ ...called, bio: null });
    const symbol = await one.api.data(one.api.patch(path, { pointsSymbol: '🌊🌊🌊🌊🌊🌊🌊🌊' }));
    expect(symbol).toMatchObject({ pointsName: 'Drops', bio: null });
    expect(await one.api.data(one.api.patch(path, {}))).toEqual(symbol);
    expect((await rest.api.get(path)).body.data).toEqual(symbol);
  });

  test('are changed in nothing that is wrong, by nobody else, and only if they are there', async () => {
    const one = await signUpCreator(rest.url, 'unmoved');
    const path = `/creators/${one.creatorId}`;
    const before = (await rest.api.get(path)).body;
    const wrong = { bio: 'x'.repeat(501), pointsName: '', pointsSymbol: '123456789', userId: 'x' };
    expectInvalid(await one.api.patch(path, wrong), 'bio', 'pointsName', 'pointsSymbol', 'userId');
    const long = { pointsName: 'x'.repeat(21), pointsSymbol: null };
    expectInvalid(await one.api.patch(path, long), 'pointsName', 'pointsSymbol');
    expectProblem(await creator.api.patch(path, { bio: 'Mine' }), 403, 'NOT_THE_OWNER');
    expectProblem(await one.api.patch('/creators/aaaaaaaaaaaa', {}), 404, 'CREATOR_NOT_FOUND');
    expect((await rest.api.get(path)).body).toEqual(before);
  });

  test('are listed, the newest first', async () => {
    await signUpCreator(rest.url, 'newest');
    const { data } = await pageOf(rest.api.get('/creators'));
    expect(data[0].userName).toBe('newest');
    expect(data.map((one: { userName: string }) => one.userName)).toContain('world_maker');
    expectNothingInternal(data);
  });
});

describe('worlds', () => {
  test('are found by their id, their creator and their name', async () => {
    const { body } = await rest.api.get(`/worlds/${creator.worldId}`);
    expect(body.data).toMatchObject({ id: creator.worldId, creatorId: creator.creatorId });
    expect((await rest.api.get(`/creators/${creator.creatorId}/world`)).body).toEqual(body);
    const found = await pageOf(rest.api.get('/worlds?search=WORLD_maker'));
    expect(found.data).toEqual([body.data]);
    expect((await pageOf(rest.api.get('/worlds?search=%25'))).data).toEqual([]);
    expectNothingInternal(body);
  });

  test('are changed by their owner', async () => {
    const change = { name: 'Nebula', description: 'Far out.\nAnd back.' };
    const { status, body } = await creator.api.put(`/worlds/${creator.worldId}`, change);
    expect([status, body.data]).toMatchObject([200, change]);
    expect(
      (await creator.api.put(`/worlds/${creator.worldId}`, { description: null })).body.data,
    ).toMatchObject({
      name: 'Nebula',
      description: null,
    });
    expect((await creator.api.put(`/worlds/${creator.worldId}`, {})).status).toBe(200);
  });

  test('are one for each creator', async () => {
    expectProblem(await creator.api.post('/worlds', { name: 'Second' }), 409, 'WORLD_EXISTS');
    const homeless = await signUpCreator(rest.url, 'homeless');
    const { db } = rest.app.database;
    await db.delete(worlds).where(eq(worlds.publicId, homeless.worldId));
    const { status, body } = await homeless.api.post('/worlds', { name: 'Home', description: 'again' });
    expect([status, body.data]).toMatchObject([201, { name: 'Home', creatorId: homeless.creatorId }]);
  });
});

describe('spaces', () => {
  test('are made, with room for 100 unless told', async () => {
    const { status, body } = await creator.api.post('/spaces', {
      worldId: creator.worldId,
      name: 'Gallery',
      spaceType: 'gallery',
    });
    expect([status, body.data]).toMatchObject([
      201,
      {
        worldId: creator.worldId,
        creatorId: creator.creatorId,
        capacity: 100,
        isActive: true,
        spaceType: 'gallery',
      },
    ]);
    expectNothingInternal(body);
    const found = await pageOf(rest.api.get(`/spaces?spaceType=gallery&worldId=${creator.worldId}`));
    expect(found.data).toEqual([body.data]);
  });

  test('tell how many players are in them', async () => {
    const { body } = await rest.api.get(`/spaces/${creator.spaceId}`);
    expect(body.data).toMatchObject({ id: creator.spaceId, playersNow: PLAYERS_IN_EVERY_SPACE });
  });

  test('are listed below their world', async () => {
    const { data } = await pageOf(rest.api.get(`/worlds/${creator.worldId}/spaces`));
    expect(data.map((space: { id: string }) => space.id)).toContain(creator.spaceId);
  });

  test('are changed by their owner, and gone from the lists when inactive', async () => {
    const space = await creator.api.data(
      creator.api.post('/spaces', {
        worldId: creator.worldId,
        name: 'Cellar',
        spaceType: 'cellar',
        capacity: 5,
      }),
    );
    const closed: number[] = [];
    const stop = rest.app.facts.subscribe('SpaceClosed', ({ spaceId }) => void closed.push(spaceId));
    const change = { name: 'Attic', spaceType: 'attic', capacity: 1000, isActive: false };
    const { status, body } = await creator.api.put(`/spaces/${space.id}`, change);
    stop();
    expect([status, body.data]).toEqual([200, { ...space, ...change }]);
    const [row] = await rest.app.database.db.select().from(spaces).where(eq(spaces.publicId, space.id));
    expect(closed).toEqual([row?.id]);
    expect((await pageOf(rest.api.get('/spaces?spaceType=attic'))).data).toEqual([]);
    expect((await rest.api.get(`/spaces/${space.id}`)).body.data.isActive).toBe(false);
  });
});
