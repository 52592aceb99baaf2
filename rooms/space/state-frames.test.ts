import { Decoder, Encoder } from '@colyseus/schema';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Avatar, EquippedItem, SpaceEvent, SpaceState } from './space-state.ts';
import { createStateFrames } from './state-frames.ts';

/** Reads frames as a client does. */
function reader() {
  const state = new SpaceState();
  const decoder = new Decoder(state);
  return {
    read: (frame: Uint8Array) => void decoder.decode(frame, { offset: 1 }),
    seen: () => JSON.parse(JSON.stringify(state)),
  };
}

const item = (text: string) =>
  new EquippedItem({
    itemId: text,
    meshUrl: `https://cdn.example/${text}.glb`,
    textureUrl: '',
    colorVariant: '',
  });

function clothed(index: number, slots: number): Avatar {
  const avatar = new Avatar({ index, userName: `player_${index}`, baseModelId: 'base' });
  for (let slot = 0; slot < slots; slot++) avatar.equipped.set(`slot${slot}`, item(`item-${index}-${slot}`));
  return avatar;
}

/** The same numbers each time. */
function dice(seed: number) {
  let value = seed;
  return (below: number) => {
    value = (Math.imul(value, 1_103_515_245) + 12_345) >>> 0;
    return (value >>> 8) % below;
  };
}

/** Something that happens in a room: somebody comes, goes, drops, or dresses. */
function happen(state: SpaceState, roll: (below: number) => number): void {
  const key = `s${roll(30)}`;
  const avatar = state.avatars.get(key);
  if (!avatar) state.avatars.set(key, clothed(roll(1_000), roll(5)));
  else if (roll(4) === 0) state.avatars.delete(key);
  else if (roll(3) === 0) avatar.status = avatar.status === 'here' ? 'away' : 'here';
  else if (roll(2) === 0) avatar.equipped.set(`slot${roll(5)}`, item(`new-${roll(1_000)}`));
  else avatar.equipped.delete(`slot${roll(5)}`);
  if (roll(10) === 0) state.event.headcount = roll(1_000);
}

const said: unknown[] = [];
beforeEach(() => {
  said.length = 0;
  for (const level of ['warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...words) => void said.push(words));
  }
});
afterEach(() => vi.restoreAllMocks());

test.each([1, 2, 3, 4, 5, 6])(
  'ROOM21 who comes at any time sees what those see who were there before, sequence %i',
  (seed) => {
    const roll = dice(seed);
    const state = new SpaceState({ event: new SpaceEvent() });
    const frames = createStateFrames(new Encoder(state));
    const readers = [reader()];
    readers[0]?.read(frames.fullState());
    for (let step = 0; step < 400; step++) {
      for (let times = roll(4); times > 0; times--) happen(state, roll);
      if (roll(8) === 0) {
        const newcomer = reader();
        newcomer.read(frames.fullState());
        expect(newcomer.seen()).toEqual(JSON.parse(JSON.stringify(state)));
        readers.push(newcomer);
      }
      const patch = frames.nextPatch();
      if (patch) for (const { read } of readers) read(patch);
    }
    for (const { seen } of readers) expect(seen()).toEqual(JSON.parse(JSON.stringify(state)));
    expect(said).toEqual([]);
  },
);

test('ROOM21 for a newcomer, only the avatars that changed are encoded anew', () => {
  const state = new SpaceState({ event: new SpaceEvent() });
  for (let at = 0; at < 200; at++) state.avatars.set(`s${at}`, clothed(at, 8));
  const encoder = new Encoder(state);
  const frames = createStateFrames(encoder);
  /** Asked once for the event, and for each entry of a map that is encoded: each avatar, each item. */
  const typeIds = vi.spyOn(encoder, 'tryEncodeTypeId');
  const encodedItems = (): number => {
    typeIds.mockClear();
    expect(frames.fullState().byteLength).toBeGreaterThan(0);
    return typeIds.mock.calls.filter(([, , type]) => (type as unknown) === EquippedItem).length;
  };
  frames.nextPatch();
  expect(encodedItems()).toBe(200 * 8);
  expect(encodedItems()).toBe(0);
  state.avatars.set('new', clothed(200, 8));
  state.avatars.get('s7')?.equipped.set('slot3', item('changed'));
  expect(encodedItems()).toBe(2 * 8);
  frames.nextPatch();
  expect(encodedItems()).toBe(2 * 8);
  expect(encodedItems()).toBe(0);
});

test('ROOM22 a state that outgrows its buffer reaches newcomers whole', () => {
  const usual = Encoder.BUFFER_SIZE;
  Encoder.BUFFER_SIZE = 2 * 1024;
  try {
    const state = new SpaceState({ event: new SpaceEvent() });
    const frames = createStateFrames(new Encoder(state));
    for (const upTo of [10, 100, 400]) {
      for (let at = state.avatars.size; at < upTo; at++) state.avatars.set(`s${at}`, clothed(at, 8));
      for (let come = 0; come < 2; come++) {
        const newcomer = reader();
        newcomer.read(frames.fullState());
        expect(newcomer.seen()).toEqual(JSON.parse(JSON.stringify(state)));
      }
      frames.nextPatch();
    }
  } finally {
    Encoder.BUFFER_SIZE = usual;
  }
});

test('ROOM21 nobody being there, what changed is in what the next one gets', () => {
  const state = new SpaceState({ event: new SpaceEvent() });
  const frames = createStateFrames(new Encoder(state));
  frames.fullState();
  state.name = 'Changed';
  frames.skip();
  const newcomer = reader();
  newcomer.read(frames.fullState());
  expect(newcomer.seen().name).toBe('Changed');
});
