import { sql } from 'drizzle-orm';
import { type Database, rows } from '#db/client.ts';
import { createTransact } from '#db/transact.ts';
import type { Actor } from '#domain/actor.ts';
import { databaseClock } from '#domain/clock.ts';
import { createAttendance } from '#domain/events/attendance.ts';
import { createEvents } from '#domain/events/events.ts';
import { createOutbox } from '#domain/outbox/outbox.ts';
import { createLedger } from '#domain/points/ledger.ts';
import { noQuotas } from '#domain/quotas.ts';
import { audit } from '#operations/audit.ts';
import { createLocalFacts } from '#redis/local-facts.ts';
import { openBenchDatabase } from './bench-database.ts';
import { type Benchmark, median, printTimes, type Result, round, seconds } from './measure.ts';

const VISITS = 1_000;
/** Crowds on tables that nothing has analysed since they were empty, as just after a rush. */
const FRESH = { quick: [5_000], full: [5_000, 10_000, 100_000] };
const OWNER = 'bench-owner';

/** An event with a thousand open visits ends and pays all, beside the same in bare SQL on the same database. */
export const eventEnd: Benchmark = {
  summary: `an event with ${VISITS} open visits ends and pays all, beside bare set-based SQL; and larger ones without statistics`,
  async run({ quick, databaseUrl }): Promise<Result> {
    const rounds = quick ? 3 : 9;
    const { database, close } = await openBenchDatabase(databaseUrl);
    console.log(
      `Ending events of ${VISITS} open visits on ${database.kind}, ours and bare SQL in turn, ${rounds} rounds.`,
    );
    try {
      await populate(database, VISITS);
      const { end, facts } = services(database);
      let paid = 0;
      facts.subscribe('PointsAwarded', ({ awards }) => {
        paid += awards.length;
      });
      const ours: number[] = [];
      const bare: number[] = [];
      for (let turn = 0; turn <= rounds; turn++) {
        const first = await openEvent(database, VISITS);
        const inOurs = await seconds(() => end(first.publicId));
        const second = await openEvent(database, VISITS);
        const inBare = await seconds(() => endBare(database, second.id));
        if (turn === 0) continue;
        ours.push(inOurs);
        bare.push(inBare);
        console.log(`  round ${turn}: ours ${round(inOurs)} s, bare SQL ${round(inBare)} s`);
      }
      await assertPaid(database, paid, rounds + 1);
      printTimes({ 'ours: events.end': ours, 'bare SQL': bare });
      const timeToBareSql = round(median(ours) / median(bare), 2);
      console.log(`time to bare SQL: ${timeToBareSql}×`);
      for (const visits of quick ? FRESH.quick : FRESH.full) await endFresh(databaseUrl, visits);
      const figures = {
        seconds: round(median(ours)),
        visits: VISITS,
        bareSeconds: round(median(bare)),
        database: database.kind,
      };
      return { rounds, figures, ratios: { timeToBareSql } };
    } finally {
      await close();
    }
  },
};

function services(database: Database) {
  const facts = createLocalFacts(console.error);
  const transact = createTransact(database.db, console.error);
  const clock = databaseClock;
  const ledger = createLedger({ clock });
  const outbox = createOutbox({ database, clock });
  const report = console.error;
  const attendance = createAttendance({ database, transact, clock, facts, ledger, outbox, report });
  const events = createEvents({
    quotas: noQuotas,
    database,
    transact,
    clock,
    deadlines: clock,
    facts,
    attendance,
    outbox,
    maximumOverrunMinutes: 60,
  });
  const owner: Actor = { userId: OWNER, userName: OWNER, role: 'creator', authSessionId: '' };
  return { facts, sweep: attendance.sweep, end: (publicId: string) => events.end(owner, publicId) };
}

/** Ends one event of so many visits in a new database without statistics, and sweeps until all are paid. */
async function endFresh(databaseUrl: string | undefined, visits: number): Promise<void> {
  const { database, close } = await openBenchDatabase(databaseUrl);
  try {
    const tables = ['event_attendance', 'point_balances', 'point_transactions', '"user"', 'events'];
    for (const table of tables)
      await database.db.execute(sql.raw(`alter table ${table} set (autovacuum_enabled = false)`));
    await populate(database, visits);
    const { end, sweep, facts } = services(database);
    let paid = 0;
    facts.subscribe('PointsAwarded', ({ awards }) => {
      paid += awards.length;
    });
    const { publicId } = await openEvent(database, visits);
    const began = performance.now();
    await end(publicId);
    const answered = (performance.now() - began) / 1000;
    const paidByThen = paid;
    while ((await sweep()) > 0);
    const inAll = (performance.now() - began) / 1000;
    if (paid !== visits) throw new Error(`${paid} players were paid instead of ${visits}.`);
    console.log(
      `  ${visits} visits without statistics: answered after ${round(answered)} s with ${paidByThen} paid, all paid after ${round(inAll)} s`,
    );
  } finally {
    await close();
  }
}

