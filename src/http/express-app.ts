import express, { type Express, type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import { nanoid } from 'nanoid';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { type Auth, CLIENT_ADDRESS_HEADER } from '#auth/auth.ts';
import type { Identify } from '#auth/identify.ts';
import { DomainError } from '#domain/errors.ts';
import { authHandler } from './auth-handler.ts';
import { createCursors } from './cursor.ts';
import type { Origins } from './origins.ts';
import { problemHandler, sendEdgeProblem } from './problem-details.ts';
import { mount, type Route } from './route.ts';
import { type WebhookNeeds, webhooksRouter } from './webhooks.ts';

type Needs = WebhookNeeds & {
  auth: Auth;
  identify: Identify;
  origins: Origins;
  routes: readonly Route[];
  /** The pages and the probes, which stand outside /api/v1. */
  pages: Router;
  /** The way into the rooms, below /matchmake. */
  matchmaking: Router;
  trustedProxies: readonly string[];
  checkAnswers: boolean;
};

/** The largest JSON body that any route takes, in bytes. */
const BODY_LIMIT = 64 * 1024;

/** The whole order of things that happen to a request, on one screen. */
export function createExpressApp(needs: Needs): Express {
  const { auth, origins, log } = needs;
  const reportFailure = (error: unknown) => log.error({ err: error }, 'request failed');
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', [...needs.trustedProxies]);
  app.set('query parser', 'simple');

  app.use(requestLog(log));
  app.use(securityHeaders());
  app.use(cors(origins));
  app.use(refuseForeignCookies(origins));
  app.use(noteClientAddress);
  app.all('/api/auth/{*path}', authHandler(auth, reportFailure));
  app.use('/matchmake', express.json({ limit: 16 * 1024, type: () => true }), needs.matchmaking);
  app.use('/api/v1/webhooks', webhooksRouter(needs));
  app.use('/api/v1', api(needs));
  app.use(needs.pages);
  app.use((_request, response) => sendEdgeProblem(response, 'NO_SUCH_ROUTE'));
  app.use(problemHandler(reportFailure));
  return app;
}

function api({ auth, identify, routes, checkAnswers }: Needs): Router {
  const router = Router();
  router.use(express.json({ limit: BODY_LIMIT, type: 'application/json' }));
  const cursors = createCursors(auth.options.secret);
  mount(router, routes, { identify: identify.byHeaders, cursors, checkAnswers });
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

function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: (request, response) => {
      const given = request.headers['x-request-id'];
      const id = typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : nanoid();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
    serializers: {
      req: ({ id, method, url }) => ({ id, method, path: String(url).split('?')[0] }),
      res: ({ statusCode }) => ({ status: statusCode }),
    },
  });
}

function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      directives: { 'default-src': ["'self'"], 'style-src': ["'self'"], 'upgrade-insecure-requests': null },
    },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
}

/** Cross-origin calls from allowed origins only; a request without an Origin is no browser's and passes. */
function cors(origins: Origins): RequestHandler {
  return (request, response, next) => {
    const origin = request.get('Origin');
    response.vary('Origin');
    if (origin && origins.allows(origin)) {
      response.set({
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers': 'set-auth-token, X-Request-Id, Idempotent-Replayed, Retry-After',
      });
    }
    if (request.method !== 'OPTIONS' || !request.get('Access-Control-Request-Method')) return next();
    response.set({
      'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
      'Access-Control-Allow-Headers':
        'Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Request-Id',
      'Access-Control-Max-Age': '600',
    });
    response.status(204).end();
  };
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
