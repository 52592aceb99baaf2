import { type AuthContext, type Client, Room, type RoomException, ServerError } from '@colyseus/core';
import type { Identify } from '#auth/identify.ts';
import type { Actor } from '#domain/actor.ts';
import type { Avatars } from '#domain/avatars/avatars.ts';
import { DomainError } from '#domain/errors.ts';
import type { Attendance } from '#domain/events/attendance.ts';
import type { Events } from '#domain/events/events.ts';
import type { FactBus, FactName, Facts } from '#domain/facts.ts';
import type { Drops } from '#domain/store/drops.ts';
import type { Admission, AdmittedSpace } from '#domain/worlds/admission.ts';
import { CloseCode, mayReturn } from '../close-codes.ts';
import { createMovement, type Movement } from '../movement/movement.ts';
import { toServerError } from '../refusals.ts';
import { CopyingSerializer } from './copying-serializer.ts';
import { createDropWatch } from './drop-watch.ts';
import { createEventWatch, type EventWatch } from './event-watch.ts';
import { guardMessages } from './guard-messages.ts';
import { showOutfit } from './outfits.ts';
import { createRoster, type Entry } from './roster.ts';
import type { NoticeMessage, PointsMessage, RefusedMessage } from './space-messages.ts';
import { Avatar, SpaceEvent, SpaceState } from './space-state.ts';
import { handleTalk } from './talk.ts';

export type SpaceRoomNeeds = {
  identify: Identify;
  admission: Admission;
  events: Events;
  attendance: Attendance;
  avatars: Avatars;
  drops: Drops;
  facts: FactBus;
  isDatabaseAway: (error: unknown) => boolean;
  log: { error(details: object, message: string): void };
};

/** How long a lost connection keeps avatar, index and visit. Seconds. */
const RETURN_SECONDS = 30;
/** Movement goes out 20 times a second. Milliseconds. */
const TICK_MS = 50;
/** A visit is closed when it was not seen for 60 seconds: four chances. Milliseconds. */
const HEARTBEAT_MS = 12_000;
const HEADCOUNT_MS = 3_000;
/** All messages of one client together; movement at 20 a second leaves room for the rest. */
const MESSAGES_PER_SECOND = 60;

