import type { Avatars } from '#domain/avatars/avatars.ts';
import type { Catalogue } from '#domain/avatars/catalogue.ts';
import { avatarCatalogueRoutes } from './avatars/catalogue.ts';
import { myAvatarRoutes } from './avatars/my-avatars.ts';

/** Avatars: the catalogue that they are made from, one's own, and what they wear. */
export const avatarRoutes = (services: { avatars: Avatars; catalogue: Catalogue }) => [
  ...avatarCatalogueRoutes(services),
  ...myAvatarRoutes(services),
];
