import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { apiClient, cut, enter, type Person, schedule, signUp, signUpCreator } from '../clients.ts';
import { freePort, type ServerProcess, startServerProcess } from '../server-process.ts';
import { testEnvironment } from '../test-server.ts';

/* A server process stands still in the middle of an event, as on a machine that is suspended or swaps, and goes on. */

const STANDSTILL_MS = 75_000;
const HEARTBEAT_SECONDS = 12;
/** What a busy machine may take to open or close a visit. Seconds. */
const ABOUT = 4;

let environment: Awaited<ReturnType<typeof testEnvironment>>;
let server: ServerProcess;

beforeAll(async () => {
  environment = await testEnvironment(inject('testDatabase').kind);
  server = await startServerProcess(environment.env, await freePort());
});
afterAll(async () => {
  server.process.kill('SIGCONT');
  await server.stop();
  await environment.close();
});

async function visitsOf({ token }: Person, eventId: string): Promise<{ earned: number; visits: number }> {
  const api = apiClient(server.url, token);
  const { visits } = await api.data(api.get(`/events/${eventId}/my-attendance`));
  const earned = visits.reduce((sum: number, visit: { pointsEarned: number }) => sum + visit.pointsEarned, 0);
  return { earned, visits: visits.length };
}

test('TIME2 a process stands still for longer than a visit outlives its heartbeat: nobody is paid for that', {
  timeout: 240_000,
}, async () => {
  const creator = await signUpCreator(server.url, 'still_creator');
  const names = ['stays', 'leaves', 'breaks_off'];
  const people = await Promise.all(names.map((name) => signUp(server.url, `still_${name}`)));
  const [stays, leaves, breaksOff] = people as [Person, Person, Person];
  const eventId = await schedule(creator, { pointsPerMinute: 60 });
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  const beganAt = performance.now();
  const seconds = () => (performance.now() - beganAt) / 1000;
  const there = await Promise.all(people.map(({ token }) => enter(server.url, token, creator.spaceId)));
  for (const { room } of there) room.reconnection.enabled = false;
  const [staying, leaving, breakingOff] = there;
  await sleep(HEARTBEAT_SECONDS * 1000 + 2_000);

  server.process.kill('SIGSTOP');
  const stoodStillAt = seconds();
  await sleep(STANDSTILL_MS / 2);
  void leaving?.room.leave();
  if (breakingOff) cut(breakingOff);
  await sleep(STANDSTILL_MS / 2);
  server.process.kill('SIGCONT');
  const wentOnAt = seconds();

  await sleep((HEARTBEAT_SECONDS + 8) * 1000);
  expect(staying?.room.state.event.headcount).toBe(1);
  await creator.api.data(creator.api.post(`/events/${eventId}/end`));
  const endedAt = seconds();

  for (const person of [leaves, breaksOff]) {
    const { earned } = await visitsOf(person, eventId);
    expect(earned).toBeLessThanOrEqual(stoodStillAt + 1);
    expect(earned).toBeGreaterThanOrEqual(stoodStillAt - HEARTBEAT_SECONDS - ABOUT);
  }
  const { earned, visits } = await visitsOf(stays, eventId);
  expect(visits).toBe(2);
  expect(earned).toBeLessThanOrEqual(stoodStillAt + endedAt - wentOnAt + 1);
  expect(earned).toBeGreaterThanOrEqual(stoodStillAt + endedAt - wentOnAt - 2 * HEARTBEAT_SECONDS - ABOUT);
  // What is logged is a line of JSON, and errors alone are.
  expect(server.printed()).not.toMatch(/^\{/m);
});
