import type { SQL } from 'drizzle-orm';

/** Something that must always be true, as a query for where it is not. */
export type Invariant = {
  name: string;
  /** What must be true, as one sentence. */
  statement: string;
  /** A query whose rows are the violations; each says in `problem` what is wrong. */
  violations: SQL;
};
