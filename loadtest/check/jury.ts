import type { MovesFrame } from '#rooms/movement/codec.ts';
import { type CellSettings, createCells } from './cells.ts';
import type { PoseKey, Stay } from './stay.ts';

/** Who comes or goes is known so soon. Milliseconds in the room. */
const KNOWN_WITHIN_MS = 250;
/** No pose that is shown is older than that. Milliseconds in the room. */
const STALE_AFTER_MS = 1_000;
/** What a client knows is looked at so often. Milliseconds in the room. */
const LOOK_EVERY_MS = 100;
/** So long after that it is judged: by then everybody has heard of that moment. Milliseconds on our clock. */
const JUDGED_AFTER_MS = 2_000;
const MOST_FINDINGS = 20;

type Look = { by: Stay; at: number; area: ReadonlyMap<number, PoseKey>; lookedAt: number };

export type Verdict = {
  /** How many pairs of avatars were compared, and how many could not be: one of them was coming or going. */
  compared: number;
  skipped: number;
  wrong: number;
  /** The first of what was wrong, as sentences. */
  findings: string[];
};

export type Jury = ReturnType<typeof createJury>;

/**
 * Compares what clients know with where everybody was, by the clock of the room: that a machine or a network is slow
 * makes frames late, but not wrong.
 */
export function createJury(settings: CellSettings) {
  const cells = createCells(settings);
  const stays = new Map<number, Stay[]>();
  const gone = new Map<number, number>();
  const lookedAt = new Map<Stay, number>();
  const pending: Look[] = [];
  const verdict: Verdict = { compared: 0, skipped: 0, wrong: 0, findings: [] };
  /** The room's time less ours: the largest that a frame has shown. Milliseconds. */
  let ahead = Number.NEGATIVE_INFINITY;

  function find(what: string): void {
    verdict.wrong += 1;
    if (verdict.findings.length < MOST_FINDINGS) verdict.findings.push(what);
  }

  function judge({ by, at, area }: Look): void {
    if (!by.knows(at - KNOWN_WITHIN_MS, at)) return;
    for (const [index, ofIndex] of stays)
      if (index !== by.index) compare(by, at, area.get(index), index, ofIndex);
    for (const index of area.keys()) {
      const left = gone.get(index);
      if (left !== undefined && at > left + KNOWN_WITHIN_MS)
        find(`${by.index} had ${index} in its area ${at - left} ms after it left`);
      if (left === undefined && !stays.has(index))
        find(`${by.index} had ${index} in its area, whom nobody knows`);
    }
  }

  function compare(
    by: Stay,
    at: number,
    key: PoseKey | undefined,
    index: number,
    known: readonly Stay[],
  ): void {
    const other = known.find((stay) => stay.knows(at - STALE_AFTER_MS, at));
    if (!other) {
      verdict.skipped += 1;
      return;
    }
    verdict.compared += 1;
    const from = at - KNOWN_WITHIN_MS;
    const places = by.between(from, at).flatMap((a) => other.between(from, at).map((b) => [a, b] as const));
    const where = () => JSON.stringify(places.slice(-1).map(([a, b]) => [a.x, a.z, b.x, b.z]));
    if (key === undefined) {
      if (places.every(([a, b]) => cells.areInArea(a, b)))
        find(`${by.index} did not know ${index} in its area at ${at}: ${where()}`);
      return;
    }
    if (places.every(([a, b]) => cells.areOutside(a, b)))
      find(`${by.index} had ${index} in its area, which was outside, at ${at}: ${where()}`);
    if (!other.between(at - STALE_AFTER_MS, at).some((standing) => standing.key === key))
      find(`${by.index} had an old pose of ${index} at ${at}`);
  }

  return {
    /** A client is in; its stay is asked about until its avatar has left. */
    enter(stay: Stay): void {
      stays.set(stay.index, [...(stays.get(stay.index) ?? []), stay]);
    },

    /** An avatar has left the room by now. */
    leave({ index }: Stay, now: number): void {
      stays.delete(index);
      gone.set(index, now + ahead);
    },

    /** A stay took a frame. Every so often what it knows by now is put down, to be judged later. */
    look(by: Stay, { serverTime }: MovesFrame, now: number): void {
      ahead = Math.max(ahead, serverTime - now);
      if (serverTime - (lookedAt.get(by) ?? Number.NEGATIVE_INFINITY) < LOOK_EVERY_MS) return;
      lookedAt.set(by, serverTime);
      pending.push({ by, at: serverTime, area: new Map(by.area()), lookedAt: now });
    },

    /** Judges what is old enough by now. */
    judge(now: number): void {
      while (pending[0] && now - pending[0].lookedAt >= JUDGED_AFTER_MS) judge(pending.shift() as Look);
    },

    verdict: (): Verdict => verdict,
  };
}
