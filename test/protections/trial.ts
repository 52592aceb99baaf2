import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Removal } from './protection.ts';

/** What came of running tests. */
export type Outcome = {
  /** The first test that failed; undefined where all passed. */
  failed: string | undefined;
  seconds: number;
};

/** A copy of the working tree in which things can be taken away. */
export type Copy = {
  /** Runs these test files without something, up to the first failure, and puts it back. */
  runWithout(removal: Removal | undefined, files: readonly string[]): Promise<Outcome>;
  /** Also ends what is still running. */
  remove(): void;
};

const LEFT_OUT = new Set(['node_modules', '.git', 'data']);
/** A run that takes longer is stopped, and counts as failed. Seconds. */
const LIMIT_SECONDS = 300;

export function copyWorkingTree(root: string): Copy {
  const copy = mkdtempSync(join(tmpdir(), 'triberspace-protections-'));
  cpSync(root, copy, {
    recursive: true,
    filter: (path) => !LEFT_OUT.has(path.slice(root.length).replace(/^\//, '')),
  });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return {
    async runWithout(removal, files) {
      const putBack = removal ? takeAway(copy, removal) : () => {};
      try {
        return await runInTurn(copy, files);
      } finally {
        putBack();
      }
    },
    remove() {
      end(running);
      rmSync(copy, { recursive: true, force: true });
    },
  };
}

/** Writes a file as it would be, or a migration that comes last; answers with how to undo it. */
function takeAway(copy: string, removal: Removal): () => void {
  if ('file' in removal) return overwrite(join(copy, removal.file), removal.text);
  const migration = join(copy, 'drizzle', '9999_without.sql');
  const journal = join(copy, 'drizzle', 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'));
  const last = entries.at(-1);
  const added = { ...last, idx: last.idx + 1, when: last.when + 1, tag: '9999_without' };
  writeFileSync(migration, removal.statement);
  const putBack = overwrite(journal, JSON.stringify({ ...rest, entries: [...entries, added] }));
  return () => {
    rmSync(migration);
    putBack();
  };
}

function overwrite(path: string, text: string): () => void {
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, text);
  return () => writeFileSync(path, before);
}

/** One file after the other: most often the first fails, and the others need not run. */
async function runInTurn(copy: string, files: readonly string[]): Promise<Outcome> {
  let seconds = 0;
  for (const file of files) {
    const outcome = await runTests(copy, file);
    seconds += outcome.seconds;
    if (outcome.failed !== undefined) return { ...outcome, seconds };
  }
  return { failed: undefined, seconds };
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

async function runTests(copy: string, file: string): Promise<Outcome> {
  const begunAt = performance.now();
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const run = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      ...['run', '--project', 'postgres', '--bail', '1', '--passWithNoTests'],
      ...['--reporter', 'json', '--outputFile', report],
      file,
    ],
    { cwd: copy, stdio: 'ignore', detached: true },
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
