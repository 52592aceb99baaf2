import { explainStartFailure } from '#operations/start-failures.ts';
import { DemoAccountsInProduction } from './demo/demo-leftovers.ts';

type Settings = Parameters<typeof explainStartFailure>[1];

/** What the operator reads when a start fails: a sentence where the cause is known, everything where it is not. */
export function explain(error: unknown, settings?: Settings): unknown {
  if (error instanceof DemoAccountsInProduction) return error.message;
  return explainStartFailure(error, settings) ?? error;
}
