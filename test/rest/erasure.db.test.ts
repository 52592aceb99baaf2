import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spaces } from '#db/schema/index.ts';
import { type Person, schedule, signUp, signUpCreator } from '#test/clients.ts';
import { expectBooksInOrder, expectInvalid, expectProblem, type RestApp, startRestApp } from './rest-app.ts';

let rest: RestApp;
let other: Awaited<ReturnType<typeof signUpCreator>>;
let player: Person;

beforeAll(async () => {
  rest = await startRestApp();
  other = await signUpCreator(rest.url, 'bystander');
  player = await signUp(rest.url, 'visitor');
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

let made = 0;
/** A creator with a world of one space, and an event in it. */
async function withEvent() {
  const creator = await signUpCreator(rest.url, `builder_${made++}`);
  const eventId = await schedule(creator, { pointsPerMinute: 1 });
  return { ...creator, eventId };
}

async function internalId(spaceId: string): Promise<number> {
  const [row] = await rest.app.database.db.select().from(spaces).where(eq(spaces.publicId, spaceId));
  return row?.id as number;
}

/** The spaces that were told closed while `work` was done. */
async function closedBy(work: () => Promise<unknown>): Promise<number[]> {
  const closed: number[] = [];
  const stop = rest.app.facts.subscribe('SpaceClosed', ({ spaceId }) => void closed.push(spaceId));
  await work();
  stop();
  return closed.toSorted((a, b) => a - b);
}

type Built = Awaited<ReturnType<typeof withEvent>>;
const spacePath = ({ spaceId }: Built) => `/spaces/${spaceId}`;
const worldPath = ({ worldId }: Built) => `/worlds/${worldId}`;

describe('erasing', () => {
  test('EVT9 a space takes its events with it, and closes its rooms', async () => {
    const creator = await withEvent();
    const id = await internalId(creator.spaceId);
    const closed = await closedBy(async () => {
      expect((await creator.api.delete(spacePath(creator))).status).toBe(204);
    });
    expect(closed).toEqual([id]);
    expectProblem(await rest.api.get(spacePath(creator)), 404, 'SPACE_NOT_FOUND');
    expectProblem(await rest.api.get(`/events/${creator.eventId}`), 404, 'EVENT_NOT_FOUND');
    expectProblem(await creator.api.delete(spacePath(creator)), 404, 'SPACE_NOT_FOUND');
    expect((await rest.api.get(worldPath(creator))).status).toBe(200);
  });

  test('EVT9 a world takes its spaces with it, and another one can be made', async () => {
    const creator = await withEvent();
    const { api, worldId } = creator;
    const second = await api.data(api.post('/spaces', { worldId, name: 'Cellar', spaceType: 'cellar' }));
    const ids = [await internalId(creator.spaceId), await internalId(second.id)];
    const closed = await closedBy(async () => {
      expect((await api.delete(worldPath(creator))).status).toBe(204);
    });
    expect(closed).toEqual(ids);
    expectProblem(await rest.api.get(worldPath(creator)), 404, 'WORLD_NOT_FOUND');
    expectProblem(await rest.api.get(`/spaces/${second.id}`), 404, 'SPACE_NOT_FOUND');
    expectProblem(await api.delete(worldPath(creator)), 404, 'WORLD_NOT_FOUND');
    const next = await api.data(api.post('/worlds', { name: 'Anew' }));
    expect((await api.delete(`/worlds/${next.id}`)).status).toBe(204);
  });

  test.each([
    ['a space', spacePath],
    ['a world', worldPath],
  ])('EVT9 %s is refused while an event is live, and for good once one was attended', async (_what, path) => {
    const creator = await withEvent();
    await creator.api.data(creator.api.post(`/events/${creator.eventId}/start`));
    const closed = await closedBy(async () => {
      expectProblem(await creator.api.delete(path(creator)), 409, 'EVENT_IS_LIVE');
      await player.api.data(player.api.post(`/events/${creator.eventId}/attend`));
      expectProblem(await creator.api.delete(path(creator)), 409, 'SPACE_HAS_HISTORY');
      await creator.api.data(creator.api.post(`/events/${creator.eventId}/end`));
      const refused = await creator.api.delete(path(creator));
      expectProblem(refused, 409, 'SPACE_HAS_HISTORY');
      expect(refused.body.detail).toContain('inactive');
    });
    expect(closed).toEqual([]);
    expect((await rest.api.get(path(creator))).status).toBe(200);
    expect((await rest.api.get(`/events/${creator.eventId}`)).status).toBe(200);
  });

  test.each([
    ['a space', spacePath],
    ['a world', worldPath],
  ])('EVT9 %s is for its owner', async (_what, path) => {
    const creator = await withEvent();
    expectProblem(await rest.api.delete(path(creator)), 401, 'NOT_SIGNED_IN');
    for (const { api } of [other, player])
      expectProblem(await api.delete(path(creator)), 403, 'NOT_THE_OWNER');
    expectInvalid(
      await creator.api.delete(`${path(creator).slice(0, -1)}`),
      path === spacePath ? 'spaceId' : 'worldId',
    );
    expect((await rest.api.get(path(creator))).status).toBe(200);
  });

  test('EVT9 a space while events are added to it leaves none behind, and fails nobody', async () => {
    const creator = await withEvent();
    const event = {
      spaceId: creator.spaceId,
      name: 'Too late',
      startTime: '2030-01-01T20:00:00Z',
      endTime: '2030-01-01T22:00:00Z',
    };
    const adding = Array.from({ length: 6 }, () => creator.api.post('/events', event));
    const removed = creator.api.delete(spacePath(creator));
    const statuses = (await Promise.all(adding)).map(({ status }) => status);
    expect((await removed).status).toBe(204);
    expect(statuses.filter((status) => status !== 201 && status !== 404)).toEqual([]);
  });
});
