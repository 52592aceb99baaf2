/** The Redis that tests may use; undefined where there is none. `*.redis.test.ts` run only with one. */
export const testRedisUrl = (): string | undefined => process.env.TEST_REDIS_URL || undefined;
