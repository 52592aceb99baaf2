import type { Left } from '#domain/facts.ts';
import type { Drops, Drop as Offered } from '#domain/store/drops.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { Drop, type SpaceState } from './space-state.ts';

/** The drops are read at most this often, however many are sold. */
const EVERY_MS = 200;
/** Timers cannot wait for months, and a clock that is set meanwhile is noticed this soon. */
const LONGEST_WAIT_MS = 60_000;
/** By then the database's clock is past the moment, whatever was rounded. */
const JUST_AFTER_MS = 5;

type Needs = {
  drops: Drops;
  /** The space as it is now: only a store shows drops. */
  space: () => { spaceType: string; creatorId: number };
  /** The part of the state that shows them, by product id. */
  shown: SpaceState['drops'];
  /** What went wrong; it is tried again with the next heartbeat. */
  report: (error: unknown) => void;
};

export type DropWatch = ReturnType<typeof createDropWatch>;

/**
 * Shows the drops of a store, and each one's release in its moment. The database is asked anew at every hint,
 * every heartbeat and every release, so a hint that got lost is only late.
 */
export function createDropWatch({ drops, space, shown, report }: Needs) {
  let isStopped = false;
  let nextRelease: NodeJS.Timeout | undefined;
  /** The least that sales said is left, by product id, since the latest reading began: it may not have seen them. */
  const told = new Map<string, number>();

  async function read(): Promise<void> {
    if (isStopped) return;
    told.clear();
    const { spaceType, creatorId } = space();
    const offered = spaceType === 'store' ? await drops.ofCreator(creatorId) : [];
    if (isStopped) return;
    show(offered);
    awaitRelease(offered);
  }

  function show(offered: readonly Offered[]): void {
    const ids = new Set(offered.map(({ productId }) => productId));
    for (const id of [...shown.keys()]) if (!ids.has(id)) shown.delete(id);
    for (const drop of offered) {
      const { name, releaseAt, pricePoints, isReleased } = drop;
      const stock = drop.stock === null ? -1 : Math.min(drop.stock, told.get(drop.productId) ?? drop.stock);
      const fields = { name, releaseAt: releaseAt ?? '', stock, pricePoints, isReleased };
      const before = shown.get(drop.productId);
      if (before) before.assign(fields);
      else shown.set(drop.productId, new Drop(fields));
    }
  }

  function awaitRelease(offered: readonly Offered[]): void {
    clearTimeout(nextRelease);
    const waits = offered.flatMap(({ releasesIn }) => releasesIn ?? []);
    if (waits.length === 0) return;
    const wait = Math.min(Math.min(...waits) + JUST_AFTER_MS, LONGEST_WAIT_MS);
    nextRelease = setTimeout(() => void refresh(), wait).unref();
  }

  const readInTurn = oneAtATime(read, EVERY_MS);

  /** Reads the drops again. Never throws. */
  async function refresh(): Promise<void> {
    await readInTurn().catch(report);
  }

  return {
    refresh,

    /**
     * Shows at once what a sale left, and reads the drops again: while a crowd is buying, a reading waits for its
     * turn at the database like everybody. Sales of other processes come in any order; stock only ever falls by them.
     */
    sold(left: readonly Left[]): void {
      for (const { productId, stock } of left) {
        told.set(productId, Math.min(stock, told.get(productId) ?? stock));
        const drop = shown.get(productId);
        if (drop && stock < drop.stock) drop.stock = stock;
      }
      void refresh();
    },

    /** The room is gone: nothing is read any more. */
    stop(): void {
      isStopped = true;
      clearTimeout(nextRelease);
    },
  };
}
