import {
  type AuthContext,
  type Client,
  ClientState,
  Room,
  type RoomException,
  ServerError,
} from '@colyseus/core';
import { WebSocket } from 'ws';
import type { Identify } from '#auth/identify.ts';
import type { Actor } from '#domain/actor.ts';
import type { Avatars } from '#domain/avatars/avatars.ts';
import { DomainError } from '#domain/errors.ts';
import type { Attendance } from '#domain/events/attendance.ts';
import type { Events } from '#domain/events/events.ts';
import type { FactBus } from '#domain/facts.ts';
import type { Drops } from '#domain/store/drops.ts';
import type { Admission, AdmittedSpace } from '#domain/worlds/admission.ts';
import type { Moderation } from '#domain/worlds/moderation.ts';
import type { Sanction } from '#domain/worlds/sanction-texts.ts';
import { CloseCode, mayReturn } from '../close-codes.ts';
import { createMovement, type Movement } from '../movement/movement.ts';
import type { Pace } from '../movement/pace.ts';
import { PROTOCOL, protocolOf } from '../protocol.ts';
import { explain, toServerError } from '../refusals.ts';
import { CopyingSerializer } from './copying-serializer.ts';
import { createDoor } from './door.ts';
import { createDrain, type Seat } from './drain.ts';
import { createDropWatch } from './drop-watch.ts';
import { createEntrance } from './entrance.ts';
import { createEventWatch, type EventWatch } from './event-watch.ts';
import { countMessage, guardMessages } from './guard-messages.ts';
import { handoverOf } from './handover.ts';
import { createHandshakes } from './handshakes.ts';
import { listenToFacts } from './listen-to-facts.ts';
import { createMutes } from './mutes.ts';
import { createNames } from './names.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { createOutfitChanges, showOutfit } from './outfits.ts';
import type { RecentPlayers } from './recent-players.ts';
import { keepSteadyTime } from './room-clock.ts';
import { createRoster, type Entry } from './roster.ts';
import { createSeats, SEAT_SECONDS, type SeatToReturnTo } from './seats.ts';
import type { NoticeMessage, RefusedMessage } from './space-messages.ts';
import { Avatar, SpaceEvent, SpaceState } from './space-state.ts';
import { handleTalk } from './talk.ts';

export type SpaceRoomNeeds = {
  identify: Identify;
  admission: Admission;
  moderation: Moderation;
  events: Events;
  attendance: Attendance;
  avatars: Avatars;
  drops: Drops;
  facts: FactBus;
  /** How often the rooms of this process send movement. */
  pace: Pace;
  isDatabaseAway: (error: unknown) => boolean;
  /** A user was shown out for what no honest client does. */
  misbehaved: (userId: string) => Promise<void>;
  /** A seat as clients of this process should see it. */
  presentSeat: (seat: Seat) => Seat;
  /** Who left the rooms of this process, which write it. */
  recentPlayers: RecentPlayers;
  /** The rooms of this process, which keep themselves in it. */
  open: Set<OpenRoom>;
  log: { error(details: object, message: string): void };
};

/** What the process does with a room of its own. */
export type OpenRoom = {
  players(): number;
  drained(): Promise<void>;
  onBeforeShutdown(): void | Promise<void>;
};

/** A visit is closed when it was not seen for 60 seconds: four chances. Milliseconds. */
const HEARTBEAT_MS = 12_000;
const HEADCOUNT_MS = 3_000;
/** Interval at which connections that are read too slowly are looked for, in ms. */
const SLOW_READERS_MS = 1_000;
/** The listing of rooms is told at most this often how many players are here. */
const LISTED_EVERY_MS = 250;
/** All messages of one client together; movement at 20 a second leaves room for the rest. */
const MESSAGES_PER_SECOND = 60;

