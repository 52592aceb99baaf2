import { DomainError } from '../errors.ts';

/** A place to be put: `x`, `y`, `z` in metres from the origin of the space (y is up), `heading` in radians. */
export type Place = { x: number; y: number; z: number; heading: number };

/** Who comes within `radiusMetres` of `at` (on the ground; height does not count) is put to `to`. */
export type Portal = { at: { x: number; z: number }; radiusMetres: number; to: Place };

/** How avatars move in a space. */
export type MovementSettings = {
  /** How far the space reaches from its origin in x and in z. */
  reachMetres: number;
  /** The width of a cell: an avatar is seen at full rate from its own cell and those around it. */
  cellMetres: number;
  /** The fastest that an avatar may move along the ground. */
  metresPerSecond: number;
  /** Where newcomers are put: somewhere within `radiusMetres` of the place. */
  spawn: Place & { radiusMetres: number };
  portals: Portal[];
};

export const usualMovement: MovementSettings = {
  reachMetres: 300,
  cellMetres: 20,
  metresPerSecond: 12,
  spawn: { x: 0, y: 0, z: 0, heading: 0, radiusMetres: 5 },
  portals: [],
};

export type MovementChanges = { [Name in keyof MovementSettings]?: MovementSettings[Name] | undefined };

/** The settings of a space: its own, and the usual ones where it has none. */
export const movementOf = (own: MovementChanges): MovementSettings =>
  ({ ...usualMovement, ...own }) as MovementSettings;

/** Refuses settings that would put avatars where they may not be, or into a portal for ever. */
export function assertMovement({ reachMetres, spawn, portals }: MovementSettings): void {
  const isWithin = ({ x, z }: { x: number; z: number }, marginMetres = 0) =>
    Math.max(Math.abs(x), Math.abs(z)) + marginMetres <= reachMetres;
  const refuse = (detail: string) => {
    throw new DomainError('MOVEMENT_INVALID', detail);
  };
  if (!isWithin(spawn, spawn.radiusMetres))
    refuse('Newcomers would be put outside the space: see reachMetres.');
  for (const { to } of portals) {
    if (!isWithin(to)) refuse('A portal leads outside the space: see reachMetres.');
    if (portals.some((portal) => isInside(portal, to))) refuse('A portal leads into a portal.');
  }
}

export const isInside = ({ at, radiusMetres }: Portal, { x, z }: { x: number; z: number }): boolean =>
  Math.hypot(x - at.x, z - at.z) <= radiusMetres;
