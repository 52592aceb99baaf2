import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, signUpCreator } from '#test/clients.ts';
import { expectInvalid, type RestApp, startRestApp } from './rest-app.ts';

/* Text that people write, through the API; the rule itself is tested in src/domain/text-rules.test.ts. */

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'writes_much');
});
afterAll(() => rest.stop());

const PERSIAN = 'کتاب‌های خوب';
const HEBREW = 'שלום\u200f!';
const FLAGS = 'Köln 🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👩🏽‍🚀';

test('TXT1 TXT3 names, titles and descriptions are kept as people write them', async () => {
  const { api, worldId, tribeId, spaceId } = creator;
  for (const name of [PERSIAN, HEBREW, FLAGS]) {
    const named = { firstName: name, lastName: name };
    expect(await api.data(api.put('/users/profile', named))).toMatchObject(named);
    const world = { name, description: `${name}\n${name}` };
    expect(await api.data(api.put(`/worlds/${worldId}`, world))).toMatchObject(world);
    const tribe = { name, perks: [name] };
    expect(await api.data(api.put(`/tribes/${tribeId}`, tribe))).toMatchObject(tribe);
    expect(await api.data(api.put('/store/my-store', { storeName: name }))).toMatchObject({
      storeName: name,
    });
    expect(await api.data(api.put(`/spaces/${spaceId}`, { name }))).toMatchObject({ name });
  }
  const found = (await rest.api.get(`/worlds?search=${encodeURIComponent('🏴󠁧󠁢󠁥󠁮󠁧󠁿')}`)).body.data;
  expect(found.map(({ id }: { id: string }) => id)).toEqual([worldId]);
});

test('TXT6 text is kept trimmed and composed, whichever endpoint it came through', async () => {
  const { api, token, worldId } = creator;
  const written = { name: '  Cafe\u0301 ', description: 'one\r\ntwo' };
  expect(await api.data(api.put(`/worlds/${worldId}`, written))).toMatchObject({
    name: 'Caf\u00e9',
    description: 'one\ntwo',
  });
  await fetch(`${rest.url}/api/auth/update-user`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ firstName: ' Zoe\u0308 ' }),
  });
  expect((await api.get('/users/me')).body.data.firstName).toBe('Zo\u00eb');
});

test('TXT1 TXT2 what hides is refused in names and titles, Better Auth’s endpoints included', async () => {
  const { api, token, worldId } = creator;
  for (const name of [
    'a\u3164',
    'so\u00adft',
    'a\u061cb',
    'one\u2028two',
    `Z${'\u0330'.repeat(5)}`,
    '\u2800',
  ]) {
    expectInvalid(await api.put('/users/profile', { firstName: name }), 'firstName');
    expectInvalid(await api.put(`/worlds/${worldId}`, { name, description: name }), 'name', 'description');
    const newcomer = {
      email: 'hidden@example.com',
      password: PASSWORD,
      lastName: 'X',
      userName: 'hidden_one',
    };
    expectInvalid(await rest.api.post('/auth/signup-full', { ...newcomer, firstName: name }), 'firstName');
    const updated = await fetch(`${rest.url}/api/auth/update-user`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ firstName: name }),
    });
    expect([400, 422]).toContain(updated.status);
  }
});
