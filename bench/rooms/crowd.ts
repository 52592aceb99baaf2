import WebSocket from 'ws';
import { createHistogram, type Summary } from '../../loadtest/measurements.ts';
import { createSightings } from '../../loadtest/sightings.ts';
import { createWalk } from '../../loadtest/walk.ts';
import { type Disturbance, disturb } from './disturbers.ts';
import { type Heard, type Language, ours, ROOM, relay, stock, type Walker } from './languages.ts';
import { isNear, isRing } from './near.ts';
import { seatFor, type Target } from './seats.ts';
import { HEADER_BYTES } from './wire.ts';

/* The crowd, in a process of its own: raw sockets that walk about and count what they get; a few of them read it. */

export type CrowdTask =
  | { crowd: 'enter'; target: Target; count: number; perSecond?: number | undefined }
  | { crowd: 'disturb'; target: Target; how: Disturbance; number: number }
  | { crowd: 'calm' }
  | { crowd: 'walk' }
  | { crowd: 'halt' }
  | { crowd: 'measure'; seconds: number };

/**
 * How long it took to come in, from asking for a seat to the last byte of the state; how many are where; and what
 * came in meanwhile.
 */
export type Entered = { join: Summary | undefined; hosts: Record<string, number>; seen: Seen };

/** What came in within the measured time. Times in milliseconds. */
export type Seen = {
  frames: number;
  bytes: number;
  seconds: number;
  /** The share of its core that the crowd itself used. */
  cpuShare: number;
  near: Summary | undefined;
  ring: Summary | undefined;
  corrections: number;
  lost: number;
  /** Of the largest state that came. */
  stateBytes: number;
};

const HALF_WIDTH_METRES = 99;
/** What a space allows unless it says otherwise. */
const FASTEST_METRES_PER_SECOND = 12;
const MOVES_PER_SECOND = 10;
const STEP_MS = 10;
const STEPS_PER_MOVE = 1000 / MOVES_PER_SECOND / STEP_MS;
/** A crowd that comes to a standstill does not make up for all of it at once. */
const MOST_STEPS_AT_ONCE = 2 * STEPS_PER_MOVE;
/** Those who come together share the waiting of the way in, so that a large room is full before long. */
const JOINS_AT_ONCE = 50;

const walkers: Walker[] = [];
const byIndex = new Map<number, Walker>();
const indexOfSession = new Map<string, number>();
const near = createHistogram();
const ring = createHistogram();
const joins = createHistogram();
const sightings = createSightings();
let frames = 0;
let bytes = 0;
let corrections = 0;
let lost = 0;
let stateBytes = 0;
let language: Language = relay;
let calm = (): void => {};
let walking: NodeJS.Timeout | undefined;

const heard: Heard = {
  sightings,
  walkers: byIndex,
  seen(by, other, ageMs) {
    if (language !== ours || isNear(by.place, other.place)) near.record(ageMs);
    else if (isRing(by.place, other.place)) ring.record(ageMs);
  },
  corrected() {
    corrections++;
  },
};

const languages = { ours, relay, stock: stock((sessionId) => indexOfSession.get(sessionId)) };

/** At a given rate, whether those before are in or not; or some at once, and the next when one of them is in. */
async function enter(target: Target, count: number, perSecond: number | undefined): Promise<Entered> {
  language = languages[target.kind];
  const seen = look();
  joins.reset();
  const hosts: Record<string, number> = {};
  const first = walkers.length;
  const one = async (number: number) => {
    const host = await join(target, number);
    hosts[host] = (hosts[host] ?? 0) + 1;
  };
  if (perSecond) {
    const coming: Promise<void>[] = [];
    for (let at = 0; at < count; at++) {
      coming.push(one(first + at));
      await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond));
    }
    await Promise.all(coming);
  } else {
    let next = first;
    const inTurn = async () => {
      while (next < first + count) await one(next++);
    };
    await Promise.all(Array.from({ length: JOINS_AT_ONCE }, inTurn));
  }
  return { join: joins.summary(), hosts, seen: seen() };
}

async function join(target: Target, number: number): Promise<string> {
  const askedAt = performance.now();
  const { address, host, sessionId } = await seatFor(target, number);
  const socket = new WebSocket(address, { perMessageDeflate: false, maxPayload: 16 * 1024 * 1024 });
  const walker: Walker = {
    socket,
    walk: createWalk({ reachMetres: HALF_WIDTH_METRES, metresPerSecond: FASTEST_METRES_PER_SECOND }),
    place: { x: 0, z: 0 },
    index: target.kind === 'stock' ? number : -1,
    isObserver: number < target.observers,
  };
  walker.walk.moveTo({ x: anywhere(), y: 0, z: anywhere() });
  if (sessionId) indexOfSession.set(sessionId, number);
  await new Promise<void>((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      frames++;
      bytes += data.byteLength;
      if (data[0] === HEADER_BYTES.state) {
        joins.record(performance.now() - askedAt);
        stateBytes = Math.max(stateBytes, data.byteLength);
      }
      if (language.hear(walker, data, heard)) resolve();
    });
    socket.on('error', reject);
    socket.on('close', (code) => {
      lost++;
      reject(new Error(`A client was let go with ${code}.`));
    });
  });
  byIndex.set(walker.index, walker);
  walkers.push(walker);
  return host;
}

const anywhere = () => (2 * Math.random() - 1) * HALF_WIDTH_METRES;

/** One loop moves them all: at every step those whose turn it is. */
function walk(): void {
  const startedAt = performance.now();
  let step = 0;
  walking = setInterval(() => {
    const due = Math.floor((performance.now() - startedAt) / STEP_MS);
    step = Math.max(step, due - MOST_STEPS_AT_ONCE);
    for (; step < due; step++)
      for (let at = step % STEPS_PER_MOVE; at < walkers.length; at += STEPS_PER_MOVE)
        move(walkers[at] as Walker);
  }, STEP_MS);
}

function move(walker: Walker): void {
  const there = walker.walk.step(1 / MOVES_PER_SECOND);
  if (!there) return;
  const said = language.say(there);
  walker.place = there;
  sightings.sent(ROOM, walker.index, said.pose, performance.now());
  walker.socket.send(said.bytes);
}

async function measure(seconds: number): Promise<Seen> {
  const seen = look();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return seen();
}

/** Begins to count; the answer tells what was counted since. */
function look(): () => Seen {
  for (const histogram of [near, ring]) histogram.reset();
  frames = bytes = corrections = lost = stateBytes = 0;
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    const taken = (performance.now() - startedAt) / 1000;
    return {
      frames,
      bytes,
      seconds: taken,
      cpuShare: (user + system) / 1e6 / taken,
      near: near.summary(),
      ring: ring.summary(),
      corrections,
      lost,
      stateBytes,
    };
  };
}

async function begin({ how, target, number }: Extract<CrowdTask, { crowd: 'disturb' }>): Promise<void> {
  calm = await disturb(how, target, number);
}

function work(task: CrowdTask): Promise<unknown> | undefined {
  if (task.crowd === 'enter') return enter(task.target, task.count, task.perSecond);
  if (task.crowd === 'measure') return measure(task.seconds);
  if (task.crowd === 'disturb') return begin(task);
  if (task.crowd === 'calm') return Promise.resolve(calm());
  if (task.crowd === 'halt') return Promise.resolve(clearInterval(walking));
  return Promise.resolve(walk());
}

process.on('message', async (task: CrowdTask) => {
  process.send?.({ crowd: (await work(task)) ?? null });
});
