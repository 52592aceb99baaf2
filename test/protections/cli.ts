import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { openDatabase } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';
import { guardingTests } from './guarding-tests.ts';
import { protectionsInCode } from './in-code.ts';
import { protectionsInDatabase } from './in-database.ts';
import type { Protection } from './protection.ts';
import { type Copy, copyWorkingTree, type Outcome } from './trial.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const ALL_GUARDED = 0;
const UNGUARDED = 1;
const NOT_TRIED = 2;

const HELP = `Usage: npm run test:protections -- [--list] [--only PATTERN]... [--help]

Takes away one protection after the other, each on a copy of the working tree or of a database, and runs the tests
that guard it up to the first failure: every lock and condition of a write in src/domain, and in the database every
check constraint, unique index, exclusion constraint, guard trigger and lock in a function. They are found in the code
and the catalog.
It takes about an hour.

  --list           says what there is, and tries nothing
  --only PATTERN   those whose kind and name contain it, as a regular expression; again for more of them
  --help           this text

TEST_DATABASE_URL names the PostgreSQL server for the tests, which make databases of their own there.

Exit code: 0 a test failed for each, 1 no test missed at least one, 2 it could not be tried.
`;

type Trial = { protection: Protection; outcome: Outcome };

/** It could not be tried; the message says what to do. */
class CannotTry extends Error {}

process.exitCode = await main().catch((error: unknown) => {
  if (!(error instanceof CannotTry)) throw error;
  console.error(error.message);
  return NOT_TRIED;
});

async function main(): Promise<number> {
  const { list, only, help } = parseOptions();
  if (help) {
    process.stdout.write(HELP);
    return ALL_GUARDED;
  }
  const protections = (await allProtections()).filter(({ kind, name }) =>
    only.some((pattern) => new RegExp(pattern).test(`${kind} ${name}`)),
  );
  if (protections.length === 0) throw new CannotTry('There is no such protection: see --list.');
  if (list) {
    for (const { kind, name } of protections) console.log(`${kind.padEnd(17)}${name}`);
    return ALL_GUARDED;
  }
  const adminUrl = process.env.TEST_DATABASE_URL;
  if (!adminUrl) throw new CannotTry('Set TEST_DATABASE_URL to a PostgreSQL server.');
  const trials = await tryAll(protections, adminUrl);
  printTable(trials);
  const survived = trials.filter(({ outcome }) => outcome.failed === undefined);
  console.log(
    survived.length === 0
      ? `A test fails without any one of ${trials.length} protections.`
      : `No test fails without these:\n${survived.map(({ protection }) => `  ${protection.name}\n`).join('')}`,
  );
  return survived.length === 0 ? ALL_GUARDED : UNGUARDED;
}

function parseOptions() {
  try {
    const { values } = parseArgs({
      options: {
        list: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [''] },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new CannotTry(`${(error as Error).message}\n\n${HELP}`);
  }
}

/** What is in the code, and in an embedded database that is migrated for this. */
async function allProtections(): Promise<Protection[]> {
  const database = await openDatabase({ DATABASE_POOL_SIZE: 1, DATA_DIR: 'memory://' });
  try {
    await migrate(database, undefined);
    return [...protectionsInCode(root), ...(await protectionsInDatabase(database.db))];
  } finally {
    await database.close();
  }
}

async function tryAll(protections: readonly Protection[], adminUrl: string): Promise<Trial[]> {
  const copy = await copyWorkingTree(root, adminUrl);
  try {
    return await Promise.race([tryEach(copy, protections), interruption()]);
  } finally {
    await copy.remove();
  }
}

async function tryEach(copy: Copy, protections: readonly Protection[]): Promise<Trial[]> {
  await assertGreen(copy, protections);
  const trials: Trial[] = [];
  for (const protection of protections) {
    const outcome = await copy.runWithout(protection.without, guardingTests(protection));
    trials.push({ protection, outcome });
    console.log(
      `${trials.length}/${protections.length}  ${protection.name}\n        ${said(outcome)}, ${outcome.seconds.toFixed(1)} s`,
    );
  }
  return trials;
}

/** Rejects when somebody stops this. */
async function interruption(): Promise<never> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  throw new CannotTry('It was stopped.');
}

/** Tests that fail anyway would guard everything. */
async function assertGreen(copy: Copy, protections: readonly Protection[]): Promise<void> {
  const files = [...new Set(protections.flatMap(guardingTests))];
  console.log(`First the tests as they are: ${files.join(', ')}`);
  const { failed, seconds } = await copy.runWithout(undefined, files);
  if (failed !== undefined) throw new CannotTry(`A test fails with every protection in place: ${failed}`);
  console.log(`They pass, in ${seconds.toFixed(0)} s.`);
}

function said({ failed }: Outcome): string {
  return failed ?? 'SURVIVED: no test failed';
}

function printTable(trials: readonly Trial[]): void {
  const table = new Table({
    head: ['protection', 'removed', 'test that failed', 's'],
    colWidths: [60, 12, 70, 6],
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { head: [] },
  });
  for (const { protection, outcome } of trials)
    table.push([protection.name, protection.kind, said(outcome), outcome.seconds.toFixed(0)]);
  console.log(table.toString());
}
