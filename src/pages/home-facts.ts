import { readFileSync } from 'node:fs';
import type { EventRecord } from '#domain/events/events.ts';
import type { SpaceRecord } from '#domain/worlds/spaces.ts';
import type { App } from '#src/app.ts';

/** How many players are in a space now, by its public id. */
export type CountPlayers = (spaceId: string) => Promise<number>;

export type EventFacts = {
  name: string;
  description: string | null;
  spaceName: string;
  startTime: Date;
  endTime: Date;
  /** When it went live; null while it is to come. */
  liveSince: Date | null;
  pointsPerMinute: number;
  minimumSeconds: number;
  maximumPoints: number | null;
};

export type SpaceFacts = {
  id: string;
  name: string;
  spaceType: string;
  /** Undefined where it cannot be found out just now. */
  players: number | undefined;
};

export type HomeFacts = {
  now: Date;
  events: EventFacts[];
  spaces: SpaceFacts[];
  /** Whether there are more spaces than these. */
  hasMoreSpaces: boolean;
};

/** Name and version of what runs, from package.json. */
export const { version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as {
  version: string;
};

const SPACES = 100;
const EVENTS = 20;
/** How long the page waits for the number of players, which may need Redis. Milliseconds. */
const COUNT_PATIENCE_MS = 1_000;

/** What goes on in the worlds now, as everybody may know it. */
export async function readHomeFacts(
  { events, spaces }: Pick<App, 'events' | 'spaces'>,
  countPlayers: CountPlayers,
): Promise<HomeFacts> {
  const now = new Date();
  const [live, next, active] = await Promise.all([
    events.list({ isLive: true }, { limit: EVENTS, after: undefined }),
    events.list({ isLive: false, from: now }, { limit: EVENTS, after: undefined }),
    spaces.list({}, { limit: SPACES, after: undefined }),
  ]);
  const shown = [...live.items, ...next.items.filter(({ event }) => event.endedAt === null)];
  const names = new Map(active.items.map(({ space }) => [space.publicId, space.name]));
  return {
    now,
    events: shown.map((record) => eventFacts(record, names.get(record.spacePublicId) ?? '')),
    spaces: await Promise.all(active.items.map((record) => spaceFacts(record, countPlayers))),
    hasMoreSpaces: active.next !== undefined,
  };
}

function eventFacts({ event }: EventRecord, spaceName: string): EventFacts {
  const { name, description, startTime, endTime, isLive, startedAt } = event;
  const { pointsPerMinute, minimumSeconds, maximumPoints } = event;
  const liveSince = isLive ? startedAt : null;
  return {
    name,
    description,
    spaceName,
    startTime,
    endTime,
    liveSince,
    pointsPerMinute,
    minimumSeconds,
    maximumPoints,
  };
}

async function spaceFacts({ space }: SpaceRecord, countPlayers: CountPlayers): Promise<SpaceFacts> {
  const { publicId, name, spaceType } = space;
  const players = await within(COUNT_PATIENCE_MS, countPlayers(publicId)).catch(() => undefined);
  return { id: publicId, name, spaceType, players };
}

/** It took longer than the page wants to wait. */
export class TooSlow extends Error {
  override name = 'TooSlow';
}

/** The same promise, but rejected with TooSlow when it takes longer than `limitMs`. */
export async function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  const { promise: tooSlow, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TooSlow(`No answer within ${limitMs} ms.`)), limitMs);
  try {
    return await Promise.race([promise, tooSlow]);
  } finally {
    clearTimeout(timer);
  }
}
