import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';

/*
 * The house (ARCHITECTURE.md) in its imports: they point down only. Test files may reach for anything, and are
 * not looked at.
 */

const root = fileURLToPath(new URL('../', import.meta.url));

type Source = { path: string; text: string };
type Import = { from: string; to: string; isTypeOnly: boolean };

const sources: Source[] = globSync(['{src,rooms,loadtest,bench}/**/*.ts', '*.ts'], { cwd: root })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') }));

/** Which folders each folder may import from, beside itself. `src` is what lies in src/ itself, file by file. */
const mayImport: Record<string, readonly string[]> = {
  'src/db': [],
  'src/domain': ['src/db'],
  'src/auth': ['src/domain', 'src/db'],
  'src/redis': ['src/domain', 'src/http/limits/policies.ts'],
  'src/payments': ['src/domain'],
  'src/http': ['src/auth', 'src/domain', 'src/db/constraint.ts'],
  'src/routes': ['src/http', 'src/domain'],
  rooms: ['src/domain'],
  'src/operations': ['src/domain', 'src/db', 'src/redis/reach-redis.ts', 'src/config.ts'],
  'src/demo': ['src/domain', 'src/db'],
  'src/pages': [
    'src/domain',
    'src/payments',
    'src/db/constraint.ts',
    'src/demo/demo-accounts.ts',
    'src/http/static-answer.ts',
  ],
  'src/client': ['rooms/movement/codec.ts'],
  'src/contract': ['src/routes', 'src/http', 'src/auth', 'package.json'],
  'src/config.ts': ['src/config-values.ts', 'src/misspelt-settings.ts'],
  'src/config-values.ts': [],
  'src/misspelt-settings.ts': [],
  'src/app.ts': [
    'src/config.ts',
    'src/domain',
    'src/auth',
    'src/db',
    'src/redis',
    'src/payments',
    'src/http/origins.ts',
    'src/http/limits',
  ],
  'src/server.ts': [
    'src/app.ts',
    'src/contract/contract.ts',
    'src/config.ts',
    'src/db/constraint.ts',
    'src/http',
    'src/routes',
    'rooms',
    'src/operations',
    'src/demo',
    'src/pages',
  ],
  'src/explain.ts': ['src/operations/start-failures.ts', 'src/demo/demo-leftovers.ts'],
  'src/run.ts': ['src/server.ts', 'src/config.ts', 'src/explain.ts', 'src/demo/welcome.ts'],
  'src/remove-demo.ts': [
    'src/app.ts',
    'src/server.ts',
    'src/config.ts',
    'src/explain.ts',
    'src/demo/demo-leftovers.ts',
  ],
  'src/main.ts': ['src/run.ts'],
  loadtest: ['rooms/movement/codec.ts'],
  bench: [
    'src/db',
    'src/domain',
    'src/operations',
    'src/redis',
    'src/config.ts',
    'src/server.ts',
    'rooms/movement/codec.ts',
    'loadtest',
  ],
};

/** Imports of types against the direction, which leave nothing behind when the program runs. */
const exceptions: { from: string; to: string; why: string }[] = [
  {
    from: 'src/routes/index.ts',
    to: 'src/app.ts',
    why: 'App lists every service; each route file names only those that it uses',
  },
  {
    from: 'rooms/space/space-room.ts',
    to: 'src/auth/identify.ts',
    why: 'the way in asks who has a token, as the REST edge does',
  },
  {
    from: 'src/demo/demo-events.ts',
    to: 'src/app.ts',
    why: 'the demo world is made through the services of a whole App',
  },
  { from: 'src/demo/fill-world.ts', to: 'src/app.ts', why: 'the same' },
  { from: 'src/demo/seed-demo.ts', to: 'src/app.ts', why: 'the same' },
  {
    from: 'src/demo/welcome.ts',
    to: 'src/server.ts',
    why: 'the welcome speaks of the server that was started',
  },
  { from: 'src/pages/home-facts.ts', to: 'src/app.ts', why: 'the home page shows a little of everything' },
  { from: 'src/pages/pages.ts', to: 'src/app.ts', why: 'the same' },
];

