import { FolderInUse } from '#db/folder-lock.ts';
import { ConfigError } from './config.ts';
import { DemoAccountsInProduction } from './demo/demo-leftovers.ts';

/** What the operator reads when a start fails: a sentence where the cause is known, everything where it is not. */
export function explain(error: unknown): unknown {
  const isKnown = [ConfigError, FolderInUse, DemoAccountsInProduction].some(
    (known) => error instanceof known,
  );
  if (isKnown) return (error as Error).message;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken. Stop what runs there, or set PORT to another one.`;
  return error;
}
