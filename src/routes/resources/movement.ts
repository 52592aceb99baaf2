import { z } from 'zod';

/** What the movement frames can say, in metres. */
const metres = z.number().min(-327).max(327);
const radians = z.number().min(-7).max(7);
const radiusMetres = z.number().min(0).max(300);

const placeSchema = z.strictObject({ x: metres, y: metres, z: metres, heading: radians });

/** How avatars move in a space. Lengths in metres, headings in radians. */
export const movementSchema = z
  .strictObject({
    reachMetres: z.int().min(5).max(327).meta({ description: 'From the origin, in x and in z' }),
    cellMetres: z.int().min(5).max(100).meta({
      description: 'Avatars are seen at full rate from at least 0.9 of this, and at all from 1.8 of it',
    }),
    metresPerSecond: z.int().min(1).max(100).meta({ description: 'The fastest along the ground' }),
    spawn: placeSchema.extend({ radiusMetres }).meta({ description: 'Where newcomers are put' }),
    portals: z
      .array(z.strictObject({ at: z.strictObject({ x: metres, z: metres }), radiusMetres, to: placeSchema }))
      .max(32)
      .meta({ description: 'Who comes near `at` is put to `to`' }),
  })
  .meta({ id: 'Movement' });
