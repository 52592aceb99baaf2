import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectInvalid,
  expectNothingInternal,
  expectProblem,
  give,
  pageOf,
  type RestApp,
  startRestApp,
} from './rest-app.ts';

type Creator = Awaited<ReturnType<typeof signUpCreator>>;

const MISSING = 'aaaaaaaaaaaa';

let rest: RestApp;
let creator: Creator;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'chief');
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

/** A creator whose tribe costs so much. */
async function chiefOf(userName: string, joinCost: number): Promise<Creator> {
  const chief = await signUpCreator(rest.url, userName);
  await chief.api.data(chief.api.put(`/tribes/${chief.tribeId}`, { joinCost }));
  return chief;
}

/** Somebody with points of a creator. */
async function richIn(chief: Creator, userName: string, points: number): Promise<Person> {
  const person = await signUp(rest.url, userName);
  await give(rest, person, chief.creatorId, points);
  return person;
}

const join = ({ api }: Person, { tribeId }: { tribeId: string }, key?: string) =>
  api.post(`/tribes/${tribeId}/join`, {}, key ? { 'idempotency-key': key } : {});

const balance = async ({ api }: Person, { creatorId }: Creator): Promise<number> =>
  (await api.data(api.get(`/points/balance/${creatorId}`))).balance;

const spent = async ({ api }: Person) =>
  (await pageOf(api.get('/points/transactions?type=spend'))).data as { amount: number }[];

const namesIn = async ({ tribeId }: { tribeId: string }): Promise<string[]> =>
  (await pageOf(rest.api.get(`/tribes/${tribeId}/members`))).data.map(
    (member: { userName: string }) => member.userName,
  );

describe('tribes', () => {
  test('come with every creator, and are found by id, creator and name', async () => {
    const { status, body } = await rest.api.get(`/tribes/${creator.tribeId}`);
    expect(status).toBe(200);
    expect(body.data).toEqual({
      id: creator.tribeId,
      creatorId: creator.creatorId,
      name: "chief's tribe",
      description: null,
      perks: [],
      joinCost: 0,
      createdAt: expect.any(String),
      memberCount: 0,
    });
    expect((await rest.api.get(`/creators/${creator.creatorId}/tribe`)).body).toEqual(body);
    const { memberCount: _, ...tribe } = body.data;
    expect((await pageOf(rest.api.get("/tribes?search=CHIEF'S"))).data).toEqual([tribe]);
    expect((await pageOf(rest.api.get('/tribes?search=%25'))).data).toEqual([]);
    expectNothingInternal(body);
  });

  test('are listed in pages, the newest first', async () => {
    for (const name of ['one', 'two', 'three']) await signUpCreator(rest.url, `paged_${name}`);
    const found: string[][] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await pageOf(rest.api.get(`/tribes?search=paged&limit=2${cursor && `&cursor=${cursor}`}`));
      found.push(page.data.map((tribe: { name: string }) => tribe.name));
      cursor = page.nextCursor;
    }
    expect(found).toEqual([["paged_three's tribe", "paged_two's tribe"], ["paged_one's tribe"]]);
    expectInvalid(await rest.api.get('/tribes?sort=size&search='), 'sort', 'search');
  });

  test('are changed by their owner', async () => {
    const path = `/tribes/${creator.tribeId}`;
    const change = {
      name: 'Nomads',
      description: 'We move.\nOften.',
      perks: ['A tent', 'A song'],
      joinCost: 7,
    };
    const { status, body } = await creator.api.put(path, change);
    expect([status, body.data]).toMatchObject([200, change]);
    const less = await creator.api.data(creator.api.put(path, { description: null, perks: [], joinCost: 0 }));
    expect(less).toMatchObject({ name: 'Nomads', description: null, perks: [], joinCost: 0 });
    expect(await creator.api.data(creator.api.put(path, {}))).toEqual(less);
    expectNothingInternal(body);
  });

  test('are refused with every field that is wrong', async () => {
    const path = `/tribes/${creator.tribeId}`;
    const wrong = {
      name: '',
      description: 'x'.repeat(501),
      perks: ['', 'x'.repeat(201)],
      joinCost: 1_000_001,
      creatorId: MISSING,
    };
    const fields = ['name', 'description', 'perks.0', 'perks.1', 'joinCost', 'creatorId'];
    expectInvalid(await creator.api.put(path, wrong), ...fields);
    expectInvalid(await creator.api.post('/tribes', wrong), ...fields);
    expectInvalid(await creator.api.post('/tribes', {}), 'name');
    for (const joinCost of [-1, 0.5, '5', null])
      expectInvalid(await creator.api.put(path, { joinCost }), 'joinCost');
    expectInvalid(await creator.api.put(path, { perks: Array(11).fill('More') }), 'perks');
    expect((await creator.api.put(path, { perks: Array(10).fill('Fine'), joinCost: 1_000_000 })).status).toBe(
      200,
    );
    await creator.api.data(creator.api.put(path, { perks: [], joinCost: 0 }));
  });

  test('that are not there are 404', async () => {
    const path = `/tribes/${MISSING}`;
    const asks = [
      rest.api.get(path),
      rest.api.get(`/creators/${MISSING}/tribe`),
      rest.api.get(`${path}/members`),
      creator.api.put(path, { name: 'Ghosts' }),
      creator.api.delete(path),
      creator.api.post(`${path}/join`),
      creator.api.post(`${path}/leave`),
    ];
    for (const ask of asks) expectProblem(await ask, 404, 'TRIBE_NOT_FOUND');
    expectInvalid(await rest.api.get('/tribes/7'), 'tribeId');
  });

  test('TRB1 are one for each creator, however many are asked for at once', async () => {
    expectProblem(await creator.api.post('/tribes', { name: 'Second' }), 409, 'TRIBE_EXISTS');
    const restless = await signUpCreator(rest.url, 'restless');
    expect((await restless.api.delete(`/tribes/${restless.tribeId}`)).status).toBe(204);
    const body = { name: 'Anew', perks: ['A badge'], joinCost: 3 };
    const answers = await Promise.all(Array.from({ length: 5 }, () => restless.api.post('/tribes', body)));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 409, 409, 409, 409]);
    const made = answers.find((answer) => answer.status === 201)?.body.data;
    expect(made).toMatchObject({ ...body, description: null, creatorId: restless.creatorId });
  });

  test('TRB8 end with their memberships, and what was paid stays in the ledger', async () => {
    const chief = await chiefOf('last_chief', 5);
    const person = await richIn(chief, 'last_member', 8);
    await person.api.data(join(person, chief));
    const gone = await chief.api.delete(`/tribes/${chief.tribeId}`);
    expect([gone.status, gone.body]).toEqual([204, undefined]);
    expectProblem(await rest.api.get(`/tribes/${chief.tribeId}`), 404, 'TRIBE_NOT_FOUND');
    expectProblem(await person.api.post(`/tribes/${chief.tribeId}/leave`), 404, 'TRIBE_NOT_FOUND');
    expect((await rest.api.get(`/creators/${chief.creatorId}`)).body.data.tribeId).toBeNull();
    expect(await balance(person, chief)).toBe(3);
    expect(await spent(person)).toMatchObject([{ amount: -5, referenceType: 'tribe', referenceId: null }]);
    const next = await chief.api.data(chief.api.post('/tribes', { name: 'Next' }));
    expect(await namesIn({ tribeId: next.id })).toEqual([]);
  });
});

