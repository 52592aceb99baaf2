import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'drizzle-orm';
import { pino } from 'pino';
import { loadConfig } from '#src/config.ts';
import { startServer } from '#src/server.ts';
import type { DatabasePlace } from '../bench-database.ts';
import type { Read } from './reads.ts';

export type Statement = { text: string; parameters: unknown[] };

/** What a bare handler needs to know of a read: the very statements that ours runs. */
export type Captured = { path: string; statements: Statement[] };

/** Signs up a player, asks for each read as they would, and takes down which statements are run for it. */
export async function capture(
  place: DatabasePlace,
  settings: Record<string, string>,
  reads: readonly Read[],
): Promise<{ token: string; captured: Captured[] }> {
  const config = loadConfig({ ...settings, ...place, PUBLIC_URL: 'http://127.0.0.1', PORT: '0' });
  const server = await startServer(config, pino({ level: 'silent' }));
  const base = `http://127.0.0.1:${server.port}/api/v1`;
  const heard: Statement[] = [];
  listen(server.app.database.db, heard);
  try {
    const token = await signUp(base);
    const captured: Captured[] = [];
    for (const read of reads) {
      captured.push({ path: read.path, statements: await statementsOf(read, base, token, heard) });
    }
    return { token, captured };
  } finally {
    await server.stop();
  }
}

/** Drizzle takes a logger only when it is made, and the server makes it without: the one that is there now listens. */
function listen(db: unknown, heard: Statement[]): void {
  const { session } = db as { session: { logger: Logger } };
  session.logger.logQuery = (text, parameters) => void heard.push({ text, parameters });
}

/** Asks until it is answered with the same statements twice: once may include what the server does by itself. */
async function statementsOf(read: Read, base: string, token: string, heard: Statement[]) {
  for (let before: Statement[] = []; ; ) {
    heard.length = 0;
    const answer = await fetch(base + read.path, {
      headers: read.isSignedIn ? { authorization: `Bearer ${token}` } : {},
    });
    if (answer.status !== 200) throw new Error(`${read.path} answers ${answer.status}.`);
    await answer.text();
    const now = [...heard];
    if (now.length > 0 && isDeepStrictEqual(now, before)) return now;
    before = now;
  }
}

async function signUp(base: string): Promise<string> {
  const account = {
    email: 'player@bench.example',
    password: 'a password of the benchmark',
    firstName: 'Bench',
    lastName: 'Player',
    userName: 'bench_player',
  };
  const answer = await fetch(`${base}/auth/signup-full`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  const { data } = (await answer.json()) as { data: { token: string } };
  return data.token;
}
