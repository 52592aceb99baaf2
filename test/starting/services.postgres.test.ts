import { randomBytes } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { administer } from '../administer.ts';
import { freePort } from '../server-process.ts';
import { startAndFail } from './refused-start.ts';

/* Server processes whose PostgreSQL can't be used. */

const source = inject('testDatabase');
const adminUrl = source.kind === 'postgres' ? source.adminUrl : '';
const HIDDEN = 'hidden-password';

const at = (change: (url: URL) => void): string => {
  const url = new URL(adminUrl);
  url.password = HIDDEN;
  change(url);
  return url.href;
};

const refused = async (url: string, sentence: string) => {
  const { code, output } = await startAndFail({ DATABASE_URL: url });
  expect(output).toContain(`DATABASE_URL: ${sentence}`);
  expect(output).not.toMatch(new RegExp(`\\n {4}at |${HIDDEN}`));
  expect(code).toBe(1);
};

describe('PostgreSQL at the start', () => {
  test('PROC3 nobody answers there', async () => {
    const port = String(await freePort());
    await refused(
      at((url) => (url.port = port)),
      `no PostgreSQL answers at ${new URL(adminUrl).hostname}:${port} (ECONNREFUSED)`,
    );
  });

  test('PROC3 the user is unknown', async () => {
    await refused(
      at((url) => (url.username = 'nobody_of_that_name')),
      `PostgreSQL at ${new URL(adminUrl).host} does not let user nobody_of_that_name in.`,
    );
  });

  test('PROC3 the database is not there', async () => {
    await refused(
      at((url) => (url.pathname = '/no_such_world')),
      `PostgreSQL at ${new URL(adminUrl).host} has no database no_such_world.`,
    );
  });

  test('PROC3 the user may not make tables, or the database can only be read', async () => {
    const name = `triberspace_start_${randomBytes(4).toString('hex')}`;
    await administer(adminUrl, async (sql) => {
      await sql`create database ${sql(name)}`;
      await sql`create role ${sql(name)} login`;
    });
    try {
      await refused(
        at((url) => Object.assign(url, { pathname: `/${name}`, username: name })),
        `user ${name} may not do what a migration needs in database ${name}`,
      );
      await administer(
        adminUrl,
        (sql) => sql`alter database ${sql(name)} set default_transaction_read_only = on`,
      );
      await refused(
        at((url) => (url.pathname = `/${name}`)),
        `the database at ${new URL(adminUrl).host} can only be read`,
      );
    } finally {
      await administer(adminUrl, async (sql) => {
        await sql`drop database ${sql(name)} with (force)`;
        await sql`drop role ${sql(name)}`;
      });
    }
  });
});
