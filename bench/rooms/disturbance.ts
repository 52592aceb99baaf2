import { setTimeout as sleep } from 'node:timers/promises';
import Table from 'cli-table3';
import { makeServedDatabase, type ServedDatabase } from '../bench-database.ts';
import { type Benchmark, type Result, round } from '../measure.ts';
import { populateRoom } from '../room-accounts.ts';
import type { Disturbance } from './disturbers.ts';
import { type Crowd, type Probed, startCrowd, startOurs } from './servers.ts';
import { FIRST, inSpace, movement, settings } from './settings.ts';

const AVATARS = 500;
const IDLE_SPACES = 50;
const SETTLE_MS = 3_000;
const DISTURBANCES: readonly Disturbance[] = ['stalled reader', 'flood'];
const WANTED_RATIO = 1.5;

type Line = { name: string; p50: number; p99: number; cores: number; lost: number };

/** With its limits: how often who is shown out may come back is one of them. */
const asShipped = { ...settings, RATE_LIMITS: 'true' };

/** What one client that misbehaves does to the others, and what rooms cost in which nobody moves. */
export const disturbance: Benchmark = {
  summary: 'the others while one client stalls or floods; rooms in which nobody moves (--avatars N)',
  async run({ quick, databaseUrl, avatars = quick ? 100 : AVATARS }): Promise<Result> {
    const seconds = quick ? 4 : 15;
    const players = Math.max(avatars + 1, IDLE_SPACES);
    const database = await makeServedDatabase(databaseUrl, (made) =>
      populateRoom(made, { players, spaces: IDLE_SPACES, capacity: players, movement }),
    );
    try {
      const lines = await disturbed(database, avatars, seconds);
      const idle = await idleShare(database, seconds);
      const [alone] = lines as [Line, ...Line[]];
      const ratios = lines.slice(1).map(({ name, p99 }) => [`${name}.p99ToAlone`, round(p99 / alone.p99, 2)]);
      print(lines);
      for (const [name, ratio] of ratios) console.log(`${name}: ${ratio} (wanted: ${WANTED_RATIO} or less)`);
      console.log(
        `${IDLE_SPACES} rooms in which nobody moves: ${round(idle.with, 3)} cores; none: ${round(idle.without, 3)}`,
      );
      const figures = lines.flatMap(({ name, ...values }) =>
        Object.entries(values).map(([key, value]) => [`${name}.${key}`, round(value, 2)]),
      );
      return {
        rounds: 1,
        figures: {
          ...Object.fromEntries(figures),
          idleCores: round(idle.with, 3),
          emptyCores: round(idle.without, 3),
        },
        ratios: Object.fromEntries(ratios),
      };
    } finally {
      await database.drop();
    }
  },
};

/** One crowd in one room: undisturbed, and with each disturbance in turn. */
async function disturbed(database: ServedDatabase, avatars: number, seconds: number): Promise<Line[]> {
  const server = await startOurs({ ...asShipped, ...database.place });
  const crowd = startCrowd();
  try {
    const target = { ...inSpace(1, avatars + 1), url: server.url };
    await crowd.enter(target, FIRST);
    await crowd.enter(target, avatars - FIRST);
    await crowd.walk();
    const lines: Line[] = [];
    for (const how of ['none', ...DISTURBANCES] as const) {
      // A flood is over soon: it is looked at from its beginning.
      await sleep(SETTLE_MS);
      await crowd.disturb(target, how, avatars);
      lines.push(await measure(how, server, crowd, seconds));
      await crowd.calm();
    }
    return lines;
  } finally {
    await crowd.stop();
    await server.stop();
  }
}

async function measure(name: string, server: Probed, crowd: Crowd, seconds: number): Promise<Line> {
  await server.begin();
  const { near, lost } = await crowd.measure(seconds);
  const usage = await server.end();
  if (!near) throw new Error('Nobody was seen.');
  return { name, p50: near.p50, p99: near.p99, cores: usage.cpuSeconds / usage.seconds, lost };
}

/** The share of a core that a server uses without rooms, and with rooms that hold one player each who stands still. */
async function idleShare(database: ServedDatabase, seconds: number) {
  const server = await startOurs({ ...asShipped, ...database.place });
  const crowd = startCrowd();
  const share = async () => {
    await sleep(SETTLE_MS);
    await server.beginIdle();
    await sleep(seconds * 1000);
    const usage = await server.end();
    return usage.cpuSeconds / usage.seconds;
  };
  try {
    const without = await share();
    for (let space = 1; space <= IDLE_SPACES; space += 1)
      await crowd.enter({ ...inSpace(space, IDLE_SPACES), url: server.url }, 1);
    return { without, with: await share() };
  } finally {
    await crowd.stop();
    await server.stop();
  }
}

function print(lines: readonly Line[]): void {
  const table = new Table({
    head: ['one client', 'seen p50 ms', 'p99 ms', 'cores', 'others lost'],
    colAligns: ['left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const { name, p50, p99, cores, lost } of lines)
    table.push([name, round(p50, 0), round(p99, 0), round(cores, 2), lost]);
  console.log(table.toString());
}
