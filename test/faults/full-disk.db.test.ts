import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeError } from '#operations/log.ts';
import { loadConfig } from '#src/config.ts';
import { startServer, type TriberspaceServer } from '#src/server.ts';
import { apiClient, enter, PASSWORD, signUp, signUpCreator, until } from '../clients.ts';
import { mountSmallDisk, type SmallDisk, whyNoSmallDisk } from '../small-disk.ts';

/*
 * The folder of the embedded database is on a disk that fills up, and has room again. PostgreSQL on a full disk is
 * among the faults of test/faults/chaos.
 */

const missing = whyNoSmallDisk();
if (missing) console.warn(`A full disk is NOT tested here: ${missing}.`);

let disk: SmallDisk | undefined;
let server: TriberspaceServer | undefined;
let url: string;
const lines: string[] = [];

beforeAll(async () => {
  if (missing) return;
  disk = mountSmallDisk(160);
  const env = { NODE_ENV: 'test', PORT: '0', HOST: '127.0.0.1', RATE_LIMITS: 'false' };
  const log = pino(
    { level: 'warn', serializers: { err: describeError } },
    { write: (line: string) => void lines.push(line) },
  );
  server = await startServer(loadConfig({ ...env, DATA_DIR: join(disk.folder, 'data') }), log);
  url = `http://127.0.0.1:${server.port}`;
});

afterAll(async () => {
  await server?.stop();
  disk?.unmount();
});

const readyz = async () => {
  const response = await fetch(`${url}/readyz`);
  return { status: response.status, body: (await response.json()) as { database: string } };
};

test.skipIf(missing)(
  'DB19 a full disk is 503 for whatever writes, and everything works once it has room',
  async () => {
    const full = disk as SmallDisk;
    const creator = await signUpCreator(url, 'disk_creator');
    const alice = await signUp(url, 'disk_alice');
    const there = await enter(url, alice.token, creator.spaceId);

    full.fill();
    const description = 'x'.repeat(900);
    const product = { productType: 'collectible', pricePoints: 2, maxQuantity: 10, description };
    let products = 0;
    const refusal = await until('a refusal', async () => {
      const answer = await creator.api.post('/store/products', { ...product, name: `Product ${products++}` });
      return answer.status === 201 ? undefined : answer;
    });
    expect(refusal).toMatchObject({ status: 503, body: { code: 'DATABASE_UNAVAILABLE' } });
    expect(await readyz()).toEqual({ status: 503, body: expect.objectContaining({ database: 'read-only' }) });

    // Pages with room in them may take a row still: until they are full too, some are let in.
    const newcomer = (number: number) => ({
      email: `disk_new_${number}@example.com`,
      password: PASSWORD,
      firstName: 'Test',
      lastName: 'Person',
      userName: `disk_new_${number}`,
    });
    let newcomers = 0;
    const signUpRefused = await until('a refused sign-up', async () => {
      const answer = await apiClient(url).post('/auth/signup-full', newcomer(newcomers++));
      return answer.status === 201 ? undefined : answer;
    });
    expect(signUpRefused).toMatchObject({ status: 503, body: { code: 'DATABASE_UNAVAILABLE' } });
    there.room.send('chat', { text: 'still playing' });
    await there.until('the chat', () => there.messages.find(({ type }) => type === 'chat'));
    expect(lines.filter((line) => line.includes('the database is unavailable'))).toHaveLength(1);
    expect(lines.find((line) => line.includes('the database is unavailable'))).toContain('53100');

    full.free();
    await until('ready again', async () => (await readyz()).status === 200);
    expect((await apiClient(url).post('/auth/signup-full', newcomer(newcomers - 1))).status).toBe(201);
    expect(lines.filter((line) => line.includes('the database is available again'))).toHaveLength(1);
    await there.room.leave();
  },
);
