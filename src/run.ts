import { type Config, loadConfig } from './config.ts';
import { welcome } from './demo/welcome.ts';
import { explain } from './explain.ts';
import { openLog, startServer, type TriberspaceServer } from './server.ts';

/** Longer than this a drain does not take: an orchestrator would kill us anyway. */
const DRAIN_LIMIT_MS = 30_000;
/** A signal that comes this soon after the first is the same one on another way: Ctrl-C reaches npm and us. In ms. */
const SAME_SIGNAL_MS = 1_000;
/** How often a server that npm started looks whether npm is still there, in ms. */
const PARENT_CHECK_MS = 500;

/** Starts the server as the environment says, and stops it when it is asked to. */
export async function run(): Promise<void> {
  const parent = process.ppid;
  let config: Config | undefined;
  try {
    config = loadConfig();
    await start(config, parent);
  } catch (error) {
    console.error(explain(error, config));
    process.exit(1);
  }
}

async function start(config: Config, parent: number): Promise<void> {
  const log = openLog(config);
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  process.on('uncaughtException', (error) => log.fatal({ err: error }, 'uncaught exception'));
  const server = await startServer(config, log);
  const ask = drainWhenAsked(() => drain(server, config.STOP_DELAY_SECONDS * 1000));
  if (config.isStartedByNpm) onParentGone(parent, () => ask());
  console.log(welcome(server));
}

/** A first signal drains, a second one ends the process at once. */
function drainWhenAsked(drainOnce: () => Promise<void>): (signal?: NodeJS.Signals) => void {
  let askedAt: number | undefined;
  const ask = (signal?: NodeJS.Signals) => {
    const now = performance.now();
    if (askedAt !== undefined && signal && now - askedAt > SAME_SIGNAL_MS) process.exit(1);
    if (askedAt !== undefined) return;
    askedAt = now;
    void drainOnce();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, ask);
  return ask;
}

/**
 * npm runs us below a shell that does not pass a SIGTERM on: without this, `kill` of `npm start` would leave the server
 * behind. Where a parent's end does not change `process.ppid` (Windows), it ends nothing.
 */
function onParentGone(parent: number, act: () => void): void {
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, PARENT_CHECK_MS);
  timer.unref();
}

async function drain(server: TriberspaceServer, delayMs: number): Promise<void> {
  setTimeout(() => process.exit(1), delayMs + DRAIN_LIMIT_MS).unref();
  await server.stop();
  process.exit(0);
}
