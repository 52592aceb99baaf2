import { apiClient, enter, type Presence } from '#test/clients.ts';
import { both, type House, type Which } from './house.ts';
import { enterAt } from './placed.ts';
import type { Town } from './town.ts';
import { must } from './within.ts';

/** Two players in each server, one of whom sees the other walk all the time. */
export type Witness = {
  /** Has everybody in their places again: a server that ended took its room along. */
  gather(): Promise<void>;
  /** From now on; the answer tells whether the ticks of a server’s room went on in the meantime. */
  watch(which: Which): { expectTicks(): void };
  leave(): Promise<void>;
};

/** A room sends 20 frames a second; one that waits for something sends none. */
const FEWEST_A_SECOND = 4;
const STEP_MS = 50;

type Pair = { walker: Presence; onlooker: Presence; isThere: boolean; steps: NodeJS.Timeout };

export async function placeWitness(house: House, { creator, watchers }: Town): Promise<Witness> {
  const api = apiClient(house.url(0), creator.token);
  const pairs: (Pair | undefined)[] = [];

  /** In a space of their own each time: an old one may have an instance in the other server, since a drain. */
  async function place(which: Which): Promise<Pair> {
    const space = { worldId: creator.worldId, name: `Watched ${which}`, spaceType: 'stage' };
    const tokenOf = (n: number) => watchers[which * 2 + n]?.token as string;
    const makeSpace = async (): Promise<string> => (await api.data(api.post('/spaces', space))).id;
    const walker = await enterAt(house, which, tokenOf(0), makeSpace);
    const onlooker = await enter(house.url(which), tokenOf(1), walker.room.state.spaceId);
    onlooker.room.reconnection.enabled = false;
    let step = 0;
    const steps = setInterval(() => {
      step = (step + 1) % 200;
      if (pair.isThere) walker.room.sendBytes('move', new Uint8Array([step, 0, 0, 0, 1, 0, 0, 0]));
    }, STEP_MS);
    const pair: Pair = { walker, onlooker, isThere: true, steps };
    for (const { left } of [walker, onlooker])
      void left.then(() => {
        pair.isThere = false;
        clearInterval(steps);
      });
    await onlooker.until('a step', () => onlooker.frames.length > 0);
    return pair;
  }

  return {
    gather: async () => {
      for (const which of both) if (!pairs[which]?.isThere) pairs[which] = await place(which);
    },
    watch: (which) => {
      const pair = pairs[which] as Pair;
      const { onlooker } = pair;
      const isThere = () => pair.isThere;
      onlooker.frames.length = 0;
      const begunAt = performance.now();
      return {
        expectTicks: () => {
          const seconds = (performance.now() - begunAt) / 1000;
          const seen = onlooker.frames.length;
          must(
            seen >= seconds * FEWEST_A_SECOND,
            `the room stood still: ${seen} frames in ${seconds.toFixed(1)} s, ${isThere() ? 'with' : 'without'} its players`,
          );
        },
      };
    },
    leave: async () => {
      for (const pair of pairs) {
        if (!pair?.isThere) continue;
        clearInterval(pair.steps);
        pair.isThere = false;
        await Promise.all([pair.walker.room.leave(), pair.onlooker.room.leave()]);
      }
    },
  };
}
