import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { RedisDriver } from '@colyseus/redis-driver';
import { RedisPresence } from '@colyseus/redis-presence';
import { Router } from 'express';
import type { Logger } from 'pino';
import { isDatabaseAway } from '#db/constraint.ts';
import { createExpressApp } from '#http/express-app.ts';
import { createUpgradeGate } from '#http/limits/upgrades.ts';
import { referenceRouter } from '#http/openapi/reference.ts';
import { requestFields } from '#http/request-context.ts';
import { watchRequests } from '#http/requests-under-way.ts';
import { startBackground } from '#operations/background.ts';
import { healthRouter } from '#operations/health.ts';
import { createLog } from '#operations/log.ts';
import { createMetrics } from '#operations/metrics.ts';
import { watchOutages } from '#operations/outages.ts';
import { startScheduledAudit } from '#operations/scheduled-audit.ts';
import { startRooms } from '#rooms/index.ts';
import { matchmakingRouter } from '#rooms/matchmaking.ts';
import { PROTOCOL } from '#rooms/protocol.ts';
import { allRoutes } from '#routes/index.ts';
import { type App, createApp } from './app.ts';
import type { Config } from './config.ts';
import { refuseDemoAccounts } from './demo/demo-leftovers.ts';
import { demoEventId, seedDemo } from './demo/seed-demo.ts';
import { version } from './pages/home-facts.ts';
import { pagesRouter } from './pages/pages.ts';

export type TriberspaceServer = Awaited<ReturnType<typeof startServer>>;

/**
 * How long a connection may wait for its next request. Longer than a proxy keeps it (60 seconds, mostly): who closes
 * first must not be us, or a request meets a connection that is just going. Milliseconds.
 */
const KEEP_ALIVE_MS = 65_000;
/** How long a stop waits for the answers to requests that are under way, in ms. */
const ANSWER_LIMIT_MS = 10_000;

/**
 * How long a client may take over a request: bodies are small, and a connection that dribbles is held for nothing. A
 * connection on which nothing moves for `timeout` ends too, such as one that does not read its answer; WebSockets have
 * pings of their own. In ms.
 */
const SLOWEST = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
};
const IDLE_SOCKET_MS = 120_000;

/** Opens everything on one port: database, services, REST, pages and rooms. */
export async function startServer(config: Config, log: Logger = openLog(config)) {
  const app = await createApp(config, log);
  if (config.isProduction) await refuseDemoAccounts(app).catch(closing(app));
  const outages = watchOutages(app);
  const build = { version, protocol: PROTOCOL };
  let draining = false;
  const httpServer = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, ...SLOWEST });
  httpServer.setTimeout(IDLE_SOCKET_MS);
  const rooms = await startRooms({
    misbehaved: app.limits.misbehaved,
    ...app,
    isDatabaseAway,
    httpServer,
    allowsOrigin: app.origins.allows,
    mayUpgrade: config.RATE_LIMITS
      ? createUpgradeGate({
          trustedProxies: config.TRUSTED_PROXIES,
          socketsPerAddress: config.SOCKETS_PER_ADDRESS,
          onRefused: () => app.limits.noteRefusal('upgrade'),
        })
      : () => true,
    shared: app.shared && shareRooms(app.shared),
    publicAddress: publicAddress(config),
    version,
    addressIsGuessed: !config.PUBLIC_ADDRESS,
  });
  const isSeeded = config.NODE_ENV === 'development' && (await seedDemo(app));

  const routes = allRoutes(app, rooms);
  const audit = startScheduledAudit(app);
  const background = await startBackground(app);
  const metrics = createMetrics({ ...app, rooms, audit, outages, build, tasks: background });
  const pages = Router();
  pages.use(
    referenceRouter(async () => {
      const { contractOf } = await import('./contract/contract.ts');
      return contractOf(routes, app.auth);
    }),
  );
  pages.use(pagesRouter({ app, rooms, showDemoAccounts: isSeeded }));
  const probes = Router();
  probes.use(healthRouter({ database: app.database, outages, redis: app.redis, isDraining: () => draining }));
  probes.use(metrics.router);
  const handler = createExpressApp({
    ...app,
    observe: metrics.observe,
    routes,
    probes,
    pages,
    matchmaking: matchmakingRouter({
      log: (error) => log.error({ err: error }, 'matchmaking failed'),
      rooms,
    }),
    trustedProxies: config.TRUSTED_PROXIES,
    checkAnswers: config.NODE_ENV === 'test',
  });
  httpServer.on('request', handler as RequestListener);
  const requests = watchRequests(httpServer);
  const port = await listen(httpServer, config);
  const url = config.PUBLIC_URL ?? `http://localhost:${port}`;
  app.origins.add(new URL(url).origin);
  app.sandbox?.serveAt(url);

  return {
    app,
    port,
    url,
    /** Whether the demo world and its accounts are here. */
    isSeeded,
    /** The event of the demo that its creator can start; its public id. */
    demoEventId: isSeeded ? await demoEventId(app) : undefined,
    /**
     * Drains: not ready, players told and paid, sockets closed, the requests under way answered, then everything
     * else.
     */
    async stop() {
      if (draining) return;
      draining = true;
      requests.answerLast();
      await sleep(config.STOP_DELAY_SECONDS * 1000);
      await rooms.shutdown();
      await background.stop();
      await audit.stop();
      await requests.finish(ANSWER_LIMIT_MS);
      outages.stop();
      await app.close();
    },
  };
}

/** Closes what was opened, for a start that is refused. */
const closing =
  (app: App) =>
  async (error: unknown): Promise<never> => {
    await app.close();
    throw error;
  };

/** What the rooms of several processes share. */
function shareRooms({ signs, connect }: NonNullable<App['shared']>) {
  const publisher = connect();
  return {
    presence: new RedisPresence(publisher),
    driver: new RedisDriver(connect()),
    signs,
    publish: (topic: string, text: string) => publisher.publish(topic, text),
  };
}

/**
 * Where clients are sent for a room of this very process: with several processes each needs an address of its
 * own, which the configuration insists on in production. On a developer's machine that is the port.
 */
function publicAddress(config: Config): string | undefined {
  if (config.PUBLIC_ADDRESS || !config.REDIS_URL || config.PORT === 0) return config.PUBLIC_ADDRESS;
  return `localhost:${config.PORT}`;
}

/** The log, each of whose lines names the request in which it was written. */
export const openLog = (config: Config): Logger => createLog(config, requestFields);

function listen(httpServer: ReturnType<typeof createServer>, config: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    httpServer.once('error', reject);
    httpServer.listen(config.PORT, config.HOST, () => resolve((httpServer.address() as AddressInfo).port));
  });
}
