import { pino } from 'pino';
import { loadConfig } from '#src/config.ts';
import { startServer, type TriberspaceServer } from '#src/server.ts';
import { openTestDatabase, testDataDir } from './database.ts';

export type TestServer = {
  url: string;
  server: TriberspaceServer;
  /** What was logged as an error or worse. */
  errors: string[];
  stop(): Promise<void>;
};

/** The environment of a server on a database of this test file's own, and how to be rid of that. */
export async function testEnvironment(
  kind: string,
): Promise<{ env: Record<string, string>; close(): Promise<void> }> {
  const base = { NODE_ENV: 'test', PORT: '0', HOST: '127.0.0.1', RATE_LIMITS: 'false' };
  if (kind === 'pglite') return { env: { ...base, DATA_DIR: await testDataDir() }, close: async () => {} };
  const database = await openTestDatabase({ poolSize: 1 });
  return { env: { ...base, DATABASE_URL: database.url as string }, close: database.close };
}

/** The whole server in this process, on a free port: real sockets, real database. One for each test file. */
export async function startTestServer(
  kind: string,
  overrides: Record<string, string> = {},
): Promise<TestServer> {
  const { env, close } = await testEnvironment(kind);
  const errors: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
  const server = await startServer(loadConfig({ ...env, ...overrides }), log);
  return {
    url: `http://127.0.0.1:${server.port}`,
    server,
    errors,
    stop: async () => {
      await server.stop();
      await close();
    },
  };
}
