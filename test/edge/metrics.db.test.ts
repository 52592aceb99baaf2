import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { enter, signUp, signUpCreator, until } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

const TOKEN = 'a token of the tests';

let house: TestServer;

beforeAll(async () => {
  const settings = { METRICS_TOKEN: TOKEN, RATE_LIMITS: 'true', AUDIT_INTERVAL_MINUTES: '1440' };
  house = await startTestServer(inject('testDatabase').kind, settings);
});
afterAll(() => house.stop());

const scrape = async (): Promise<string> => {
  const answer = await fetch(`${house.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return answer.text();
};

/** The value of a series, given as it is written; undefined where there is none. */
const seriesOf = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length));
};

test('HTTP16 requests are counted by method, pattern and class, and by nothing else', async () => {
  const creator = await signUpCreator(house.url, 'metric_creator');
  for (const id of ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', creator.worldId]) await creator.api.get(`/worlds/${id}`);
  for (const path of [
    '/nothing-1',
    '/nothing-2',
    '/api/v1/nothing',
    '/api/auth/nothing/secret-1',
    '/%E0%A4%A',
  ])
    await fetch(`${house.url}${path}`);
  const json = { 'content-type': 'application/json' };
  await fetch(`${house.url}/api/auth/sign-out`, { method: 'POST', headers: json, body: '{}' });
  await fetch(`${house.url}/`);
  await fetch(`${house.url}/healthz`);
  await fetch(`${house.url}/api/v1/worlds`, { method: 'PROPFIND' });
  const text = await scrape();
  const count = (method: string, route: string, status: string) =>
    seriesOf(
      text,
      `http_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`,
    );
  expect(count('GET', '/api/v1/worlds/:worldId', '4xx')).toBe(2);
  expect(count('GET', '/api/v1/worlds/:worldId', '2xx')).toBe(1);
  expect(count('POST', '/api/v1/auth/signup-full', '2xx')).toBe(1);
  expect(count('POST', '/api/auth/sign-out', '2xx')).toBe(1);
  expect(count('GET', '/', '2xx')).toBe(1);
  expect(count('GET', '/healthz', '2xx')).toBe(1);
  expect(count('GET', '/api/auth/{*path}', '4xx')).toBe(1);
  expect(count('GET', 'none', '4xx')).toBe(4);
  expect(count('OTHER', '/api/v1/worlds', '4xx')).toBe(1);
  expect(text).not.toMatch(/nothing|aaaaaaaaaaaa|PROPFIND|secret/);
  expect(
    seriesOf(
      await scrape(),
      'http_request_duration_seconds_count{method="GET",route="/metrics",status="2xx"}',
    ),
  ).toBe(1);
});

test('HTTP16 rooms, players, limits, the database and the process are there', async () => {
  const creator = await signUpCreator(house.url, 'metric_host');
  const there = await enter(house.url, creator.token, creator.spaceId);
  const text = await scrape();
  expect(seriesOf(text, 'triberspace_rooms')).toBe(1);
  expect(seriesOf(text, 'triberspace_players')).toBe(1);
  // Longer than at rest while the machine is busy.
  expect(seriesOf(text, 'triberspace_movement_tick_seconds')).toBeGreaterThanOrEqual(0.05);
  const isPostgres = inject('testDatabase').kind === 'postgres';
  expect(seriesOf(text, 'triberspace_database_pool_size')).toBe(isPostgres ? 10 : undefined);
  if (isPostgres) expect(seriesOf(text, 'triberspace_database_work')).toBeGreaterThanOrEqual(0);
  expect(seriesOf(text, 'triberspace_database_available')).toBe(1);
  expect(seriesOf(text, 'triberspace_database_outages_total')).toBe(0);
  expect(seriesOf(text, 'triberspace_database_failures_total')).toBe(0);
  expect(text).toMatch(/^triberspace_build_info\{version="\d+\.\d+\.\d+",protocol="1"\} 1$/m);
  expect(seriesOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  expect(seriesOf(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  await there.room.leave();

  const body = JSON.stringify({ email: 'metric_host@example.com', password: 'a wrong password' });
  const headers = { 'content-type': 'application/json' };
  for (let n = 0; n < 22; n++)
    await fetch(`${house.url}/api/auth/sign-in/email`, { method: 'POST', headers, body });
  expect(seriesOf(await scrape(), 'triberspace_rate_limited_total{limit="account"}')).toBe(2);
});

test('LED9 the process that audits tells what it found and when', async () => {
  const lastRun = 'triberspace_audit_last_run_timestamp_seconds';
  const text = await until('the first audit', async () => {
    const metrics = await scrape();
    return seriesOf(metrics, lastRun) ? metrics : undefined;
  });
  expect(Math.abs((seriesOf(text, lastRun) as number) - Date.now() / 1000)).toBeLessThan(120);
  expect(text.match(/^triberspace_audit_violations\{check="[a-z-]+"\} 0$/gm)).toHaveLength(12);
});

test('HTTP17 who has the token may read, where there is one, and nobody else', async () => {
  const player = await signUp(house.url, 'metric_player');
  for (const authorization of [
    undefined,
    'Bearer',
    `Basic ${TOKEN}`,
    `Bearer ${TOKEN}x`,
    `Bearer ${player.token}`,
  ]) {
    const answer = await fetch(`${house.url}/metrics`, {
      headers: { ...(authorization && { authorization }) },
    });
    expect(answer.status, authorization).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(await answer.text()).not.toContain('triberspace_rooms');
  }
});
