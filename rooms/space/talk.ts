import type { Client, Room } from '@colyseus/core';
import type { ZodType } from 'zod';
import type { Entry, Roster } from './roster.ts';
import { type ChatMessage, chatSchema, type EmoteMessage, emoteSchema } from './space-messages.ts';

type Needs = {
  room: Room;
  roster: Roster;
  /** Tells a client that what it sent was not done. */
  refuse: (client: Client, code: string, detail: string) => void;
};

/** Handles what players say to everybody in the room: `chat` and `emote`. */
export function handleTalk({ room, roster, refuse }: Needs): void {
  /** A message that everybody hears: checked, and counted against the sender's budget. */
  function onTalk<T>(
    type: string,
    schema: ZodType<T>,
    wanted: string,
    say: (entry: Entry, message: T) => void,
  ): void {
    room.onMessage(type, (client, message: unknown) => {
      const entry = roster.get(client.sessionId);
      if (!entry) return;
      if (!entry.talk.take()) return refuse(client, 'TOO_MANY_REQUESTS', 'Slow down a little.');
      const parsed = schema.safeParse(message);
      if (parsed.success) return say(entry, parsed.data);
      refuse(client, 'INVALID', wanted);
    });
  }

  onTalk(
    'chat',
    chatSchema,
    'chat wants { text } of 1 to 500 characters that can be shown.',
    ({ sessionId, actor: { userName } }, { text }) => {
      const message: ChatMessage = { sessionId, userName, text, sentAt: new Date().toISOString() };
      room.broadcast('chat', message);
    },
  );
  onTalk(
    'emote',
    emoteSchema,
    'emote wants { name }, a short lower-case word.',
    ({ sessionId, actor: { userName } }, { name }) => {
      const message: EmoteMessage = { sessionId, userName, name };
      room.broadcast('emote', message);
    },
  );
}
