import { z } from 'zod';

/** Names that would let a player pass for the house. */
const RESERVED = [
  'admin',
  'administrator',
  'root',
  'system',
  'support',
  'help',
  'moderator',
  'mod',
  'staff',
  'official',
  'triberspace',
  'api',
  'me',
  'null',
  'undefined',
  'anonymous',
  'everyone',
  'here',
  'server',
  'bot',
];

const LOOKS_LIKE: Record<string, string> = { '0': 'o', '1': 'l', i: 'l', m: 'rn' };

/** The key by which userNames are unique, as `userNameKey` of src/db/folding.ts has it, which says why. */
export const keyOfUserName = (userName: string): string =>
  userName
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[01im]/g, (letter) => LOOKS_LIKE[letter] as string);

const RESERVED_KEYS = new Set(RESERVED.map(keyOfUserName));

/** Whether a name is reserved, or looks like one that is: `Adm1n` as well as `admin`. */
export const isReserved = (userName: string): boolean => RESERVED_KEYS.has(keyOfUserName(userName));

/**
 * Control characters, halves of a surrogate pair, characters that are invisible or turn the direction of text,
 * and letters that look like nothing at all.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Cf}\p{Co}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0]/u;

/** What joins emoji into one, and letters in scripts that write with marks. */
const JOINER = /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}])\u200D/gu;

const isPrintable = (text: string): boolean => !UNPRINTABLE.test(text.replace(JOINER, ''));

const isVisible = (text: string): boolean => text === '' || /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);

const textOf = (minimum: number, maximum: number, isPrintableText: (text: string) => boolean) =>
  z
    .string()
    .trim()
    .min(minimum)
    .max(maximum)
    .refine((text) => isPrintableText(text) && isVisible(text), 'has characters that cannot be shown');

/** One line that people will read, such as a name: trimmed, printable, of a bounded length in characters. */
export const printable = (minimum: number, maximum: number) => textOf(minimum, maximum, isPrintable);

/** The same of any number of lines, such as a description. */
export const printableLines = (minimum: number, maximum: number) =>
  textOf(minimum, maximum, (text) => isPrintable(text.replace(/[\n\t]/g, '')));

/** A sign for points, such as an emoji: up to 8 characters, of which an emoji may take two units of a string. */
export const pointsSymbolSchema = printable(1, 16).refine(
  (text) => [...text].length <= 8,
  'must be at most 8 characters',
);

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
      !/\s/.test(text) &&
      !UNPRINTABLE.test(text) &&
      URL.canParse(text) &&
      new URL(text).protocol === 'https:',
    'must be an https URL',
  );

/** Up to 10 links by the name of the network. */
export const socialLinksSchema = z
  .record(z.string().regex(/^[a-z0-9_-]{1,30}$/, 'must be a short lower-case name'), httpsUrlSchema)
  .refine((links) => Object.keys(links).length <= 10, 'at most 10 links');

export const passwordSchema = z.string().min(8).max(128);

export const emailSchema = z.email().max(254);
