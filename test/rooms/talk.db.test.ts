import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { rows } from '#db/client.ts';
import { Animation, encodeMove } from '#rooms/movement/codec.ts';
import { hearingBudget, playerBudgets } from '#rooms/space/budgets.ts';
import { buildSpace } from '../builders.ts';
import { enter, type Person, type Presence, signUp, signUpCreator } from '../clients.ts';
import { buildSignedIn } from '../signed-in.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* What players say to each other, who hears it, and who may not say it; with the stock SDK. */

let house: TestServer;
let creator: Awaited<ReturnType<typeof signUpCreator>>;

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
  creator = await signUpCreator(house.url, 'host_of_talk');
});

afterAll(async () => {
  expect(house.errors).toEqual([]);
  await house.stop();
});

let made = 0;
const someone = () => signUp(house.url, `talker_${made++}`);
const arrive = async (person: Person, spaceId = creator.spaceId): Promise<Presence> =>
  enter(house.url, person.token, spaceId);
const heard = ({ messages }: Presence, type: string) =>
  messages.filter((each) => each.type === type).map(({ message }) => message);
const saidTo = (presence: Presence, text: string) => () =>
  heard(presence, 'chat').some((message) => message.text === text);
const refusalsOf = (presence: Presence) => heard(presence, 'refused').map(({ code }) => code);
const leaveAll = (...presences: Presence[]) => Promise.all(presences.map(({ room }) => room.leave()));

const mutePath = ({ userName }: Person) => `/spaces/${creator.spaceId}/mutes/${userName}`;
const mute = (whom: Person, terms: object = {}) => creator.api.data(creator.api.post(mutePath(whom), terms));

test('MOD11 MOD13 who is muted hears so, is not heard, gestures on, and is heard again when it is lifted', async () => {
  const [player, bystander] = [await someone(), await someone()];
  const [there, beside] = [await arrive(player), await arrive(bystander)];
  await mute(player, { reason: 'Caps' });
  await there.until('the notice', () => heard(there, 'notice').some(({ code }) => code === 'MUTED'));
  there.room.send('chat', { text: 'not heard' });
  await there.until('the refusal', () => refusalsOf(there).includes('MUTED'));
  there.room.send('emote', { name: 'wave' });
  await beside.until('the gesture', () => heard(beside, 'emote').length > 0);

  expect((await creator.api.delete(mutePath(player))).status).toBe(204);
  await there.until('the other notice', () => heard(there, 'notice').some(({ code }) => code === 'UNMUTED'));
  there.room.send('chat', { text: 'heard' });
  await beside.until('what they say', saidTo(beside, 'heard'));
  expect(saidTo(beside, 'not heard')()).toBe(false);
  await leaveAll(there, beside);
});

test('MOD12 a mute waits for who comes in, ends by itself, and counts in its own space', async () => {
  const player = await someone();
  const hall = { worldId: creator.worldId, name: 'Hall', spaceType: 'hall' };
  const { id: elsewhere } = await creator.api.data(creator.api.post('/spaces', hall));
  const { until } = await mute(player, { until: new Date(Date.now() + 3_000).toISOString() });
  const there = await arrive(player);
  await there.until('the notice', () => heard(there, 'notice').length > 0);
  expect(heard(there, 'notice')).toEqual([
    { code: 'MUTED', detail: expect.stringContaining(until), reason: null, until },
  ]);
  const free = await arrive(player, elsewhere);
  free.room.send('chat', { text: 'free here' });
  await free.until('what they say', saidTo(free, 'free here'));
  there.room.send('chat', { text: 'too early' });
  await there.until('the refusal', () => refusalsOf(there).includes('MUTED'));
  await there.until('the end', () => Date.now() > Date.parse(until));
  there.room.send('chat', { text: 'in time' });
  await there.until('what they say', saidTo(there, 'in time'));
  expect(saidTo(there, 'too early')()).toBe(false);
  await leaveAll(there, free);
});

test('MOD14 a mute that nobody told of is found with the next heartbeat', async () => {
  const player = await someone();
  const there = await arrive(player);
  await rows(
    house.server.app.database.db,
    sql`insert into space_mutes (space_id, user_id)
        select s.id, u.id from spaces s, "user" u
        where s.public_id = ${creator.spaceId} and u.user_name = ${player.userName}`,
  );
  await there.until('the notice', () => heard(there, 'notice').some(({ code }) => code === 'MUTED'));
  await there.room.leave();
});

test('MOD15 what a moderator announces is heard by everybody in the space, from the room and over REST', async () => {
  const [player, host] = [await someone(), creator];
  const [there, hosting] = [await arrive(player), await arrive(host)];
  there.room.send('announce', { text: 'I am the host' });
  await there.until('the refusal', () => refusalsOf(there).includes('NOT_THE_OWNER'));
  hosting.room.send('announce', { text: '' });
  await hosting.until('the refusal', () => refusalsOf(hosting).includes('INVALID'));
  hosting.room.send('announce', { text: 'Two more minutes!' });
  await creator.api.data(
    creator.api.post(`/spaces/${creator.spaceId}/announcements`, { text: 'One more minute!' }),
  );
  for (const presence of [there, hosting]) {
    await presence.until('both', () => heard(presence, 'announcement').length === 2);
    expect(
      heard(presence, 'announcement')
        .map(({ text }) => text)
        .toSorted(),
    ).toEqual(['One more minute!', 'Two more minutes!']);
    expect(heard(presence, 'announcement')[0]).toMatchObject({
      userName: 'host_of_talk',
      sentAt: expect.stringMatching(/Z$/),
    });
  }
  for (let n = 0; n < playerBudgets.announce.burst; n++) hosting.room.send('announce', { text: `${n}` });
  await hosting.until('the limit', () => refusalsOf(hosting).includes('TOO_MANY_REQUESTS'));
  await leaveAll(there, hosting);
});

