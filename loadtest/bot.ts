import { Client } from '@colyseus/sdk';
import type { Account } from './accounts.ts';
import { cutOff, forgetState } from './light-room.ts';
import { createTraffic, type Traffic } from './measurements.ts';
import { within } from './pause.ts';
import {
  createVisitor,
  type Observed,
  type SpaceRoom,
  type SpaceState,
  type Visitor,
  type VisitorSettings,
} from './visitor.ts';
import { comesBackAfter, joinAgain } from './way-back.ts';

/** Tries of the SDK with its pauses between: as long as a seat is held, 30 seconds. */
const RECONNECTION_TRIES = 10;
const JOIN_LIMIT_MS = 20_000;
const LEAVE_LIMIT_MS = 3_000;

export type BotSettings = VisitorSettings & {
  url: string;
  /** Most bots keep nothing of the state but their own index. */
  keepsState: boolean;
};

export type Bot = {
  traffic: Traffic;
  /** True while the bot is in a room and connected. */
  present(): boolean;
  /** True while the bot has lost its room, and may come back into it or another one. */
  returning(): boolean;
  /** Whether the bot got in; what went wrong is tallied. */
  join(): Promise<boolean>;
  /** Loses the connection as on a bad network; the SDK comes back by itself. */
  cut(): void;
  /** Leaves the room, or gives up joining; resolves within a few seconds whatever the server does. */
  leave(): Promise<void>;
};

/** One account's way into a room and out of it again. */
export function createBot(account: Account, settings: BotSettings, observed: Observed): Bot {
  const { errors, joinMs, received } = observed;
  const traffic = createTraffic(() => performance.now());
  const client = new Client(settings.url);
  client.auth.token = account.token;
  let room: SpaceRoom | undefined;
  let visitor: Visitor | undefined;
  let joining: Promise<boolean> | undefined;
  let leaving = false;
  let isJoiningAgain = false;

  const gone = () => {
    visitor?.stop();
    traffic.leave();
    room = undefined;
  };

  /** Lives in a room from now on, in place of the one before. */
  const moveInto = async (joined: SpaceRoom) => {
    if (leaving) return await leaveRoom(joined);
    visitor?.stop();
    room = joined;
    joined.reconnection.minUptime = 0;
    joined.reconnection.maxRetries = RECONNECTION_TRIES;
    countTraffic(joined, traffic);
    const own = createVisitor(joined, account.userName, settings, observed);
    visitor = own;
    followTheServer(joined, { movedTo: follow, closed });
    tallyTrouble(joined, observed, () => leaving);
    joined.onDrop(() => traffic.leave());
    joined.onReconnect(() => traffic.enter());
    await firstState(joined);
    const avatar = joined.state.avatars?.get(joined.sessionId);
    if (avatar && !settings.keepsState)
      forgetState(joined, { avatars: new Map([[joined.sessionId, { index: avatar.index }]]) });
  };

  const enter = async () =>
    moveInto(await client.joinOrCreate<SpaceState>('space', { spaceId: settings.space.id }));

  const enterInTime = () => within(JOIN_LIMIT_MS, enter(), () => new Error('timed-out'));

  const begin = () => {
    traffic.enter();
    visitor?.start();
  };

  /** Takes the seat that is kept in another instance; the room before closes by itself. */
  const follow = async (reservation: SeatReservation) => {
    try {
      await moveInto(await client.consumeSeatReservation<SpaceState>(reservation));
      if (leaving) return;
      received.add('connection', 'moved');
      begin();
    } catch (error) {
      errors.add('moved-to', ...joinFailure(error));
    }
  };

  const closed = async (from: SpaceRoom, code: number) => {
    if (room !== from) return;
    gone();
    if (leaving || !joining || isJoiningAgain || !comesBackAfter(code)) return;
    isJoiningAgain = true;
    const isBack = await joinAgain(enterInTime, () => leaving);
    isJoiningAgain = false;
    if (!isBack || leaving) return;
    received.add('connection', 'joined again');
    begin();
  };

  const arrive = (startedAt: number): boolean => {
    if (leaving || !room) return false;
    joinMs.record(performance.now() - startedAt);
    begin();
    return true;
  };

  const giveUp = async (error: unknown): Promise<boolean> => {
    if (!leaving) errors.add('join', ...joinFailure(error));
    leaving = true;
    if (room) await leaveRoom(room);
    return false;
  };

  return {
    traffic,
    present: () => room?.connection.isOpen === true,
    returning: () => isJoiningAgain || room?.reconnection.isReconnecting === true,
    join() {
      const startedAt = performance.now();
      joining = enterInTime().then(() => arrive(startedAt), giveUp);
      return joining;
    },
    cut() {
      if (room) cutOff(room);
    },
    async leave() {
      leaving = true;
      // A bot that is still on its way in leaves on arrival, and is not waited for longer than this.
      const arrived = within(LEAVE_LIMIT_MS, Promise.resolve(joining), () => new Error('timed-out'));
      await arrived.catch(() => undefined);
      const left = room;
      gone();
      if (left) await leaveRoom(left);
    },
  };
}

