import { randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import { openDatabase } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';
import { administer } from './administer.ts';

/** Makes a migrated, empty database on a PostgreSQL server, to make copies of; answers with its name. */
export async function createTemplate(adminUrl: string): Promise<string> {
  const template = `triberspace_test_${randomBytes(5).toString('hex')}`;
  await administer(adminUrl, (sql) => sql`create database ${sql(template)}`);
  const url = urlOf(adminUrl, template);
  const database = await openDatabase({ DATABASE_URL: url, DATABASE_POOL_SIZE: 1, DATA_DIR: '' });
  await migrate(database, url);
  await database.close();
  return template;
}

/** Where a database of the same server is. */
export function urlOf(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Drops a template with its copies: also those that a test process left behind which was killed. */
export const dropWithCopies = (adminUrl: string, template: string): Promise<void> =>
  administer(adminUrl, (sql) => dropAll(sql, template));

async function dropAll(sql: postgres.Sql, template: string): Promise<void> {
  const names = await sql<{ datname: string }[]>`
    select datname from pg_database where starts_with(datname, ${template})`;
  for (const { datname } of names) await sql`drop database if exists ${sql(datname)} with (force)`;
}
