import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Account, accountNames, signUpAll } from './accounts.ts';
import { type Bot, createBot } from './bot.ts';
import { RequestFailed } from './http.ts';
import { createHistogram, createTally, summarizeRates } from './measurements.ts';
import { pause } from './pause.ts';
import type { Progress } from './progress.ts';
import type { RunResult } from './report.ts';
import { createSightings } from './sightings.ts';
import { findSpace, type Space } from './spaces.ts';
import type { Observed } from './visitor.ts';

/** Bots in one process that read every frame and keep the state; with more, each reads fewer, and the rest keep no state. */
const FULL_READERS = 25;
const TICK_MS = 500;
const LOOP_RESOLUTION_MS = 10;
/** Clients that are on their way back at the end of the measurement have this long to arrive. */
const LAST_RETURN_MS = 15_000;

export type VisitOptions = {
  url: string;
  clients: number;
  seconds: number;
  /** The first space listed, when absent. */
  spaceId?: string;
  movesPerSecond: number;
  chatEverySeconds: number;
  /** Clients that start joining, per second. */
  ramp: number;
  prefix: string;
};

/**
 * Signs up, lets everybody walk in, then measures for `seconds` while all walk and chat, then leaves.
 * Aborting `stop` cuts any phase short; what was measured so far is still returned.
 */
export async function runVisits(
  options: VisitOptions,
  progress: Progress,
  stop: AbortSignal,
): Promise<RunResult> {
  const startedAt = new Date().toISOString();
  const observed = createObserved();
  const accounts: Account[] = [];
  const space = await signUpAndFindSpace(options, observed, progress, stop, accounts);
  const bots = space === undefined ? [] : makeBots(accounts, options, space, observed);

  const meter = startMeter(bots, observed);
  const joined = await joinAll(bots, options.ramp, progress, stop);
  if (joined > 0 && !stop.aborted) {
    meter.restart();
    await stay(bots, options.seconds, observed, progress, stop);
  }
  const measured = meter.stop();
  await awaitReturns(bots, stop);
  const stayed = presentOf(bots);
  await leaveAll(bots, progress);

  return {
    startedAt,
    url: options.url,
    spaceId: space?.id,
    interrupted: stop.aborted,
    clients: { wanted: options.clients, signedUp: accounts.length, joined, stayed },
    measuredSeconds: measured.seconds,
    join: observed.joinMs.summary(),
    moveToSeen: measured.moveToSeen,
    traffic: measured.traffic,
    received: observed.received.list(),
    errors: observed.errors.list(),
    generator: { cores: measured.cores, loopDelayP99Ms: measured.loopDelayP99Ms },
  };
}

function createObserved(): Observed {
  return {
    joinMs: createHistogram(),
    moveToSeenMs: createHistogram(),
    errors: createTally(),
    received: createTally(),
    sightings: createSightings(),
  };
}

/** Fills `accounts`; the first alone, so that a missing space is known before the long wait. */
async function signUpAndFindSpace(
  options: VisitOptions,
  { errors }: Observed,
  progress: Progress,
  stop: AbortSignal,
  accounts: Account[],
): Promise<Space | undefined> {
  const { url } = options;
  let settled = 0;
  const signUp = {
    url,
    stop,
    errors,
    settled: () => progress.update(++settled, ''),
    waiting: (ms: number) => progress.update(settled, `asked to wait ${(ms / 1000).toFixed(1)} s`),
  };
  const [first, ...others] = accountNames(options.prefix, options.clients);
  progress.begin('sign up', options.clients);
  try {
    accounts.push(...(await signUpAll([first!], signUp)));
    if (!accounts[0]) return undefined;
    const space = await findSpace(url, options.spaceId, accounts[0].token, stop);
    accounts.push(...(await signUpAll(others, signUp)));
    return space;
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    errors.add('spaces', error.code, error.message);
    return undefined;
  } finally {
    progress.end();
  }
}

function makeBots(accounts: Account[], options: VisitOptions, space: Space, observed: Observed): Bot[] {
  const readEveryFrames = Math.ceil(accounts.length / FULL_READERS);
  const { url, movesPerSecond, chatEverySeconds } = options;
  const settings = { url, space, movesPerSecond, chatEverySeconds, readEveryFrames };
  return accounts.map((account, at) =>
    createBot(account, { ...settings, keepsState: at < FULL_READERS }, observed),
  );
}

/** Starts `ramp` joins a second and waits for all of them; returns how many got in. */
async function joinAll(bots: Bot[], ramp: number, progress: Progress, stop: AbortSignal): Promise<number> {
  const startedAt = performance.now();
  const joins: Promise<void>[] = [];
  let joined = 0;
  let settled = 0;
  progress.begin('join', bots.length);
  for (const [at, bot] of bots.entries()) {
    await pause(startedAt + (at * 1000) / ramp - performance.now(), stop);
    if (stop.aborted) break;
    const join = bot.join().then((gotIn) => {
      if (gotIn) joined += 1;
      settled += 1;
      progress.update(settled, `${joined} in`);
    });
    joins.push(join);
  }
  await Promise.race([Promise.all(joins), aborted(stop)]);
  progress.end();
  return joined;
}

async function stay(bots: Bot[], seconds: number, observed: Observed, progress: Progress, stop: AbortSignal) {
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1000;
  progress.begin('measure', seconds);
  while (elapsed() < seconds && !stop.aborted) {
    await pause(Math.min(TICK_MS, (seconds - elapsed()) * 1000), stop);
    const p99 = observed.moveToSeenMs.percentile(99);
    const seen = p99 === undefined ? 'no move seen yet' : `move to seen p99 ${p99.toFixed(0)} ms`;
    progress.update(Math.min(seconds, Math.round(elapsed())), `${presentOf(bots)} in, ${seen}`);
  }
  progress.end();
}

async function awaitReturns(bots: Bot[], stop: AbortSignal): Promise<void> {
  const endsAt = performance.now() + LAST_RETURN_MS;
  while (bots.some((bot) => bot.returning()) && performance.now() < endsAt && !stop.aborted)
    await pause(100, stop);
}

async function leaveAll(bots: Bot[], progress: Progress): Promise<void> {
  let left = 0;
  progress.begin('leave', bots.length);
  await Promise.all(bots.map((bot) => bot.leave().then(() => progress.update(++left))));
  progress.end();
}

/** Measures from the last restart to stop, this process's own cost included. */
function startMeter(bots: Bot[], observed: Observed) {
  const loopDelay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  loopDelay.enable();
  let startedAt = performance.now();
  let cpuAtStart = process.cpuUsage();
  return {
    restart() {
      for (const bot of bots) bot.traffic.restart();
      observed.moveToSeenMs.reset();
      loopDelay.reset();
      startedAt = performance.now();
      cpuAtStart = process.cpuUsage();
    },
    stop() {
      loopDelay.disable();
      const seconds = (performance.now() - startedAt) / 1000;
      const cpu = process.cpuUsage(cpuAtStart);
      const rates = bots.map((bot) => bot.traffic.rates()).filter((one) => one !== undefined);
      return {
        seconds,
        moveToSeen: observed.moveToSeenMs.summary(),
        traffic: summarizeRates(rates),
        cores: (cpu.user + cpu.system) / 1e6 / seconds,
        loopDelayP99Ms: Math.max(0, loopDelay.percentile(99) / 1e6 - LOOP_RESOLUTION_MS),
      };
    },
  };
}

function presentOf(bots: Bot[]): number {
  return bots.filter((bot) => bot.present()).length;
}

function aborted(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
}
