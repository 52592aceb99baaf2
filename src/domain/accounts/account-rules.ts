import { z } from 'zod';
import { hasHidden, printable } from '../text-rules.ts';

const LOOKS_LIKE: Record<string, string> = { '0': 'o', '1': 'l', i: 'l', m: 'rn' };

/** The key by which userNames are unique, as `userNameKey` of src/db/folding.ts has it, which says why. */
export const keyOfUserName = (userName: string): string =>
  userName
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[01im]/g, (letter) => LOOKS_LIKE[letter] as string);

/** A sign for points, such as an emoji, which may be a sequence of up to 8 code points. */
export const pointsSymbolSchema = printable(1, 8);

export const userNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9_]{3,20}$/, 'must be 3 to 20 letters, digits or underscores');

export const personNameSchema = printable(1, 50);

/** A link that we hand out but never fetch: https only. */
export const httpsUrlSchema = z
  .string()
  .max(2000)
  .refine(
    (text) =>
      !/\s/.test(text) && !hasHidden(text) && URL.canParse(text) && new URL(text).protocol === 'https:',
    'must be an https URL',
  );

/** Up to 10 links by the name of the network. */
export const socialLinksSchema = z
  .record(z.string().regex(/^[a-z0-9_-]{1,30}$/, 'must be a short lower-case name'), httpsUrlSchema)
  .refine((links) => Object.keys(links).length <= 10, 'at most 10 links');

export const passwordSchema = z.string().min(8).max(128);

export const emailSchema = z.email().max(254);
