import type { App } from '../app.ts';
import type { Route } from '#http/route.ts';
import { authRoutes } from './auth.ts';

/** Every route below /api/v1. */
export function allRoutes(app: App): Route[] {
  return [...authRoutes(app)];
}
