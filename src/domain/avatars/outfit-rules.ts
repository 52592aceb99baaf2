import { DomainError } from '../errors.ts';

/** A wearable as far as the rules of wearing go. Ids are internal. */
export type Wearable = {
  id: number;
  baseModelId: number;
  slotName: string;
  incompatibleWith: number[] | null;
};

export type Fitting = {
  item: Wearable;
  /** The slot that the player asked for, where they named one. */
  wantedSlot: string | undefined;
  isOwned: boolean;
  avatarBaseModelId: number;
  /** The slots that the avatar's base model has. */
  slots: readonly string[];
  /** What is worn in the other slots. */
  worn: readonly Wearable[];
};

/** Whether the item may be worn: owned, made for the base model and the slot, compatible with the rest. */
export function assertFits({ item, wantedSlot, isOwned, avatarBaseModelId, slots, worn }: Fitting): void {
  if (!isOwned)
    throw new DomainError(
      'ITEM_NOT_OWNED',
      'Only what is in your wardrobe can be worn: GET /api/v1/avatars/inventory.',
    );
  if (item.baseModelId !== avatarBaseModelId)
    throw new DomainError(
      'WRONG_BASE_MODEL',
      'This wearable is made for another base model than the avatar has.',
    );
  if ((wantedSlot ?? item.slotName) !== item.slotName || !slots.includes(item.slotName)) {
    throw new DomainError('SLOT_MISMATCH', `This wearable goes into the slot ${item.slotName}.`);
  }
  const clash = worn.find((other) => clashes(item, other) || clashes(other, item));
  if (clash)
    throw new DomainError(
      'ITEM_INCOMPATIBLE',
      `It cannot be worn with what is in the slot ${clash.slotName}.`,
    );
}

const clashes = (item: Wearable, other: Wearable): boolean =>
  item.incompatibleWith?.includes(other.id) ?? false;
