import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startWatchedServer, type WatchedServer } from '../soak/watched-server.ts';
import { fuzz } from './fuzz.ts';
import { prepare } from './prepare.ts';

/* As many random frames as take some seconds; `npm run test:fuzz` sends 100 000, and looks at the memory. */

const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const FRAMES = Number(process.env.FRAMES ?? 5_000);
const CONNECTIONS = 20;

let server: WatchedServer;
beforeAll(async () => {
  const { kind } = inject('testDatabase');
  server = await startWatchedServer(kind === 'postgres' ? process.env.TEST_DATABASE_URL : undefined);
});

afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

test(`ROOM26 random frames disturb nobody else in the room, and end no process (SEED=${SEED})`, async () => {
  const { spaceId, accounts } = await prepare(server.url, CONNECTIONS + 1);
  const { frames, closed, said, heard, isThere } = await fuzz({
    ...{ url: server.url, spaceId, accounts, frames: FRAMES, seed: SEED },
  });
  expect(frames).toBeGreaterThanOrEqual(FRAMES);
  expect(closed.get(4002)).toBeGreaterThan(0);
  expect(said).toBeGreaterThan(0);
  expect({ heard, isThere }).toEqual({ heard: said, isThere: true });
}, 180_000);
