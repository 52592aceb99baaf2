import { Animation, type Move } from '#rooms/movement/codec.ts';

const SLOWEST_METRES_PER_SECOND = 1.2;
const FASTEST_METRES_PER_SECOND = 3;
const RUNNING_METRES_PER_SECOND = 2.2;
const SHARPEST_TURN_PER_SECOND = 1.5;
const MARGIN_METRES = 5;

export type Walk = {
  /** Where the walker is after another `seconds`. */
  step(seconds: number): Move;
  /** The server says that the walker is somewhere else. */
  moveTo(place: { x: number; z: number }): void;
};

/**
 * A smooth random walk at walking speed on the ground (y = 0), never beyond ±`halfWidthMetres` in x or
 * z. `random` returns 0 ≤ n < 1, as Math.random does.
 */
export function createWalk(halfWidthMetres: number, random: () => number = Math.random): Walk {
  const between = (low: number, high: number) => low + random() * (high - low);
  const speed = between(SLOWEST_METRES_PER_SECOND, FASTEST_METRES_PER_SECOND);
  const animation = speed < RUNNING_METRES_PER_SECOND ? Animation.walk : Animation.run;
  const inside = (metres: number) => Math.min(halfWidthMetres, Math.max(-halfWidthMetres, metres));
  let x = between(-halfWidthMetres, halfWidthMetres);
  let z = between(-halfWidthMetres, halfWidthMetres);
  let heading = between(-Math.PI, Math.PI);
  let turn = 0;

  return {
    step(seconds) {
      const nearEdge = Math.max(Math.abs(x), Math.abs(z)) > halfWidthMetres - MARGIN_METRES;
      turn = nearEdge ? turnTowards(heading, Math.atan2(-x, -z)) : wander(turn, between(-1, 1));
      heading += turn * seconds;
      x = inside(x + Math.sin(heading) * speed * seconds);
      z = inside(z + Math.cos(heading) * speed * seconds);
      return { x, y: 0, z, heading, animation };
    },
    moveTo(place) {
      x = inside(place.x);
      z = inside(place.z);
    },
  };
}

/** Turning speed, in radians per second, towards `wanted` by the shorter way. */
function turnTowards(heading: number, wanted: number): number {
  return Math.sin(wanted - heading) >= 0 ? SHARPEST_TURN_PER_SECOND : -SHARPEST_TURN_PER_SECOND;
}

function wander(turn: number, nudge: number): number {
  return Math.min(SHARPEST_TURN_PER_SECOND, Math.max(-SHARPEST_TURN_PER_SECOND, turn * 0.9 + nudge * 0.3));
}
