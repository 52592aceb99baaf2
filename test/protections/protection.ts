/** Something that keeps the books right when two things happen at once, or when code is wrong. */
export type Protection = {
  /** Unique, and the same from run to run: what `--only` looks in. */
  name: string;
  kind: 'lock' | 'condition' | 'check' | 'unique' | 'exclusion' | 'trigger' | 'lock in function';
  /** What it protects: a source file or a table. */
  place: string;
  /** How to be without it. */
  without: Removal;
};

/** A file of the source as it would be, or a statement for a migration of its own. */
export type Removal = { file: string; text: string } | { statement: string };
