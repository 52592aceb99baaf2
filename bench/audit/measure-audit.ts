import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '#db/client.ts';
import { createTransact } from '#db/transact.ts';
import { databaseClock } from '#domain/clock.ts';
import { createLedger } from '#domain/points/ledger.ts';
import type { AuditLine } from '#operations/audit.ts';
import { seconds } from '../measure.ts';

const FIRST_CREATOR = 1_000;
const ALONE_MS = 3_000;
/** The pause after each write: about fifty a second. */
const PAUSE_MS = 20;

export type Place = { DATABASE_URL?: string | undefined; DATA_DIR: string };

async function withDatabase<T>(place: Place, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ DATABASE_POOL_SIZE: 1, ...place });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

export type Measured = {
  lines: AuditLine[];
  /** From the start of the process to its end. */
  tookSeconds: number;
  /** The most memory that the process had; 0 where the system does not tell. */
  peakMegabytes: number;
  /** How long each write took, in milliseconds: before the audit, and while it ran. None on the embedded database. */
  writes: { alone: number[]; during: number[] };
};

/** Audits the economy of `populate` once, while one user after another spends a point, about fifty a second. */
export async function measureAudit(place: Place): Promise<Measured> {
  const isShared = place.DATABASE_URL !== undefined;
  const alone = isShared ? await withDatabase(place, (database) => write(database, past(ALONE_MS))) : [];
  const { during, ...measured } = await auditOnce(place);
  return { ...measured, writes: { alone, during } };
}

/** A process of its own does it, as an operator would; the embedded database serves one process at a time. */
async function auditOnce(place: Place) {
  const begunAt = performance.now();
  const process = startAudit(place);
  const ended = once(process.child, 'close');
  let isOver = false;
  ended.then(() => {
    isOver = true;
  });
  const during = place.DATABASE_URL
    ? await withDatabase(place, (database) => write(database, () => isOver))
    : [];
  const [code] = await ended;
  const tookSeconds = (performance.now() - begunAt) / 1000;
  if (code !== 0 && code !== 1) throw new Error(`The audit ended with ${code}.`);
  const lines = JSON.parse(process.output()) as AuditLine[];
  return { lines, tookSeconds, peakMegabytes: process.peakMegabytes(), during };
}

const script = fileURLToPath(new URL('../../src/operations/audit-cli.ts', import.meta.url));

function startAudit(place: Place) {
  const env = { ...process.env, ...place };
  if (place.DATABASE_URL === undefined) delete env.DATABASE_URL;
  const child = spawn(process.execPath, [script, '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  let peak = 0;
  child.stdout.on('data', (part: Buffer) => {
    output += part;
  });
  const watch = setInterval(() => {
    peak = Math.max(peak, peakOf(child));
  }, 50);
  child.once('exit', () => clearInterval(watch));
  return { child, output: () => output, peakMegabytes: () => Math.round(peak) };
}

/** The most memory that a process has had so far, in megabytes; 0 where the system does not tell. */
function peakOf({ pid }: ChildProcess): number {
  try {
    const [, kilobytes] = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function past(milliseconds: number): () => boolean {
  const until = performance.now() + milliseconds;
  return () => performance.now() > until;
}

/** Takes a point from one user after another until it is over; answers with how long each took, in milliseconds. */
async function write({ db }: Database, isOver: () => boolean): Promise<number[]> {
  const transact = createTransact(db, console.error);
  const ledger = createLedger({ clock: databaseClock });
  const posting = {
    creatorId: FIRST_CREATOR,
    type: 'spend',
    source: 'store',
    referenceType: 'tribe',
    referenceId: FIRST_CREATOR,
    description: 'Written while the audit runs',
  } as const;
  const took: number[] = [];
  for (let turn = 0; !isOver(); turn++) {
    const userId = `bench-${turn % 1_000}`;
    took.push(1000 * (await seconds(() => transact((tx) => ledger.post(tx, posting, userId, -1)))));
    await sleep(PAUSE_MS);
  }
  return took;
}
