import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { user } from '#db/schema/index.ts';
import { signUp } from '#test/clients.ts';
import {
  expectInvalid,
  expectNothingInternal,
  expectProblem,
  type RestApp,
  signUpAdmin,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;

beforeAll(async () => {
  rest = await startRestApp();
});
afterAll(() => rest.stop());

const PICTURE = 'https://example.com/me.png';
const LINKS = { web: 'https://example.com', music: 'https://music.example.com/ada' };

describe('a profile', () => {
  test('is the whole account', async () => {
    const person = await signUp(rest.url, 'reader');
    const profile = await person.api.get('/auth/profile');
    expect(profile).toMatchObject({ status: 200, body: { data: { userName: 'reader', socialLinks: {} } } });
    expect(profile.body).toEqual((await person.api.get('/users/me')).body);
    expectNothingInternal(profile.body);
  });

  test('ACC14 changes in what is given and keeps the rest, with the name in step', async () => {
    const { api } = await signUp(rest.url, 'changer');
    const before = await api.data(api.get('/users/me'));
    const first = await api.data(api.put('/users/profile', { firstName: ' Ada ', socialLinks: LINKS }));
    expect(first).toEqual({ ...before, firstName: 'Ada', name: 'Ada Person', socialLinks: LINKS });
    const second = await api.data(api.put('/users/profile', { lastName: 'Byron', userName: 'ada_b' }));
    expect(second).toEqual({ ...first, lastName: 'Byron', name: 'Ada Byron', userName: 'ada_b' });
    const both = { firstName: 'Augusta', lastName: 'King', socialLinks: {} };
    const third = await api.data(api.put('/users/profile', both));
    expect(third).toEqual({ ...second, ...both, name: 'Augusta King' });
    expect(await api.data(api.put('/users/profile', {}))).toEqual(third);
    expect(await api.data(api.get('/users/me'))).toEqual(third);
  });

  test('ACC14 NAME9 has no name but its parts, also where one was written by itself', async () => {
    const { api } = await signUp(rest.url, 'stage_name');
    const { db } = rest.app.database;
    await db.update(user).set({ name: 'Lady A' }).where(eq(user.userName, 'stage_name'));
    const changed = await api.data(api.put('/users/profile', { socialLinks: LINKS }));
    expect(changed).toMatchObject({ name: 'Test Person', socialLinks: LINKS });
  });

  test('is refused with every field that is wrong, and has not changed', async () => {
    const { api } = await signUp(rest.url, 'careless');
    const before = await api.data(api.get('/users/me'));
    const wrong = {
      firstName: '',
      lastName: 'x'.repeat(51),
      userName: 'a b',
      socialLinks: { web: 'javascript:alert(1)' },
      role: 'admin',
      email: 'other@example.com',
    };
    const fields = ['firstName', 'lastName', 'userName', 'socialLinks.web', 'role', 'email'];
    expectInvalid(await api.put('/users/profile', wrong), ...fields);
    const more = { ...wrong, avatarUrl: 'http://example.com/a.png' };
    expectInvalid(await api.post('/auth/complete-profile', more), ...fields, 'avatarUrl');
    expectInvalid(await api.put('/users/profile', { firstName: null }), 'firstName');
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`n${n}`, PICTURE]));
    expectInvalid(await api.put('/users/profile', { socialLinks: many }), 'socialLinks');
    expect(await api.data(api.get('/users/me'))).toEqual(before);
  });
});

