import type { Logger } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

/** A statement as the driver gets it. */
export type Statement = { sql: string; params: unknown[] };

type Node = { 'Node Type': string; 'Relation Name'?: string; Plans?: Node[] };

type Prepared = { execute(): Promise<unknown> };
type Session = { prepareQuery(query: Statement, ...rest: unknown[]): Prepared; logger: Logger };

const sessionOf = (db: Db): Session => (db as unknown as { session: Session }).session;

/**
 * What `work` asks the database, in the words in which the driver gets it. Those that were put together before
 * are seen too: they tell the logger that was there then, which listens for as long as the work takes.
 */
export async function statementsOf<T>(db: Db, work: () => Promise<T>): Promise<[T, Statement[]]> {
  const { logger } = sessionOf(db);
  const { logQuery } = logger;
  const seen: Statement[] = [];
  logger.logQuery = (sql, params) => void seen.push({ sql, params });
  try {
    return [await work(), seen];
  } finally {
    logger.logQuery = logQuery;
  }
}

/** How the database means to carry out a statement. */
export async function planOf(db: Db, { sql, params }: Statement): Promise<Node> {
  const query = { sql: `explain (format json) ${sql}`, params };
  const answer = await sessionOf(db).prepareQuery(query, undefined, undefined, false).execute();
  const [row] = (Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows) as {
    'QUERY PLAN': [{ Plan: Node }];
  }[];
  return (row as { 'QUERY PLAN': [{ Plan: Node }] })['QUERY PLAN'][0].Plan;
}

/** The tables that a plan reads from one end to the other. */
export function tablesReadWhole(plan: Node): string[] {
  const below = (plan.Plans ?? []).flatMap(tablesReadWhole);
  return plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] as string, ...below] : below;
}
