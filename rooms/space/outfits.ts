import type { Outfit } from '#domain/avatars/avatars.ts';
import { type Avatar, EquippedItem } from './space-state.ts';

/** Shows an outfit on an avatar: what is no longer worn goes, the rest is set. */
export function showOutfit(avatar: Avatar, outfit: Outfit): void {
  avatar.baseModelId = outfit.baseModelId;
  const worn = new Set(outfit.equipped.map((item) => item.slotName));
  for (const slotName of [...avatar.equipped.keys()])
    if (!worn.has(slotName)) avatar.equipped.delete(slotName);
  for (const item of outfit.equipped) {
    avatar.equipped.set(
      item.slotName,
      new EquippedItem({
        itemId: item.itemId,
        meshUrl: item.meshUrl ?? '',
        textureUrl: item.textureUrl ?? '',
        colorVariant: item.colorVariant ? JSON.stringify(item.colorVariant) : '',
      }),
    );
  }
}
