import { parseArgs } from 'node:util';
import { openDatabase } from '#db/client.ts';
import { FolderInUse } from '#db/folder-lock.ts';
import { type MigrationStep, migrate, pendingMigrations } from '#db/migrate.ts';
import { costsOf } from '#db/migration-costs.ts';
import { type Config, loadConfig } from '#src/config.ts';
import { explainStartFailure } from './start-failures.ts';

const DONE = 0;
const FAILED = 1;

const HELP = `Usage: npm run migrate -- [--plan] [--help]

Brings the configured database (DATABASE_URL, or the embedded one in DATA_DIR) to the newest migration of this
version. Servers may run on a PostgreSQL database meanwhile. Each migration is one transaction; a statement that does
not get its lock within 2 seconds gives up, lets the others get on, and tries again for up to 5 minutes.

  --plan   print what would be done and what it costs on large tables, and change nothing
  --help   this text

Exit code: 0 the database is at the newest migration (with --plan: printed), 1 it is not.
`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** The command line is wrong; the message says how it is used. */
class UsageError extends Error {}

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  let config: Config | undefined;
  try {
    const { plan, help } = parseOptions(args);
    if (help) {
      process.stdout.write(HELP);
      return DONE;
    }
    config = loadConfig();
    await run(config, plan ?? false);
    return DONE;
  } catch (error) {
    process.stderr.write(`${explain(error, config)}\n`);
    return FAILED;
  }
}

function parseOptions(args: string[]) {
  try {
    return parseArgs({ args, options: { plan: { type: 'boolean' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${HELP}`);
  }
}

async function run(config: Config, isPlan: boolean): Promise<void> {
  const database = await openDatabase({ ...config, DATABASE_POOL_SIZE: 1 });
  try {
    const pending = await pendingMigrations(database.db);
    if (pending.length === 0) return say('The database is at the newest migration.');
    if (!isPlan)
      return await migrate(database, config.DATABASE_URL, { onStep: (step) => say(describe(step)) });
    for (const { name, sql } of pending) {
      say(name);
      for (const cost of sql.flatMap((statement) => costsOf(statement))) say(`  ${cost}`);
    }
  } finally {
    await database.close();
  }
}

function describe(step: MigrationStep): string {
  switch (step.kind) {
    case 'begins':
      return [step.name, ...step.costs.map((cost) => `  ${cost}`)].join('\n');
    case 'waits for locks':
      return `  waiting for locks that others hold; trying again in ${step.pauseMs / 1000} s`;
    case 'waits for another process':
      return '  another process is migrating; waiting for it';
    case 'done':
      return `  done in ${step.milliseconds} ms`;
  }
}

function explain(error: unknown, config: Config | undefined): string {
  if (error instanceof UsageError) return error.message;
  if (error instanceof FolderInUse)
    return `${error.message}\nA server migrates the embedded database itself when it starts.`;
  return (
    explainStartFailure(error, config) ?? `The migration failed and was rolled back: ${rootCause(error)}`
  );
}

function rootCause(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause ? rootCause(cause) : error instanceof Error ? error.message : String(error);
}
