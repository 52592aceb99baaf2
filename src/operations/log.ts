import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '#src/config.ts';
import { boundedLine, cutText } from './bounded-line.ts';

/**
 * The log: JSON lines on standard output.
 * @param fields what every line says beside its own, asked anew for each
 */
export function createLog(
  { LOG_LEVEL }: Pick<Config, 'LOG_LEVEL'>,
  fields: () => object,
  destination?: DestinationStream,
): Logger {
  return pino(
    {
      level: LOG_LEVEL,
      mixin: fields,
      serializers: { err: describeError },
      redact: ['headers', 'password', 'token', 'email', '*.headers', '*.password', '*.token', '*.email'],
      hooks: { streamWrite: (line) => withoutAddresses(boundedLine(line)) },
    },
    destination,
  );
}

type DescribedError = {
  type: string;
  message: string;
  stack?: string;
  code?: unknown;
  constraint?: unknown;
  cause?: DescribedError | undefined;
};

type DriverError = Error & { code?: unknown; constraint?: unknown; constraint_name?: unknown };

const DEPTH = 5;

/**
 * What went wrong and where, and no more: the parameters of a query and the rows that a database quotes hold
 * passwords, tokens and addresses.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'something other than an error was thrown' };
  const { name, cause, stack } = error;
  const { code, constraint, constraint_name } = error as DriverError;
  const message = withoutParameters(error);
  return {
    type: name,
    message,
    ...(stack && { stack: stack.replace(error.message, () => message) }),
    ...(code !== undefined && { code }),
    ...((constraint ?? constraint_name) !== undefined && { constraint: constraint ?? constraint_name }),
    ...(cause instanceof Error && depth < DEPTH && { cause: describeError(cause, depth + 1) }),
  };
}

/** Drizzle puts the parameters behind the query, into the message. */
const withoutParameters = ({ message }: Error): string => cutText(message.replace(/\nparams: [\s\S]*$/, ''));

/** A last look at each line: an e-mail address keeps its domain only, wherever it was quoted. */
const withoutAddresses = (line: string): string =>
  line.includes('@') ? line.replace(/[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?=[\w-]+\.[\w.-]*[a-z])/gi, '…@') : line;
