import { setTimeout as sleep } from 'node:timers/promises';
import { enter, type Presence } from '#test/clients.ts';
import { portOf } from '../cluster.ts';
import type { House, Which } from './house.ts';
import { Broken } from './within.ts';

const ATTEMPTS = 50;
/** What a server knows of the other's players is half a second old. Milliseconds. */
const PAUSE_MS = 200;

/**
 * Goes into a space of their own whose room runs in this server. A room is opened where there are fewer players:
 * whoever was put into the other server stays there meanwhile, so that it is the fuller one.
 */
export async function enterAt(
  house: House,
  which: Which,
  token: string,
  makeSpace: () => Promise<string>,
): Promise<Presence> {
  const misplaced: Presence[] = [];
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const there = await enter(house.url(which), token, await makeSpace());
      there.room.reconnection.enabled = false;
      if (portOf(there) === new URL(house.url(which)).port) return there;
      misplaced.push(there);
      await sleep(PAUSE_MS);
    }
    throw new Broken(`no room is opened in server ${which}`);
  } finally {
    for (const { room } of misplaced) void room.leave();
  }
}