describe('a userName', () => {
  test('that is taken or reserved is refused, whatever else is given', async () => {
    await signUp(rest.url, 'Settled');
    const { api } = await signUp(rest.url, 'mover');
    for (const userName of ['Settled', 'sETTLED']) {
      const body = { userName, firstName: 'Never' };
      expectProblem(await api.put('/users/profile', body), 409, 'USERNAME_TAKEN');
      expectProblem(await api.post('/auth/complete-profile', body), 409, 'USERNAME_TAKEN');
    }
    expectProblem(await api.put('/users/profile', { userName: 'Support' }), 422, 'USERNAME_RESERVED');
    expectProblem(await api.post('/auth/complete-profile', { userName: 'bot' }), 422, 'USERNAME_RESERVED');
    expect(await api.data(api.get('/users/me'))).toMatchObject({ userName: 'mover', firstName: 'Test' });
  });

  test('may be written anew by whoever has it, and is taken back when they have left it', async () => {
    const { api } = await signUp(rest.url, 'lower_case');
    expect((await api.data(api.put('/users/profile', { userName: 'Lower_Case' }))).userName).toBe(
      'Lower_Case',
    );
    await api.data(api.put('/users/profile', { userName: 'elsewhere' }));
    expect((await api.put('/users/profile', { userName: 'lower_case' })).status).toBe(200);
  });

  test('that is reserved stays with whoever has it', async () => {
    const { api } = await signUpAdmin(rest, 'the_house');
    await rest.app.database.db
      .update(user)
      .set({ userName: 'official' })
      .where(eq(user.userName, 'the_house'));
    const kept = { userName: 'Official', firstName: 'House' };
    expect(await api.data(api.put('/users/profile', kept))).toMatchObject(kept);
  });

  test('ACC15 goes to one of many who take it at once', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, (_, n) => signUp(rest.url, `taker_${n}`)));
    const answers = await Promise.all(
      people.map(({ api }, n) =>
        api.put('/users/profile', { userName: n % 2 ? 'prize_name' : 'Prize_Name' }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expectProblem(answer, 409, 'USERNAME_TAKEN');
    }
  });
});

describe('a picture', () => {
  test('is set and taken away', async () => {
    const { api } = await signUp(rest.url, 'pictured');
    const set = await api.data(api.put('/users/avatar', { image: PICTURE }));
    expect(set).toMatchObject({ image: PICTURE, avatarUrl: null });
    const avatar = await api.data(api.put('/users/avatar', { avatarUrl: PICTURE }));
    expect(avatar).toMatchObject({ image: PICTURE, avatarUrl: PICTURE });
    const none = await api.data(api.put('/users/avatar', { image: null, avatarUrl: null }));
    expect(none).toEqual({ ...set, image: null });
  });

  test('is an https URL', async () => {
    const { api } = await signUp(rest.url, 'blurred');
    for (const image of ['http://example.com/a.png', 'javascript:alert(1)', '', 7, {}]) {
      expectInvalid(await api.put('/users/avatar', { image }), 'image');
    }
    expectInvalid(await api.put('/users/avatar', { avatarUrl: 'me.png' }), 'avatarUrl');
    expectInvalid(await api.put('/users/avatar', {}), 'image');
    expectInvalid(await api.put('/users/avatar', { image: PICTURE, url: PICTURE }), 'url');
  });
});

describe('completing a profile', () => {
  test('ACC16 says what is missing until there is a picture', async () => {
    const { api } = await signUp(rest.url, 'half_done');
    const status = () => api.data(api.get('/auth/profile-status'));
    expect(await status()).toEqual({ isComplete: false, missing: ['avatarUrl'] });
    const filled = { firstName: 'Grace', avatarUrl: PICTURE, socialLinks: LINKS };
    const account = await api.data(api.post('/auth/complete-profile', filled));
    expect(account).toMatchObject({ ...filled, lastName: 'Person', name: 'Grace Person' });
    expect(await status()).toEqual({ isComplete: true, missing: [] });
    expect(await api.data(api.post('/auth/complete-profile'))).toEqual(account);
    await api.data(api.put('/users/avatar', { avatarUrl: null, image: PICTURE }));
    expect(await status()).toEqual({ isComplete: true, missing: [] });
    await api.data(api.put('/users/avatar', { image: null }));
    expect(await status()).toEqual({ isComplete: false, missing: ['avatarUrl'] });
  });
});
