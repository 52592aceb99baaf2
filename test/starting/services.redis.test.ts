import { expect, test } from 'vitest';
import { testRedisUrl } from '../redis.ts';
import { freePort } from '../server-process.ts';
import { startAndFail } from './refused-start.ts';

/* Server processes whose Redis can't be used. They fail before they ask the database, so there need not be one. */

const DATABASE_URL = 'postgres://127.0.0.1:9/none';

test('PROC3 no Redis answers', async () => {
  const REDIS_URL = `redis://127.0.0.1:${await freePort()}`;
  const { code, output } = await startAndFail({ DATABASE_URL, REDIS_URL });
  expect(output).toContain(`REDIS_URL: no Redis answers at ${new URL(REDIS_URL).host}`);
  expect(output).not.toMatch(/\n {4}at /);
  expect(code).toBe(1);
});

test('PROC3 Redis refuses the user', async () => {
  const url = new URL(testRedisUrl() as string);
  url.username = 'nobody';
  url.password = 'hidden-password';
  const { code, output } = await startAndFail({ DATABASE_URL, REDIS_URL: url.href });
  expect(output).toContain(`Redis at ${url.host} refused us`);
  expect(output).not.toContain('hidden-password');
  expect(code).toBe(1);
});
