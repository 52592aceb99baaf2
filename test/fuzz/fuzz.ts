import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Room } from '@colyseus/sdk';
import type { WebSocket } from 'ws';
import type { Account } from '../../loadtest/accounts.ts';
import { forgetState } from '../../loadtest/light-room.ts';
import { randomFrom } from '../../loadtest/random.ts';
import type { SpaceRoom } from '../../loadtest/visitor.ts';
import { frameFrom } from './frames.ts';

/** A connection that sends more than 60 messages a second is closed for that. */
const EVERY_MS = 18;
const CHAT_EVERY_MS = 1_200;

export type Fuzzing = {
  url: string;
  spaceId: string;
  /** The first one looks on and talks, the others send frames. */
  accounts: readonly Account[];
  frames: number;
  seed: number;
  /** Called now and then with how many frames were sent. */
  progress?: (sent: number) => void;
};

export type Outcome = {
  frames: number;
  /** How often a connection was closed, by code. */
  closed: Map<number, number>;
  /** Lines that the onlooker said, and heard. */
  said: number;
  heard: number;
  /** The connection of the onlooker is still the one that it had at first. */
  isThere: boolean;
};

const socketOf = (room: Room): WebSocket => (room.connection.transport as unknown as { ws: WebSocket }).ws;

/** Throws random frames at a room from several connections at once, while somebody in it plays on. */
export async function fuzz({ url, spaceId, accounts, frames, seed, progress }: Fuzzing): Promise<Outcome> {
  const [onlooker, ...senders] = accounts as [Account, ...Account[]];
  const outcome: Outcome = { frames: 0, closed: new Map(), said: 0, heard: 0, isThere: true };

  async function enter({ token }: Account): Promise<Room> {
    const client = new Client(url);
    client.auth.token = token;
    const room = await client.joinOrCreate('space', { spaceId });
    room.reconnection.enabled = false;
    room.onMessage('*', () => {});
    room.onError(() => {});
    return room;
  }

  async function throwFrames(account: Account, at: number): Promise<void> {
    const random = randomFrom(seed + at);
    while (outcome.frames < frames) {
      const room = await enter(account);
      forgetState(room as unknown as SpaceRoom);
      let isOpen = true;
      const left = new Promise<void>((resolve) => {
        room.onLeave((code) => {
          isOpen = false;
          outcome.closed.set(code, (outcome.closed.get(code) ?? 0) + 1);
          resolve();
        });
      });
      while (isOpen && outcome.frames < frames) {
        socketOf(room).send(frameFrom(random));
        outcome.frames += 1;
        if (outcome.frames % 1_000 === 0) progress?.(outcome.frames);
        await sleep(EVERY_MS);
      }
      if (isOpen) socketOf(room).close(1000);
      await left;
    }
  }

  const there = await enter(onlooker);
  there.onMessage('chat', ({ sessionId }) => {
    if (sessionId === there.sessionId) outcome.heard += 1;
  });
  there.onLeave(() => {
    outcome.isThere = false;
  });
  const chat = setInterval(() => {
    outcome.said += 1;
    there.send('chat', { text: `line ${outcome.said}`, to: 'area' });
  }, CHAT_EVERY_MS);
  try {
    await Promise.all(senders.map(throwFrames));
  } finally {
    clearInterval(chat);
  }
  for (const deadline = Date.now() + 10_000; outcome.heard < outcome.said && Date.now() < deadline; )
    await sleep(50);
  const { isThere } = outcome;
  await there.leave();
  return { ...outcome, isThere };
}
