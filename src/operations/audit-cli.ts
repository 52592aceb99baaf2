import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Database, openDatabase } from '#db/client.ts';
import { isConnectionLost } from '#db/constraint.ts';
import { FolderInUse } from '#db/folder-lock.ts';
import { UNHURRIED } from '#db/guarded-postgres.ts';
import { assertMigrated } from '#db/migrate.ts';
import { type Config, loadConfig } from '#src/config.ts';
import { type AuditLine, audit } from './audit.ts';
import { explainStartFailure } from './start-failures.ts';

const HOLDS = 0;
const VIOLATED = 1;
const NOT_AUDITED = 2;

const HELP = `Usage: npm run audit -- [--json] [--help]

Checks every invariant of points, attendance and orders in the configured database (DATABASE_URL, or the
embedded one in DATA_DIR) and changes nothing. A PostgreSQL database can be audited while servers run on it.

  --json   a JSON list of the invariants, each with how long it took in milliseconds
  --help   this text

Exit code: 0 all invariants hold, 1 at least one is violated, 2 the database could not be audited.
`;

/** The audit could not be done; the message says what to do. */
class CannotAudit extends Error {}

process.exitCode = await main(process.argv.slice(2));

async function main(parameters: string[]): Promise<number> {
  let config: Config | undefined;
  try {
    const { json, help } = parseOptions(parameters);
    if (help) {
      process.stdout.write(HELP);
      return HOLDS;
    }
    config = loadConfig();
    const lines = await auditConfigured(config);
    process.stdout.write(json ? `${JSON.stringify(lines, null, 2)}\n` : report(lines));
    return lines.some(({ violations }) => violations > 0) ? VIOLATED : HOLDS;
  } catch (error) {
    process.stderr.write(`${explain(error, config)}\n`);
    return NOT_AUDITED;
  }
}

function parseOptions(args: string[]) {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new CannotAudit(`${(error as Error).message}\n\n${HELP}`);
  }
}

async function auditConfigured(config: Config): Promise<AuditLine[]> {
  const database = await open(config);
  try {
    await assertMigrated(database.db);
    return await audit(database.db);
  } finally {
    await database.close();
  }
}

/** Opening the embedded database would make one where there is none. */
async function open(config: Config): Promise<Database> {
  if (!config.DATABASE_URL && !existsSync(join(config.DATA_DIR, 'pglite'))) {
    throw new CannotAudit(
      `There is no embedded database in ${config.DATA_DIR}. Set DATA_DIR to the server's folder, or DATABASE_URL.`,
    );
  }
  return openDatabase({ ...config, DATABASE_POOL_SIZE: 1, limits: UNHURRIED });
}

function explain(error: unknown, config: Config | undefined): string {
  if (error instanceof CannotAudit) return error.message;
  if (error instanceof FolderInUse)
    return `${error.message}\nTo audit the embedded database, stop the server first.`;
  const sentence = explainStartFailure(error, config);
  if (sentence) return sentence;
  if (isConnectionLost(error))
    return 'The database does not answer. Is it running, and is DATABASE_URL right?';
  return `The database could not be audited: ${rootCause(error)}`;
}

function rootCause(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause ? rootCause(cause) : String(error);
}

function report(lines: readonly AuditLine[]): string {
  return lines.map(reportLine).join('');
}

function reportLine({ name, statement, violations, examples }: AuditLine): string {
  if (violations === 0) return `ok    ${name.padEnd(12)} ${statement}\n`;
  const found = examples.map((example) => `        ${JSON.stringify(example)}\n`).join('');
  return `FAIL  ${name.padEnd(12)} ${statement}\n      ${violations} violation${violations > 1 ? 's' : ''}:\n${found}`;
}
