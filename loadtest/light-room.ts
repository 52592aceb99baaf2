import type { SpaceRoom, SpaceState } from './visitor.ts';

/** Goes on without the state: a thousand copies of the state of a thousand avatars are too much for one process. */
export function forgetState(room: SpaceRoom, kept: SpaceState = {}): void {
  const ignore = () => {};
  const serializer = {
    getState: () => kept,
    setState: ignore,
    patch: ignore,
    teardown: ignore,
    handshake: ignore,
  };
  Object.assign(room, { serializer });
}

/** Cuts the connection as a lost network does: no goodbye. Needs the sockets of ws. */
export function cutOff(room: SpaceRoom): void {
  (room.connection.transport as unknown as { ws: { terminate(): void } }).ws.terminate();
}
