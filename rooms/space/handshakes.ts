import { type Client, type ClientPrivate, ClientState } from '@colyseus/core';

/** How long a client may take to acknowledge that it is in (Colyseus's `JOIN_ROOM`), from when it is told, in ms. */
const LIMIT_MS = 15_000;
/** Messages for a client that has not acknowledged yet are queued up to this size. */
const QUEUE_LIMIT_BYTES = 1024 * 1024;
const CHECK_EVERY_MS = 1_000;

export type Handshakes = ReturnType<typeof createHandshakes>;

/**
 * Colyseus queues every message for a client until the client acknowledges that it has joined, and waits for that
 * without end: a client that never does would hold an avatar, a place and ever more memory. The limits here end both.
 * @param expire shows a client out that did not acknowledge in time
 */
export function createHandshakes({ expire }: { expire: (client: Client) => void }) {
  const since = new Map<Client & ClientPrivate, number>();
  let timer: NodeJS.Timeout | undefined;

  function check(): void {
    timer = undefined;
    for (const [client, startedAt] of since) {
      const isWaiting = client.state === ClientState.JOINING || client.state === ClientState.RECONNECTING;
      const isOver = performance.now() - startedAt > LIMIT_MS || queuedBytes(client) > QUEUE_LIMIT_BYTES;
      if (isWaiting && !isOver) continue;
      since.delete(client);
      if (isWaiting) expire(client);
    }
    schedule();
  }

  function schedule(): void {
    if (since.size > 0) timer ??= setTimeout(check, CHECK_EVERY_MS);
  }

  return {
    /** From now on a client is expected to acknowledge. Called as the last step of a join or a reconnection. */
    expect(client: Client): void {
      since.set(client as Client & ClientPrivate, performance.now());
      schedule();
    },

    /** The room is gone. */
    stop(): void {
      clearTimeout(timer);
      since.clear();
    },
  };
}

function queuedBytes({ _enqueuedMessages: queued = [] }: ClientPrivate): number {
  return queued.reduce((total: number, { byteLength }: Uint8Array) => total + byteLength, 0);
}
