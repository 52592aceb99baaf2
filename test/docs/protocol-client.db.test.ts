import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Move } from '#rooms/movement/codec.ts';
import { enter, PASSWORD, schedule, signUp, signUpCreator } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* The client that docs/protocol.md shows is run as a developer would run it, in a process of its own. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(`${root}docs/protocol.md`, 'utf8');
const [script] = [...page.matchAll(/```js\n(\/\/ client\.mjs[\s\S]*?)```/g)].map(
  ([, code]) => code as string,
);

let house: TestServer;
beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
});
afterAll(() => house.stop());

/** Runs the script; answers with what it printed once it has ended by itself. */
function runClient(...parameters: string[]): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-', ...parameters], { cwd: root });
  let printed = '';
  const collect = (chunk: Buffer) => {
    printed += chunk;
  };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', collect);
  child.stdin.end(script);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, printed })));
}

test('ROOM17 the minimal client of the page is short, walks, talks, sees the event and leaves', async () => {
  expect((script as string).trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  const creator = await signUpCreator(house.url, 'doc_creator');
  const reader = await signUp(house.url, 'doc_reader');
  const eventId = await schedule(creator, { pointsPerMinute: 600 });
  const watcher = await enter(house.url, (await signUp(house.url, 'doc_watcher')).token, creator.spaceId);

  const ended = runClient(house.url, reader.email, PASSWORD);
  const avatar = () =>
    [...watcher.room.state.avatars.values()].find(({ userName }) => userName === reader.userName);
  const { index } = await watcher.until('the reader is in', avatar);
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  const poses = () =>
    watcher.frames.flatMap(({ entries }) => entries).filter((entry) => entry.index === index);
  await watcher.until('the walk', () => poses().length > 20);
  const [begin, ...walk] = poses() as unknown as [Move, ...Move[]];
  for (const { x, y, z, animation } of walk) {
    expect(Math.hypot(x - begin.x, z - begin.z + 3), 'a circle that begins at the spawn').toBeCloseTo(3, 1);
    expect([y, animation]).toEqual([0, 1]);
  }
  expect(
    await watcher.until('the chat', () => watcher.messages.find(({ type }) => type === 'chat')),
  ).toMatchObject({
    message: { text: 'Hello!', userName: reader.userName },
  });
  await creator.api.data(creator.api.post(`/events/${eventId}/end`));

  const { code, printed } = await ended;
  expect(code, printed).toBe(0);
  expect(printed).not.toContain('refused');
  for (const line of [
    'in Main stage as',
    'doc_watcher is here',
    'doc_reader at',
    'First night: live',
    'points {"eventId"',
    'left with 4000',
  ]) {
    expect(printed).toContain(line);
  }
  await watcher.room.leave();
});