/** So many users, one creator, one world, one space. */
async function populate({ db }: Database, users: number): Promise<void> {
  await db.execute(sql`
    insert into "user" (id, name, first_name, last_name, user_name, email)
    select 'bench-' || n, 'Bench', 'Bench', 'Player', 'bench_' || n, n || '@bench.example' from generate_series(1, ${users}::int) n
    union all select ${OWNER}, 'Bench', 'Bench', 'Owner', 'bench_owner', 'owner@bench.example'`);
  await db.execute(sql`insert into creators (public_id, user_id) values ('benchcreator', ${OWNER})`);
  await db.execute(
    sql`insert into worlds (public_id, creator_id, name) select 'bench__world', id, 'Bench' from creators`,
  );
  await db.execute(
    sql`insert into spaces (public_id, world_id, name, space_type) select 'bench__space', id, 'Stage', 'stage' from worlds`,
  );
}

let made = 0;

/** An event that has been live for ten minutes, with everybody there for between one and ten of them. */
async function openEvent({ db }: Database, visits: number): Promise<{ id: number; publicId: string }> {
  const publicId = `bench_${String(++made).padStart(6, '0')}`;
  const [event] = await rows<{ id: number }>(
    db,
    sql`insert into events (public_id, space_id, name, start_time, end_time, is_live, started_at, points_per_minute, minimum_seconds)
        select ${publicId}, id, 'Bench night', now(), now() + interval '1 hour', true, now() - interval '10 minutes', 10, 30
        from spaces returning id`,
  );
  const { id } = event as { id: number };
  await db.execute(sql`
    insert into event_attendance (user_id, event_id, stay_id, joined_at, last_seen_at)
    select 'bench-' || n, ${id}::int, ${publicId} || n, now() - make_interval(secs => 60 + n % 540), now()
    from generate_series(1, ${visits}::int) n`);
  return { id, publicId };
}

/** What the end must do, in the fewest statements that do it: close, work out, credit, write the ledger. */
async function endBare({ db }: Database, eventId: number): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`update events set is_live = false, ended_at = now() where id = ${eventId}`);
    await tx.execute(sql`
      update event_attendance set left_at = now(), duration = floor(extract(epoch from now() - joined_at))::int
      where event_id = ${eventId} and left_at is null`);
    await tx.execute(sql`
      insert into point_balances (user_id, creator_id)
      select v.user_id, c.id from event_attendance v, creators c where v.event_id = ${eventId}
      on conflict (user_id, creator_id) do nothing`);
    await tx.execute(sql`
      with due as (
        select v.id, v.user_id, c.id as creator_id,
          floor(e.points_per_minute * floor(extract(epoch from v.left_at - greatest(v.joined_at, e.started_at))) / 60)::int as points
        from event_attendance v join events e on e.id = v.event_id, creators c where e.id = ${eventId}
      ),
      noted as (update event_attendance v set points_earned = due.points from due where v.id = due.id),
      moved as (
        update point_balances b set balance = b.balance + due.points, total_earned = b.total_earned + due.points,
          last_updated = now()
        from due where b.user_id = due.user_id and b.creator_id = due.creator_id
        returning b.user_id, b.creator_id, due.points, b.balance
      )
      insert into point_transactions (transaction_id, user_id, creator_id, amount, balance, type, source, reference_type, reference_id)
      select gen_random_uuid(), user_id, creator_id, points, balance, 'earn', 'experience', 'event', ${eventId}::int from moved`);
  });
}

/** A fast end that pays wrongly would be no benchmark. */
async function assertPaid({ db }: Database, paid: number, events: number): Promise<void> {
  if (paid !== VISITS * events) throw new Error(`Ours paid ${paid} players instead of ${VISITS * events}.`);
  const broken = (await audit(db)).filter((line) => line.violations > 0);
  if (broken.length > 0) throw new Error(`The audit found: ${broken.map((line) => line.name).join(', ')}`);
}
