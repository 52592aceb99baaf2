import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { user } from '#db/schema/index.ts';
import { audit } from '#operations/audit.ts';
import { createApp } from '#src/app.ts';
import { loadConfig } from '#src/config.ts';
import { startServer } from '#src/server.ts';
import { closeAll, newDatabase } from '#test/demo-kit.ts';
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts';
import { DemoAccountsInProduction } from './demo-leftovers.ts';

const PRODUCTION = {
  NODE_ENV: 'production',
  AUTH_SECRET: 'a secret of this test, and of no server',
  PUBLIC_URL: 'https://world.example',
  PORT: '0',
  LOG_LEVEL: 'silent',
};
const OTHER_PASSWORD = 'not-the-printed-one';

let database: Record<string, string>;
beforeEach(async () => {
  database = await newDatabase();
});
afterAll(closeAll);

/** Starts in development, as somebody who tries the server does; returns a token of the demo admin. */
async function startInDevelopment(): Promise<string> {
  const server = await startServer(
    loadConfig({ ...database, PORT: '0', NODE_ENV: 'development' }),
    pino({ level: 'silent' }),
  );
  const token = await signIn(server.port, 'operator@example.com', DEMO_PASSWORD);
  await server.stop();
  return token as string;
}

const startInProduction = () =>
  startServer(loadConfig({ ...database, ...PRODUCTION }), pino({ level: 'silent' }));

async function signIn(port: number, email: string, password: string): Promise<string | undefined> {
  const response = await fetch(`http://127.0.0.1:${port}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  return ((await response.json()) as { token?: string }).token;
}

/** Gives these accounts another password. */
async function changePasswords(emails: string[]): Promise<void> {
  const app = await createApp(loadConfig({ ...database, LOG_LEVEL: 'silent' }), pino({ level: 'silent' }));
  const { internalAdapter, password } = await app.auth.$context;
  for (const email of emails) {
    const [found] = await app.database.db.select().from(user).where(eq(user.email, email));
    await internalAdapter.updatePassword(found?.id as string, await password.hash(OTHER_PASSWORD));
  }
  await app.close();
}

const refused = async (): Promise<string> => {
  const error = await startInProduction().catch((reason) => reason);
  expect(error).toBeInstanceOf(DemoAccountsInProduction);
  return (error as Error).message;
};

/** The command, as an operator runs it with the settings of the server. */
const removeDemo = (): Promise<string> =>
  new Promise((resolve) => {
    const script = fileURLToPath(new URL('../remove-demo.ts', import.meta.url));
    const env = { PATH: process.env.PATH, ...database, ...PRODUCTION };
    execFile(process.execPath, [script], { env }, (_error, output, errors) => resolve(`${output}${errors}`));
  });

test('SEC1 production refuses a database with demo accounts until they are removed', async () => {
  const token = await startInDevelopment();
  const message = await refused();
  for (const { email } of demoAccounts) expect(message).toContain(email);
  expect(message).toContain('npm run remove-demo');

  expect(await removeDemo()).toBe(`Deleted ${demoAccounts.map(({ email }) => email).join(', ')}.\n`);
  expect(await removeDemo()).toBe('There is nothing to remove.\n');
  const server = await startInProduction();
  try {
    for (const { email } of demoAccounts)
      expect(await signIn(server.port, email, DEMO_PASSWORD)).toBeUndefined();
    const read = await fetch(`http://127.0.0.1:${server.port}/api/v1/users/me`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(read.status).toBe(401);
    expect((await audit(server.app.database.db)).filter(({ violations }) => violations > 0)).toEqual([]);
  } finally {
    await server.stop();
  }
});

test('SEC1 production names each account whose password is still the published one', async () => {
  await startInDevelopment();
  const [first, ...others] = demoAccounts.map(({ email }) => email);
  await changePasswords(others);
  const message = await refused();
  expect(message).toContain(first);
  for (const email of others) expect(message).not.toContain(email);
});

test('SEC2 a session that was signed with the secret for development is nobody’s in production', async () => {
  const token = await startInDevelopment();
  await changePasswords(demoAccounts.map(({ email }) => email));
  const server = await startInProduction();
  try {
    for (const headers of [
      { authorization: `Bearer ${token}` },
      { cookie: `better-auth.session_token=${encodeURIComponent(token)}` },
      { cookie: `__Secure-better-auth.session_token=${encodeURIComponent(token)}` },
    ] as Record<string, string>[]) {
      const read = await fetch(`http://127.0.0.1:${server.port}/api/v1/users/me`, { headers });
      expect(read.status).toBe(401);
    }
    expect(await signIn(server.port, 'operator@example.com', OTHER_PASSWORD)).toBeTypeOf('string');
  } finally {
    await server.stop();
  }
});
