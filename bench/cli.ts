import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { audit } from './audit/audit.ts';
import { checkout } from './checkout/checkout.ts';
import { eventEnd } from './event-end.ts';
import { http } from './http/http.ts';
import type { Benchmark } from './measure.ts';
import { disturbance } from './rooms/disturbance.ts';
import { join } from './rooms/join.ts';
import { processes } from './rooms/processes.ts';
import { rooms } from './rooms/rooms.ts';
import { start } from './start.ts';

const benchmarks: Record<string, Benchmark> = {
  audit,
  checkout,
  disturbance,
  'event-end': eventEnd,
  http,
  join,
  processes,
  rooms,
  start,
};

const help = `Usage: npm run bench -- NAME [--json FILE] [--quick] [--rows N] [--avatars N]

Runs a benchmark side by side with what it is compared to, and prints ratios.

${Object.entries(benchmarks)
  .map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`)
  .join('\n')}

  --json FILE   also writes the figures to a file
  --quick       fewer rounds or rows, for trying out
  --rows N      about so many ledger rows, for the audit
  --avatars N   so many avatars in a room, instead of one number after the other
  DATABASE_URL  the PostgreSQL server to measure on, in databases of its own that are dropped afterwards;
                without it, the embedded PGlite is measured

Example: DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres npm run bench -- event-end
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      quick: { type: 'boolean', default: false },
      rows: { type: 'string' },
      avatars: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [name = ''] = positionals;
  const benchmark = benchmarks[name];
  if (values.help || !benchmark) {
    console.log(name && !benchmark ? `There is no benchmark ${name}.\n\n${help}` : help);
    process.exitCode = values.help ? 0 : 1;
    return;
  }
  const rows = numberOf('rows', values.rows);
  const avatars = numberOf('avatars', values.avatars);
  const startedAt = new Date().toISOString();
  const result = await benchmark.run({
    quick: values.quick,
    databaseUrl: process.env.DATABASE_URL,
    rows,
    avatars,
  });
  if (!values.json) return;
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
  writeFileSync(values.json, `${JSON.stringify({ name, commit, startedAt, ...result }, null, 2)}\n`);
  console.log(`Written to ${values.json}.`);
}

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} is a number above 0.`);
  return number;
}

await main();