describe('joining', () => {
  test('TRB2 takes the points, writes the ledger and makes the membership', async () => {
    const chief = await chiefOf('paid_chief', 30);
    const person = await richIn(chief, 'joiner', 100);
    const { status, body, headers } = await join(person, chief);
    expect([status, headers.get('idempotent-replayed')]).toEqual([201, null]);
    expect(body.data).toEqual({
      tribeId: chief.tribeId,
      creatorId: chief.creatorId,
      role: 'member',
      joinedAt: expect.any(String),
      pointsSpent: 30,
      balance: 70,
    });
    expect(await balance(person, chief)).toBe(70);
    expect(await spent(person)).toMatchObject([
      {
        creatorId: chief.creatorId,
        amount: -30,
        balance: 70,
        type: 'spend',
        source: 'experience',
        referenceType: 'tribe',
        referenceId: chief.tribeId,
      },
    ]);
    expect((await rest.api.get(`/tribes/${chief.tribeId}`)).body.data.memberCount).toBe(1);
    expectNothingInternal([body, await spent(person)]);
  });

  test('a tribe that costs nothing moves nothing', async () => {
    const chief = await chiefOf('free_chief', 0);
    const person = await signUp(rest.url, 'freeloader');
    expect(await person.api.data(join(person, chief))).toMatchObject({ pointsSpent: 0, balance: 0 });
    expect(await spent(person)).toEqual([]);
  });

  test('TRB3 is refused to members, to the poor and in tribes that are not there, and has changed nothing', async () => {
    const chief = await chiefOf('choosy_chief', 50);
    const person = await richIn(chief, 'twice', 60);
    await person.api.data(join(person, chief));
    expectProblem(await join(person, chief), 409, 'ALREADY_MEMBER');
    expect(await balance(person, chief)).toBe(10);
    const poor = await richIn(chief, 'poor', 49);
    const stranger = await signUp(rest.url, 'penniless');
    expectProblem(await join(poor, chief, 'my-key'), 409, 'INSUFFICIENT_POINTS');
    expectProblem(await join(stranger, chief), 409, 'INSUFFICIENT_POINTS');
    expectProblem(await join(poor, { tribeId: MISSING }), 404, 'TRIBE_NOT_FOUND');
    expectInvalid(await poor.api.post(`/tribes/${chief.tribeId}/join`, { joinCost: 0 }), 'joinCost');
    expect([await balance(poor, chief), await spent(poor)]).toEqual([49, []]);
    expect(await namesIn(chief)).toEqual(['twice']);
    await give(rest, poor, chief.creatorId, 1);
    expect((await join(poor, chief, 'my-key')).status).toBe(201);
  });

  test.each([
    ['points for many', 1000],
    ['points for one', 40],
  ])('TRB4 many times at once, with %s, is one membership, paid once', async (_what, points) => {
    const chief = await chiefOf(`rush_chief_${points}`, 40);
    const person = await richIn(chief, `rusher_${points}`, points);
    const answers = await Promise.all(Array.from({ length: 10 }, () => join(person, chief)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expectProblem(answer, 409, 'ALREADY_MEMBER');
    }
    expect(await balance(person, chief)).toBe(points - 40);
    expect(await spent(person)).toHaveLength(1);
    expect(await namesIn(chief)).toEqual([person.userName]);
  });

  test('while the tribe is deleted joins before it or finds it gone', async () => {
    const chief = await chiefOf('fading_chief', 1);
    const people = await Promise.all(Array.from({ length: 6 }, (_, n) => richIn(chief, `fading_${n}`, 1)));
    const [gone, ...answers] = await Promise.all([
      chief.api.delete(`/tribes/${chief.tribeId}`),
      ...people.map((person) => join(person, chief)),
    ]);
    expect(gone.status).toBe(204);
    for (const [n, answer] of answers.entries()) {
      const person = people[n] as Person;
      if (answer.status !== 201) expectProblem(answer, 404, 'TRIBE_NOT_FOUND');
      expect(await balance(person, chief)).toBe(answer.status === 201 ? 0 : 1);
    }
  });

  test('TRB5 again with the same key gets the first answer and pays nothing', async () => {
    const chief = await chiefOf('keyed_chief', 20);
    const other = await chiefOf('keyed_other', 0);
    const person = await richIn(chief, 'retrier', 50);
    const answers = await Promise.all(Array.from({ length: 5 }, () => join(person, chief, 'join-key')));
    const again = await join(person, chief, 'join-key');
    const replays = [...answers, again].filter((one) => one.headers.get('idempotent-replayed') === 'true');
    expect(replays).toHaveLength(5);
    for (const answer of answers) expect([answer.status, answer.body]).toEqual([201, again.body]);
    expect(await balance(person, chief)).toBe(30);
    expectProblem(await join(person, other, 'join-key'), 422, 'IDEMPOTENCY_KEY_REUSED');
  });

  test('TRB6 is free for the owner, who is its admin', async () => {
    const chief = await chiefOf('own_chief', 1000);
    const joined = await chief.api.data(join(chief, chief));
    expect(joined).toMatchObject({ role: 'admin', pointsSpent: 0, balance: 0 });
    expectProblem(await join(chief, chief), 409, 'ALREADY_MEMBER');
  });
});

describe('leaving', () => {
  test('TRB7 pays nothing back, and who joins again pays again', async () => {
    const chief = await chiefOf('left_chief', 10);
    const person = await richIn(chief, 'wanderer', 25);
    await person.api.data(join(person, chief));
    const path = `/tribes/${chief.tribeId}/leave`;
    const left = await person.api.post(path);
    expect([left.status, left.body.data]).toMatchObject([200, { id: chief.tribeId, memberCount: 0 }]);
    expect(await balance(person, chief)).toBe(15);
    expectProblem(await person.api.post(path), 409, 'NOT_A_MEMBER');
    expectInvalid(await person.api.post(path, { refund: true }), 'refund');
    expect(await person.api.data(join(person, chief))).toMatchObject({ pointsSpent: 10, balance: 5 });
  });
});

describe('members', () => {
  test('TRB9 are listed in pages, the newest first, with names, roles and since when', async () => {
    const chief = await chiefOf('listed_chief', 0);
    await chief.api.data(join(chief, chief));
    for (const name of ['first_in', 'second_in']) {
      const person = await signUp(rest.url, name);
      await person.api.data(join(person, chief));
    }
    const path = `/tribes/${chief.tribeId}/members?limit=2`;
    const first = await pageOf(rest.api.get(path));
    const second = await pageOf(rest.api.get(`${path}&cursor=${first.nextCursor}`));
    expect([...first.data, ...second.data]).toEqual([
      { userName: 'second_in', role: 'member', joinedAt: expect.any(String) },
      { userName: 'first_in', role: 'member', joinedAt: expect.any(String) },
      { userName: 'listed_chief', role: 'admin', joinedAt: expect.any(String) },
    ]);
    expect(second.nextCursor).toBeNull();
    expectInvalid(await rest.api.get(`${path}&role=admin`), 'role');
  });
});
