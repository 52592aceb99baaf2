/** WebSocket close codes of the rooms, beside those of Colyseus (docs/protocol.md). */
export const CloseCode = {
  /** Colyseus: a frame that no honest client sends, or too many messages. */
  badFrame: 4002,
  /** Colyseus: a connection that was lost again on its way back. The SDK does not try again. */
  failedToReconnect: 4003,
  /** Colyseus: the SDK reconnects by itself. */
  mayReconnect: 4010,
  /** The same user came in from a newer device, or took over the seat from a newer connection. */
  replaced: 4100,
  /** The session was revoked: sign in again. */
  signedOut: 4101,
  /** The space was closed by its creator. */
  spaceClosed: 4102,
  /** Too slow a reader: more than a megabyte was waiting. */
  tooSlow: 4103,
  /** A moderator banned them from the space. */
  banned: 4104,
  /** A moderator sent them out; they may come back. */
  kicked: 4105,
  /** This instance is emptied, and they did not take the seat that was kept for them elsewhere. */
  drained: 4106,
  /** They are in another instance now. */
  moved: 4107,
  /** The client did not acknowledge in time that it is in. */
  notAcknowledged: 4108,
} as const;

/** How a connection ends that may well come back: the network's doing, or our own wish. */
const RETURNABLE = new Set<number>([
  1000,
  1001,
  1005,
  1006,
  CloseCode.failedToReconnect,
  CloseCode.mayReconnect,
]);

export const mayReturn = (code: number | undefined): boolean => code === undefined || RETURNABLE.has(code);
