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
  const facts = sharedForAWhile(() => readHomeFacts(app, rooms.playersIn));
  const router = Router();
  router.use(assets.router);
  if (app.sandbox) router.use(sandboxRouter({ sandbox: app.sandbox, purchases: app.purchases, server }));
  router.get('/', async (_request, response) => {
    try {
      send(response.status(200), homePage(server, await within(PATIENCE_MS, facts())));
    } catch (error) {
      if (!isDatabaseAway(error) && !(error instanceof TooSlow)) throw error;
      send(response.status(503).set('Retry-After', String(RETRY_SECONDS)), unavailablePage(server));
    }
  });
  return router;
}

/** What was read stays good for so long, so that many visitors cost the database no more than one. In ms. */
const SHARED_MS = 1_000;

function sharedForAWhile<T>(read: () => Promise<T>): () => Promise<T> {
  let shared: Promise<T> | undefined;
  return () => {
    if (!shared) {
      const reading = read();
      shared = reading;
      const forget = () => {
        if (shared === reading) shared = undefined;
      };
      reading.then(() => setTimeout(forget, SHARED_MS).unref(), forget);
    }
    return shared;
  };
}

function send(response: Response, page: Html): void {
  response.set('Cache-Control', 'no-store').type('html').send(page.text);
}
