import { Encoder } from '@colyseus/schema';
import { expect, test } from 'vitest';
import type { WornItem } from '#domain/avatars/avatars.ts';
import { showOutfit } from './outfits.ts';
import { Avatar, SpaceEvent, SpaceState } from './space-state.ts';

const SLOTS = ['hair', 'head', 'torso', 'legs', 'feet', 'hands', 'back', 'face'];

const worn = (slotName: string, more: Partial<WornItem> = {}): WornItem => ({
  slotName,
  itemId: `item-${slotName}`.padEnd(12, 'x'),
  meshUrl: `https://cdn.example/${slotName}`.padEnd(300, 'm'),
  textureUrl: `https://cdn.example/${slotName}`.padEnd(300, 't'),
  colorVariant: { main: '#c00' },
  ...more,
});

const outfit = (equipped: WornItem[]) => ({ userId: 'u', baseModelId: 'basemodel001', equipped });

test('OUT3 a change of one wearable sends that wearable, and a change of nothing sends nothing', () => {
  const state = new SpaceState({ event: new SpaceEvent() });
  const encoder = new Encoder(state);
  const avatar = new Avatar({ userName: 'vain' });
  state.avatars.set('s', avatar);
  const patchBytes = (equipped: WornItem[]): number => {
    showOutfit(avatar, outfit(equipped));
    const { byteLength } = encoder.encode({ offset: 0 });
    encoder.discardChanges();
    return byteLength;
  };
  const all = SLOTS.map((slotName) => worn(slotName));
  patchBytes(all);
  expect(patchBytes(all)).toBe(0);
  expect(patchBytes([...all.slice(1), worn('hair', { colorVariant: { main: '#0c0' } })])).toBeLessThan(1_000);
  expect(avatar.equipped.get('hair')?.colorVariant).toBe('{"main":"#0c0"}');
  expect(patchBytes(all.slice(1))).toBeLessThan(20);
  expect([...avatar.equipped.keys()].toSorted()).toEqual(SLOTS.slice(1).toSorted());
});

test('OUT4 what is longer than a wearable may have by now is shown as nothing', () => {
  const avatar = new Avatar();
  const long = worn('head', {
    meshUrl: 'https://cdn.example/'.padEnd(2_000, 'm'),
    textureUrl: 'https://cdn.example/'.padEnd(301, 't'),
    colorVariant: { main: 'x'.repeat(4_000) },
  });
  showOutfit(avatar, outfit([long]));
  expect(avatar.equipped.get('head')?.toJSON()).toMatchObject({
    itemId: long.itemId,
    meshUrl: '',
    textureUrl: '',
    colorVariant: '',
  });
});
