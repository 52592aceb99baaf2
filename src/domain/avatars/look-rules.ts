import { z } from 'zod';
import { httpsUrlSchema } from '../accounts/account-rules.ts';
import { DomainError } from '../errors.ts';

/*
 * How a wearable looks is sent to everybody in a room, so each part of it is small.
 */

/** The longest URL of a mesh, texture or thumbnail, in characters. */
export const LOOK_URL_LENGTH = 300;
/** The largest choice of colours, in bytes as JSON. */
export const COLOR_VARIANT_BYTES = 256;

/** The URL of a mesh, texture or thumbnail. */
export const lookUrlSchema = httpsUrlSchema.max(LOOK_URL_LENGTH);

const partSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,30}$/, 'must name a part in 1 to 30 letters, digits, _ or -');

/** A colour, a material, or how strong it is. */
const choiceSchema = z.union([z.string().regex(/^[\w#%(),. /-]{1,50}$/), z.number(), z.boolean()]);

export type ColorVariant = z.output<typeof colorVariantSchema>;

/** What a player chose for each part of a wearable, such as `{ "main": "#c00" }`. */
export const colorVariantSchema = z
  .record(partSchema, choiceSchema)
  .refine(
    (chosen) => Buffer.byteLength(JSON.stringify(chosen)) <= COLOR_VARIANT_BYTES,
    `must be at most ${COLOR_VARIANT_BYTES} bytes as JSON`,
  );

/** `metadata.colors` of a wearable: its parts, and for each what can be chosen, or `"any"`. */
export const offeredColorsSchema = z.record(
  partSchema,
  z.union([z.literal('any'), z.array(choiceSchema).min(1).max(50)]),
);

/**
 * Refuses a choice that a wearable does not offer. Where its metadata says nothing of colours, or says it in a form of
 * its own from before there was a rule, any choice goes.
 */
export function assertOffered(metadata: Record<string, unknown> | null, chosen: ColorVariant): void {
  const offered = offeredColorsSchema.safeParse(metadata?.colors);
  if (!offered.success) return;
  const parts = new Map(Object.entries(offered.data));
  const errors = Object.entries(chosen).flatMap(([part, choice]) => {
    const choices = parts.get(part);
    if (choices === 'any' || choices?.includes(choice)) return [];
    const message = choices
      ? `must be one of ${choices.join(', ')}`
      : `is no part that can be coloured; those are: ${[...parts.keys()].join(', ') || 'none'}`;
    return [{ path: `colorVariant.${part}`, message }];
  });
  if (errors.length > 0) throw new DomainError('INVALID', { errors });
}