/** Makes the room class of a space, on these services. */
export function createSpaceRoom(needs: SpaceRoomNeeds) {
  const { identify, admission, avatars, facts, log } = needs;
  const safely = (error: unknown) =>
    toServerError(error, {
      isDatabaseAway: needs.isDatabaseAway,
      log: (cause) => log.error({ err: cause }, 'a room failed'),
    });

  return class SpaceRoom extends Room<{ state: SpaceState }> {
    override maxMessagesPerSecond = MESSAGES_PER_SECOND;
    override state = new SpaceState({ event: new SpaceEvent() });

    readonly #roster = createRoster();
    readonly #movement: Movement = createMovement(this.#roster);
    readonly #drops = createDropWatch({
      drops: needs.drops,
      space: () => this.#space,
      shown: this.state.drops,
      report: (error) => this.#report(error),
    });
    readonly #unsubscribe: (() => void)[] = [];
    #space!: AdmittedSpace;
    #watch!: EventWatch;

    /** The way in: who has a token, and may be in the space that they name. */
    static override async onAuth(token: string, options: unknown, _context: AuthContext): Promise<Actor> {
      try {
        const actor = await identify.byToken(token);
        if (!actor) throw new DomainError('NOT_SIGNED_IN');
        const spaceId = spaceIdOf(options);
        if (spaceId !== undefined) await admission.admit(actor, spaceId);
        return actor;
      } catch (error) {
        throw safely(error);
      }
    }

    override setSerializer(): void {
      super.setSerializer(new CopyingSerializer<SpaceState>());
    }

    override async onCreate(options: unknown): Promise<void> {
      try {
        this.#space = await admission.space(spaceIdOf(options) ?? '');
        this.#showSpace();
        guardMessages(this, (client) => client.leave(CloseCode.badFrame));
        this.#handleMessages();
        await this.#watchEvent();
        this.#listen();
        await this.#drops.refresh();
      } catch (error) {
        throw safely(error);
      }
    }

    override async onJoin(client: Client): Promise<void> {
      try {
        const actor = client.auth as Actor;
        const enteredAt = await needs.attendance.now();
        await admission.admit(actor, this.#space.publicId);
        for (const older of this.#roster.ofUser(actor.userId)) this.#replace(older);
        const entry = this.#roster.add(client, actor, enteredAt);
        await this.#show(entry);
        await this.#watch.enter(entry);
        this.#movement.sendKeyframe(client);
        void this.#watch.countHeads();
      } catch (error) {
        throw safely(error);
      }
    }

    override async onDrop(client: Client, code?: number): Promise<void> {
      const entry = this.#roster.get(client.sessionId);
      if (!entry || !mayReturn(code)) return;
      entry.isDropped = true;
      this.state.avatars.get(entry.sessionId)?.assign({ status: 'away' });
      const returning = this.allowReconnection(client, RETURN_SECONDS);
      entry.giveUp = () => returning.reject();
      returning.catch(() => {});
      await this.#watch.drop(entry).catch((error) => this.#report(error));
    }

    override async onReconnect(client: Client): Promise<void> {
      try {
        const entry = this.#roster.get(client.sessionId);
        if (!entry) throw new DomainError('NOT_FOUND');
        await admission.admit(entry.actor, this.#space.publicId);
        entry.client = client;
        entry.isDropped = false;
        entry.giveUp = undefined;
        this.state.avatars.get(entry.sessionId)?.assign({ status: 'here' });
        await this.#watch.resume(entry);
        this.#movement.sendKeyframe(client);
      } catch (error) {
        throw safely(error);
      }
    }

    override async onLeave(client: Client): Promise<void> {
      const entry = this.#roster.get(client.sessionId);
      if (entry) await this.#depart(entry);
    }

    override onDispose(): void {
      this.#drops.stop();
      for (const unsubscribe of this.#unsubscribe) unsubscribe();
    }

    /** Kicks a user, wherever the moderator asked; answers with how many connections of theirs were here. */
    showOut(userId: string): number {
      const entries = this.#roster.ofUser(userId);
      for (const entry of entries)
        this.#expel(entry, CloseCode.kicked, 'KICKED', 'A moderator sent you out. You may come back.');
      return entries.length;
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
      this.#refuse(error.client as Client, 'INTERNAL', 'Something went wrong on our side.');
    }

    #handleMessages(): void {
      this.onMessageBytes('move', (client, bytes: Uint8Array) => {
        const entry = this.#roster.get(client.sessionId);
        if (entry && !this.#movement.take(entry, bytes)) client.leave(CloseCode.badFrame);
      });
      handleTalk({
        room: this,
        roster: this.#roster,
        refuse: (client, code, detail) => this.#refuse(client, code, detail),
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
      this.clock.setInterval(() => this.#movement.tick(), TICK_MS);
      this.clock.setInterval(() => this.#watch.heartbeat(), HEARTBEAT_MS);
      this.clock.setInterval(
        () => this.#lookAtSessions().catch((error) => this.#report(error)),
        HEARTBEAT_MS,
      );
      this.clock.setInterval(() => this.#watch.countHeads(), HEADCOUNT_MS);
      this.clock.setInterval(() => this.#lookForBans(), HEARTBEAT_MS);
      this.clock.setInterval(() => this.#drops.refresh(), HEARTBEAT_MS);
    }

    #listen(): void {
      const on = <N extends FactName>(name: N, handle: (fact: Facts[N]) => void) =>
        this.#unsubscribe.push(facts.subscribe(name, handle));
      const look = () => void this.#watch.refresh().catch((error) => this.#report(error));
      for (const name of ['EventWentLive', 'EventEnded', 'EventChanged'] as const) {
        on(name, ({ spaceId }) => spaceId === this.#space.id && look());
      }
      on('FactsMissed', look);
      on('FactsMissed', () => void this.#lookForBans());
      on('FactsMissed', () => void this.#drops.refresh());
      on('ProductsChanged', ({ creatorId, left = [] }) => {
        if (creatorId === this.#space.creatorId) this.#drops.sold(left);
      });
      on('PlayerBanned', ({ spaceId, userId }) => spaceId === this.#space.id && this.#expelBanned(userId));
      on('OutfitChanged', ({ userId }) => {
        for (const entry of this.#roster.ofUser(userId))
          void this.#dress(entry).catch((error) => this.#report(error));
      });
      on('PointsAwarded', (fact) => this.#tellPoints(fact));
      on('SessionRevoked', ({ sessionId }) => {
        const revoked = this.#roster.all().filter((entry) => entry.actor.authSessionId === sessionId);
        for (const entry of revoked) this.#signOut(entry);
      });
      on('SpaceChanged', ({ spaceId }) => {
        if (spaceId === this.#space.id) void this.#readSpace().catch((error) => this.#report(error));
      });
      on('SpaceClosed', ({ spaceId }) => {
        if (spaceId !== this.#space.id) return;
        for (const entry of this.#roster.all())
          this.#expel(entry, CloseCode.spaceClosed, 'SPACE_CLOSED', 'The space was closed.');
      });
    }

    /** Finds the revocations that this room was not told of: the fact got lost, or came while the player came in. */
    async #lookAtSessions(): Promise<void> {
      const entries = this.#roster.all();
      if (entries.length === 0) return;
      const standing = await admission.standing(entries.map(({ actor }) => actor.authSessionId));
      for (const entry of entries) if (!standing.has(entry.actor.authSessionId)) this.#signOut(entry);
    }

    async #readSpace(): Promise<void> {
      this.#space = await admission.space(this.#space.publicId);
      this.#showSpace();
      await this.#drops.refresh();
    }

    #showSpace(): void {
      const { publicId, name, spaceType, capacity } = this.#space;
      this.state.assign({ spaceId: publicId, name, spaceType });
      this.maxClients = capacity;
    }

    /** Puts the avatar, in what it wears, where everybody sees it. */
    async #show({ sessionId, index, actor }: Entry): Promise<void> {
      await avatars.ensureActive(actor.userId);
      const [outfit] = await avatars.outfits([actor.userId]);
      const avatar = new Avatar({ index, userName: actor.userName });
      if (outfit) showOutfit(avatar, outfit);
      if (this.#roster.get(sessionId)) this.state.avatars.set(sessionId, avatar);
    }

    async #dress({ sessionId, actor }: Entry): Promise<void> {
      const [outfit] = await avatars.outfits([actor.userId]);
      const avatar = this.state.avatars.get(sessionId);
      if (outfit && avatar) showOutfit(avatar, outfit);
    }

    #tellPoints({ publicEventId, awards }: Facts['PointsAwarded']): void {
      for (const { userId, earned, balance } of awards) {
        const message: PointsMessage = { eventId: publicEventId, earned, balance, reason: 'attendance' };
        for (const entry of this.#roster.ofUser(userId)) entry.client.send('points', message);
      }
    }

    #signOut(entry: Entry): void {
      this.#expel(entry, CloseCode.signedOut, 'SIGNED_OUT', 'Your session was ended.');
    }

    #replace(older: Entry): void {
      this.#expel(older, CloseCode.replaced, 'REPLACED', 'You came in from another device.');
    }

    #expelBanned(userId: string): void {
      for (const entry of this.#roster.ofUser(userId))
        this.#expel(entry, CloseCode.banned, 'BANNED', 'You were banned from this space.');
    }

    /** Finds who was banned while nobody told the room, or while they were on their way in. */
    async #lookForBans(): Promise<void> {
      const userIds = this.#roster.all().map(({ actor }) => actor.userId);
      if (userIds.length === 0) return;
      try {
        for (const userId of await admission.bannedAmong(this.#space.id, userIds)) this.#expelBanned(userId);
      } catch (error) {
        this.#report(error);
      }
    }

    /** Sends a player out, for a reason that they are told; there is no coming back to this seat. */
    #expel(entry: Entry, closeCode: number, code: string, detail: string): void {
      const notice: NoticeMessage = { code, detail };
      entry.client.send('notice', notice);
      if (entry.isDropped) entry.giveUp?.();
      else entry.client.leave(closeCode);
      void this.#depart(entry);
    }

    /** Takes a player out of the room, once, however often and from wherever it is called. */
    async #depart(entry: Entry): Promise<void> {
      if (!this.#roster.remove(entry)) return;
      this.state.avatars.delete(entry.sessionId);
      this.#movement.forget(entry);
      await this.#watch.leave([entry]).catch((error) => this.#report(error));
      void this.#watch.countHeads();
    }

    #refuse(client: Client, code: string, detail: string): void {
      const message: RefusedMessage = { code, detail };
      client.send('refused', message);
    }

    #report(error: unknown): void {
      log.error({ err: error, roomId: this.roomId }, 'a room failed');
    }
  };
}

function spaceIdOf(options: unknown): string | undefined {
  const spaceId = (options as { spaceId?: unknown } | null | undefined)?.spaceId;
  return typeof spaceId === 'string' ? spaceId : undefined;
}
