import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { seatFor, type Target } from './seats.ts';
import { HEADER_BYTES, moveHeader } from './wire.ts';

/* One client among the others that does what no honest one does, until it is called off. */

export type Disturbance = 'none' | 'stalled reader' | 'flood';

/** So many messages in a breath, and so many breaths a second: more than thirty times what a client may send. */
const FLOOD_AT_ONCE = 40;
const FLOOD_EVERY_MS = 20;
/** Who is refused a seat asks again after this. */
const ASK_AGAIN_MS = 50;

/** Begins to disturb as the player of this number, and answers with how to end it. */
export async function disturb(how: Disturbance, target: Target, number: number): Promise<() => void> {
  if (how === 'none') return () => {};
  let socket = await come(target, number);
  if (how === 'stalled reader') {
    socket.pause();
    return () => socket.terminate();
  }
  let isOver = false;
  const flooding = setInterval(() => {
    if (socket.readyState === WebSocket.OPEN) for (let at = 0; at < FLOOD_AT_ONCE; at++) socket.send(A_MOVE);
  }, FLOOD_EVERY_MS);
  // Who is shown out for it comes back at once and goes on.
  const comeBack = (): void => {
    socket.on('close', async () => {
      const next = await comeAsSoonAsMayBe(target, number, () => isOver);
      if (!next) return;
      socket = next;
      comeBack();
    });
  };
  comeBack();
  return () => {
    isOver = true;
    clearInterval(flooding);
    socket.terminate();
  };
}

/** Asks for a seat again and again; undefined where that is called off. */
async function comeAsSoonAsMayBe(
  target: Target,
  number: number,
  isOver: () => boolean,
): Promise<WebSocket | undefined> {
  while (!isOver()) {
    try {
      return await come(target, number);
    } catch {
      await sleep(ASK_AGAIN_MS);
    }
  }
  return undefined;
}

const A_MOVE = Uint8Array.of(...moveHeader, 0, 0, 0, 0, 0, 0, 0, 0);

async function come(target: Target, number: number): Promise<WebSocket> {
  const { address } = await seatFor(target, number);
  const socket = new WebSocket(address, { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (bytes: Buffer) => {
      if (bytes[0] === HEADER_BYTES.joined) socket.send(bytes.subarray(0, 1));
      if (bytes[0] === HEADER_BYTES.state) resolve();
    });
  });
  return socket;
}
