import { Animation, type Move } from '#rooms/movement/codec.ts';

const SLOWEST_METRES_PER_SECOND = 1.2;
const FASTEST_METRES_PER_SECOND = 3;
const RUNNING_METRES_PER_SECOND = 2.2;
const SHARPEST_TURN_PER_SECOND = 1.5;
const MARGIN_METRES = 5;
/** A walker stays this near to where it was put, so that a load test is a crowd and not a few people far apart. */
const ROAMING_METRES = 50;
/** A space may be slower than a walker: some of what it allows is left for uneven clocks. */
const OF_THE_FASTEST = 0.8;

export type WalkSettings = {
  /** The space reaches so far from its origin in x and z. */
  reachMetres: number;
  /** The fastest that the space allows. */
  metresPerSecond: number;
};

export type Walk = {
  /** Where the walker is after another `seconds`; undefined until the server has put it somewhere. */
  step(seconds: number): Move | undefined;
  /** The server says that the walker is there. */
  moveTo(place: { x: number; y: number; z: number }): void;
};

/**
 * A smooth random walk at walking speed on the ground, around the place where the server put the walker and never
 * out of the space. `random` returns 0 ≤ n < 1, as Math.random does.
 */
export function createWalk(
  { reachMetres, metresPerSecond }: WalkSettings,
  random: () => number = Math.random,
): Walk {
  const between = (low: number, high: number) => low + random() * (high - low);
  const wanted = between(SLOWEST_METRES_PER_SECOND, FASTEST_METRES_PER_SECOND);
  const speed = Math.min(wanted, OF_THE_FASTEST * metresPerSecond);
  const animation = speed < RUNNING_METRES_PER_SECOND ? Animation.walk : Animation.run;
  let area: { x: Range; z: Range } | undefined;
  let [x, y, z] = [0, 0, 0];
  let heading = between(-Math.PI, Math.PI);
  let turn = 0;

  return {
    step(seconds) {
      if (!area) return undefined;
      const middle = { x: (area.x.low + area.x.high) / 2, z: (area.z.low + area.z.high) / 2 };
      turn =
        isNearEdge(x, area.x) || isNearEdge(z, area.z)
          ? turnTowards(heading, Math.atan2(middle.x - x, middle.z - z))
          : wander(turn, between(-1, 1));
      heading += turn * seconds;
      x = within(x + Math.sin(heading) * speed * seconds, area.x);
      z = within(z + Math.cos(heading) * speed * seconds, area.z);
      return { x, y, z, heading, animation };
    },
    moveTo(place) {
      ({ x, y, z } = place);
      area = { x: around(x, reachMetres), z: around(z, reachMetres) };
    },
  };
}

type Range = { low: number; high: number };

const around = (metres: number, reachMetres: number): Range => ({
  low: Math.max(-reachMetres, metres - ROAMING_METRES),
  high: Math.min(reachMetres, metres + ROAMING_METRES),
});

const within = (metres: number, { low, high }: Range): number => Math.min(high, Math.max(low, metres));

const isNearEdge = (metres: number, { low, high }: Range): boolean =>
  Math.min(metres - low, high - metres) < MARGIN_METRES;

/** Turning speed, in radians per second, towards `wanted` by the shorter way. */
function turnTowards(heading: number, wanted: number): number {
  return Math.sin(wanted - heading) >= 0 ? SHARPEST_TURN_PER_SECOND : -SHARPEST_TURN_PER_SECOND;
}

function wander(turn: number, nudge: number): number {
  return Math.min(SHARPEST_TURN_PER_SECOND, Math.max(-SHARPEST_TURN_PER_SECOND, turn * 0.9 + nudge * 0.3));
}
