import { databaseRefusal } from '#db/constraint.ts';
import { FolderInUse, FolderUnusable } from '#db/folder-lock.ts';
import { SchemaMismatch } from '#db/migrate.ts';
import { RedisUnusable } from '#redis/reach-redis.ts';
import { ConfigError } from '#src/config.ts';

/** Errors whose message is already the sentence that an operator needs. */
const IN_WORDS = [ConfigError, FolderInUse, FolderUnusable, RedisUnusable, SchemaMismatch];

type Settings = { DATABASE_URL?: string | undefined };

/**
 * What an operator should read when a program can't start: what is wrong and what to do, without a stack.
 * Undefined for an error whose cause is not known. The password of DATABASE_URL is never in it.
 */
export function explainStartFailure(error: unknown, settings: Settings = {}): string | undefined {
  if (IN_WORDS.some((kind) => error instanceof kind)) return (error as Error).message;
  return (
    explainListening(error) ??
    (settings.DATABASE_URL ? explainPostgres(error, settings.DATABASE_URL) : undefined)
  );
}

function explainListening(error: unknown): string | undefined {
  const { code, syscall, port, address } = error as {
    code?: string;
    syscall?: string;
    port?: number;
    address?: string;
  };
  if (syscall !== 'listen') return undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken. Stop what runs there, or set PORT to another one.`;
    case 'EACCES':
      return `This user may not listen on port ${port}. Set PORT to one from 1024, and let a proxy listen on ${port}.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST: this machine has no address ${address}. Set HOST to one of its own, or to 0.0.0.0 for all of them.`;
    default:
      return undefined;
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
function explainPostgres(error: unknown, databaseUrl: string): string | undefined {
  const { host, username, pathname } = new URL(databaseUrl);
  const database = decodeURIComponent(pathname.slice(1));
  const sentence = (what: string) => `DATABASE_URL: ${what}`;
  const code = databaseRefusal(error)?.code;
  switch (code) {
    case '28P01':
    case '28000':
      return sentence(
        `PostgreSQL at ${host} does not let user ${decodeURIComponent(username)} in. Check user and password, and pg_hba.conf of that server.`,
      );
    case '3D000':
      return sentence(
        `PostgreSQL at ${host} has no database ${database}. Create it (createdb ${database}), or correct the name.`,
      );
    case '42501':
      return sentence(
        `user ${decodeURIComponent(username)} may not do what a migration needs in database ${database} (${rootMessage(error)}). Make it the owner: alter database ${database} owner to ${decodeURIComponent(username)}.`,
      );
    case '25006':
      return sentence(
        `the database at ${host} can only be read: it is a standby, or was set read-only. Use the primary.`,
      );
    case '57P03':
      return sentence(`PostgreSQL at ${host} is starting up or shutting down. Try again in a moment.`);
    case '53300':
      return sentence(
        `PostgreSQL at ${host} has no connection left. Raise its max_connections, or lower DATABASE_POOL_SIZE of the processes that use it.`,
      );
    default:
      if (code?.startsWith('53'))
        return sentence(
          `PostgreSQL at ${host} has run out of something (${rootMessage(error)}). Free disk or memory there.`,
        );
  }
  const unreachable = networkCode(error);
  return (
    unreachable &&
    sentence(`no PostgreSQL answers at ${host} (${unreachable}). Is it running, and are host and port right?`)
  );
}

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
]);

function* causesOf(error: unknown): Generator<Error> {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth++) {
    yield cause;
    if (cause instanceof AggregateError) yield* cause.errors.filter((each) => each instanceof Error);
    cause = cause.cause;
  }
}

function networkCode(error: unknown): string | undefined {
  for (const cause of causesOf(error)) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string' && NETWORK_CODES.has(code)) return code;
  }
  return undefined;
}

const rootMessage = (error: unknown): string => [...causesOf(error)].at(-1)?.message ?? String(error);
