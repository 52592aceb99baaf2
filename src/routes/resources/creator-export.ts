import { z } from 'zod';
import { creatorSchema } from './creator.ts';
import { eventSchema } from './event.ts';
import { packageSchema } from './points.ts';
import { productSchema } from './product.ts';
import { spaceSchema } from './space.ts';
import { storeSchema } from './store.ts';
import { tribeSchema } from './tribe.ts';
import { wearableSchema } from './wearable.ts';
import { worldSchema } from './world.ts';

/** The creator that a user is or was, with everything of theirs. */
export const creationsSchema = z
  .strictObject({
    ...creatorSchema.omit({ userName: true, name: true, worldId: true, tribeId: true, storeId: true }).shape,
    pointsSymbol: z.string().nullable(),
    worlds: z.array(worldSchema.omit({ creatorId: true }).strict()),
    spaces: z.array(spaceSchema.omit({ creatorId: true }).strict()),
    events: z.array(eventSchema.omit({ creatorId: true }).strict()),
    tribes: z.array(tribeSchema.omit({ creatorId: true }).strict()),
    stores: z.array(
      storeSchema.omit({ creatorId: true, userName: true, pointsName: true, pointsSymbol: true }).strict(),
    ),
    products: z.array(productSchema.omit({ creatorId: true }).strict()),
    packages: z.array(packageSchema.omit({ creatorId: true }).strict()),
    wearables: z.array(
      wearableSchema.omit({ productId: true, creatorId: true, incompatibleWith: true }).strict(),
    ),
  })
  .meta({ id: 'CreatorExport' });
