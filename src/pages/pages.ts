import { Router } from 'express';
import type { App } from '../app.ts';
import type { Rooms } from '#rooms/index.ts';

type Needs = { app: App; rooms: Rooms; showDemoAccounts: boolean };

/** The pages for people. */
export function pagesRouter(_needs: Needs): Router {
  const router = Router();
  router.get('/', (_request, response) => {
    response.send('Triberspace');
  });
  return router;
}
