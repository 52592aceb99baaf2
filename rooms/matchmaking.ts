import { createAuthContext, matchMaker, ServerError } from '@colyseus/core';
import { Router } from 'express';

/** What clients may ask of the matchmaker; `create` and `join` would get around the rule of one room kind. */
const EXPOSED = ['joinOrCreate', 'joinById', 'reconnect'];

export type MatchmakingNeeds = {
  log: (error: unknown) => void;
  /** The process's public address is a guess: a client that has reached this process had better stay with how it did. */
  addressIsGuessed: boolean;
};

/**
 * POST /matchmake/:method/:roomName, as the SDK asks it. On Express, so that it stands behind the same
 * limits, origins and log as everything else. Answers with a seat, or with `{ code, error }`: code in the
 * numbers of HTTP, error a stable word.
 */
export function matchmakingRouter({ log, addressIsGuessed }: MatchmakingNeeds): Router {
  matchMaker.controller.exposedMethods = EXPOSED;
  const router = Router();
  router.post('/:method/:roomName', async (request, response) => {
    const { method, roomName } = request.params;
    if (matchMaker.state === matchMaker.MatchMakerState.SHUTTING_DOWN) {
      response.status(503).set('Retry-After', '5').json({ code: 503, error: 'SHUTTING_DOWN' });
      return;
    }
    try {
      const headers = request.headers as Record<string, string>;
      const context = createAuthContext({ headers, remoteAddress: request.ip ?? '' });
      const options = optionsOf(method, request.body);
      const seat = await matchMaker.controller.invokeMethod(method, roomName, options, context);
      const isHere = seat.processId === matchMaker.processId;
      response.json(isHere && addressIsGuessed ? { ...seat, publicAddress: undefined } : seat);
    } catch (error) {
      if (!(error instanceof ServerError)) log(error);
      const { status, code, word } = describe(error);
      response.status(status).json({ code, error: word });
    }
  });
  return router;
}

/** Without a spaceId to filter by, the matchmaker would put a player into whatever room there is. */
function optionsOf(method: string, body: unknown): Record<string, unknown> {
  const options = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  if (method === 'joinOrCreate' && typeof options.spaceId !== 'string')
    throw new ServerError(404, 'SPACE_NOT_FOUND');
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
