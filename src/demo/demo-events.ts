import type { Actor } from '#domain/actor.ts';
import type { App } from '#src/app.ts';
import { type DemoEvent, events } from './demo-world.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/**
 * Schedules each demo event in whose space none is live or to come: at first all of them, and at a later start
 * those that are over. A space that the creator has closed stays without.
 */
export async function scheduleEvents(app: App, creator: Actor, worldId: string): Promise<void> {
  for (const event of events) {
    const space = await demoSpace(app, worldId, event.spaceType);
    if (!space) continue;
    const current = await app.events.currentIn(space.id);
    if (!current || current.endTime <= new Date()) await schedule(app, creator, space.publicId, event);
  }
}

/** The event of the demo stage that the creator can start, or that is live. */
export async function stageEventId(app: App, worldId: string): Promise<string | undefined> {
  const stage = await demoSpace(app, worldId, 'stage');
  return stage && (await app.events.currentIn(stage.id))?.publicId;
}

/** The oldest active space of a type: the demo's own, where the creator has added others. */
async function demoSpace(app: App, worldId: string, spaceType: string) {
  const { items } = await app.spaces.list({ worldId, spaceType }, { limit: 100, after: undefined });
  return items.at(-1)?.space;
}

async function schedule(app: App, creator: Actor, spaceId: string, event: DemoEvent): Promise<void> {
  const { name, description, startsInHours, lastsHours, reward } = event;
  const thisMinute = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  const startTime = new Date(thisMinute + startsInHours * HOUR_MS);
  const endTime = new Date(startTime.getTime() + lastsHours * HOUR_MS);
  await app.events.schedule(creator, { spaceId, name, description, startTime, endTime, reward });
}
