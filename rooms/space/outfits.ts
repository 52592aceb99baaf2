import type { Outfit, WornItem } from '#domain/avatars/avatars.ts';
import { COLOR_VARIANT_BYTES, LOOK_URL_LENGTH } from '#domain/avatars/look-rules.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { Entry } from './roster.ts';
import { type Avatar, EquippedItem } from './space-state.ts';

/** Minimum interval between two changes of one avatar that a room shows, in ms. */
const SHOWN_EVERY_MS = 2_000;

/** Shows an outfit on an avatar. Only what has changed is set, as each change is sent to everybody in the room. */
export function showOutfit(avatar: Avatar, outfit: Outfit): void {
  avatar.baseModelId = outfit.baseModelId;
  const worn = new Set(outfit.equipped.map((item) => item.slotName));
  for (const slotName of [...avatar.equipped.keys()])
    if (!worn.has(slotName)) avatar.equipped.delete(slotName);
  for (const item of outfit.equipped) {
    const look = lookOf(item);
    const shown = avatar.equipped.get(item.slotName);
    if (!shown || !isSame(shown, look)) avatar.equipped.set(item.slotName, new EquippedItem(look));
  }
}

/**
 * Shows the changes of each player's outfit: the first at once, then the latest every two seconds at most, so that one
 * who changes all the time does not fill everybody's connection.
 */
export function createOutfitChanges(dress: (entry: Entry) => Promise<void>) {
  const changes = new WeakMap<Entry, () => Promise<void>>();
  return (entry: Entry): Promise<void> => {
    const change = changes.get(entry) ?? oneAtATime(() => dress(entry), SHOWN_EVERY_MS);
    changes.set(entry, change);
    return change();
  };
}

type Look = Pick<EquippedItem, 'itemId' | 'meshUrl' | 'textureUrl' | 'colorVariant'>;

/** Rows from before there were limits may have longer values: those are left out, since half a URL shows nothing. */
function lookOf({ itemId, meshUrl, textureUrl, colorVariant }: WornItem): Look {
  const colors = colorVariant ? JSON.stringify(colorVariant) : '';
  return {
    itemId,
    meshUrl: shortUrl(meshUrl),
    textureUrl: shortUrl(textureUrl),
    colorVariant: Buffer.byteLength(colors) > COLOR_VARIANT_BYTES ? '' : colors,
  };
}

const shortUrl = (url: string | null): string => (url && url.length <= LOOK_URL_LENGTH ? url : '');

const isSame = (shown: EquippedItem, look: Look): boolean =>
  (Object.keys(look) as (keyof Look)[]).every((field) => shown[field] === look[field]);
