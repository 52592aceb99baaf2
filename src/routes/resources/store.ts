import { z } from 'zod';
import type { StoreRecord } from '#domain/store/stores.ts';
import { idSchema, metadataAnswerSchema, timeSchema } from '#http/schemas.ts';

export const storeSchema = z
  .object({
    id: idSchema,
    creatorId: idSchema,
    userName: z.string(),
    storeName: z.string(),
    description: z.string().nullable(),
    bannerUrl: z.string().nullable(),
    logoUrl: z.string().nullable(),
    isActive: z.boolean(),
    settings: metadataAnswerSchema,
    pointsName: z.string(),
    pointsSymbol: z.string(),
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .meta({ id: 'Store' });

export const presentStore = ({ store, ...record }: StoreRecord): z.input<typeof storeSchema> => ({
  id: store.publicId,
  creatorId: record.creatorPublicId,
  userName: record.userName,
  storeName: store.storeName,
  description: store.description,
  bannerUrl: store.bannerUrl,
  logoUrl: store.logoUrl,
  isActive: store.isActive,
  settings: store.settings,
  pointsName: record.pointsName,
  pointsSymbol: record.pointsSymbol,
  createdAt: store.createdAt.toISOString(),
  updatedAt: store.updatedAt.toISOString(),
});