test.each([
  ['Hangul fillers', '\u3164\u115f\u1160'],
  ['a filler among letters', 'a\uffa0b'],
  ['Braille blanks', '\u2800\u2800'],
  ['a soft hyphen', 'in\u00advisible'],
  ['an Arabic letter mark', 'a\u061cb'],
  ['a line separator', 'one\u2028two'],
  ['a pile of marks', `Z${'\u0330\u0316'.repeat(10)}algo`],
])('TXT1 TXT2 chat with %s is refused', async (_what, text) => {
  const speaker = await someone();
  const there = await arrive(speaker);
  there.room.send('chat', { text });
  await there.until('the refusal', () => refusalsOf(there).includes('INVALID'));
  expect(heard(there, 'chat')).toEqual([]);
  await there.room.leave();
});

test('TXT1 TXT3 TXT6 chat in any script is heard as it was written, trimmed and composed', async () => {
  const lines = ['می‌خواهم بروم', 'שלום\u200f!', 'क्‍या हाल', '🇩🇪 🏴󠁧󠁢󠁳󠁣󠁴󠁿 👩🏽‍🚀 1️⃣', '  Zoe\u0308 '];
  const speaker = await someone();
  const there = await arrive(speaker);
  for (const text of lines) there.room.send('chat', { text });
  await there.until('all of it', () => heard(there, 'chat').length === lines.length);
  expect(heard(there, 'chat').map(({ text }) => text)).toEqual([...lines.slice(0, -1), 'Zo\u00eb']);
  expect(refusalsOf(there)).toEqual([]);
  await there.room.leave();
});

test('ROOM23 a line to the area is heard by who is near, and one to the instance by all', async () => {
  const { worldId } = creator;
  const runway = { worldId, name: 'Runway', spaceType: 'hall', movement: { metresPerSecond: 100 } };
  const { id } = await creator.api.data(creator.api.post('/spaces', runway));
  const people = [await someone(), await someone(), await someone()];
  const [speaker, near, away] = (await Promise.all(people.map((person) => arrive(person, id)))) as [
    Presence,
    Presence,
    Presence,
  ];
  await away.until('the first frame', () => away.frames.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const move = { x: 90, y: 0, z: 0, heading: 0, animation: Animation.run };
  away.room.sendBytes('move', encodeMove(move));
  const indexOf = (presence: Presence) => {
    const { sessionId, state } = presence.room;
    return (state.avatars as Map<string, { index: number }>).get(sessionId)?.index as number;
  };
  await speaker.until('them out of the area', () =>
    speaker.frames.some(({ gone }) => gone.includes(indexOf(away))),
  );
  speaker.room.send('chat', { text: 'psst', to: 'area' });
  speaker.room.send('chat', { text: 'hello all', to: 'instance' });
  for (const presence of [speaker, near, away])
    await presence.until('what all hear', saidTo(presence, 'hello all'));
  expect([speaker, near, away].map((presence) => saidTo(presence, 'psst')())).toEqual([true, true, false]);
  expect(heard(near, 'chat').map(({ to }) => to)).toEqual(['area', 'instance']);
  await leaveAll(speaker, near, away);
});

test('ROOM24 each type of message has a budget of its own: who talks too much still gestures and moves', async () => {
  const there = await arrive(await someone());
  for (let n = 0; n <= playerBudgets.chat.burst; n++) there.room.send('chat', { text: `line ${n}` });
  await there.until('the refusal', () => refusalsOf(there).includes('TOO_MANY_REQUESTS'));
  expect(heard(there, 'chat')).toHaveLength(playerBudgets.chat.burst);
  there.room.send('emote', { name: 'wave' });
  await there.until('the gesture', () => heard(there, 'emote').length === 1);
  await there.room.leave();
});

test('ROOM24 a crowd that talks to all at once is heard as often as an instance can bear', async () => {
  const { db } = house.server.app.database;
  const crowd = 60;
  const space = await buildSpace(db, { capacity: crowd });
  const people = await buildSignedIn(db, house.server.app.config.AUTH_SECRET, crowd);
  const there = await Promise.all(people.map(({ token }) => enter(house.url, token, space.publicId)));
  const [one] = there as [Presence];
  await one.until('everybody', () => one.room.state.avatars.size === crowd);
  const { burst } = playerBudgets.emote;
  for (const { room } of there)
    for (let n = 0; n < burst; n++) {
      room.send('emote', { name: `wave-${n}` });
      room.send('chat', { text: `line ${n}` });
    }
  const said = 2 * burst * crowd;
  const answered = () =>
    there.reduce((sum, presence) => sum + refusalsOf(presence).length, 0) +
    heard(one, 'chat').length +
    heard(one, 'emote').length;
  await one.until('an answer to each', () => answered() === said);
  const refused = there.flatMap(refusalsOf);
  expect(new Set(refused)).toEqual(new Set(['TOO_MANY_REQUESTS']));
  expect((said - refused.length) * crowd).toBeGreaterThanOrEqual(hearingBudget.burst - crowd);
  await leaveAll(...there);
});
