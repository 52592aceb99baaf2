import { z } from 'zod';
import { countSchema } from '#http/schemas.ts';

/** The name of a room. */
export const roomIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/);

/** One running room of a space. */
export const instanceSchema = z
  .object({
    roomId: z.string().describe('For `joinById`.'),
    address: z
      .string()
      .nullable()
      .describe('host:port of the process that runs it, where it has an address of its own.'),
    players: countSchema.describe('Who is there now. Seats that wait for somebody are not counted.'),
    capacity: countSchema,
    takesNewcomers: z.boolean().describe('False while it is full or being emptied.'),
  })
  .meta({ id: 'Instance' });

/** An instance whose players are being sent to others. */
export const drainSchema = z
  .object({ roomId: z.string(), players: countSchema.describe('How many are to move.') })
  .meta({ id: 'InstanceDrain' });
