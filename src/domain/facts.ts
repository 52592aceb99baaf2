/**
 * Facts: what has happened and is committed, told to the other parts of the system, in every process. They
 * are hints, delivered at most once: who must not miss something reads it from the database again.
 */
export type Facts = {
  EventWentLive: { spaceId: number; eventId: number };
  EventEnded: { spaceId: number; eventId: number };
  EventChanged: { spaceId: number; eventId: number };
  PointsAwarded: { eventId: number; publicEventId: string; awards: Award[] };
  /** What a creator offers, or how much is left of it, is no longer what it was. */
  ProductsChanged: { creatorId: number; left?: Left[] };
  OutfitChanged: { userId: string };
  /** A user has this userName now; it may be the one that they had. */
  UserRenamed: { userId: string; userName: string };
  SpaceChanged: { spaceId: number };
  SpaceClosed: { spaceId: number };
  /** `until` is ISO 8601; null for a ban without end. */
  PlayerBanned: { spaceId: number; userId: string; reason: string | null; until: string | null };
  /** Muted, muted on other terms, or free to talk again. */
  PlayerMuted: { spaceId: number; userId: string };
  /** A moderator says something to everybody in a space. */
  Announced: { spaceId: number; userName: string; text: string; sentAt: string };
  /** Somebody who was sent from an instance to another has arrived there. */
  PlayerMoved: { fromRoomId: string; sessionId: string };
  SessionRevoked: { sessionId: string };
  /** Facts may have been missed, as after a broken connection: read again what matters. */
  FactsMissed: { reason: string };
};

/** What one user earned, and the balance of that creator's points after it. */
export type Award = { userId: string; earned: number; balance: number };

/** How many of a product a sale left. */
export type Left = { productId: string; stock: number };

export type FactName = keyof Facts;
export type FactHandler<N extends FactName> = (fact: Facts[N]) => void;

export type FactBus = {
  /** Tells everybody; never throws and never waits for the listeners. */
  publish<N extends FactName>(name: N, fact: Facts[N]): void;
  /** Calls `handler` for each fact of that name; answers with how to stop. */
  subscribe<N extends FactName>(name: N, handler: FactHandler<N>): () => void;
};
