import additionsJson from './additions.json' with { type: 'json' };
import seedJson from './seed-columns.json' with { type: 'json' };

/** A column of the seed: its own words, and how they are read (docs/decisions/0002-reading-the-seed.md). */
export type SeedColumn = {
  says: string;
  name: string;
  type: string;
  saidNotNull: boolean;
  nullable: boolean;
  /** Why it is read as nullable or not. */
  because: string;
  default?: string;
  /** Whether the seed says the default or the reading adds it. */
  defaultFrom?: string;
  primaryKey?: boolean;
  identityStart?: number;
  references?: { table: string; column: string; onDelete: string };
};

export type SeedTable = {
  table: string;
  columns: SeedColumn[];
  constraintsSay: string[];
  uniques: string[][];
  indexes: string[][];
  partialUniqueIndexes: { says: string; columns: string[]; where: string }[];
};

/** What the database has beyond the seed, each with its reason. */
export type Additions = {
  tables: Record<string, string>;
  columns: Record<string, string>;
  /** Integers of the seed that are bigints here. */
  widened: Record<string, string>;
  uniques: Record<string, string>;
};

export const seedTables: readonly SeedTable[] = seedJson.tables;
export const additions: Additions = additionsJson;
