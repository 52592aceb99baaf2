import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { enter, PASSWORD, signUp, signUpCreator } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let house: TestServer;
beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
});
afterAll(() => house.stop());

async function ask(path: string, body: object, token?: string): Promise<{ token: string }> {
  const response = await fetch(`${house.url}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { token: string };
}

test('ACC20 shows the connections of other sessions out of their rooms, and lets the caller’s stay', async () => {
  const creator = await signUpCreator(house.url, 'two_stages');
  const stage = { worldId: creator.worldId, name: 'Second stage', spaceType: 'stage' };
  const second = await creator.api.data(creator.api.post('/spaces', stage));
  const person = await signUp(house.url, 'in_two_places');
  const other = await ask('/sign-in/email', { email: person.email, password: PASSWORD });
  const own = await enter(house.url, person.token, creator.spaceId);
  const stolen = await enter(house.url, other.token, second.id);

  const change = { currentPassword: PASSWORD, newPassword: 'a-password-that-is-new' };
  const { token } = await ask('/change-password', change, person.token);
  expect(await stolen.left).toBe(4101);
  own.room.send('chat', { text: 'still here' });
  await own.until('my own words', () =>
    own.messages.find(({ type, message }) => type === 'chat' && message.text === 'still here'),
  );
  await expect(enter(house.url, other.token, second.id)).rejects.toMatchObject({ message: 'NOT_SIGNED_IN' });
  await expect(enter(house.url, person.token, second.id)).rejects.toMatchObject({ message: 'NOT_SIGNED_IN' });
  await own.room.leave();
  const again = await enter(house.url, token, second.id);
  await again.room.leave();
});
