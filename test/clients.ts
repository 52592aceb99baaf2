import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Room } from '@colyseus/sdk';
import { createRest, type Rest, type Schema } from '#client/rest.ts';
import { decodeMoves, type MovesFrame } from '#rooms/movement/codec.ts';
import type { SpaceState } from '#rooms/space/space-state.ts';

export type Answer = {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
  headers: Headers;
};

export type Api = ReturnType<typeof apiClient>;

/** Calls the REST API as one user, or as nobody. */
export function apiClient(url: string, token?: string) {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined, headers: response.headers };
  };
  return {
    get: (path: string) => call('GET', path),
    post: (path: string, body: unknown = {}, headers?: Record<string, string>) =>
      call('POST', path, body, headers),
    put: (path: string, body: unknown = {}) => call('PUT', path, body),
    patch: (path: string, body: unknown = {}) => call('PATCH', path, body),
    delete: (path: string, body?: unknown) => call('DELETE', path, body),
    /** The data of an answer that must be a success. */
    async data(answer: Promise<Answer>) {
      const { status, body } = await answer;
      if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
      return body.data;
    },
  };
}

export type Person = { userName: string; email: string; token: string; api: Api; rest: Rest };

/** The data of an answer to the typed client, which must be a success. */
export async function dataOf<T>(answer: Promise<{ data?: { data: T }; error?: unknown }>): Promise<T> {
  const { data, error } = await answer;
  if (!data) throw new Error(JSON.stringify(error));
  return data.data;
}

export const PASSWORD = 'correct-horse-battery';

/** A new user, signed up over HTTP. */
export async function signUp(url: string, userName: string): Promise<Person> {
  const email = `${userName}@example.com`;
  const body = { email, password: PASSWORD, firstName: 'Test', lastName: 'Person', userName };
  const { token } = await dataOf(createRest({ url }).POST('/api/v1/auth/signup-full', { body }));
  const rest = createRest({ url, token: () => token });
  return { userName, email, token, api: apiClient(url, token), rest };
}

/** A new creator with a stage. */
export async function signUpCreator(url: string, userName: string) {
  const person = await signUp(url, userName);
  const { rest } = person;
  const creator = await dataOf(rest.POST('/api/v1/creators/apply', { body: { pointsName: 'Stars' } }));
  const worldId = creator.worldId as string;
  const stage = { worldId, name: 'Main stage', spaceType: 'stage' };
  const space = await dataOf(rest.POST('/api/v1/spaces', { body: stage }));
  return {
    ...person,
    creatorId: creator.id,
    worldId,
    tribeId: creator.tribeId as string,
    spaceId: space.id,
  };
}

const HOUR_MS = 3_600_000;

/** An event that its creator can take live at once. */
export async function schedule(
  creator: { rest: Rest; spaceId: string },
  reward: Partial<Schema<'Reward'>>,
): Promise<string> {
  const body = {
    spaceId: creator.spaceId,
    name: 'First night',
    startTime: new Date().toISOString(),
    endTime: new Date(Date.now() + HOUR_MS).toISOString(),
    reward,
  };
  return (await dataOf(creator.rest.POST('/api/v1/events', { body }))).id;
}

export type Presence = {
  room: Room;
  /** Every message that came, oldest first. */
  messages: { type: string; message: Record<string, unknown> }[];
  frames: MovesFrame[];
  /** The code with which the room was left for good. */
  left: Promise<number>;
  /** Resolves with what `look` finds, once it finds something. */
  until<T>(what: string, look: () => T): Promise<NonNullable<T>>;
};

const PATIENCE_MS = 20_000;

/** Waits for something to become so; says what it was if it never does. */
export async function until<T>(what: string, look: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(10)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`It never happened: ${what}`);
}

/** Goes into a space with the stock SDK. */
export async function enter(url: string, token: string, spaceId: string): Promise<Presence> {
  const client = new Client(url);
  client.auth.token = token;
  return watch(await client.joinOrCreate('space', { spaceId }));
}

/** Listens to everything that a room says. */
export async function watch(room: Room): Promise<Presence> {
  const presence: Presence = {
    room,
    messages: [],
    frames: [],
    left: new Promise((resolve) => room.onLeave((code) => resolve(code))),
    until: (what, look) => until(`${what} (left with ${JSON.stringify(presence.messages.at(-1))})`, look),
  };
  room.reconnection.minUptime = 0;
  room.onMessage('*', (type, message) => {
    if (message instanceof Uint8Array) {
      const frame = decodeMoves(message);
      if (frame) presence.frames.push(frame);
    } else {
      presence.messages.push({ type: String(type), message: message as Record<string, unknown> });
    }
  });
  let leftWith: number | undefined;
  void presence.left.then((code) => {
    leftWith = code;
  });
  await until('the first state', () => room.state.spaceId || leftWith);
  if (!room.state.spaceId) throw new Error(`Left with ${leftWith} before the first state`);
  return presence;
}

/** Cuts the connection as a lost network does: no goodbye. */
export function cut(presence: Presence): void {
  const transport = presence.room.connection.transport as unknown as { ws: { terminate(): void } };
  transport.ws.terminate();
}

/** The pose of a player's own avatar, as the room told it last. */
export async function standing({ room, frames, until: soon }: Presence): Promise<Uint8Array> {
  const own = await soon('the own pose', () => {
    const { index } = (room.state as SpaceState).avatars?.get(room.sessionId) ?? {};
    return frames.flatMap(({ entries }) => entries).findLast((entry) => entry.index === index);
  });
  return new Uint8Array(own.pose);
}
