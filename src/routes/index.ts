import type { Route } from '#http/route.ts';
import type { App } from '../app.ts';
import { authRoutes } from './auth.ts';
import { avatarRoutes } from './avatars.ts';
import { creatorRoutes } from './creators.ts';
import { eventRoutes } from './events.ts';
import { inventoryRoutes } from './inventory.ts';
import { pointsRoutes } from './points.ts';
import { type Presence, spaceRoutes } from './spaces.ts';
import { storeRoutes } from './store.ts';
import { tribeRoutes } from './tribes.ts';
import { userRoutes } from './users.ts';
import { worldRoutes } from './worlds.ts';

/**
 * Every route below /api/v1.
 * @param presence who is where, as the rooms know it
 */
export function allRoutes(app: App, presence: Presence): Route[] {
  return [
    ...authRoutes(app),
    ...userRoutes(app),
    ...worldRoutes(app),
    ...spaceRoutes(app, presence),
    ...eventRoutes(app),
    ...tribeRoutes(app),
    ...creatorRoutes(app),
    ...avatarRoutes(app),
    ...inventoryRoutes(app),
    ...storeRoutes(app),
    ...pointsRoutes(app),
  ];
}