/** Makes the room class of a space, on these services. */
export function createSpaceRoom(needs: SpaceRoomNeeds) {
  const { identify, admission, facts, log, pace } = needs;
  const entrance = createEntrance(needs);
  const safely = (error: unknown) =>
    toServerError(error, {
      isDatabaseAway: needs.isDatabaseAway,
      log: (cause) => log.error({ err: cause }, 'a room failed'),
    });

  return class SpaceRoom extends Room<{ state: SpaceState }> {
    override maxMessagesPerSecond = MESSAGES_PER_SECOND;
    override seatReservationTimeout = SEAT_SECONDS;
    override state = new SpaceState({ event: new SpaceEvent() });

    readonly #roster = createRoster();
    readonly #drops = createDropWatch({
      drops: needs.drops,
      space: () => this.#space,
      shown: this.state.drops,
      report: (error) => this.#report(error),
    });
    readonly #door = createDoor({
      admission,
      roster: this.#roster,
      space: () => this.#space,
      depart: (entry) => void this.#depart(entry),
      report: (error) => this.#report(error),
    });
    readonly #handshakes = createHandshakes({
      expire: ({ sessionId }) => {
        const entry = this.#roster.get(sessionId);
        if (entry) this.#door.notAcknowledged(entry);
      },
    });
    readonly #mutes = createMutes({
      admission,
      roster: this.#roster,
      space: () => this.#space,
      report: (error) => this.#report(error),
    });
    readonly #names = createNames({
      admission,
      roster: this.#roster,
      avatars: this.state.avatars,
      report: (error) => this.#report(error),
    });
    readonly #seats = createSeats({
      room: this,
      roster: this.#roster,
      assertMayReturn: (token, owner) =>
        entrance.admitBack(token, owner, this.#space.publicId).catch((error) => {
          throw safely(error);
        }),
    });
    readonly #listPlayers = oneAtATime(
      () => this.setMatchmaking({ metadata: { ...this.metadata, players: this.#roster.size() } }),
      LISTED_EVERY_MS,
    );
    readonly #drain = createDrain({
      room: this,
      roster: this.#roster,
      spaceId: () => this.#space.publicId,
      presentSeat: needs.presentSeat,
      showOut: (entry) => this.#door.drained(entry),
      report: (error) => this.#report(error),
    });
    readonly #changeOutfit = createOutfitChanges((entry) => this.#dress(entry));
    #stopListening: (() => void) | undefined;
    readonly #timers: NodeJS.Timeout[] = [];
    #space!: AdmittedSpace;
    #movement!: Movement;
    #watch!: EventWatch;

    /** The way in: who has a token, and may be in the space that they name. */
    static override async onAuth(token: string, options: unknown, context: AuthContext): Promise<Actor> {
      try {
        const actor = await identify.byToken(token);
        if (!actor) throw new DomainError('NOT_SIGNED_IN');
        const spaceId = spaceIdOf(options);
        if (spaceId !== undefined) await entrance.admit(actor, spaceId);
        return actor;
      } catch (error) {
        explain(context, error);
        throw safely(error);
      }
    }

    override setSerializer(): void {
      super.setSerializer(new CopyingSerializer<SpaceState>());
    }

    override async onCreate(options: unknown): Promise<void> {
      try {
        keepSteadyTime(this);
        this.#space = await admission.space(spaceIdOf(options) ?? '');
        this.#movement = createMovement(this.#space.movement, {
          pace,
          count: (client) => countMessage(this, client),
          refuse: (client, code, detail) => this.#refuse(client, code, detail),
        });
        this.#showSpace();
        guardMessages(
          this,
          (client) => this.#showOutMisbehaving(client),
          (client) => this.#noteMisbehaving(client),
        );
        this.#handleMessages();
        await this.#watchEvent();
        this.#listen();
        await this.#drops.refresh();
        needs.open.add(this);
        this.#every(HEARTBEAT_MS, () => this.#lookAgain());
        this.#every(HEADCOUNT_MS, () => void this.#watch.countHeads());
        this.#every(SLOW_READERS_MS, () => this.#movement.closeSlowReaders());
      } catch (error) {
        throw safely(error);
      }
    }

    override async onJoin(client: Client, options: unknown): Promise<void> {
      try {
        assertProtocol(options);
        const actor = client.auth as Actor;
        const { enteredAt, mute } = await entrance.comeIn(actor, this.#space.publicId);
        for (const older of this.#roster.ofUser(actor.userId)) this.#door.replace(older);
        const entry = this.#roster.add(client, actor, enteredAt);
        this.#countPlayers();
        const from = handoverOf(options);
        if (from) await this.#watch.takeOver(entry, from);
        await Promise.all([this.#show(entry), this.#watch.enter(entry)]);
        this.#movement.enter(entry, from?.pose);
        this.#handshakes.expect(client);
        this.#mutes.set(entry, mute);
        void this.#watch.countHeads();
        if (from)
          facts.publish('PlayerMoved', { fromRoomId: from.fromRoomId, sessionId: from.fromSessionId });
        void this.#drain.sendOn(entry);
      } catch (error) {
        throw safely(error);
      }
    }

    override async onDrop(client: Client, code?: number): Promise<void> {
      const entry = this.#roster.get(client.sessionId);
      if (!entry || !mayReturn(code)) return;
      entry.isDropped = true;
      this.state.avatars.get(entry.sessionId)?.assign({ status: 'away' });
      entry.giveUp = this.#seats.hold(client);
      await this.#watch.drop(entry).catch((error) => this.#report(error));
    }

    /** Whoever comes back was admitted by `entrance.admitBack`. */
    override async onReconnect(client: Client): Promise<void> {
      try {
        const entry = this.#roster.get(client.sessionId);
        if (!entry) throw new DomainError('NOT_FOUND');
        // A new token, whose message may get lost, would leave the player without a way back.
        client.reconnectionToken = entry.reconnectionToken;
        entry.client = client;
        entry.isDropped = false;
        entry.giveUp = undefined;
        this.state.avatars.get(entry.sessionId)?.assign({ status: 'here' });
        await this.#resumeVisit(entry);
        this.#movement.resume(entry);
        this.#handshakes.expect(client);
        void this.#drain.sendOn(entry);
        if ((client as Client & { readyState: number }).readyState !== WebSocket.OPEN)
          client.state = ClientState.LEAVING;
      } catch (error) {
        throw safely(error);
      }
    }

    override async onLeave(client: Client): Promise<void> {
      const entry = this.#roster.get(client.sessionId);
      if (!entry) return;
      const counted = entry.hasMisbehaved && needs.misbehaved(entry.actor.userId);
      await Promise.all([this.#depart(entry), counted]);
    }

    override hasReachedMaxClients(): boolean {
      return super.hasReachedMaxClients() && this.#seats.isFull();
    }

    override onDispose(): void {
      needs.open.delete(this);
      for (const timer of this.#timers) clearInterval(timer);
      this.#movement?.stop();
      this.#handshakes.stop();
      this.#drops.stop();
      this.#watch?.stop();
      this.#stopListening?.();
    }

    /** Kicks a user, wherever the moderator asked; answers with how many connections of theirs were here. */
    showOut(userId: string, reason: string | null = null): number {
      return this.#door.kick(userId, reason);
    }

    /** The user of a session that is in this room, or left a room of this process a few minutes ago. */
    userOf(sessionId: string): string | undefined {
      const { publicId } = this.#space;
      return this.#roster.get(sessionId)?.actor.userId ?? needs.recentPlayers.userOf(publicId, sessionId);
    }

    /** The seat that a user returns to with their reconnection token. For the matchmaker, from any process. */
    seatToReturnTo(token: string, userId: string): SeatToReturnTo {
      return this.#seats.toReturnTo(token, userId);
    }

    /** How many players are here, those among them whose connection is lost for a moment. */
    players(): number {
      return this.#roster.size();
    }

    /** Begins to send everybody to other instances; answers with how many players are here. */
    drain(): number {
      void this.#drain.empty();
      return this.#roster.all().length;
    }

    /** Resolves when everybody was sent to another instance, or out. */
    drained(): Promise<void> {
      return this.#drain.begin();
    }

    /** Closes all visits in one go before the sockets, each of which would close its own. */
    override async onBeforeShutdown(): Promise<void> {
      const notice: NoticeMessage = {
        code: 'SERVER_RESTARTING',
        detail: 'The server restarts. Join again in a moment.',
      };
      this.broadcast('notice', notice);
      await this.#watch.leave(this.#roster.all()).catch((error) => this.#report(error));
      await this.disconnect(CloseCode.mayReconnect);
    }

    /** Nothing that happens in a room ends the process: it is logged, and the sender hears that it failed. */
    override onUncaughtException(error: RoomException, methodName: string): void {
      if (!(error.cause instanceof ServerError)) this.#report(error);
      if (methodName !== 'onMessage' || !('client' in error)) return;
      const client = error.client as Client;
      if (needs.isDatabaseAway(error))
        this.#refuse(client, 'DATABASE_UNAVAILABLE', 'The database is unavailable: try again in a moment.');
      else this.#refuse(client, 'INTERNAL', 'Something went wrong on our side.');
    }

    #handleMessages(): void {
      this.onMessageBytes('move', (client, bytes: Uint8Array) => {
        const entry = this.#roster.get(client.sessionId);
        if (entry && !this.#movement.take(entry, bytes)) this.#showOutMisbehaving(client);
      });
      handleTalk({
        room: this,
        roster: this.#roster,
        near: (entry) => this.#movement.near(entry),
        announce: ({ actor }, text) => needs.moderation.announce(actor, this.#space.publicId, text),
        refuse: (client, code, detail, sanction) => this.#refuse(client, code, detail, sanction),
        codeOf: (error) => safely(error).message,
      });
      this.onMessage('*', (client) =>
        this.#refuse(client, 'UNKNOWN_MESSAGE', 'There is no such message type.'),
      );
    }

    async #watchEvent(): Promise<void> {
      this.#watch = createEventWatch({
        events: needs.events,
        attendance: needs.attendance,
        roster: this.#roster,
        shown: this.state.event,
        spaceId: this.#space.id,
        report: (error) => this.#report(error),
      });
      await this.#watch.refresh();
    }

    /**
     * Repeats something until the room is disposed of. Not by the room's clock, whose timers catch up after a standstill on
     * every turn that they missed.
     */
    #every(intervalMs: number, work: () => void): void {
      const guarded = () => {
        try {
          work();
        } catch (error) {
          this.#report(error);
        }
      };
      this.#timers.push(setInterval(guarded, intervalMs));
    }

    /** Keeps the visits alive, and reads again what facts tell of: one may have got lost. */
    #lookAgain(): void {
      void this.#watch.heartbeat();
      void this.#door.lookForEndedSessions();
      void this.#door.lookForBans();
      void this.#mutes.look();
      void this.#names.look();
      void this.#drops.refresh();
    }

    #listen(): void {
      this.#stopListening = listenToFacts(facts, {
        room: this,
        space: () => this.#space,
        roster: this.#roster,
        watch: this.#watch,
        door: this.#door,
        mutes: this.#mutes,
        names: this.#names,
        drops: this.#drops,
        lookAgain: () => this.#lookAgain(),
        dress: (entry) => this.#changeOutfit(entry),
        readSpace: () => this.#readSpace(),
        report: (error) => this.#report(error),
      });
    }

    async #readSpace(): Promise<void> {
      this.#space = await admission.space(this.#space.publicId);
      this.#movement.configure(this.#space.movement);
      this.#showSpace();
      await this.#drops.refresh();
    }

    #showSpace(): void {
      const { publicId, name, spaceType, capacity } = this.#space;
      this.state.assign({ spaceId: publicId, name, spaceType });
      this.maxClients = capacity;
    }

    /** Puts the avatar, in what it wears, where everybody sees it. */
    async #show(entry: Entry): Promise<void> {
      const { sessionId, index } = entry;
      const outfit = await entrance.outfitOnEntering(entry.actor.userId);
      // Read after the wait: a rename may have come meanwhile.
      const avatar = new Avatar({ index, userName: entry.actor.userName });
      if (outfit) showOutfit(avatar, outfit);
      if (this.#roster.get(sessionId)) this.state.avatars.set(sessionId, avatar);
    }

    async #dress({ sessionId, actor }: Entry): Promise<void> {
      if (!this.#roster.get(sessionId)) return;
      const outfit = await entrance.outfitNow(actor.userId);
      const avatar = this.state.avatars.get(sessionId);
      if (outfit && avatar) showOutfit(avatar, outfit);
    }

    /** Takes a player out of the room, once, however often and from wherever it is called. */
    async #depart(entry: Entry): Promise<void> {
      if (!this.#roster.remove(entry)) return;
      this.#countPlayers();
      this.state.avatars.delete(entry.sessionId);
      needs.recentPlayers.remember(this.#space.publicId, entry.sessionId, entry.actor.userId);
      this.#movement.forget(entry);
      const leave = entry.isMoving ? this.#watch.drop(entry) : this.#watch.leave([entry]);
      await leave.catch((error) => this.#report(error));
      void this.#watch.countHeads();
    }

    /** The visit goes on; tried again while its player is here and the database is not. */
    async #resumeVisit(entry: Entry): Promise<void> {
      try {
        await this.#watch.resume(entry);
      } catch (error) {
        this.#report(error);
        setTimeout(() => {
          if (this.#roster.get(entry.sessionId) === entry && !entry.isDropped) void this.#resumeVisit(entry);
        }, HEARTBEAT_MS).unref();
      }
    }

    #showOutMisbehaving(client: Client): void {
      this.#noteMisbehaving(client);
      client.leave(CloseCode.badFrame);
    }

    #noteMisbehaving({ sessionId }: Client): void {
      const entry = this.#roster.get(sessionId);
      if (entry) entry.hasMisbehaved = true;
    }

    #countPlayers(): void {
      void this.#listPlayers().catch((error) => this.#report(error));
    }

    #refuse(client: Client, code: string, detail: string, sanction?: Sanction): void {
      const message: RefusedMessage = { code, detail, ...sanction };
      client.send('refused', message);
    }

    /** An outage of the database is logged once, and not by every room. */
    #report(error: unknown): void {
      if (needs.isDatabaseAway(error)) return;
      log.error({ err: error, roomId: this.roomId }, 'a room failed');
    }
  };
}

/** Who joins by the id of a room may speak another protocol than it does. */
function assertProtocol(options: unknown): void {
  if ((protocolOf(options) ?? PROTOCOL) !== PROTOCOL) throw new ServerError(409, 'PROTOCOL_UNSUPPORTED');
}

function spaceIdOf(options: unknown): string | undefined {
  const spaceId = (options as { spaceId?: unknown } | null | undefined)?.spaceId;
  return typeof spaceId === 'string' ? spaceId : undefined;
}
