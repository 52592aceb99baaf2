import { createHash, timingSafeEqual } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { type Request, type RequestHandler, Router } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '#db/client.ts';
import { DomainError } from '#domain/errors.ts';
import type { OutboxCounts } from '#domain/outbox/outbox.ts';
import type { Config } from '#src/config.ts';
import type { Outages } from './outages.ts';
import type { ScheduledAudit } from './scheduled-audit.ts';
import type { TaskRunner } from './task-runner.ts';

type Needs = {
  config: Pick<Config, 'METRICS_TOKEN' | 'isProduction'>;
  /** The rooms of this process and the players in them. */
  rooms: { now(): { rooms: number; players: number; tickMs: number } };
  /** How often each limit has refused. */
  limits: { refused(): Iterable<[policy: string, times: number]> };
  /** The work that has or wants a connection of the pool, and how many of those there are. */
  database: Pick<Database, 'pool'>;
  /** What runs here: the version of the server and the protocol of its rooms. */
  build: { version: string; protocol: number };
  /** How often the database was unavailable, and whether it is. */
  outages: Pick<Outages, 'totals'>;
  /** What the audit found, where this process is the one that audits. */
  audit: Pick<ScheduledAudit, 'last'>;
  /** What is in the outbox, the same whichever process is asked. */
  tasks: Pick<TaskRunner, 'counts'>;
};

type HandledRequest = { method: string; pattern: string; status: number; seconds: number };

export type Metrics = ReturnType<typeof createMetrics>;

/** Numbers about this process, as Prometheus reads them at GET /metrics. */
export function createMetrics({ config, rooms, limits, database, build, outages, audit, tasks }: Needs) {
  const registry = new Registry();
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request, by method, pattern of the path and class of the status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  new Gauge({
    name: 'triberspace_build_info',
    help: 'Always 1; the version of the server and the protocol of its rooms are in the labels.',
    labelNames: ['version', 'protocol'],
    registers: [registry],
  }).set({ version: build.version, protocol: build.protocol }, 1);
  countRefusals(registry, limits);
  showAudit(registry, audit);
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('triberspace_rooms', 'Open rooms of this process.', () => rooms.now().rooms);
  gauge('triberspace_players', 'Players in rooms of this process.', () => rooms.now().players);
  gauge(
    'triberspace_movement_tick_seconds',
    'Time between two ticks of movement in the rooms of this process: 0.05 while it has time, more under load.',
    () => rooms.now().tickMs / 1000,
  );
  gauge(
    'triberspace_audit_last_run_timestamp_seconds',
    'When this process last ended an audit, in seconds since 1970; 0 where it is not the one that audits.',
    () => (audit.last()?.endedAt.getTime() ?? 0) / 1000,
  );
  const outbox = (what: keyof OutboxCounts) => () => tasks.counts()?.[what] ?? Number.NaN;
  gauge('triberspace_outbox_waiting', 'Tasks that are due now or later.', outbox('waiting'));
  gauge(
    'triberspace_outbox_failing',
    'Tasks whose last attempt failed, to be tried again.',
    outbox('failing'),
  );
  gauge('triberspace_outbox_parked', 'Tasks that were given up.', outbox('parked'));
  gauge('triberspace_outbox_late_seconds', 'How long the oldest due task has waited.', outbox('lateSeconds'));
  countOutages(registry, outages);
  gauge(
    'triberspace_database_available',
    '0 while the database is unavailable or refuses writes, else 1.',
    () => (outages.totals().isUnderWay ? 0 : 1),
  );
  const { pool } = database;
  if (pool) {
    gauge('triberspace_database_pool_size', 'Connections to the database.', () => pool().size);
    gauge('triberspace_database_work', 'Work that has or wants a connection.', () => pool().underWay);
  }

  const router = Router();
  router.get('/metrics', mayRead(config), async (_request, response) => {
    const all = Registry.merge([registry, processMetrics()]);
    const text = await all.metrics();
    response.set('Cache-Control', 'no-store').type(all.contentType).send(text);
  });

  return {
    router,
    observe: timesBy(requests),
  };
}

/** Keeps at hand where each kind of request is counted: to find it anew takes longer than to count. */
function timesBy(requests: Histogram<'method' | 'route' | 'status'>) {
  const kinds = new Map<string, ReturnType<typeof requests.labels>>();
  return ({ method, pattern, status, seconds }: HandledRequest): void => {
    const kind = `${method} ${status} ${pattern}`;
    let times = kinds.get(kind);
    if (!times) {
      times = requests.labels(known(method), pattern, `${Math.floor(status / 100)}xx`);
      // Methods that nobody knows are without number.
      if (known(method) === method) kinds.set(kind, times);
    }
    times.observe(seconds);
  };
}

let ofTheProcess: Registry | undefined;

/** Memory, processor, garbage and the delay of the event loop: there is one of each, whatever runs in it. */
function processMetrics(): Registry {
  if (!ofTheProcess) {
    ofTheProcess = new Registry();
    collectDefaultMetrics({ register: ofTheProcess });
  }
  return ofTheProcess;
}

function countRefusals(registry: Registry, limits: Needs['limits']): void {
  new Counter({
    name: 'triberspace_rate_limited_total',
    help: 'Requests that a limit refused, by limit.',
    labelNames: ['limit'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [limit, times] of limits.refused()) this.inc({ limit }, times);
    },
  });
}

function countOutages(registry: Registry, outages: Needs['outages']): void {
  const counter = (what: 'outages' | 'failures', name: string, help: string) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(outages.totals()[what]);
      },
    });
  counter('outages', 'triberspace_database_outages_total', 'Outages of the database.');
  counter(
    'failures',
    'triberspace_database_failures_total',
    'Statements and transactions that failed because the database was unavailable or too busy.',
  );
}

/** Nothing where another process audits, or none does: an old result would hide a new one. */
function showAudit(registry: Registry, audit: Needs['audit']): void {
  new Gauge({
    name: 'triberspace_audit_violations',
    help: 'In how many places an invariant did not hold when it was last audited, by invariant.',
    labelNames: ['check'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, violations } of audit.last()?.lines ?? []) this.set({ check: name }, violations);
    },
  });
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const known = (method: string): string => (METHODS.has(method) ? method : 'OTHER');

/**
 * Who has the token. Where none is set: outside production whoever asks from this very machine, and in
 * production nobody, since a proxy on the same machine looks just like that.
 */
function mayRead({ METRICS_TOKEN, isProduction }: Needs['config']): RequestHandler {
  if (METRICS_TOKEN === undefined) {
    return (request, _response, next) => (!isProduction && isFromHere(request) ? next() : next('router'));
  }
  const expected = digest(`Bearer ${METRICS_TOKEN}`);
  return (request, response, next) => {
    if (timingSafeEqual(digest(request.get('Authorization') ?? ''), expected)) return next();
    response.set('WWW-Authenticate', 'Bearer');
    throw new DomainError('NOT_SIGNED_IN');
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const FORWARDING = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
];

function isFromHere({ socket, headers }: Request): boolean {
  const address = socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  const isLoopback = address === '::1' || (isIPv4(address) && address.startsWith('127.'));
  return isLoopback && !FORWARDING.some((name) => name in headers);
}
