import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/*
 * Loaded into a server process before the server itself (`node --expose-gc --import`), and asked over its IPC
 * channel: what the process used between `begin` and `end`, and what memory it holds. After `beginIdle` no timer is
 * watched, which would be most of what an idle process does.
 */

export type Question = { probe: 'begin' | 'beginIdle' | 'end' | 'memory' };

/** What a process used: seconds of processor, and how long its event loop kept a timer waiting. */
export type Usage = { cpuSeconds: number; seconds: number; delayP99Ms: number; delayMaxMs: number };
export type Memory = { rssBytes: number; heapBytes: number };
export type Answer = { probe: Usage | Memory };

/** A timer is set so often; how much later it fires is the delay. Milliseconds. */
const RESOLUTION_MS = 2;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
let cpu = process.cpuUsage();
let startedAt = performance.now();

function begin(): Usage {
  delay.enable();
  delay.reset();
  return beginIdle();
}

function beginIdle(): Usage {
  cpu = process.cpuUsage();
  startedAt = performance.now();
  return { cpuSeconds: 0, seconds: 0, delayP99Ms: 0, delayMaxMs: 0 };
}

function end(): Usage {
  const { user, system } = process.cpuUsage(cpu);
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  delay.disable();
  return {
    cpuSeconds: (user + system) / 1e6,
    seconds: (performance.now() - startedAt) / 1000,
    delayP99Ms: late(delay.percentile(99)),
    delayMaxMs: late(delay.max),
  };
}

/** After garbage is collected, and given back to the system. */
async function memory(): Promise<Memory> {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.();
    await sleep(100);
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rssBytes: rss, heapBytes: heapUsed + external };
}

const answers = { begin, beginIdle, end, memory };

process.on('message', async (question: Partial<Question>) => {
  if (!question.probe) return;
  const answer: Answer = { probe: await answers[question.probe]() };
  process.send?.(answer);
});
// The server alone decides how long the process lives.
process.channel?.unref();
