import type { Server, ServerResponse } from 'node:http';

export type RequestsUnderWay = {
  /** From now on every answer closes its connection, so that clients and proxies come back over a new one. */
  answerLast(): void;
  /**
   * Accepts no more connections, closes the idle ones and resolves when every request is answered. After `limitMs`
   * what is left is cut.
   */
  finish(limitMs: number): Promise<void>;
};

/** Watches the requests of a server, so that it can answer those that it has accepted before it stops. */
export function watchRequests(server: Server): RequestsUnderWay {
  const responses = new Set<ServerResponse>();
  const answered = Promise.withResolvers<void>();
  let isLast = false;
  let isFinishing = false;

  const finishIfDone = () => {
    if (isFinishing && responses.size === 0) answered.resolve();
  };

  // First in line: a response must say that its connection closes before anybody writes its head.
  server.prependListener('request', (_request, response) => {
    responses.add(response);
    response.once('close', () => {
      responses.delete(response);
      finishIfDone();
    });
    if (isLast) closeAfter(response);
  });

  return {
    answerLast() {
      isLast = true;
      for (const response of responses) closeAfter(response);
    },
    async finish(limitMs) {
      isFinishing = true;
      server.close();
      finishIfDone();
      const timer = setTimeout(answered.resolve, limitMs);
      await answered.promise;
      clearTimeout(timer);
      // What was written last leaves its socket in this turn.
      await new Promise(setImmediate);
      server.closeAllConnections();
    },
  };
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
