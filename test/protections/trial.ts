import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { administer } from '#test/administer.ts';
import { createTemplate, dropWithCopies, urlOf } from '#test/template.ts';
import type { Removal } from './protection.ts';

/** What came of running tests. */
export type Outcome = {
  /** The first test that failed; undefined where all passed. */
  failed: string | undefined;
  seconds: number;
};

/** A copy of the working tree, and a migrated database, in which things can be taken away. */
export type Copy = {
  /** Runs these test files without something, up to the first failure, and puts it back. */
  runWithout(removal: Removal | undefined, files: readonly string[]): Promise<Outcome>;
  /** Also ends what is still running. */
  remove(): Promise<void>;
};

const LEFT_OUT = new Set(['node_modules', '.git', 'data']);
/** A run that takes longer is stopped, and counts as failed. Seconds. */
const LIMIT_SECONDS = 300;

/** The database is migrated once, on the server at `adminUrl`: each trial has copies of it. */
export async function copyWorkingTree(root: string, adminUrl: string): Promise<Copy> {
  const folder = mkdtempSync(join(tmpdir(), 'triberspace-protections-'));
  cpSync(root, folder, {
    recursive: true,
    filter: (path) => !LEFT_OUT.has(path.slice(root.length).replace(/^\//, '')),
  });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const template = await createTemplate(adminUrl);
  return {
    async runWithout(removal, files) {
      if (removal && 'statement' in removal)
        return withoutInDatabase(adminUrl, template, removal.statement, (without) =>
          runInTurn(folder, without, files),
        );
      const putBack = removal ? overwrite(join(folder, removal.file), removal.text) : () => {};
      try {
        return await runInTurn(folder, template, files);
      } finally {
        putBack();
      }
    },
    async remove() {
      end(running);
      rmSync(folder, { recursive: true, force: true });
      await dropWithCopies(adminUrl, template);
    },
  };
}

/** Calls `run` with a template on which a statement was run. */
async function withoutInDatabase<T>(
  adminUrl: string,
  template: string,
  statement: string,
  run: (without: string) => Promise<T>,
): Promise<T> {
  const without = `${template}_without`;
  await administer(adminUrl, (sql) => sql`create database ${sql(without)} template ${sql(template)}`);
  try {
    await administer(urlOf(adminUrl, without), (sql) => sql.unsafe(statement));
    return await run(without);
  } finally {
    await dropWithCopies(adminUrl, without);
  }
}

function overwrite(path: string, text: string): () => void {
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, text);
  return () => writeFileSync(path, before);
}

/** The likeliest by itself: most often it fails, and the others need not run. */
async function runInTurn(folder: string, template: string, files: readonly string[]): Promise<Outcome> {
  const [likeliest, ...others] = files;
  const first = await runTests(folder, template, likeliest ? [likeliest] : []);
  if (first.failed !== undefined || others.length === 0) return first;
  const then = await runTests(folder, template, others);
  return { ...then, seconds: first.seconds + then.seconds };
}

/** The process group of the tests that run now. */
let running: number | undefined;

function end(group: number | undefined): void {
  try {
    if (group) process.kill(-group, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function runTests(folder: string, template: string, files: readonly string[]): Promise<Outcome> {
  const begunAt = performance.now();
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const run = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      ...['run', '--project', 'postgres', '--bail', '1', '--passWithNoTests'],
      ...['--reporter', 'json', '--outputFile', report],
      ...files,
    ],
    {
      cwd: folder,
      env: { ...process.env, TEST_DATABASE_TEMPLATE: template },
      stdio: 'ignore',
      detached: true,
    },
  );
  running = run.pid;
  const timer = setTimeout(() => end(running), LIMIT_SECONDS * 1000);
  const [code, signal] = await once(run, 'exit');
  clearTimeout(timer);
  running = undefined;
  const seconds = (performance.now() - begunAt) / 1000;
  if (signal) return { failed: `(stopped after ${LIMIT_SECONDS} s)`, seconds };
  return { failed: code === 0 ? undefined : firstFailure(report), seconds };
}

type Report = {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
};

function firstFailure(path: string): string {
  const { testResults }: Report = JSON.parse(readFileSync(path, 'utf8'));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const test = tests.find(({ status }) => status === 'failed')?.fullName;
  const file = testResults.find(({ status }) => status === 'failed');
  return (
    test ?? (file ? `(${file.name.split('/').at(-1)}: ${file.message.split('\n')[0]})` : '(the run failed)')
  );
}
