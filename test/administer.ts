import postgres from 'postgres';

/** Runs `work` on a connection of its own to the PostgreSQL server, beside any pool and guard. */
export async function administer<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
