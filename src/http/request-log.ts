import type { Request, RequestHandler, Response } from 'express';
import type { Level, Logger } from 'pino';
import { currentRequest, type RequestContext } from './request-context.ts';

/** A request that is over, in words of which there are few: what metrics count. */
export type HandledRequest = { method: string; pattern: string; status: number; seconds: number };

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request changes nothing. */
export const isRead = ({ method }: { method: string }): boolean => READS.has(method);

/**
 * One line for each request, once it is over: what was asked by its pattern and path, and never a header, a
 * body or a query string. Failures are errors; writes and refusals are information; reads are for debugging.
 */
export function requestLog(log: Logger, observe: (handled: HandledRequest) => void): RequestHandler {
  return (request, response, next) => {
    const context = currentRequest() as RequestContext;
    const { method } = request;
    const path = pathOf(request);
    const startedAt = performance.now();
    response.once('close', () => {
      const ms = performance.now() - startedAt;
      const pattern = context.pattern ?? patternOf(request);
      const { statusCode: status } = response;
      observe({ method, pattern, status, seconds: ms / 1000 });
      const level = levelOf(request, response);
      if (!log.isLevelEnabled(level)) return;
      log[level](
        {
          requestId: context.requestId,
          method,
          route: pattern,
          path: path === pattern ? undefined : path,
          status,
          ms: Math.round(ms * 10) / 10,
          userName: context.actor?.userName,
          ...(!response.writableFinished && { aborted: true }),
        },
        'request',
      );
    });
    next();
  };
}

/** The pattern of a route of Express's own, such as a page; what matches none is one and the same. */
const patternOf = ({ baseUrl, route }: Request): string =>
  typeof route?.path === 'string' ? `${baseUrl}${route.path}` : 'none';

function levelOf(request: Request, { statusCode }: Response): Level {
  if (statusCode >= 500) return 'error';
  return statusCode >= 400 || !isRead(request) ? 'info' : 'debug';
}

/** The path, without what may be secret in one: links of Better Auth have their token in it. */
function pathOf({ originalUrl }: Request): string | undefined {
  const [path = ''] = originalUrl.split('?');
  if (/^\/api\/auth\b/i.test(path)) return undefined;
  return path.slice(0, 200).replace(/[^/]*(@|%40)[^/]*/gi, '…');
}
