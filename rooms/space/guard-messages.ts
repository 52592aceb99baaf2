import { isUtf8 } from 'node:buffer';
import { type Client, ClientState, Protocol, type Room } from '@colyseus/core';
import { decode } from '@colyseus/schema';

type MessageHandler = { _onMessage(client: Client, buffer: Buffer): void };

/** The bits of a frame's first byte that say what it is; the others modify it. Colyseus's `PROTOCOL_CODE_MASK`. */
const CODE = 0b1_1111;
const LAST_ASCII = 0x7f;

/**
 * Colyseus decodes a message's type outside of any try: a frame cut short would end the process. And for each type
 * that is no text it prints a line. Nothing of the kind may get past here; the room says what becomes of the sender.
 */
export function guardMessages(
  room: Room,
  onMalformed: (client: Client) => void,
  onFlood: (client: Client) => void,
): void {
  const guarded = room as unknown as MessageHandler;
  const handle = guarded._onMessage;
  guarded._onMessage = (client, buffer) => {
    try {
      if (isOneTooMany(room, client)) onFlood(client);
      if (isNamedInText(buffer)) handle.call(room, client, buffer);
      else onMalformed(client);
    } catch {
      onMalformed(client);
    }
  };
}

/** Whether Colyseus closes a client for the message that comes now. */
function isOneTooMany({ clock, maxMessagesPerSecond }: Room, client: Client): boolean {
  const { _numMessagesLastSecond, _messageCountResetsAt } = client as Client & Counted;
  return _numMessagesLastSecond >= maxMessagesPerSecond && clock.currentTime < _messageCountResetsAt;
}

/** What Colyseus counts for each client, as it does. */
type Counted = { _lastMessageTime: number; _numMessagesLastSecond: number; _messageCountResetsAt: number };

/**
 * Counts a message that does not come by Colyseus's `_onMessage` among those that do. False, and counts nothing, where
 * it would be one too many, or the client is leaving: Colyseus shall decide what becomes of it.
 */
export function countMessage({ clock, maxMessagesPerSecond }: Room, client: Client): boolean {
  if (client.state === ClientState.LEAVING) return false;
  const counted = client as Client & Counted;
  const now = clock.currentTime;
  if (now >= counted._messageCountResetsAt) {
    counted._numMessagesLastSecond = 0;
    counted._messageCountResetsAt = now + 1000;
  } else if (counted._numMessagesLastSecond >= maxMessagesPerSecond) return false;
  else counted._numMessagesLastSecond += 1;
  counted._lastMessageTime = now;
  return true;
}

/** Whether the type of a message is a number, or a string in UTF-8. Throws for a frame cut short. */
function isNamedInText(buffer: Buffer): boolean {
  const it = { offset: 1 };
  const code = (buffer[0] ?? 0) & CODE;
  if (code === Protocol.ROOM_REQUEST) decode.number(buffer, it);
  else if (code !== Protocol.ROOM_DATA && code !== Protocol.ROOM_DATA_BYTES) return true;
  if (!decode.stringCheck(buffer, it)) return true;
  const end = lengthOfString(buffer, it) + it.offset;
  // What an honest client sends is plain, and seen to be so at less cost.
  for (let at = it.offset; at < end && at < buffer.byteLength; at += 1)
    if ((buffer[at] as number) > LAST_ASCII) return isUtf8(buffer.subarray(at, end));
  return true;
}

/** The bytes of a string, as its head gives them; leaves `it` at the first of them. The heads are those of msgpack. */
function lengthOfString(buffer: Buffer, it: { offset: number }): number {
  const head = decode.uint8(buffer, it);
  if (head === 0xd9) return decode.uint8(buffer, it);
  if (head === 0xda) return decode.uint16(buffer, it);
  if (head === 0xdb) return decode.uint32(buffer, it);
  return head & 0b1_1111;
}
