import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { apiClient, enter, schedule, signUp, signUpCreator } from '../clients.ts';
import { freePort, type ServerProcess, startServerProcess } from '../server-process.ts';
import { testEnvironment } from '../test-server.ts';

/* A server process that is asked to stop in the middle of an event: everybody is told and paid before it goes. */

let environment: Awaited<ReturnType<typeof testEnvironment>>;
let server: ServerProcess;

beforeAll(async () => {
  environment = await testEnvironment(inject('testDatabase').kind);
  server = await startServerProcess(environment.env, await freePort());
});

afterAll(async () => {
  await server.stop();
  await environment.close();
});

type Visit = { joinedAt: string; leftAt: string | null; pointsEarned: number };

test('ATT20 a server that is asked to stop closes and pays the visits, tells the players, and exits with 0', async () => {
  const creator = await signUpCreator(server.url, 'drain_creator');
  const player = await signUp(server.url, 'drain_player');
  const eventId = await schedule(creator, { pointsPerMinute: 60 });
  const there = await enter(server.url, player.token, creator.spaceId);
  there.room.reconnection.enabled = false;
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  await there.until('live', () => there.room.state.event.isLive);
  await sleep(2_500);

  expect(await server.stop()).toBe(0);
  expect(await there.left).toBe(4010);
  expect(there.messages.map(({ message }) => message.code)).toContain('SERVER_RESTARTING');
  expect(there.messages.find(({ type }) => type === 'points')?.message).toMatchObject({ eventId });

  server = await startServerProcess(environment.env, Number(new URL(server.url).port));
  const api = apiClient(server.url, player.token);
  const { visits, pointsEarned } = await api.data(api.get(`/events/${eventId}/my-attendance`));
  const [visit] = visits as [Visit];
  expect(visits).toHaveLength(1);
  expect(visit.leftAt).not.toBeNull();
  expect(pointsEarned).toBeGreaterThanOrEqual(2);
  expect((await api.data(api.get(`/points/balance/${creator.creatorId}`))).balance).toBe(pointsEarned);
});
