import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { avatarItems } from '#db/schema/index.ts';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectInvalid,
  expectNothingInternal,
  expectProblem,
  pageOf,
  type RestApp,
  signUpAdmin,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let admin: Person;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let player: Person;
let human: { id: string };
let robot: { id: string };

beforeAll(async () => {
  rest = await startRestApp();
  admin = await signUpAdmin(rest, 'tailor_admin');
  creator = await signUpCreator(rest.url, 'tailor');
  player = await signUp(rest.url, 'well_dressed');
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

const url = (name: string) => `https://cdn.example.com/${name}`;
const slot = (slotName: string, displayOrder: number) => ({ slotName, slotType: 'attachment', displayOrder });

const baseModel = (name: string, slots: object[]) => ({
  name,
  meshUrl: url('body.glb'),
  skeletonUrl: url('bones.glb'),
  rigType: 'humanoid',
  slots,
});

const wearable = (baseModelId: string, slotName: string, more: object = {}) =>
  creator.api.data(
    creator.api.post('/avatars/items', {
      baseModelId,
      slotName,
      meshUrl: url('t.glb'),
      thumbnailUrl: url('t.png'),
      ...more,
    }),
  );

/** Sells a wearable for nothing, and has the player buy it. */
async function own(itemId: string) {
  const product = { name: 'Fashion', productType: 'avatar', pricePoints: 0, itemId };
  const { id } = await creator.api.data(creator.api.post('/store/products', product));
  await player.api.data(player.api.post('/store/purchase', { productId: id }));
}

describe('the catalogue', () => {
  test('has the base models that an admin adds, with their slots in order', async () => {
    const { status, body } = await admin.api.post(
      '/avatars/base-models',
      baseModel('Human', [slot('shoes', 3), slot('hat', 1), slot('coat', 2)]),
    );
    expect(status).toBe(201);
    human = body.data;
    robot = await admin.api.data(
      admin.api.post('/avatars/base-models', {
        ...baseModel('Robot', [slot('hat', 1)]),
        thumbnailUrl: url('r.png'),
      }),
    );
    const { data } = await pageOf(rest.api.get('/avatars/base-models'));
    expect(data).toMatchObject([
      {
        id: human.id,
        thumbnailUrl: null,
        slots: [{ slotName: 'hat' }, { slotName: 'coat' }, { slotName: 'shoes' }],
      },
      { id: robot.id, slots: [{ slotName: 'hat', slotType: 'attachment', maxItems: 1, displayOrder: 1 }] },
    ]);
    expectNothingInternal(data);
  });

  test('refuses a base model with a slot twice', async () => {
    const twice = baseModel('Twice', [slot('hat', 1), slot('hat', 2)]);
    expectInvalid(await admin.api.post('/avatars/base-models', twice), 'slots');
    expectInvalid(await admin.api.post('/avatars/base-models', { ...twice, slots: [] }), 'slots');
  });

  test('has the wearables of creators and of the platform', async () => {
    const metadata = { fabric: 'wool' };
    const mine = await wearable(human.id, 'coat', { meshUrl: url('coat.glb'), metadata });
    expect(mine).toMatchObject({
      baseModelId: human.id,
      creatorId: creator.creatorId,
      productId: null,
      slotName: 'coat',
      meshUrl: url('coat.glb'),
      textureUrl: null,
      metadata,
      incompatibleWith: [],
    });
    const body = {
      baseModelId: robot.id,
      slotName: 'hat',
      thumbnailUrl: url('t.png'),
      incompatibleWith: [mine.id],
    };
    const platform = await admin.api.data(admin.api.post('/avatars/items', body));
    expect(platform).toMatchObject({ creatorId: null, incompatibleWith: [mine.id] });
    const list = async (query: string) => (await pageOf(rest.api.get(`/avatars/items${query}`))).data;
    expect(await list('')).toEqual([mine, platform]);
    expect(await list(`?baseModelId=${robot.id}&slotName=hat`)).toEqual([platform]);
    expectNothingInternal(await list(''));
  });

  test('refuses wearables for what is not there', async () => {
    const add = (body: object) =>
      creator.api.post('/avatars/items', { slotName: 'hat', thumbnailUrl: url('t.png'), ...body });
    expectProblem(await add({ baseModelId: 'aaaaaaaaaaaa' }), 404, 'BASE_MODEL_NOT_FOUND');
    expectProblem(await add({ baseModelId: human.id, slotName: 'tail' }), 409, 'SLOT_MISMATCH');
    const clash = { baseModelId: human.id, incompatibleWith: ['aaaaaaaaaaaa'] };
    expectProblem(await add(clash), 404, 'ITEM_NOT_FOUND');
    expectInvalid(await add({ baseModelId: human.id, meshUrl: 'http://example.com' }), 'meshUrl');
  });
});

describe('my avatars', () => {
  test('begin with one that is made on demand, once', async () => {
    const asked = await Promise.all(Array.from({ length: 5 }, () => player.api.get('/avatars/my-avatar')));
    const ids = new Set(asked.map((answer) => answer.body.data.id));
    expect(ids.size).toBe(1);
    expect(asked[0]?.body.data).toMatchObject({ baseModelId: human.id, name: 'My Avatar', isActive: true });
    expectNothingInternal(asked[0]?.body);
  });

  test('are made, named and chosen; one is active', async () => {
    const person = await signUp(rest.url, 'many_faces');
    const first = await person.api.data(person.api.get('/avatars/my-avatar'));
    const made = await person.api.post('/avatars/my-avatars', { baseModelId: robot.id, name: 'Tin' });
    expect([made.status, made.body.data]).toMatchObject([
      201,
      { name: 'Tin', baseModelId: robot.id, isActive: true },
    ]);
    expect((await person.api.get('/avatars/my-avatar')).body.data.id).toBe(made.body.data.id);
    const back = await person.api.put(`/avatars/my-avatars/${first.id}`, { name: 'Me', isActive: true });
    expect([back.status, back.body.data]).toMatchObject([200, { id: first.id, name: 'Me', isActive: true }]);
    const { data } = await pageOf(person.api.get('/avatars/my-avatars'));
    expect(data).toMatchObject([
      { name: 'Me', isActive: true },
      { name: 'Tin', isActive: false },
    ]);
    const path = `/avatars/my-avatars/${first.id}`;
    expectInvalid(await person.api.put(path, { isActive: false, userId: 'x' }), 'isActive', 'userId');
    expectProblem(await player.api.put(path, { name: 'Stolen' }), 404, 'AVATAR_NOT_FOUND');
    const unknown = { baseModelId: 'aaaaaaaaaaaa' };
    expectProblem(await person.api.post('/avatars/my-avatars', unknown), 404, 'BASE_MODEL_NOT_FOUND');
  });

  test('made many at once leave exactly one active', async () => {
    const person = await signUp(rest.url, 'crowd');
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => person.api.post('/avatars/my-avatars', { baseModelId: robot.id })),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    const { data } = await pageOf(person.api.get('/avatars/my-avatars'));
    expect(data.filter((avatar: { isActive: boolean }) => avatar.isActive)).toHaveLength(1);
    expect(data).toHaveLength(8);
  });
});

describe('wearing', () => {
  let avatar: string;
  const equip = (itemId: string, more: object = {}) =>
    player.api.post(`/avatars/my-avatars/${avatar}/equip`, { itemId, ...more });
  const equipment = async () => (await player.api.get(`/avatars/my-avatars/${avatar}/equipment`)).body.data;

  beforeAll(async () => {
    avatar = (await player.api.data(player.api.get('/avatars/my-avatar'))).id;
  });

  test('puts on what is owned, in its colours, and takes it off', async () => {
    const hat = await wearable(human.id, 'hat', { meshUrl: url('hat.glb') });
    await own(hat.id);
    const told: unknown[] = [];
    const stop = rest.app.facts.subscribe('OutfitChanged', (fact) => void told.push(fact));
    const colorVariant = { band: '#ff0000', shine: 0.5 };
    const { status, body } = await equip(hat.id, { slotName: 'hat', colorVariant });
    expect([status, body.data]).toEqual([
      200,
      {
        avatarId: avatar,
        equipped: [
          {
            slotName: 'hat',
            itemId: hat.id,
            meshUrl: url('hat.glb'),
            textureUrl: null,
            thumbnailUrl: url('t.png'),
            colorVariant,
            equippedAt: expect.any(String),
          },
        ],
      },
    ]);
    expectNothingInternal(body);
    expect(await equipment()).toEqual(body.data);
    const off = await player.api.post(`/avatars/my-avatars/${avatar}/unequip`, { slotName: 'hat' });
    expect([off.status, off.body.data.equipped]).toEqual([200, []]);
    stop();
    expect(told).toHaveLength(2);
  });

  test('replaces what is in the slot', async () => {
    const [one, two] = [await wearable(human.id, 'shoes'), await wearable(human.id, 'shoes')];
    for (const { id } of [one, two]) {
      await own(id);
      expect((await equip(id)).status).toBe(200);
    }
    const { equipped } = await equipment();
    expect(equipped).toMatchObject([{ slotName: 'shoes', itemId: two.id, colorVariant: null }]);
  });

  test('takes off what is in the slot, and nothing else', async () => {
    const [hat, shoes] = [await wearable(human.id, 'hat'), await wearable(human.id, 'shoes')];
    for (const { id } of [hat, shoes]) {
      await own(id);
      expect((await equip(id)).status).toBe(200);
    }
    await player.api.data(player.api.post(`/avatars/my-avatars/${avatar}/unequip`, { slotName: 'hat' }));
    expect((await equipment()).equipped).toMatchObject([{ slotName: 'shoes', itemId: shoes.id }]);
  });

  test('is refused for what is not owned, not made for it, or not compatible', async () => {
    const notMine = await wearable(human.id, 'hat');
    expectProblem(await equip(notMine.id), 409, 'ITEM_NOT_OWNED');
    expectProblem(await equip('aaaaaaaaaaaa'), 404, 'ITEM_NOT_FOUND');
    const forRobots = await wearable(robot.id, 'hat');
    await own(forRobots.id);
    expectProblem(await equip(forRobots.id), 409, 'WRONG_BASE_MODEL');
    const coat = await wearable(human.id, 'coat');
    await own(coat.id);
    expectProblem(await equip(coat.id, { slotName: 'hat' }), 409, 'SLOT_MISMATCH');
    expect((await equip(coat.id)).status).toBe(200);
    const clashing = await wearable(human.id, 'hat', { incompatibleWith: [coat.id] });
    await own(clashing.id);
    expectProblem(await equip(clashing.id), 409, 'ITEM_INCOMPATIBLE');
    const parts = Array.from({ length: 9 }, (_, at) => [`part_${at}`, 'x'.repeat(50)]);
    const big = { colorVariant: Object.fromEntries(parts) };
    expectInvalid(await equip(coat.id, { ...big, color: 'red' }), 'colorVariant', 'color');
  });

  test('OUT2 a choice of colours is held to what the wearable offers, and is small', async () => {
    const colors = { main: ['#c00', '#00c'], shine: [0.5, 1], band: 'any' };
    const offering = await wearable(human.id, 'hat', { metadata: { colors } });
    const silent = await wearable(human.id, 'shoes');
    for (const { id } of [offering, silent]) await own(id);
    const choose = (colorVariant: object, { id } = offering) => equip(id, { colorVariant });
    for (const fine of [{}, { main: '#c00' }, { main: '#00c', shine: 1, band: 'rgb(1, 2, 3)' }])
      expect((await choose(fine)).status).toBe(200);
    expectInvalid(await choose({ main: '#0c0' }), 'colorVariant.main');
    expectInvalid(await choose({ main: '#c00', hue: '#c00' }), 'colorVariant.hue');
    expectInvalid(await choose({ constructor: '#c00' }), 'colorVariant.constructor');
    expect((await choose({ sole: 'gold' }, silent)).status).toBe(200);
    for (const [wrong, path] of [
      [{ sole: 'x'.repeat(51) }, 'colorVariant.sole'],
      [{ sole: { r: 1 } }, 'colorVariant.sole'],
      [{ ['x'.repeat(31)]: 'red' }, `colorVariant.${'x'.repeat(31)}`],
      [
        Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`part_${at}`, 'x'.repeat(50)])),
        'colorVariant',
      ],
    ] as const)
      expectInvalid(await choose(wrong, silent), path);
    const { equipped } = await equipment();
    expect(equipped.filter(({ slotName }: { slotName: string }) => slotName !== 'coat')).toMatchObject([
      { slotName: 'hat', colorVariant: { main: '#00c', shine: 1, band: 'rgb(1, 2, 3)' } },
      { slotName: 'shoes', colorVariant: { sole: 'gold' } },
    ]);
    for (const slotName of ['hat', 'shoes'])
      await player.api.data(player.api.post(`/avatars/my-avatars/${avatar}/unequip`, { slotName }));
  });

  test('OUT2 a wearable whose colours are in another form offers no rule, and is refused when it is written', async () => {
    const odd = await wearable(human.id, 'hat');
    await own(odd.id);
    const { db } = rest.app.database;
    await db
      .update(avatarItems)
      .set({ metadata: { colors: ['red', 'blue'] } })
      .where(eq(avatarItems.publicId, odd.id));
    expect((await equip(odd.id, { colorVariant: { main: 'green' } })).status).toBe(200);
    const metadata = { colors: { main: 'red', band: [] } };
    const answer = await creator.api.put(`/avatars/items/${odd.id}`, { metadata });
    expectInvalid(answer, 'metadata.colors.main', 'metadata.colors.band');
    await player.api.data(player.api.post(`/avatars/my-avatars/${avatar}/unequip`, { slotName: 'hat' }));
  });

  test('OUT1 the URLs of a wearable have at most 300 characters', async () => {
    const of = (length: number) => url('').padEnd(length, 'x');
    const urls = (length: number) => ({
      meshUrl: of(length),
      textureUrl: of(length),
      thumbnailUrl: of(length),
    });
    const { id } = await wearable(human.id, 'hat', urls(300));
    expectInvalid(
      await creator.api.put(`/avatars/items/${id}`, urls(301)),
      'meshUrl',
      'textureUrl',
      'thumbnailUrl',
    );
  });

  test('two things that clash are never both put on', async () => {
    const hat = await wearable(human.id, 'hat');
    const shoes = await wearable(human.id, 'shoes', { incompatibleWith: [hat.id] });
    for (const { id } of [hat, shoes]) await own(id);
    for (const slotName of ['hat', 'shoes', 'coat']) {
      await player.api.data(player.api.post(`/avatars/my-avatars/${avatar}/unequip`, { slotName }));
    }
    const answers = await Promise.all([equip(hat.id), equip(shoes.id)]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409]);
  });

  test('draws on what one owns', async () => {
    const { data } = await pageOf(player.api.get('/avatars/inventory?limit=100'));
    expect(data.length).toBeGreaterThan(5);
    expect(data[0]).toEqual({
      itemId: expect.any(String),
      baseModelId: human.id,
      slotName: 'hat',
      meshUrl: url('hat.glb'),
      textureUrl: null,
      thumbnailUrl: url('t.png'),
      source: 'purchase',
      acquiredAt: expect.any(String),
    });
    const first = await pageOf(player.api.get('/avatars/inventory?limit=2'));
    const second = await pageOf(player.api.get(`/avatars/inventory?limit=2&cursor=${first.nextCursor}`));
    expect([...first.data, ...second.data]).toEqual(data.slice(0, 4));
    expectNothingInternal(data);
  });
});
