import { createAuthContext, matchMaker, ServerError } from '@colyseus/core';
import { Router } from 'express';
import type { Rooms } from './index.ts';
import { PROTOCOL, protocolOf } from './protocol.ts';
import { explanationOf } from './refusals.ts';
import { requestSeat, type SeatRequest } from './seat-requests.ts';
import type { Seat } from './space/drain.ts';
import { HANDOVER } from './space/handover.ts';

/**
 * What Colyseus lets clients ask for: `create` and `join` would get around the rule of one room kind. `reconnect` is ours
 * (seat-requests.ts).
 */
const EXPOSED = ['joinOrCreate', 'joinById'];

/** How long a request waits for Redis, and then for the matchmaker. */
const REDIS_TIMEOUT_MS = 5_000;
const ANSWER_MS = 15_000;
/** Maximum lookups of a room, after a Redis outage or where another process fails. */
const MAX_LOOKUPS = 10;

export type MatchmakingNeeds = {
  log: (error: unknown) => void;
  rooms: Pick<Rooms, 'processes' | 'placement' | 'presentSeat'>;
};

/**
 * POST /matchmake/:method/:roomName, as the SDK asks it. On Express, so that it stands behind the same
 * limits, origins and log as everything else. Answers with a seat, or with `{ code, error }`: code in the
 * numbers of HTTP, error a stable word. With `BANNED` come `detail`, `reason` and `until`.
 */
export function matchmakingRouter({ log, rooms }: MatchmakingNeeds): Router {
  matchMaker.controller.exposedMethods = EXPOSED;
  const router = Router();
  router.post('/:method/:roomName', async (request, response) => {
    const { method, roomName } = request.params;
    const headers = request.headers as Record<string, string>;
    const context = createAuthContext({ headers, remoteAddress: request.ip ?? '' });
    try {
      const options = optionsOf(method, request.body);
      response.json(rooms.presentSeat(await inTime(seatFor({ method, roomName, options, context }, rooms))));
    } catch (error) {
      if (!(error instanceof ServerError)) log(error);
      const { status, code, word } = describe(error);
      if (status === 503) response.set('Retry-After', '5');
      response.status(status).json({ code, error: word, ...explanationOf(context) });
    }
  });
  return router;
}

/** A seat. Asks again where Redis was unavailable meanwhile, or where the process failed that was to open a room. */
export async function seatFor(
  request: SeatRequest,
  { processes, placement }: Pick<MatchmakingNeeds['rooms'], 'processes' | 'placement'>,
): Promise<Seat> {
  const attempt = placement.attempt(request.options);
  for (let lookups = 1; ; lookups++) {
    if (matchMaker.state === matchMaker.MatchMakerState.SHUTTING_DOWN)
      throw new ServerError(503, 'SHUTTING_DOWN');
    if (!(await processes.sure(REDIS_TIMEOUT_MS))) throw new ServerError(503, 'ROOMS_UNAVAILABLE');
    attempt.look();
    try {
      return await requestSeat(request);
    } catch (error) {
      if (lookups === MAX_LOOKUPS || !attempt.mayLookAgain()) throw error;
    }
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new ServerError(503, 'ROOMS_UNAVAILABLE')), ANSWER_MS);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Without a spaceId to filter by, the matchmaker would put a player into whatever room there is. What one instance
 * tells another of a player is not for clients to say.
 */
function optionsOf(method: string, body: unknown): Record<string, unknown> {
  const given = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const { [HANDOVER]: _, ...options } = given;
  if (method === 'joinOrCreate' && typeof options.spaceId !== 'string')
    throw new ServerError(404, 'SPACE_NOT_FOUND');
  // Who names no protocol speaks that of the process that they ask.
  if (method === 'joinOrCreate') options.protocol = protocolOf(options) ?? PROTOCOL;
  return options;
}

/** Colyseus's own refusals have codes from 520 and sentences with our ids in them: those become one word. */
function describe(error: unknown): { status: number; code: number; word: string } {
  if (!(error instanceof ServerError)) return { status: 500, code: 500, word: 'INTERNAL' };
  const code = Number(error.code);
  if (code >= 400 && code < 520) return { status: code, code, word: error.message };
  return { status: 404, code, word: COLYSEUS_WORDS[code] ?? 'ROOM_UNAVAILABLE' };
}

const COLYSEUS_WORDS: Record<number, string> = {
  520: 'NO_SUCH_METHOD_OR_ROOM',
  521: 'NO_SUCH_METHOD_OR_ROOM',
  522: 'NO_SUCH_ROOM',
  524: 'SEAT_EXPIRED',
};
