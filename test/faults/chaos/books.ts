import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { House } from './house.ts';
import type { Journal } from './journal.ts';
import { must } from './within.ts';

type Id = { id: string };

const auditProgram = fileURLToPath(new URL('../../../src/operations/audit-cli.ts', import.meta.url));

/** What was acknowledged is there, once; nothing else is; who was let in has a visit; and the audit finds nothing. */
export async function expectBooks(house: House, journal: Journal): Promise<void> {
  await house.postgres.ask(async (sql) => {
    const ids = async (what: string, query: PromiseLike<Id[]>, expected: Set<string>) =>
      compare(
        what,
        expected,
        [...(await query)].map(({ id }) => id),
      );
    await ids('orders', sql<Id[]>`select order_number as id from orders`, journal.orders);
    await ids(
      'gifts',
      sql<
        Id[]
      >`select gift_id as id from point_gifts g join "user" u on u.id = g.user_id where u.role = 'user'`,
      journal.gifts,
    );
    await ids('purchases', sql<Id[]>`select transaction_id as id from points_purchases`, journal.purchases);
    const visited = await sql<{ id: string; open: number }[]>`
      select e.public_id || ' ' || u.user_name as id, count(*) filter (where v.left_at is null)::int as open
      from event_attendance v join events e on e.id = v.event_id join "user" u on u.id = v.user_id group by 1`;
    const there = new Set(visited.map(({ id }) => id));
    const lost = [...journal.stays].filter((stay) => !there.has(stay));
    must(lost.length === 0, `visits lost: ${lost.slice(0, 5)}`);
    const open = visited.filter((visit) => visit.open > 0);
    must(open.length === 0, `visits still open after their event: ${open.slice(0, 5).map(({ id }) => id)}`);
  });
  await expectAudit(house.postgres.url);
}

function compare(what: string, acknowledged: Set<string>, kept: string[]): void {
  const there = new Set(kept);
  const lost = [...acknowledged].filter((id) => !there.has(id));
  must(lost.length === 0, `acknowledged ${what} that are not there: ${lost.length}, as ${lost[0]}`);
  const surplus = kept.filter((id) => !acknowledged.has(id));
  must(surplus.length === 0, `${what} of which nobody was told: ${surplus.length}, as ${surplus[0]}`);
}

/** `npm run audit`, as the operator runs it. */
async function expectAudit(databaseUrl: string): Promise<void> {
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl };
  await promisify(execFile)(process.execPath, [auditProgram], { env }).catch((error: { stdout: string }) => {
    must(false, `the audit found something:\n${error.stdout}\n${error}`);
  });
}
