import type { Random } from './random.ts';
import type { Round } from './round.ts';
import * as clocks from './rows/clocks.ts';
import * as database from './rows/database.ts';
import * as kills from './rows/kills.ts';
import * as redis from './rows/redis.ts';
import { twoHundredTimes } from './rows/same-key.ts';
import { badClients, droppedTogether } from './rows/sockets.ts';
import { stoodStill } from './rows/standstill.ts';
import { drained } from './rows/stops.ts';
import { inEveryOrder } from './rows/webhooks.ts';
import * as writes from './rows/writes.ts';

/** What fails, each with a rule of its own in docs/spec/faults.md. */
export type FaultKind =
  | 'kill'
  | 'database'
  | 'writes'
  | 'redis'
  | 'webhooks'
  | 'key'
  | 'clients'
  | 'sockets'
  | 'stop'
  | 'clock'
  | 'standstill';

export type Fault = { kind: FaultKind; name: string; bringAbout: (round: Round) => Promise<void> };

/** The fault table, row by row. */
export const faultTable: readonly Fault[] = [
  { kind: 'kill', name: 'kill -9 during joins', bringAbout: kills.duringJoins },
  { kind: 'kill', name: 'kill -9 during awards', bringAbout: kills.duringAwards },
  { kind: 'kill', name: 'kill -9 during purchases', bringAbout: kills.duringPurchases },
  { kind: 'kill', name: "kill -9 during an event's end", bringAbout: kills.duringEnd },
  { kind: 'database', name: 'PostgreSQL crashes', bringAbout: database.crash },
  { kind: 'database', name: 'PostgreSQL restarts fast', bringAbout: database.fastRestart },
  { kind: 'database', name: 'a backend is terminated', bringAbout: database.terminated },
  { kind: 'database', name: 'backends stand still', bringAbout: database.stopped },
  { kind: 'writes', name: 'a read-only database', bringAbout: writes.readOnly },
  ...(writes.whyNoFullDisk
    ? []
    : [{ kind: 'writes', name: 'a full disk', bringAbout: writes.fullDisk } as const]),
  { kind: 'redis', name: 'Redis is killed', bringAbout: redis.killed },
  { kind: 'webhooks', name: 'webhooks in every order', bringAbout: inEveryOrder },
  { kind: 'key', name: 'one key 200 times', bringAbout: twoHundredTimes },
  { kind: 'clients', name: 'bad clients', bringAbout: badClients },
  { kind: 'sockets', name: 'a thousand sockets dropped', bringAbout: droppedTogether },
  { kind: 'stop', name: 'SIGTERM with live rooms', bringAbout: drained },
  { kind: 'clock', name: "a server's clock steps", bringAbout: clocks.ofServer },
  { kind: 'clock', name: "PostgreSQL's clock steps", bringAbout: clocks.ofDatabase },
  { kind: 'standstill', name: 'a stalled process', bringAbout: stoodStill },
];

/** So many rounds: every row as often as any other, one more or less, in an order that follows from the seed. */
export function planRounds(random: Random, rounds: number, table = faultTable): Fault[] {
  const plan: Fault[] = [];
  while (plan.length < rounds) plan.push(...random.shuffled(table));
  return plan.slice(0, rounds);
}
