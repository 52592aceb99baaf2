import type { Client, Room } from '@colyseus/core';
import type { ZodType } from 'zod';
import { DomainError } from '#domain/errors.ts';
import { muteText, type Sanction } from '#domain/worlds/sanction-texts.ts';
import { Bucket, hearingBudget } from './budgets.ts';
import { muteNow } from './mutes.ts';
import type { Entry, Roster } from './roster.ts';
import {
  announceSchema,
  type ChatMessage,
  chatSchema,
  type EmoteMessage,
  emoteSchema,
} from './space-messages.ts';

type Needs = {
  room: Room;
  roster: Roster;
  /** Everybody in the area of a player, themselves too. */
  near: (entry: Entry) => Iterable<Entry>;
  /** Says something to everybody in the space, for who may. */
  announce: (entry: Entry, text: string) => Promise<unknown>;
  /** Tells a client that what it sent was not done. */
  refuse: (client: Client, code: string, detail: string, sanction?: Sanction) => void;
  /** The stable code of what went wrong. */
  codeOf: (error: unknown) => string;
};

/** Handles what players say to others: `chat`, `emote` and `announce`. */
export function handleTalk({ room, roster, near, announce, refuse, codeOf }: Needs): void {
  const hearing = new Bucket(hearingBudget);

  /** A message that others hear: counted against the sender's budget, and checked. */
  function onTalk<T>(
    type: 'chat' | 'emote' | 'announce',
    schema: ZodType<T>,
    wanted: string,
    say: (entry: Entry, message: T) => void,
  ): void {
    room.onMessage(type, (client, message: unknown) => {
      const entry = roster.get(client.sessionId);
      if (!entry) return;
      if (!entry.budgets[type].take()) return refuse(client, 'TOO_MANY_REQUESTS', 'Slow down a little.');
      const parsed = schema.safeParse(message);
      if (parsed.success) return say(entry, parsed.data);
      refuse(client, 'INVALID', wanted);
    });
  }

  /** Whether so many may hear something now; refuses where they may not. */
  function mayBeHeard({ client }: Entry, listeners: number): boolean {
    if (hearing.take(Math.min(listeners, hearingBudget.burst))) return true;
    refuse(client, 'TOO_MANY_REQUESTS', 'Too many talk here at once: try again, or say it to who is near.');
    return false;
  }

  function chat(entry: Entry, { text, to }: Pick<ChatMessage, 'text' | 'to'>): void {
    const { sessionId, actor } = entry;
    const message: ChatMessage = {
      sessionId,
      userName: actor.userName,
      text,
      to,
      sentAt: new Date().toISOString(),
    };
    const listeners = to === 'area' ? [...near(entry)].filter(({ isDropped }) => !isDropped) : undefined;
    if (!mayBeHeard(entry, listeners?.length ?? room.clients.length)) return;
    if (listeners) for (const { client } of listeners) client.send('chat', message);
    else room.broadcast('chat', message);
  }

  const wanted =
    "chat wants { text } of 1 to 500 characters that can be shown, and to: 'area' or 'instance'.";
  onTalk('chat', chatSchema, wanted, (entry, message) => {
    const mute = muteNow(entry);
    if (mute) refuse(entry.client, 'MUTED', muteText(mute), mute);
    else chat(entry, message);
  });
  onTalk('emote', emoteSchema, 'emote wants { name }, a short lower-case word.', (entry, { name }) => {
    if (!mayBeHeard(entry, room.clients.length)) return;
    const message: EmoteMessage = { sessionId: entry.sessionId, userName: entry.actor.userName, name };
    room.broadcast('emote', message);
  });
  onTalk(
    'announce',
    announceSchema,
    'announce wants { text } of 1 to 500 characters that can be shown.',
    (entry, { text }) => {
      announce(entry, text).catch((error) => {
        const detail =
          error instanceof DomainError ? error.message : 'It was not announced: try again later.';
        refuse(entry.client, codeOf(error), detail);
      });
    },
  );
}
