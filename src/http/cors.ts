import type { RequestHandler } from 'express';
import type { Origins } from './origins.ts';

/** What scripts of an allowed origin may read of an answer, beside its body. */
const EXPOSED = [
  'set-auth-token',
  'ETag',
  'Idempotent-Replayed',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'X-Request-Id',
].join(', ');

/** Cross-origin calls from allowed origins only; a request without an Origin is no browser's and passes. */
export function cors(origins: Origins): RequestHandler {
  return (request, response, next) => {
    const origin = request.get('Origin');
    response.vary('Origin');
    if (origin && origins.allows(origin)) {
      response.set({
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers': EXPOSED,
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
