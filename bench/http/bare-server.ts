import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import express from 'express';
import postgres from 'postgres';
import type { DatabasePlace } from '../bench-database.ts';
import type { Captured, Statement } from './capture.ts';

/*
 * What ours is compared to, in a process of its own: Express, the driver, and for each read the statements that
 * ours runs. It validates nothing, checks nothing and answers the rows as they are.
 */

export type BareTask = { place: DatabasePlace; poolSize: number; captured: Captured[] };

type Run = (statement: Statement) => Promise<unknown>;

async function connect(place: DatabasePlace, poolSize: number): Promise<Run> {
  if ('DATABASE_URL' in place) {
    const sql = postgres(place.DATABASE_URL, { max: poolSize });
    return async ({ text, parameters }) => sql.unsafe(text, parameters as never[], { prepare: true });
  }
  const pglite = await PGlite.create({ dataDir: join(place.DATA_DIR, 'pglite') });
  return async ({ text, parameters }) => (await pglite.query(text, parameters)).rows;
}

async function serve({ place, poolSize, captured }: BareTask): Promise<number> {
  const run = await connect(place, poolSize);
  const app = express();
  for (const { path, statements } of captured) {
    app.get(`/api/v1${path.split('?')[0]}`, async (_request, response) => {
      let data: unknown;
      for (const statement of statements) data = await run(statement);
      response.json({ data });
    });
  }
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

process.once('message', async (task: BareTask) => process.send?.(await serve(task)));
