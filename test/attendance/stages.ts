import type { Db } from '#db/client.ts';
import * as schema from '#db/schema/index.ts';
import type { User } from '#test/builders.ts';

/** A space of a creator of its own, for one sequence. */
export type Stage = { owner: User; creatorId: number; spaceId: number };

const AT_ONCE = 100;

/** Hands out unused stages, made many at a time: one by one would be most of the test's time. */
export function createStages(db: Db): () => Promise<Stage> {
  const unused: Stage[] = [];
  let made = 0;

  async function makeMore(): Promise<void> {
    const names = Array.from({ length: AT_ONCE }, () => `owner-${++made}`);
    const owners = await db
      .insert(schema.user)
      .values(
        names.map((id) => ({
          id,
          name: id,
          firstName: 'Test',
          lastName: 'Owner',
          userName: id,
          email: `${id}@example.test`,
        })),
      )
      .returning();
    const creators = await db
      .insert(schema.creators)
      .values(owners.map(({ id }) => ({ userId: id })))
      .returning();
    const worlds = await db
      .insert(schema.worlds)
      .values(creators.map(({ id }) => ({ creatorId: id, name: 'world' })))
      .returning();
    const spaces = await db
      .insert(schema.spaces)
      .values(worlds.map(({ id }) => ({ worldId: id, name: 'space', spaceType: 'stage' })))
      .returning();
    for (const owner of owners) {
      const creator = creators.find(({ userId }) => userId === owner.id);
      const world = worlds.find(({ creatorId }) => creatorId === creator?.id);
      const space = spaces.find(({ worldId }) => worldId === world?.id);
      if (creator && space) unused.push({ owner, creatorId: creator.id, spaceId: space.id });
    }
  }

  return async () => {
    if (unused.length === 0) await makeMore();
    return unused.pop() as Stage;
  };
}
