import { type Client, ClientState } from '@colyseus/core';

/** So many sockets are written to in one breath; then others have their turn, those that read among them. */
export const SENDS_AT_ONCE = 50;

/**
 * Sends frames to all, a part of them in each turn of the loop. Each client gets every frame that was sent while
 * they were there, in order: a frame that is still on its way when the next one comes is sent to the rest first.
 */
export function createSpreadSends(atOnce = SENDS_AT_ONCE) {
  let frame: Uint8Array | undefined;
  let to: Client[] = [];
  let next = 0;
  let turn: NodeJS.Immediate | undefined;

  function sendUpTo(end: number): void {
    for (; next < end; next += 1) {
      const client = to[next] as Client;
      if (client.state === ClientState.JOINED) client.raw(frame as Uint8Array);
    }
  }

  function goOn(): void {
    sendUpTo(Math.min(to.length, next + atOnce));
    turn = next < to.length ? setImmediate(goOn) : undefined;
    if (!turn) to = [];
  }

  return (bytes: Uint8Array, clients: Client[]): void => {
    if (turn) {
      clearImmediate(turn);
      sendUpTo(to.length);
    }
    frame = bytes;
    to = clients;
    next = 0;
    goOn();
  };
}
