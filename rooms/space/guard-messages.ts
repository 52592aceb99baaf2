import type { Client, Room } from '@colyseus/core';

type MessageHandler = { _onMessage(client: Client, buffer: Buffer): void };

/**
 * Colyseus decodes a message's type outside of any try: a frame cut short would end the process. Nothing may
 * get past here; the room says what becomes of the sender.
 */
export function guardMessages(room: Room, onMalformed: (client: Client) => void): void {
  const guarded = room as unknown as MessageHandler;
  const handle = guarded._onMessage;
  guarded._onMessage = (client, buffer) => {
    try {
      handle.call(room, client, buffer);
    } catch {
      onMalformed(client);
    }
  };
}
