import { Client } from '@colyseus/sdk';
import { Animation, decodeMoves, encodeMove, FrameKind, type Move } from '#rooms/movement/codec.ts';
import type { Account } from '../accounts.ts';
import { cutOff } from '../light-room.ts';
import type { OwnSpace } from '../own-space.ts';
import { pause } from '../pause.ts';
import type { Random } from '../random.ts';
import type { SpaceRoom, SpaceState } from '../visitor.ts';
import type { Jury } from './jury.ts';
import { createStay, keyOf, type PoseKey, type Stay } from './stay.ts';

const STEP_MS = 100;
const ARRIVES_WITHIN_MS = 20_000;
/** What happens at one step, as shares of all steps. */
const TURNS = 0.05;
const STANDS = 0.02;
const LEAVES_THE_SPACE = 0.005;
const IS_CUT_OFF = 0.004;

export type Events = {
  joins: number;
  leaves: number;
  reconnections: number;
  corrections: number;
  moves: number;
};

type Needs = {
  url: string;
  space: OwnSpace & { movement: { metresPerSecond: number } };
  jury: Jury;
  events: Events;
  random: Random;
  find: (what: string) => void;
  stop: AbortSignal;
};

/** One player who comes and goes, walks, stands, is cut off and comes back, until told to stop. */
export async function play(account: Account, needs: Needs): Promise<void> {
  const { random, events, stop } = needs;
  await pause(random() * 2_000, stop);
  while (!stop.aborted) {
    const visit = await enter(account, needs);
    events.joins += 1;
    const endsAt = performance.now() + 2_000 + random() * 8_000;
    while (performance.now() < endsAt && !stop.aborted) {
      await visit.step();
      await pause(STEP_MS, stop);
    }
    await visit.settle();
    await visit.leave();
    events.leaves += 1;
    await pause(random() * 1_000, stop);
  }
}

/** Waits for something to become so, generously; false if it never does. */
async function becomes(look: () => boolean): Promise<boolean> {
  for (const deadline = performance.now() + ARRIVES_WITHIN_MS; performance.now() < deadline; await pause(10))
    if (look()) return true;
  return look();
}

async function enter({ token, userName }: Account, needs: Needs) {
  const { url, space, jury, events, random, find } = needs;
  const { reachMetres, metresPerSecond } = space.movement;
  const client = new Client(url);
  client.auth.token = token;
  const room: SpaceRoom = await client.joinOrCreate<SpaceState>('space', { spaceId: space.id });
  room.reconnection.minUptime = 0;
  /** What the avatar may be shown as: what was sent, and where the server put it. */
  const allowed = new Set<PoseKey>();
  let stay: Stay | undefined;
  let here: Move | undefined;
  let shown: PoseKey | undefined;
  let expected: PoseKey | undefined;
  let heading = random() * 2 * Math.PI;
  let speed = random() * metresPerSecond * 0.8;
  let standsUntil = 0;
  let isBack = true;

  const begin = () => {
    const index = room.state?.avatars?.get(room.sessionId)?.index;
    if (index === undefined) return;
    stay = createStay(index);
    jury.enter(stay);
  };

  const obey = (own: Move & { pose: Uint8Array }) => {
    const { x, y, z, animation } = own;
    here = { x, y, z, heading: own.heading, animation };
    expected = keyOf(own.pose);
    allowed.add(expected);
  };

  room.onMessage('moves', (bytes: Uint8Array) => {
    const frame = decodeMoves(bytes);
    if (!frame) return find(`${userName} got a frame that is malformed`);
    if (frame.kind === FrameKind.correction) {
      events.corrections += 1;
      return frame.entries.forEach(obey);
    }
    if (!stay) begin();
    const own = stay?.take(frame);
    if (own && !here) obey(own);
    if (own) shown = keyOf(own.pose);
    if (shown !== undefined && !allowed.has(shown)) find(`${userName} was shown as it never was: ${shown}`);
    if (stay) jury.look(stay, frame, performance.now());
  });
  room.onMessage('*', () => {});
  room.onDrop(() => {
    isBack = false;
    stay?.end();
    stay = undefined;
  });
  room.onReconnect(() => {
    isBack = true;
    events.reconnections += 1;
  });
  await becomes(() => here !== undefined);

  function send(move: Move): void {
    const pose = encodeMove(move);
    expected = keyOf(pose);
    allowed.add(expected);
    here = move;
    events.moves += 1;
    room.sendBytes('move', pose);
  }

  return {
    /** Does something at random, mostly walking on. */
    async step(): Promise<void> {
      if (random() < IS_CUT_OFF) return await loseConnection();
      if (!here || !room.connection.isOpen) return;
      if (random() < STANDS) standsUntil = performance.now() + random() * 2_000;
      if (performance.now() < standsUntil) return;
      if (random() < LEAVES_THE_SPACE) {
        room.sendBytes('move', encodeMove({ ...here, x: reachMetres + 5 }));
        return;
      }
      if (random() < TURNS) {
        heading = random() * 2 * Math.PI;
        speed = random() * metresPerSecond * 0.8;
      }
      const metres = (speed * STEP_MS) / 1000;
      const x = here.x + Math.sin(heading) * metres;
      const z = here.z + Math.cos(heading) * metres;
      if (Math.max(Math.abs(x), Math.abs(z)) < reachMetres)
        send({ x, y: here.y, z, heading, animation: Animation.walk });
      else heading += Math.PI / 2;
    },

    /** Stands until the server shows the last pose that was sent, or that it put the avatar to. */
    async settle(): Promise<void> {
      if (!room.connection.isOpen || !here) return;
      send({ ...here, animation: Animation.idle });
      if (!(await becomes(() => shown === expected || !isBack)))
        find(`${userName} came to rest, and was never shown so`);
    },

    async leave(): Promise<void> {
      await becomes(() => isBack && room.connection.isOpen);
      const left = stay;
      await room.leave();
      if (left) jury.leave(left, performance.now());
    },
  };

  /** Loses the connection as a lost network does, and waits until the SDK is back in. */
  async function loseConnection(): Promise<void> {
    cutOff(room);
    await becomes(() => !isBack);
    if (!(await becomes(() => isBack))) find(`${userName} did not come back after its connection was lost`);
  }
}
