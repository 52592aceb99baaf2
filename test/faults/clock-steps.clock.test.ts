import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { apiClient, enter, type Person, schedule, signUp, signUpCreator } from '../clients.ts';
import { freePort, type ServerProcess, startServerProcess } from '../server-process.ts';
import { createSettableClock, NOTICED_WITHIN_MS, type SettableClock } from '../set-clock.ts';
import { testEnvironment } from '../test-server.ts';

/*
 * The clock of a server process is set while an event is live: with the embedded database its clock, with PostgreSQL the
 * process's alone. A point a second, so that what is paid is the seconds that count.
 */

const HOUR_SECONDS = 3_600;
/** Longer than a room's heartbeat, and than two looks at the clock. */
const ATTENDED_MS = 16_000;
/** Opening and closing a visit on a busy machine. Seconds. */
const ABOUT = 3;
/** More than a player may say at once. */
const CHATS = 9;

let environment: Awaited<ReturnType<typeof testEnvironment>>;
let clock: SettableClock;
let server: ServerProcess;
let creator: Awaited<ReturnType<typeof signUpCreator>>;

const start = async (port: number) => startServerProcess({ ...environment.env, ...clock.env }, port);

beforeAll(async () => {
  environment = await testEnvironment(inject('testDatabase').kind);
  clock = await createSettableClock();
  server = await start(await freePort());
  creator = await signUpCreator(server.url, 'clock_creator');
});
afterAll(async () => {
  await server.stop();
  await clock.remove();
  await environment.close();
});

async function setClock(seconds: number): Promise<void> {
  await clock.set(seconds);
  await sleep(NOTICED_WITHIN_MS);
}

async function startEvent(): Promise<string> {
  const eventId = await schedule(creator, { pointsPerMinute: 60 });
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  return eventId;
}

const end = (eventId: string) => creator.api.data(creator.api.post(`/events/${eventId}/end`));
const checkIn = ({ token }: Person, eventId: string) => {
  const api = apiClient(server.url, token);
  return api.data(api.post(`/events/${eventId}/attend`));
};

async function earnedAt({ token }: Person, eventId: string): Promise<number> {
  const api = apiClient(server.url, token);
  const { visits } = await api.data(api.get(`/events/${eventId}/my-attendance`));
  return visits.reduce((sum: number, visit: { pointsEarned: number }) => sum + visit.pointsEarned, 0);
}

test.each([
  ['back by an hour', -HOUR_SECONDS],
  ['ahead by an hour', 0],
  ['ahead by half a minute', 30],
  ['back by half a minute', 0],
])(
  'TIME1 TIME3 TIME4 a server’s clock is set %s: players talk on, and are paid for what passed',
  {
    timeout: 120_000,
  },
  async (title, seconds) => {
    const name = title.replaceAll(' ', '_').slice(0, 16);
    const [player, guest] = [await signUp(server.url, `p_${name}`), await signUp(server.url, `g_${name}`)];
    const eventId = await startEvent();
    const beganAt = performance.now();
    await checkIn(guest, eventId);
    const there = await enter(server.url, player.token, creator.spaceId);
    const lateBy = (performance.now() - beganAt) / 1000;
    await sleep(2_000);
    for (let n = 0; n < CHATS; n++) there.room.send('chat', { text: `before ${n}` });
    const isSaid = (text: string) => there.messages.some(({ message }) => message.text === text);
    await there.until('a chat', () => isSaid('before 0'));

    await setClock(seconds);
    await sleep(1_500);
    there.room.send('chat', { text: 'after the step' });
    await there.until('the chat after the step', () => isSaid('after the step'));
    await sleep(ATTENDED_MS - 5_000);
    await checkIn(guest, eventId);
    expect(there.room.state.event.headcount).toBe(2);
    await end(eventId);
    const passed = (performance.now() - beganAt) / 1000;

    for (const person of [player, guest]) {
      const earned = await earnedAt(person, eventId);
      expect(earned).toBeLessThanOrEqual(passed);
      expect(earned).toBeGreaterThan(passed - lateBy - ABOUT);
    }
    await there.room.leave();
  },
);

test('TIME5 the clock is set back while the server is down: who comes back goes on earning', {
  timeout: 120_000,
}, async () => {
  const guest = await signUp(server.url, 'guest_of_restart');
  const eventId = await startEvent();
  await checkIn(guest, eventId);
  await sleep(3_000);
  await checkIn(guest, eventId);
  const before = 3;
  await server.kill();
  await setClock(-HOUR_SECONDS);
  server = await start(Number(new URL(server.url).port));
  const restartedAt = performance.now();
  creator = { ...creator, api: apiClient(server.url, creator.token) };
  await checkIn(guest, eventId);
  await sleep(6_000);
  await end(eventId);
  const after = (performance.now() - restartedAt) / 1000;
  const earned = await earnedAt(guest, eventId);
  expect(earned).toBeGreaterThanOrEqual(before + 5);
  // The time between the two is not known to have been attended by nobody: it is shorter than a heartbeat allows.
  expect(earned).toBeLessThan(before + after + 60);
});
