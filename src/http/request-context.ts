import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request, RequestHandler } from 'express';
import { nanoid } from 'nanoid';
import type { Actor } from '#domain/actor.ts';

/** What is known of the request that is being handled. */
export type RequestContext = {
  readonly requestId: string;
  /** The declared pattern of the path, once one has matched. */
  pattern?: string;
  actor?: Pick<Actor, 'userName'> | undefined;
  /** The answer is sent: what began in the request and goes on, as a room does, is no part of it any more. */
  isAnswered: boolean;
};

const storage = new AsyncLocalStorage<RequestContext>();

/** The request that the caller works for; undefined where it works for none. */
export const currentRequest = (): RequestContext | undefined => storage.getStore();

/** What every line that is logged while a request is handled says of it. */
export function requestFields(): { requestId?: string } {
  const request = currentRequest();
  return request && !request.isAnswered ? { requestId: request.requestId } : {};
}

/** Gives every request an id, its own where that is a proper one, and tells it in the answer. */
export const enterRequest: RequestHandler = (request, response, next) => {
  const context: RequestContext = { requestId: requestIdOf(request), isAnswered: false };
  response.setHeader('X-Request-Id', context.requestId);
  response.once('finish', () => {
    context.isAnswered = true;
  });
  storage.run(context, next);
};

function requestIdOf(request: Request): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : nanoid();
}
