import { createAuthContext, LocalDriver, LocalPresence, matchMaker, Room, Server } from '@colyseus/core';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seatFor } from './matchmaking.ts';
import { createPlacement, type Placement } from './placement.ts';
import { createProcesses, type Processes } from './processes.ts';

/* The matchmaker of Colyseus, on a listing that loses its rooms as Redis does. */

class Place extends Room {
  override autoDispose = false;
}

/** A listing that can be emptied, and in which something may happen during the last lookup before a room is opened. */
class ForgetfulDriver extends LocalDriver {
  #happening: (() => Promise<unknown>) | undefined;
  #lookups = 0;

  /** Colyseus looks twice: before and after it waits for others who are opening a room. */
  duringLastLookup(happening: () => Promise<unknown>): void {
    this.#happening = happening;
    this.#lookups = 2;
  }

  override findOne(...query: Parameters<LocalDriver['findOne']>): ReturnType<LocalDriver['findOne']> {
    const happening = this.#happening;
    this.#lookups -= 1;
    if (!happening || this.#lookups > 0) return super.findOne(...query);
    this.#happening = undefined;
    const found = Promise.resolve(super.findOne(...query));
    return found.then(async (room) => {
      await happening();
      return room;
    });
  }
}

const ignore = () => {};
const driver = new ForgetfulDriver();
let server: Server;
let processes: Processes;
let placement: Placement;
let isRemembered = true;

beforeAll(async () => {
  const own = () => ({
    processId: matchMaker.processId,
    players: 0,
    isDraining: false,
    version: '1',
    protocol: 1,
  });
  processes = createProcesses({
    signs: {
      give: async (sign) => ({ living: [{ ...sign, hears: true }], isRemembered, memory: '' }),
      takeBack: async () => {},
      haveSigned: async () => new Set<string>(),
    },
    own,
    report: (error) => {
      throw error;
    },
  });
  placement = createPlacement({ processes, own });
  server = new Server({
    transport: new WebSocketTransport({ noServer: true }),
    presence: new LocalPresence(),
    driver,
    selectProcessIdToCreateRoom: (_name, options) => placement.choose(options),
    greet: false,
    gracefullyShutdown: false,
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore, trace: ignore },
  });
  server.define('place', Place).filterBy(['spaceId']);
  await matchMaker.accept();
  await processes.start({
    beforeBeat: () => matchMaker.restoreMissingRoomCaches(),
    onBeat: async () => {},
    onDeath: async () => {},
  });
});

afterAll(async () => {
  await processes.stop();
  await server.gracefullyShutdown(false);
});

const ask = (spaceId: string) =>
  seatFor(
    {
      method: 'joinOrCreate',
      roomName: 'place',
      options: { spaceId },
      context: createAuthContext({ headers: {} }),
    },
    { processes, placement },
  );

/** The listing comes back empty; with the next sign of life the processes know, and have listed their rooms again. */
async function forget(): Promise<void> {
  isRemembered = false;
  await processes.say();
  isRemembered = true;
}

test('INS6 a room that was looked up while Redis was forgetting it is looked up again, and no second one is opened', async () => {
  const first = await ask('forgotten');
  driver.clear();
  driver.duringLastLookup(forget);
  const second = await ask('forgotten');
  expect(second.roomId).toBe(first.roomId);
  expect(driver.rooms.filter(({ metadata }) => metadata.spaceId === 'forgotten')).toHaveLength(1);
});

test('INS6 a request that failed once for want of Redis is not repeated for another failure', async () => {
  let failures = 0;
  class Failing extends Room {
    override onCreate(): void {
      failures += 1;
      throw new Error('no such space');
    }
  }
  server.define('failing', Failing).filterBy(['spaceId']);
  driver.duringLastLookup(forget);
  const request = {
    method: 'joinOrCreate',
    roomName: 'failing',
    options: { spaceId: 'nowhere' },
    context: createAuthContext({ headers: {} }),
  };
  await expect(seatFor(request, { processes, placement })).rejects.toThrow('no such space');
  expect(failures).toBe(1);
});
