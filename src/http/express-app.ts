import express, { type Express, type Request, type RequestHandler, type Response, Router } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Auth } from '#auth/auth.ts';
import { CLIENT_ADDRESS_HEADER } from '#auth/client-address.ts';
import type { Identify } from '#auth/identify.ts';
import { DomainError } from '#domain/errors.ts';
import { authBody } from './auth-body.ts';
import { authHandler, noteAuthPattern, servedByAuth } from './auth-handler.ts';
import { cors } from './cors.ts';
import { createCursors } from './cursor.ts';
import { limitAddress, limitAuth, limitMatchmaking, limitPages, refuseInWords } from './limits/guards.ts';
import type { Limits } from './limits/limits.ts';
import type { Origins } from './origins.ts';
import { problemHandler, sendEdgeProblem } from './problem-details.ts';
import { enterRequest } from './request-context.ts';
import { type HandledRequest, requestLog } from './request-log.ts';
import { mount, type Route } from './route.ts';
import { type WebhookNeeds, webhooksRouter } from './webhooks.ts';

type Needs = WebhookNeeds & {
  auth: Auth;
  identify: Identify;
  origins: Origins;
  limits: Limits;
  log: Logger;
  /** Is told of every request that is over. */
  observe?: (handled: HandledRequest) => void;
  routes: readonly Route[];
  /** Whether the server is well, and its numbers: asked by machines that no limit may hold up. */
  probes?: Router;
  /** The pages, and what else stands outside /api/v1. */
  pages: Router;
  /** The way into the rooms, below /matchmake. */
  matchmaking: Router;
  trustedProxies: readonly string[];
  checkAnswers: boolean;
};

/** Where machines ask whether the server is well, and how it does. */
const PROBES = ['/healthz', '/readyz', '/metrics'];
/** The largest JSON body that any route and Better Auth take, in bytes. */
const BODY_LIMIT = 64 * 1024;
/** The largest body for the way into a room, in bytes. */
const SMALL_BODY_LIMIT = 16 * 1024;

/** The whole order of things that happen to a request, on one screen. */
export function createExpressApp(needs: Needs): Express {
  const { auth, identify, limits, origins, log } = needs;
  const reportFailure = (error: unknown) => log.error({ err: error }, 'request failed');
  const anyBody = { limit: SMALL_BODY_LIMIT, type: () => true };
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', [...needs.trustedProxies]);
  app.set('query parser', 'simple');

  app.use(
    inOrder(enterRequest, requestLog(log, needs.observe ?? (() => {})), securityHeaders(), cors(origins)),
  );
  if (needs.probes) app.all(PROBES, needs.probes);
  app.use(['/api', '/matchmake'], keepPrivate);
  app.use('/matchmake', limitMatchmaking(limits, identify), refuseInWords);
  app.use('/matchmake', express.json(anyBody), needs.matchmaking);
  app.use('/api/v1/webhooks', webhooksRouter(needs));
  app.use(inOrder(limitAddress(limits), refuseForeignCookies(origins), noteClientAddress));
  app.use('/api/auth', noteAuthPattern(auth), servedByAuth, limitAuth(limits, identify));
  app.all('/api/auth/{*path}', authBody(BODY_LIMIT), authHandler(auth, reportFailure));
  app.use('/api/v1', api(needs));
  app.use(limitPages(limits), needs.pages);
  app.use((_request, response) => sendEdgeProblem(response, 'NO_SUCH_ROUTE'));
  app.use(problemHandler(reportFailure));
  return app;
}

/** Steps that every request takes, as one: Express would match its path anew for each of them. */
function inOrder(...steps: RequestHandler[]): RequestHandler {
  return (request, response, next) => {
    const take = (index: number): unknown => {
      const step = steps[index];
      if (!step) return next();
      return step(request, response, (error) => (error ? next(error) : take(index + 1)));
    };
    return take(0);
  };
}

function api({ auth, identify, limits, routes, checkAnswers }: Needs): Router {
  const router = Router();
  router.use(express.json({ limit: BODY_LIMIT, type: 'application/json' }));
  const cursors = createCursors(auth.options.secret);
  mount(router, routes, { identify: identify.byHeaders, limits, cursors, checkAnswers });
  return router;
}

/** A page of an origin that may not call us cannot write with the cookie of whoever looks at it. */
function refuseForeignCookies(origins: Origins): RequestHandler {
  return (request, _response, next) => {
    const origin = request.get('Origin');
    const isWrite = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    if (!isWrite || !request.headers.cookie || !origin || origins.allows(origin)) return next();
    throw new DomainError('FORBIDDEN', `Pages of ${origin} may not call this server.`);
  };
}

/** What nobody else may keep; a read that is everybody's says otherwise itself. */
const keepPrivate: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'private, no-store');
  next();
};

/** They are the same for every answer: helmet, which sets each in a step of its own, is asked once. */
function securityHeaders(): RequestHandler {
  const headers = saidBy(
    helmet({
      contentSecurityPolicy: {
        directives: { 'default-src': ["'self'"], 'style-src': ["'self'"], 'upgrade-insecure-requests': null },
      },
      crossOriginResourcePolicy: { policy: 'cross-origin' },
    }),
  );
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

function saidBy(middleware: ReturnType<typeof helmet>): [name: string, value: string][] {
  const headers = new Map<string, string>();
  const recorder = {
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader() {},
  };
  middleware({} as Request, recorder as unknown as Response, () => {});
  return [...headers];
}

/**
 * Tells Better Auth the client's address, in a header that nobody else can set. Programs that are no browser
 * may send Sec-Fetch headers without an Origin (Node's fetch does): those defend cookies, and where there is
 * neither cookie nor Origin there is nothing to defend.
 */
const noteClientAddress: RequestHandler = (request, _response, next) => {
  request.headers[CLIENT_ADDRESS_HEADER] = request.ip ?? 'unknown';
  if (!request.headers.origin && !request.headers.cookie) {
    for (const name of Object.keys(request.headers))
      if (name.startsWith('sec-fetch-')) delete request.headers[name];
  }
  next();
};
