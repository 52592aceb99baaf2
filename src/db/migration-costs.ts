/** What makes a statement of a migration take long on a large table, or keep others waiting. */
const COSTS: readonly { pattern: RegExp; cost: (table: string) => string }[] = [
  {
    pattern: /alter table (?:only )?("?[\w".]+"?) alter column [^;]*?(?:set data )?type /i,
    cost: (table) => `may rewrite ${table}: everybody who uses it waits`,
  },
  {
    pattern: /alter table (?:only )?("?[\w".]+"?) add column [^;]*generated always as [^;]*stored/i,
    cost: (table) => `rewrites ${table}: everybody who uses it waits`,
  },
  {
    pattern: /alter table (?:only )?("?[\w".]+"?) alter column \S+ set not null/i,
    cost: (table) => `reads all of ${table}: everybody who uses it waits`,
  },
  {
    pattern: /alter table (?:only )?("?[\w".]+"?) add constraint (?:(?!not valid)[^;])*(?:;|$)/i,
    cost: (table) => `reads all of ${table}: writes to it wait`,
  },
  {
    pattern: /create (?:unique )?index (?!concurrently)[^;]*? on (?:only )?("?[\w".]+"?)/i,
    cost: (table) => `builds an index on ${table}: writes to it wait`,
  },
  {
    pattern: /(?:^|;|\n)\s*update (?:only )?("?[\w".]+"?) /i,
    cost: (table) => `writes rows of ${table}`,
  },
];

/** What one statement costs on large tables; nothing where it is quick whatever their size. */
export const costsOf = (statement: string): string[] =>
  COSTS.flatMap(({ pattern, cost }) => {
    const table = pattern.exec(statement)?.[1];
    return table ? [cost(table.replaceAll('"', ''))] : [];
  });
