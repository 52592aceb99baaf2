import { type Response, Router } from 'express';
import { isDatabaseAway } from '#db/constraint.ts';
import type { App } from '#src/app.ts';
import { createAssets } from './assets.ts';
import type { ServerFacts } from './document.ts';
import { type CountPlayers, readHomeFacts, TooSlow, version, within } from './home-facts.ts';
import { homePage, unavailablePage } from './home-page.ts';
import type { Html } from './html.ts';
import { sandboxRouter } from './sandbox.ts';

type PagesApp = Pick<App, 'events' | 'spaces' | 'purchases' | 'sandbox'> & {
  config: Pick<App['config'], 'REDIS_URL'>;
  database: Pick<App['database'], 'kind'>;
};

type Needs = { app: PagesApp; rooms: { playersIn: CountPlayers }; showDemoAccounts: boolean };

/** How long somebody waits for the page before it says that the database does not answer. Milliseconds. */
const PATIENCE_MS = 3_000;
const RETRY_SECONDS = 5;

/** The pages for people: what runs here, and what goes on in it. */
export function pagesRouter({ app, rooms, showDemoAccounts }: Needs): Router {
  const assets = createAssets();
  const server: ServerFacts = {
    version,
    databaseName: app.database.kind === 'postgres' ? 'PostgreSQL' : 'embedded',
    hasRedis: app.config.REDIS_URL !== undefined,
    showDemoAccounts,
    assets: assets.addresses,
  };
  const router = Router();
  router.use(assets.router);
  if (app.sandbox) router.use(sandboxRouter({ sandbox: app.sandbox, purchases: app.purchases, server }));
  router.get('/', async (_request, response) => {
    try {
      const facts = await within(PATIENCE_MS, readHomeFacts(app, rooms.playersIn));
      send(response.status(200), homePage(server, facts));
    } catch (error) {
      if (!isDatabaseAway(error) && !(error instanceof TooSlow)) throw error;
      send(response.status(503).set('Retry-After', String(RETRY_SECONDS)), unavailablePage(server));
    }
  });
  return router;
}

function send(response: Response, page: Html): void {
  response.set('Cache-Control', 'no-store').type('html').send(page.text);
}