/** Packages that belong to one part: where each may be imported. */
const packages: { name: RegExp; belongsTo: readonly string[] }[] = [
  { name: /^(@colyseus\/(core|ws-transport|schema)|colyseus)$/, belongsTo: ['rooms', 'bench/rooms'] },
  { name: /^@colyseus\/redis-(driver|presence)$/, belongsTo: ['src/server.ts'] },
  { name: /^@colyseus\/sdk$/, belongsTo: ['loadtest'] },
  {
    name: /^express$/,
    belongsTo: [
      'src/http',
      'src/pages',
      'src/operations/health.ts',
      'src/operations/metrics.ts',
      'src/server.ts',
      'rooms/matchmaking.ts',
      'bench/http/bare-server.ts',
    ],
  },
  {
    name: /^(drizzle-orm|drizzle-kit)(\/|$)/,
    belongsTo: [
      'src/db',
      'src/domain',
      'src/auth',
      'src/operations',
      'src/demo',
      'bench',
      'drizzle.config.ts',
    ],
  },
  { name: /^postgres$/, belongsTo: ['src/db', 'bench'] },
  { name: /^@electric-sql\//, belongsTo: ['src/db', 'bench/http/bare-server.ts'] },
  { name: /^rate-limiter-flexible$/, belongsTo: ['src/redis/counters.ts'] },
  { name: /^stripe$/, belongsTo: ['src/payments/stripe.ts'] },
  { name: /^prom-client$/, belongsTo: ['src/operations/metrics.ts'] },
  { name: /^autocannon$/, belongsTo: ['bench'] },
  { name: /^ioredis$/, belongsTo: ['src/redis', 'src/app.ts', 'src/operations/health.ts'] },
];

const within = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`);

/** The folder of the table that a file belongs to; the file itself for what lies in src/. */
const partOf = (path: string): string =>
  Object.keys(mayImport).find((part) => within(path, part)) ?? `${path} (belongs to no part)`;

/** Every import and re-export of a file: static, dynamic, and in a type. */
function importsOf({ path, text }: Source): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const statements = [
    ...code.matchAll(/^\s*(?:import|export)\s+(?:(type)\s)?(?:[^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm),
  ];
  const calls = [...code.matchAll(/\bimport\(\s*()['"]([^'"]+)['"]/g)];
  return [...statements, ...calls].map(([, isType, specifier]) => ({
    from: path,
    to: targetOf(path, specifier as string),
    isTypeOnly: isType === 'type',
  }));
}

/** A path from the root for what is ours, the name as it is for a package. */
function targetOf(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier));
  const [, name, rest] = specifier.match(/^#(\w+)\/(.*)$/) ?? [];
  if (name === undefined) return specifier;
  return ['src', 'rooms', 'test'].includes(name) ? `${name}/${rest}` : `src/${name}/${rest}`;
}

const isOurs = (target: string): boolean => /^(src|rooms|loadtest|bench|test)\//.test(target);

function isWrong({ from, to, isTypeOnly }: Import): boolean {
  if (!isOurs(to))
    return packages.some(
      ({ name, belongsTo }) => name.test(to) && !belongsTo.some((part) => within(from, part)),
    );
  const part = partOf(from);
  if (within(to, part)) return false;
  if (isTypeOnly && exceptions.some((exception) => exception.from === from && exception.to === to))
    return false;
  return !(mayImport[part] ?? []).some((allowed) => within(to, allowed));
}

const wrongImports = (given: readonly Source[]): string[] =>
  given
    .flatMap(importsOf)
    .filter(isWrong)
    .map(({ from, to, isTypeOnly }) => `${from} imports ${isTypeOnly ? 'types of ' : ''}${to}`);

/** The files that have what they must not have. */
const filesWith = (pattern: RegExp, place: RegExp): string[] =>
  sources.filter(({ path, text }) => place.test(path) && pattern.test(text)).map(({ path }) => path);

describe('imports', () => {
  // drizzle.config.ts and vitest.config.ts are tools' own.
  const program = sources.filter(({ path }) => path.includes('/'));

  it('point down only', () => expect(wrongImports(program)).toEqual([]));

  it('are of files that a rule speaks of', () => {
    expect(program.map(({ path }) => partOf(path)).filter((part) => part.includes('no part'))).toEqual([]);
    expect(program.length).toBeGreaterThan(100);
  });

  it('need each exception', () => {
    const upward = program.flatMap(importsOf);
    const unused = exceptions.filter(
      ({ from, to }) => !upward.some((one) => one.from === from && one.to === to),
    );
    expect(unused).toEqual([]);
  });

  it.each<[what: string, path: string, text: string]>([
    ['a room that reads the database', 'rooms/space/x.ts', "import { rows } from '#db/client.ts';"],
    ['a room that takes types of the database', 'rooms/x.ts', "import type { Tx } from '#db/client.ts';"],
    ['a room that knows the routes', 'rooms/x.ts', "import { allRoutes } from '#routes/index.ts';"],
    ['a room that talks to Redis', 'rooms/x.ts', "import { Redis } from 'ioredis';"],
    [
      'a route that knows a room',
      'src/routes/x.ts',
      "import { CloseCode } from '../../rooms/close-codes.ts';",
    ],
    ['a route that reads the database', 'src/routes/x.ts', "import { eq } from 'drizzle-orm';"],
    [
      'a route file that takes the whole App',
      'src/routes/events.ts',
      "import type { App } from '../app.ts';",
    ],
    ['the composition root as a value', 'src/routes/index.ts', "import { createApp } from '../app.ts';"],
    ['a domain that knows Express', 'src/domain/x.ts', "import type { Request } from 'express';"],
    ['a domain that knows Colyseus', 'src/domain/x.ts', "import { matchMaker } from '@colyseus/core';"],
    ['a domain that knows the edge', 'src/domain/x/y.ts', "import {\n  route,\n} from '#http/route.ts';"],
    ['a domain that imports on demand', 'src/domain/x.ts', "const later = await import('#rooms/index.ts');"],
    ['a database that knows the domain', 'src/db/x.ts', "export { DomainError } from '../domain/errors.ts';"],
    ['a load test that knows the server', 'loadtest/x.ts', "import '#src/config.ts';"],
    [
      'a load test that knows more of a room',
      'loadtest/x.ts',
      "import { x } from '#rooms/movement/movement.ts';",
    ],
    ['a program that needs its tests', 'src/app.ts', "import { x } from '#test/builders.ts';"],
  ])('would show %s', (_what, path, text) => expect(wrongImports([{ path, text }])).toHaveLength(1));
});

describe('in one place only', () => {
  test('transactions begin in src/db', () => {
    expect(filesWith(/\.transaction\(/, /^(src|rooms|loadtest)\/(?!db\/)/)).toEqual([]);
  });

  test('the environment is read by the configuration, and by that of the tools', () => {
    const readers = ['drizzle.config.ts', 'src/config.ts', 'vitest.config.ts'];
    expect(filesWith(/process\.env/, /^(src|rooms|loadtest)\/|^[^/]+\.ts$/).sort()).toEqual(readers);
  });

  test('TIME1 the time of day is read only to be shown, kept or compared with a time of day, never to measure', () => {
    const readers = [
      ['src/auth/session-lookup.ts', 'when a session is due for renewal'],
      ['src/db/columns.ts', 'when a row was changed'],
      ['src/demo/demo-events.ts', 'when an event of the demo world begins'],
      ['src/demo/fill-world.ts', 'when a product of the demo world is released'],
      ['src/domain/avatars/avatars.ts', 'when an item was put on'],
      ['src/domain/creators/creators.ts', 'when a row was changed'],
      ['src/domain/store/products.ts', 'when a row was changed'],
      ['src/domain/store/stores.ts', 'when a row was changed'],
      ['src/http/schemas.ts', 'how far ahead something is planned'],
      ['src/operations/scheduled-audit.ts', 'when the audit ended'],
      ['src/pages/home-facts.ts', 'how far an event is from now'],
      ['src/payments/paypal-events.ts', 'when a payment was looked up'],
      ['src/payments/paypal-signature.ts', 'whether a certificate is valid'],
      ['src/payments/sandbox.ts', 'when a payment was decided'],
      ['src/payments/signature.ts', 'how old a signature is'],
      ['src/payments/stripe-events.ts', 'when a payment was looked up'],
      ['rooms/space/talk.ts', 'when something was said'],
    ];
    const timeOfDay = /\bDate\.now\b|\bnew Date\(\s*\)/;
    expect(filesWith(timeOfDay, /^(src|rooms)\//).sort()).toEqual(
      readers.map(([path]) => path as string).sort(),
    );
  });

  test('TIME1 rooms have no timers on their own clock, which catches up on what it missed', () => {
    expect(filesWith(/\.clock\.(setInterval|setTimeout|duration)\b/, /^rooms\//)).toEqual([]);
  });

  const written = (tables: string, properties: string): RegExp =>
    new RegExp(
      `(insert\\s+into|update|delete\\s+from|merge\\s+into|truncate)\\s+(only\\s+)?"?(${tables})\\b|\\.(insert|update|delete)\\(\\s*(\\w+\\.)?(${properties})\\b`,
      'i',
    );
  const domain = /^src\/(domain|routes|http|auth)\/|^rooms\//;

  test('only ledger.ts writes balances and ledger rows', () => {
    const writes = written('point_balances|point_transactions', 'pointBalances|pointTransactions');
    expect(filesWith(writes, domain)).toEqual(['src/domain/points/ledger.ts']);
  });

  test('only inventory.ts writes ownership', () => {
    const writes = written(
      'user_inventory|user_avatar_inventory|inventory_movements',
      'userInventory|userAvatarInventory|inventoryMovements',
    );
    expect(filesWith(writes, domain)).toEqual(['src/domain/inventory/inventory.ts']);
  });

  test('only attendance.ts, and its closing and payout, write visits', () => {
    expect(filesWith(written('event_attendance', 'eventAttendance'), domain)).toEqual([
      'src/domain/events/attendance.ts',
      'src/domain/events/closing.ts',
      'src/domain/events/payout.ts',
    ]);
  });
});
