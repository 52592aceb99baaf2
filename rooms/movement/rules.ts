import { isInside, type MovementSettings, type Place } from '#domain/worlds/movement-settings.ts';
import { Animation, encodeMove, MAX_COORDINATE_METRES, type Move } from './codec.ts';

/**
 * Moves that were held up on the way come all at once: so many seconds of the fastest way are still believed.
 */
const SAVED_UP_SECONDS = 2;
/** Nobody falls or rises faster. Metres a second. */
const VERTICAL_METRES_PER_SECOND = 60;
/** Positions travel in centimetres and clocks tick unevenly: so much may be owed. Metres. */
const TOLERANCE_METRES = 0.5;

/** What an avatar may still do: it saves up way while it stands. Metres and milliseconds. */
export type Track = { x: number; y: number; z: number; wayMetres: number; heightMetres: number; at: number };

/** Why a move is not obeyed. */
export type Breach = 'MOVE_OUT_OF_BOUNDS' | 'MOVE_TOO_FAST' | 'TOO_MANY_REQUESTS';

export type Rules = ReturnType<typeof createRules>;

/** What a space lets avatars do. Pure but for the track that is handed in. */
export function createRules({ reachMetres, metresPerSecond, spawn, portals }: MovementSettings) {
  const mostWay = metresPerSecond * SAVED_UP_SECONDS;
  const mostHeight = VERTICAL_METRES_PER_SECOND * SAVED_UP_SECONDS;

  return {
    /** A track for an avatar that was put somewhere: it has saved up nothing yet. */
    trackFrom: ({ x, y, z }: Omit<Place, 'heading'>, at: number): Track => ({
      x,
      y,
      z,
      wayMetres: 0,
      heightMetres: 0,
      at,
    }),

    /** Goes along the track to a pose at a moment, or says why not and leaves the track as it was. */
    follow(track: Track, { x, y, z }: Move, at: number): Breach | undefined {
      if (Math.max(Math.abs(x), Math.abs(z)) > reachMetres || Math.abs(y) > MAX_COORDINATE_METRES)
        return 'MOVE_OUT_OF_BOUNDS';
      const seconds = Math.max(0, at - track.at) / 1000;
      const wayLeft = Math.min(mostWay, track.wayMetres + seconds * metresPerSecond);
      const heightLeft = Math.min(mostHeight, track.heightMetres + seconds * VERTICAL_METRES_PER_SECOND);
      const way = Math.hypot(x - track.x, z - track.z);
      const height = Math.abs(y - track.y);
      if (way > wayLeft + TOLERANCE_METRES || height > heightLeft + TOLERANCE_METRES) return 'MOVE_TOO_FAST';
      track.x = x;
      track.y = y;
      track.z = z;
      track.wayMetres = wayLeft - way;
      track.heightMetres = heightLeft - height;
      track.at = at;
      return undefined;
    },

    /** Where a portal puts who is there; undefined where there is none. */
    portalAt: (place: { x: number; z: number }): Place | undefined =>
      portals.find((portal) => isInside(portal, place))?.to,

    /** Where the newcomer with this index is put: one after the other spread evenly over the circle of the spawn. */
    spawnOf(index: number): Uint8Array {
      const turn = 2 * Math.PI * ((index * FIRST_STEP) % 1);
      const metres = spawn.radiusMetres * Math.sqrt((index * SECOND_STEP) % 1);
      return poseAt({
        ...spawn,
        x: spawn.x + Math.sin(turn) * metres,
        z: spawn.z + Math.cos(turn) * metres,
      });
    },
  };
}

/**
 * Steps of an additive recurrence in two dimensions whose points keep apart: 1/g and 1/g² of the plastic number g
 * (Martin Roberts, "The Unreasonable Effectiveness of Quasirandom Sequences").
 */
const FIRST_STEP = 0.7548776662466927;
const SECOND_STEP = 0.5698402909980532;

/** Standing at a place. */
export const poseAt = ({ x, y, z, heading }: Place): Uint8Array =>
  encodeMove({ x, y, z, heading, animation: Animation.idle });
