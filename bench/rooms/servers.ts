import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pin } from '../http/processes.ts';
import { startServerProcess } from '../server-process.ts';
import type { CrowdTask, Entered, Seen } from './crowd.ts';
import type { Disturbance } from './disturbers.ts';
import type { Answer, Memory, Question, Usage } from './probe.ts';
import type { RelayTask } from './relay.ts';
import type { Target } from './seats.ts';

const SERVER_CORE = 0;
const CROWD_CORE = 1;

const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const probed = ['--expose-gc', '--import', fileOf('probe.ts')];

/** A server that is measured, whichever it is. */
export type Probed = {
  url: string;
  begin(): Promise<Usage>;
  /** The same without a look at the event loop, which costs something itself. */
  beginIdle(): Promise<Usage>;
  end(): Promise<Usage>;
  memory(): Promise<Memory>;
  stop(): Promise<void>;
};

/** Sends a message and waits for the answer that has this key; others may send messages of their own. */
async function ask<Result>(child: ChildProcess, question: object, key: string): Promise<Result> {
  const ended = new AbortController();
  const { signal } = ended;
  child.send(question);
  try {
    return await Promise.race([
      answerOf<Result>(child, key, signal),
      once(child, 'exit', { signal }).then(([code]) =>
        Promise.reject(new Error(`A process ended with ${code}.`)),
      ),
    ]);
  } finally {
    ended.abort();
  }
}

async function answerOf<Result>(child: ChildProcess, key: string, signal: AbortSignal): Promise<Result> {
  for (;;) {
    const [message] = await once(child, 'message', { signal });
    if (key in (message as object)) return (message as Record<string, Result>)[key] as Result;
  }
}

function withProbe(child: ChildProcess, url: string, stop: () => Promise<void>): Probed {
  pin(child.pid as number, SERVER_CORE);
  const question = <Result extends Answer['probe']>(probe: Question['probe']) =>
    ask<Result>(child, { probe } satisfies Question, 'probe');
  return {
    url,
    begin: () => question<Usage>('begin'),
    beginIdle: () => question<Usage>('beginIdle'),
    end: () => question<Usage>('end'),
    memory: () => question<Memory>('memory'),
    stop,
  };
}

/** The server as it is started always, but for the probe in it. */
export async function startOurs(settings: Record<string, string>): Promise<Probed> {
  const { child, url, stop } = await startServerProcess(settings, probed);
  return withProbe(child, url, stop);
}

async function startOther(name: string, task: object): Promise<Probed> {
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = fork(fileOf(name), [JSON.stringify(task)], { env, execArgv: probed });
  const exited = once(child, 'exit');
  const port = await answerOf<number>(child, 'port', AbortSignal.timeout(30_000));
  return withProbe(child, `http://127.0.0.1:${port}`, async () => {
    child.kill();
    await exited;
  });
}

export const startRelay = (task: RelayTask): Promise<Probed> => startOther('relay.ts', task);
export const startStock = (): Promise<Probed> => startOther('stock.ts', {});

/** The process that the load comes from. */
export type Crowd = {
  enter(target: Target, count: number, perSecond?: number): Promise<Entered>;
  /** One more client, the player of this number, disturbs the others from now on, until `calm`. */
  disturb(target: Target, how: Disturbance, number: number): Promise<void>;
  calm(): Promise<void>;
  walk(): Promise<void>;
  /** All stand still until they walk again. */
  halt(): Promise<void>;
  measure(seconds: number): Promise<Seen>;
  stop(): Promise<void>;
};

export function startCrowd(): Crowd {
  const child = fork(fileOf('crowd.ts'));
  pin(child.pid as number, CROWD_CORE);
  const exited = once(child, 'exit');
  const work = <Result>(task: CrowdTask) => ask<Result>(child, task, 'crowd');
  return {
    enter: (target, count, perSecond) => work({ crowd: 'enter', target, count, perSecond }),
    disturb: (target, how, number) => work({ crowd: 'disturb', target, how, number }),
    calm: () => work({ crowd: 'calm' }),
    walk: () => work({ crowd: 'walk' }),
    halt: () => work({ crowd: 'halt' }),
    measure: (seconds) => work({ crowd: 'measure', seconds }),
    async stop() {
      child.kill();
      await exited;
    },
  };
}