type SeatReservation = Parameters<Client['consumeSeatReservation']>[0];

type Following = {
  movedTo: (reservation: SeatReservation) => Promise<void>;
  closed: (room: SpaceRoom, code: number) => Promise<void>;
};

/** What a server says of where to go, as docs/protocol.md asks of clients. */
function followTheServer(room: SpaceRoom, { movedTo, closed }: Following): void {
  room.onMessage(
    'moved-to',
    ({ reservation }: { reservation: SeatReservation }) => void movedTo(reservation),
  );
  room.onMessage('notice', ({ code }: { code?: string }) => {
    // The room ends with its process: its seat is not worth trying for.
    if (code === 'SERVER_RESTARTING') room.reconnection.enabled = false;
  });
  room.onLeave((code) => void closed(room, code));
}

/** The close code of a room whose player is in another one by now. */
const MOVED = 4107;

/** Counts whole WebSocket messages, so that state patches are counted too. */
function countTraffic({ connection }: SpaceRoom, traffic: Traffic): void {
  const deliver = connection.events.onmessage;
  connection.events.onmessage = (event: MessageEvent<ArrayBuffer>) => {
    traffic.received(event.data.byteLength);
    deliver?.(event);
  };
  const send = connection.send.bind(connection);
  connection.send = (data) => {
    traffic.sent(data.byteLength);
    send(data);
  };
}

/** Tallies refusals, errors and lost connections, unless the bot is `leaving` of its own accord. */
function tallyTrouble(room: SpaceRoom, { errors, received }: Observed, leaving: () => boolean): void {
  let dropped = false;
  room.onMessage('refused', (refusal: { code?: string; detail?: string }) => {
    received.add('message', 'refused');
    errors.add('refused', refusal?.code ?? 'no-code', refusal?.detail);
  });
  for (const type of ['moved-to', 'notice']) room.onMessage(type, () => received.add('message', type));
  room.onMessage('*', (type) => received.add('message', String(type)));
  room.onError((code, message) => {
    // Without a code it is the socket's own error, and the close that follows is tallied.
    if (code !== undefined) errors.add('room', String(code), message);
  });
  room.onDrop((code) => {
    // The SDK reports each retry that fails as another drop.
    if (!leaving() && !dropped) errors.add('connection', `dropped ${code}`);
    dropped = true;
  });
  room.onReconnect(() => {
    dropped = false;
    received.add('connection', 'reconnected');
  });
  room.onLeave((code, reason) => {
    if (!leaving() && code !== MOVED) errors.add('connection', `closed ${code}`, reason);
  });
}

/** The first full state; rejects when the room closes before it comes. */
function firstState(room: SpaceRoom): Promise<void> {
  return new Promise((resolve, reject) => {
    room.onStateChange.once(() => resolve());
    room.onLeave((code, reason) => reject(new Error(reason || `closed ${code}`)));
  });
}

async function leaveRoom(room: SpaceRoom): Promise<void> {
  room.reconnection.enabled = false;
  // A retry that the SDK has already scheduled must not come in again after this.
  room.connection.reconnect = () => {};
  if (room.connection.isOpen) {
    const left = within(LEAVE_LIMIT_MS, room.leave(), () => new Error('timed-out'));
    await left.catch(() => undefined);
  }
  room.connection.close();
}

/** A stable code if the message is one (the SDK passes only a message and an HTTP status on). */
function joinFailure(error: unknown): [code: string, example: string] {
  const { message, code } = error as { message?: string; code?: number | string };
  const text = message ?? String(error);
  if (/^[a-z][a-z0-9_.-]*$/i.test(text)) return [text, code === undefined ? '' : `HTTP ${code}`];
  return [String(code ?? 'error'), text];
}
