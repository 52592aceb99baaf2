import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostgres } from '#db/client.ts';
import { type Person, signUp, signUpCreator } from '../clients.ts';
import { freePort, type ServerProcess, startServerProcess } from '../server-process.ts';
import { testEnvironment } from '../test-server.ts';

/* A server process with a small heap, and users whose exports would not fit into it. */

const USERS = 5;
const TRANSACTIONS = 60_000;
/** As documents in memory, five of them take more than twice as much. */
const HEAP_MB = 200;

let environment: Awaited<ReturnType<typeof testEnvironment>>;
let server: ServerProcess;
let people: Person[];

beforeAll(async () => {
  environment = await testEnvironment('postgres');
  const env = { ...environment.env, NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}` };
  server = await startServerProcess(env, await freePort());
  await signUpCreator(server.url, 'export_creator');
  people = [];
  for (let n = 0; n < USERS; n++) people.push(await signUp(server.url, `exporter_${n}`));
  const database = openPostgres(environment.env.DATABASE_URL as string, 1);
  for (const { userName } of people)
    await database.db.execute(sql`
      insert into point_transactions (transaction_id, user_id, creator_id, amount, balance, type, source, description)
      select gen_random_uuid(), u.id, (select min(id) from creators), 1, n + 1, 'gift', 'admin', 'For a test'
      from "user" u, generate_series(1, ${TRANSACTIONS}::int) n where u.user_name = ${userName}`);
  await database.close();
});

afterAll(async () => {
  await server.stop();
  await environment.close();
});

const exportOf = ({ token }: Person) =>
  fetch(`${server.url}/api/v1/users/me/export`, { headers: { Authorization: `Bearer ${token}` } });

/** Reads a body without keeping it; returns how many transactions were in it. */
async function countOf(answer: Response): Promise<number> {
  let count = 0;
  let rest = '';
  for await (const chunk of answer.body as ReadableStream<Uint8Array>) {
    const pieces = `${rest}${Buffer.from(chunk).toString('latin1')}`.split('"For a test"');
    count += pieces.length - 1;
    rest = pieces.at(-1)?.slice(-20) ?? '';
  }
  return count;
}

test('LEAVE18 five exports of 60 000 transactions at once do not fill the memory, and hold nobody up', async () => {
  const answers = await Promise.all(people.map(exportOf));
  expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200));
  // None of them is read yet: ten more than the pool has connections get through all the same.
  const others = await Promise.all(
    Array.from({ length: 20 }, () => fetch(`${server.url}/api/v1/creators`).then(({ status }) => status)),
  );
  expect(new Set(others)).toEqual(new Set([200]));
  expect(await Promise.all(answers.map(countOf))).toEqual(people.map(() => TRANSACTIONS));
});

test('LEAVE19 one export of a user is read at a time', async () => {
  const [person, other] = people as [Person, Person];
  const answers = await Promise.all([exportOf(person), exportOf(person), exportOf(other)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
  const refused = answers.find(({ status }) => status === 429) as Response;
  expect(await refused.json()).toMatchObject({ code: 'EXPORT_UNDER_WAY' });
  expect(refused.headers.get('retry-after')).toBe('10');
  expect(refused.headers.get('content-disposition')).toBeNull();
  await Promise.all(answers.filter((answer) => answer !== refused).map(countOf));
});

test('LEAVE18 a client that goes away in the middle leaves the server as it was', async () => {
  const [person] = people as [Person];
  const stopping = new AbortController();
  const answer = await fetch(`${server.url}/api/v1/users/me/export`, {
    headers: { Authorization: `Bearer ${person.token}` },
    signal: stopping.signal,
  });
  await answer.body?.getReader().read();
  stopping.abort();
  expect(await countOf(await exportOf(person))).toBe(TRANSACTIONS);
  expect(server.printed()).not.toContain('"level":50');
});
