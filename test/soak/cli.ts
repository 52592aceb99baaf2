import '../../loadtest/sockets.ts';
import { Command } from 'commander';
import { type Account, accountNames, signUpAll } from '../../loadtest/accounts.ts';
import { createBot } from '../../loadtest/bot.ts';
import { createHistogram, createTally } from '../../loadtest/measurements.ts';
import { openOwnSpace, startEvent } from '../../loadtest/own-space.ts';
import { pause } from '../../loadtest/pause.ts';
import { createSightings } from '../../loadtest/sightings.ts';
import type { Space } from '../../loadtest/spaces.ts';
import type { Observed } from '../../loadtest/visitor.ts';
import { judge, plot, type Sample } from './flatness.ts';
import { startWatchedServer } from './watched-server.ts';

/*
 * npm run test:soak: players walk, chat, come, go and are cut off for a long time; what the server process holds
 * must not grow.
 */

const { minutes, clients } = new Command('test:soak')
  .description('Keeps a server process of its own busy, and says whether its memory and handles stay flat.')
  .option('--minutes <count>', 'for how long', Number, 15)
  .option('--clients <count>', 'how many players', Number, 40)
  .addHelpText(
    'after',
    '\nDATABASE_URL=… uses a database of its own on that PostgreSQL. Exit code 1 when not flat.',
  )
  .parse()
  .opts<{ minutes: number; clients: number }>();

const CUT_SHARE = 0.3;
const SIGN_UP_LIMIT_MS = 300_000;
const MEGABYTE = 1024 * 1024;

// The SDK tells the console of every reconnection.
console.info = () => {};
console.warn = () => {};

const server = await startWatchedServer(process.env.DATABASE_URL);
const samples: Sample[] = [];
const errors = createTally();
try {
  const { url } = server;
  const accounts = await signUp(url);
  const stop = AbortSignal.timeout(minutes * 60_000);
  const space = await openSpace(url, accounts, stop);
  console.log(`${accounts.length} players for ${minutes} minutes`);
  server.onSample(note);
  await Promise.all(accounts.map((account) => keepComing(account, url, space, stop)));
} finally {
  await server.stop();
}
report();

async function signUp(url: string): Promise<Account[]> {
  const stop = AbortSignal.timeout(SIGN_UP_LIMIT_MS);
  const nothing = () => {};
  return signUpAll(accountNames('soak', clients), { url, stop, errors, settled: nothing, waiting: nothing });
}

/** A space of their own with a live event, so that visits are opened, kept alive and closed all the time. */
async function openSpace(url: string, accounts: readonly Account[], stop: AbortSignal): Promise<Space> {
  const creator = accounts[0] as Account;
  const space = await openOwnSpace(url, creator, { capacity: 2 * clients, movement: {} }, stop);
  await startEvent(url, creator, space.id, stop);
  return space;
}

/** Comes in, stays for some seconds, is sometimes cut off meanwhile, leaves, and comes again. */
async function keepComing(account: Account, url: string, space: Space, stop: AbortSignal): Promise<void> {
  const observed: Observed = {
    joinMs: createHistogram(),
    moveToSeenMs: createHistogram(),
    errors,
    received: createTally(),
    sightings: createSightings(),
  };
  const settings = {
    url,
    space,
    movesPerSecond: 10,
    chatEverySeconds: 5,
    readEveryFrames: 50,
    keepsState: false,
  };
  while (!stop.aborted) {
    const bot = createBot(account, settings, observed);
    if (await bot.join()) {
      await pause(5_000 + Math.random() * 10_000, stop);
      if (Math.random() < CUT_SHARE) bot.cut();
      await pause(5_000 + Math.random() * 10_000, stop);
    }
    await bot.leave();
    await pause(Math.random() * 1_000, stop);
  }
}

function note(sample: Sample): void {
  samples.push(sample);
  const handles = Object.entries(sample.handles).map(([kind, count]) => `${kind} ${count}`);
  const megabytes = [sample.heapBytes, sample.rssBytes].map((bytes) => (bytes / MEGABYTE).toFixed(1));
  console.log(
    `${sample.seconds.toFixed(0).padStart(5)} s  heap ${megabytes[0]} MB  rss ${megabytes[1]} MB  ${handles.join(', ')}`,
  );
}

function report(): void {
  const unitOf = (name: string) => (['heap', 'rss'].includes(name) ? MEGABYTE : 1);
  const judged = judge(samples);
  for (const { name, values, growth, limit, isFlat } of judged) {
    const grown = (growth / unitOf(name)).toFixed(1);
    const most = (limit / unitOf(name)).toFixed(1);
    console.log(
      `${isFlat ? 'flat  ' : 'RISING'} ${name.padEnd(16)} ${plot(values)}  ${grown} of ${most} in the second half`,
    );
  }
  for (const { stage, code, count } of errors.list()) console.log(`${stage} ${code} × ${count}`);
  if (samples.length < 4) console.log('Too short: fewer than four samples.');
  process.exit(samples.length >= 4 && judged.every(({ isFlat }) => isFlat) ? 0 : 1);
}
