import { type Client, ClientState, SchemaSerializer } from '@colyseus/core';
import { getDecoderStateCallbacks } from '@colyseus/schema';
import { SchemaSerializer as ClientSerializer } from '@colyseus/sdk';
import { expect, test } from 'vitest';
import { CopyingSerializer } from './copying-serializer.ts';
import { Avatar, Drop, EquippedItem, SpaceEvent, SpaceState } from './space-state.ts';

/*
 * Two rooms in which the same happens: one sends its state as this server does, one as Colyseus ships it. What a client
 * of the one gets, and every callback of its SDK, must be what a client of the other gets.
 */

type Serializer = Pick<SchemaSerializer<SpaceState>, 'reset' | 'getFullState' | 'applyPatches' | 'handshake'>;

/** A client with the stock SDK's serializer, which notes every callback. */
function reader(handshake: Uint8Array) {
  const serializer = new ClientSerializer<SpaceState>();
  serializer.handshake(Buffer.from(handshake), { offset: 0 });
  const calls: string[] = [];
  const $ = getDecoderStateCallbacks<SpaceState>(serializer.decoder);
  $(serializer.state).avatars.onAdd((avatar, sessionId) => {
    calls.push(`avatar ${sessionId} ${avatar.userName}`);
    $(avatar).listen('status', (status) => void calls.push(`${sessionId} is ${status}`));
    $(avatar).equipped.onAdd((item, slot) => void calls.push(`${sessionId} wears ${item.itemId} at ${slot}`));
    $(avatar).equipped.onRemove((_, slot) => void calls.push(`${sessionId} takes ${slot} off`));
  });
  $(serializer.state).avatars.onRemove((_, sessionId) => void calls.push(`avatar ${sessionId} goes`));
  $(serializer.state).drops.onAdd((drop, id) => void calls.push(`drop ${id} ${drop.name}`));
  $(serializer.state).drops.onRemove((_, id) => void calls.push(`drop ${id} goes`));
  $(serializer.state).event.listen('name', (name) => void calls.push(`event ${name}`));
  return {
    calls,
    full: (frame: Uint8Array) => serializer.setState(frame, { offset: 1 }),
    patch: (frame: Uint8Array) => void serializer.patch(frame, { offset: 1 }),
    seen: () => JSON.parse(JSON.stringify(serializer.state)),
  };
}

function room(serializer: Serializer) {
  const state = new SpaceState({ event: new SpaceEvent() });
  serializer.reset(state);
  const readers = new Set<ReturnType<typeof reader>>();
  const frames: Uint8Array[] = [];
  const raw = (frame: Uint8Array) => void frames.push(Buffer.from(frame));
  const client = { state: ClientState.JOINED, raw } as unknown as Client;
  return {
    state,
    readers,
    full: () => Buffer.from(serializer.getFullState() as Uint8Array),
    reader: () => reader(serializer.handshake() as Uint8Array),
    patch() {
      serializer.applyPatches(readers.size > 0 ? [client] : []);
      for (const frame of frames.splice(0)) for (const { patch } of readers) patch(frame);
    },
  };
}

/** The same numbers each time. */
function dice(seed: number) {
  let value = seed;
  return (below: number) => {
    value = (Math.imul(value, 1_103_515_245) + 12_345) >>> 0;
    return (value >>> 8) % below;
  };
}

/** Something that happens in a room, to be done to each of the two. */
function happening(roll: (below: number) => number): (state: SpaceState) => void {
  const [what, who, slot, number] = [roll(9), `s${roll(12)}`, `slot${roll(4)}`, roll(1_000)];
  const item = () => new EquippedItem({ itemId: `item${number}`, meshUrl: `https://cdn.example/${number}` });
  return (state) => {
    const avatar = state.avatars.get(who);
    if (!avatar) {
      const newcomer = new Avatar({ index: number, userName: `player_${number}` });
      newcomer.equipped.set(slot, item());
      state.avatars.set(who, newcomer);
    } else if (what < 3) state.avatars.delete(who);
    else if (what === 3) avatar.status = number % 2 ? 'away' : 'here';
    else if (what === 4) avatar.equipped.set(slot, item());
    else if (what === 5) avatar.equipped.delete(slot);
    else if (what === 6) avatar.equipped.get(slot)?.assign({ colorVariant: `{"hue":${number}}` });
    else if (what === 7) state.event.assign({ name: `Event ${number}`, headcount: number });
    else if (state.drops.has(slot)) state.drops.delete(slot);
    else state.drops.set(slot, new Drop({ name: `Drop ${number}`, stock: number }));
  };
}

const SEEDS = process.env.SEED ? [Number(process.env.SEED)] : [1, 2, 3, 4, 5, 6, 7, 8];

test.each(SEEDS)(
  'ROOM28 who comes or reconnects gets the bytes and callbacks of a stock room, sequence %i',
  (seed) => {
    const roll = dice(seed);
    const rooms = [
      room(new CopyingSerializer<SpaceState>()),
      room(new SchemaSerializer<SpaceState>()),
    ] as const;
    const [ours, stock] = rooms;
    const pairs: { ours: ReturnType<typeof reader>; stock: ReturnType<typeof reader>; isThere: boolean }[] =
      [];
    for (let step = 0; step < 500; step++) {
      for (let times = roll(4); times > 0; times--) {
        const happen = happening(roll);
        for (const { state } of rooms) happen(state);
      }
      if (roll(10) === 0) {
        const absent = pairs.find(({ isThere }) => !isThere);
        const pair = absent ?? { ours: ours.reader(), stock: stock.reader(), isThere: false };
        if (!absent) pairs.push(pair);
        pair.isThere = true;
        const frame = ours.full();
        expect(frame).toEqual(stock.full());
        pair.ours.full(frame);
        pair.stock.full(frame);
        for (const side of ['ours', 'stock'] as const) rooms[side === 'ours' ? 0 : 1].readers.add(pair[side]);
        expect(pair.ours.seen()).toEqual(JSON.parse(JSON.stringify(ours.state)));
      }
      if (roll(12) === 0) {
        const leaving = pairs[roll(pairs.length + 1)];
        if (leaving) {
          leaving.isThere = false;
          ours.readers.delete(leaving.ours);
          stock.readers.delete(leaving.stock);
        }
      }
      if (roll(3) > 0) for (const { patch } of rooms) patch();
    }
    expect(pairs.length).toBeGreaterThan(5);
    for (const { ours, stock } of pairs) expect(ours.calls).toEqual(stock.calls);
  },
);

test('ROOM28 nothing of those who left is in what a newcomer gets, or in the callbacks of one who reconnects', () => {
  const { state, readers, full, reader, patch } = room(new CopyingSerializer<SpaceState>());
  const come = (name: string) => state.avatars.set(name, new Avatar({ userName: `${name}_name` }));
  come('host');
  const host = reader();
  host.full(full());
  readers.add(host);
  patch();
  const alone = full().byteLength;
  readers.delete(host);
  host.calls.length = 0;

  const watching = reader();
  watching.full(full());
  readers.add(watching);
  for (let times = 0; times < 25; times++) {
    come('guest');
    patch();
    full();
    state.avatars.delete('guest');
    patch();
  }
  const frame = full();
  expect(frame.byteLength).toBe(alone);
  expect(frame.includes('guest')).toBe(false);
  host.full(frame);
  expect(host.calls).toEqual([]);
  const newcomer = reader();
  newcomer.full(frame);
  expect(newcomer.calls.filter((call) => call.startsWith('avatar'))).toEqual(['avatar host host_name']);
});
