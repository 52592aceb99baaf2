import './sockets.ts';
import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { formatCheck, runCheck } from './check/check.ts';
import { formatDrop, hasHeld, runDrop } from './drop/drop.ts';
import { createProgress } from './progress.ts';
import { exitCodeOf, formatReport, toJson } from './report.ts';
import { runVisits } from './scenario.ts';

/** How long sockets that the server does not close may keep the finished process alive. */
const LINGER_MS = 5_000;
const INTERRUPTED_TWICE = 130;
/** npm passes Ctrl-C on to a process that the terminal has told already: that is one interrupt. */
const SAME_INTERRUPT_MS = 500;

type CliOptions = {
  url: string;
  clients: number;
  seconds: number;
  space?: string;
  movesPerSecond: number;
  chatEvery: number;
  ramp: number;
  allowLost: number;
  prefix: string;
  json?: string;
  quiet: boolean;
  check: boolean;
  drop: boolean;
  seed: number;
};

const examples = `
What it does: creates one account per client (slow: passwords are hashed, 8 at a time), lets all
clients join a space, and while they walk and chat measures how long a move takes from one client to
another. A client whose instance is emptied takes the seat that it is offered elsewhere; one whose
connection is lost, or whose server stops, comes back as a player's client does.
Ctrl-C leaves the space and prints what was measured so far; a second Ctrl-C just ends.
Exit code 1 when no client could join, or more clients than --allow-lost are not in at the end of the
measurement: they could not join, or were lost and did not come back within 15 seconds. After Ctrl-C
only those count that had joined.

With --check they come, walk, are cut off and leave at random in a space of their own, and what each
of them saw of the others is compared with where those were. With --drop they attend an event of their
own, and lose their connections all at once. Exit code 1 when something did not hold.

Examples:
  $ npm run loadtest                                      50 clients for 20 s in the first space
  $ npm run loadtest -- --clients 500 --ramp 50 --seconds 60
  $ npm run loadtest -- --space sp_h4ll --chat-every 0    movement only
  $ npm run loadtest -- --check --clients 100             does everybody see what they should?
  $ npm run loadtest -- --drop --clients 1000 --ramp 50   does everybody come back?
  $ npm run loadtest -- --url https://eu1.example --clients 200 --quiet --json run.json
`;

const command = new Command('loadtest')
  .description('Fills a space of a running server with walking, chatting clients, and measures.')
  .option('--url <url>', 'the server', serverUrl, 'http://localhost:2567')
  .option('--clients <count>', 'how many clients', integerFrom(1), 50)
  .option('--seconds <seconds>', 'how long to measure, once all are in', numberAbove(0), 20)
  .option('--space <id>', 'the space to join (default: the first that the server lists)')
  .option('--moves-per-second <count>', 'moves that each client sends; 0 for none', numberFrom(0), 10)
  .option(
    '--chat-every <seconds>',
    'seconds between two chat lines of a client; 0 for none',
    numberFrom(0),
    5,
  )
  .option('--ramp <count>', 'clients that start joining, per second', numberAbove(0), 20)
  .option(
    '--allow-lost <count>',
    'clients that may be missing at the end without exit code 1',
    integerFrom(0),
    0,
  )
  .option('--prefix <name>', 'how account names begin, 1-8 of [A-Za-z0-9_]', accountPrefix, 'bot')
  .option('--json <file>', 'write the figures to a file as well')
  .option('--quiet', 'no progress, only the closing report', false)
  .option('--check', 'compare what clients see with where everybody is', false)
  .option('--seed <number>', 'play a check again', integerFrom(1), randomInt(1, 2 ** 31))
  .option('--drop', 'cut all connections at once, and see who comes back', false)
  .addHelpText('after', examples);

await main(command.parse().opts<CliOptions>());

async function main(options: CliOptions): Promise<void> {
  silenceSdk();
  const stop = abortOnInterrupt();
  if (options.check) await check(options, stop);
  else if (options.drop) await drop(options, stop);
  else await visit(options, stop);
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

async function check(options: CliOptions, stop: AbortSignal): Promise<void> {
  const result = await runCheck(options, createProgress(options.quiet), stop);
  await say(options, formatCheck(result), result);
  process.exitCode = result.wrong > 0 || result.compared === 0 ? 1 : 0;
}

async function drop(options: CliOptions, stop: AbortSignal): Promise<void> {
  const result = await runDrop(options, createProgress(options.quiet), stop);
  await say(options, formatDrop(result), result);
  process.exitCode = hasHeld(result) ? 0 : 1;
}

async function visit(options: CliOptions, stop: AbortSignal): Promise<void> {
  const { space, chatEvery, allowLost: _, ...rest } = options;
  const visits = { ...rest, spaceId: space, chatEverySeconds: chatEvery };
  const result = await runVisits(visits, createProgress(options.quiet), stop);
  await say(options, formatReport(result), toJson(result));
  process.exitCode = exitCodeOf(result, options.allowLost);
}

async function say({ json }: CliOptions, report: string, figures: object): Promise<void> {
  process.stdout.write(`${report}\n`);
  if (json) await writeFile(json, `${JSON.stringify(figures, null, 2)}\n`);
}

/** The SDK tells the console of every reconnection; here those are counted, and would break the bar. */
function silenceSdk(): void {
  console.info = () => {};
  console.warn = () => {};
}

function abortOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  const interrupt = () => {
    if (!controller.signal.aborted) firstAt = performance.now();
    else if (performance.now() - firstAt > SAME_INTERRUPT_MS) process.exit(INTERRUPTED_TWICE);
    controller.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return controller.signal;
}

function serverUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text)) {
    throw new InvalidArgumentError('must be an http:// or https:// address.');
  }
  return text.replace(/\/+$/, '');
}

function accountPrefix(text: string): string {
  if (!/^[A-Za-z0-9_]{1,8}$/.test(text)) throw new InvalidArgumentError('must be 1-8 of [A-Za-z0-9_].');
  return text;
}

function integerFrom(lowest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= lowest) return value;
    throw new InvalidArgumentError(`must be a whole number of at least ${lowest}.`);
  };
}

function numberFrom(lowest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isFinite(value) && value >= lowest) return value;
    throw new InvalidArgumentError(`must be a number of at least ${lowest}.`);
  };
}

function numberAbove(limit: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isFinite(value) && value > limit) return value;
    throw new InvalidArgumentError(`must be a number above ${limit}.`);
  };
}
