import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { apiClient, enter, type Person, schedule, signUp, signUpCreator } from '../clients.ts';
import { freePort, type ServerProcess, startServerProcess } from '../server-process.ts';
import { testEnvironment } from '../test-server.ts';

/* A server process that is killed in the middle of an event: nobody's visit is lost, and nobody is paid twice. */

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

const HEARTBEAT_MS = 12_000;
const WITHIN_MS = 60_000;

test('ATT9 after kill -9 the visits are closed at their last heartbeat within 60 s, and paid once', {
  timeout: 150_000,
}, async () => {
  const creator = await signUpCreator(server.url, 'killed_creator');
  const players = [await signUp(server.url, 'killed_one'), await signUp(server.url, 'killed_two')];
  const eventId = await schedule(creator, { pointsPerMinute: 60 });
  for (const player of players) {
    const { room } = await enter(server.url, player.token, creator.spaceId);
    room.reconnection.enabled = false;
  }
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  await sleep(HEARTBEAT_MS + 4_000);
  const killedAt = Date.now();
  await server.kill();

  server = await startServerProcess(environment.env, Number(new URL(server.url).port));
  const restartedAt = Date.now();
  for (const player of players) await closedInTime(player, eventId, restartedAt, killedAt);

  const earned = await Promise.all(players.map((player) => earnedAt(player, eventId)));
  await sleep(5_000);
  await creator.api.data(creator.api.post(`/events/${eventId}/end`));
  expect(await Promise.all(players.map((player) => earnedAt(player, eventId)))).toEqual(earned);
  for (const [index, player] of players.entries()) {
    const { balance } = await player.api.data(player.api.get(`/points/balance/${creator.creatorId}`));
    expect(balance).toBe(earned[index]);
    const ledger = await player.api.get(`/points/transactions?creatorId=${creator.creatorId}`);
    expect(ledger.body.data).toHaveLength(1);
  }
});

/** One visit, closed at a heartbeat before the kill, at most one heartbeat earlier, and paid for that time. */
async function closedInTime(
  player: Person,
  eventId: string,
  restartedAt: number,
  killedAt: number,
): Promise<void> {
  let visit = await visitOf(player, eventId);
  while (visit.leftAt === null) {
    expect(Date.now() - restartedAt).toBeLessThan(WITHIN_MS + 5_000);
    await sleep(250);
    visit = await visitOf(player, eventId);
  }
  expect(Date.now() - restartedAt).toBeLessThan(WITHIN_MS + 1_000);
  const leftAt = Date.parse(visit.leftAt);
  expect(leftAt).toBeLessThanOrEqual(killedAt);
  expect(leftAt).toBeGreaterThan(killedAt - HEARTBEAT_MS - 5_000);
  const seconds = (leftAt - Date.parse(visit.joinedAt)) / 1000;
  expect(Math.abs(visit.pointsEarned - seconds)).toBeLessThanOrEqual(1);
}

async function attendanceOf(player: Person, eventId: string): Promise<{ visits: Visit[] }> {
  const api = apiClient(server.url, player.token);
  return api.data(api.get(`/events/${eventId}/my-attendance`));
}

async function visitOf(player: Person, eventId: string): Promise<Visit> {
  const { visits } = await attendanceOf(player, eventId);
  expect(visits).toHaveLength(1);
  return visits[0] as Visit;
}

const earnedAt = async (player: Person, eventId: string): Promise<number> =>
  (await attendanceOf(player, eventId)).visits.reduce((sum, visit) => sum + visit.pointsEarned, 0);
