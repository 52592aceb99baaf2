import { type AuthContext, createAuthContext, matchMaker, ServerError } from '@colyseus/core';
import { Router } from 'express';
import type { Rooms } from './index.ts';
import { PROTOCOL, protocolOf } from './protocol.ts';
import { explanationOf } from './refusals.ts';
import type { Seat } from './space/drain.ts';
import { HANDOVER } from './space/handover.ts';

/** What clients may ask of the matchmaker; `create` and `join` would get around the rule of one room kind. */
const EXPOSED = ['joinOrCreate', 'joinById', 'reconnect'];

/** How long a request waits for a Redis that is away, and then for the matchmaker. Milliseconds. */
const PATIENCE_MS = 5_000;
const ANSWER_MS = 15_000;
/** So often a room is looked for again after Redis was away. */
const LOOKS = 10;

export type MatchmakingNeeds = {
  log: (error: unknown) => void;
  rooms: Pick<Rooms, 'processes' | 'placement' | 'presentSeat'>;
};

type Invocation = {
  method: string;
  roomName: string;
  options: Record<string, unknown>;
  context: AuthContext;
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

/** A seat; looked for again where Redis was away meanwhile, or where the process failed that was to open a room. */
async function seatFor(
  { method, roomName, options, context }: Invocation,
  { processes, placement }: MatchmakingNeeds['rooms'],
): Promise<Seat> {
  for (let looks = 1; ; looks++) {
    if (matchMaker.state === matchMaker.MatchMakerState.SHUTTING_DOWN)
      throw new ServerError(503, 'SHUTTING_DOWN');
    if (!(await processes.sure(PATIENCE_MS))) throw new ServerError(503, 'ROOMS_UNAVAILABLE');
    try {
      return await matchMaker.controller.invokeMethod(method, roomName, options, context);
    } catch (error) {
      if (looks === LOOKS) throw error;
      if (placement.wasElsewhere(options)) placement.keepHere(options);
      else if (!placement.lookedInVain(options)) throw error;
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
