import { DomainError } from '../errors.ts';

/** Refused as a whole userName: words that mean something else where a name stands. */
const WORDS = [
  ...['root', 'system', 'help', 'api', 'me', 'null', 'undefined', 'anonymous', 'everyone', 'here', 'server'],
  'bot',
];

/** Refused as any part of a userName that stands for itself: who has it passes for somebody with a say. */
const AUTHORITIES = [
  ...['admin', 'admins', 'administrator', 'administrators', 'mod', 'mods', 'moderator', 'moderators'],
  ...['support', 'staff', 'official'],
];

/** Refused anywhere in a userName or a display name: only the operator of the platform speaks for it. */
const PLATFORM = 'triberspace';

/** What looks like another letter to a reader who is deceived; more than what makes two userNames the same. */
const LOOKS_LIKE: Record<string, string> = {
  ...{ '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '6': 'g', '7': 't', '8': 'b', '9': 'g', i: 'l' },
  ...{ m: 'rn', d: 'cl', w: 'vv' },
  // Cyrillic and Greek letters that look like the Latin ones in the words above.
  ...{ а: 'a', в: 'b', е: 'e', о: 'o', р: 'p', с: 'c', т: 't', і: 'l', ӏ: 'l', ѕ: 's', г: 'r', ԁ: 'cl' },
  ...{ α: 'a', β: 'b', ε: 'e', ο: 'o', ρ: 'p', τ: 't', ι: 'l', ѵ: 'v' },
};

/** Letters and digits as a reader may take them, and nothing else. */
const skeletonOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/./gu, (letter) => LOOKS_LIKE[letter] ?? letter);

const skeletonsOf = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(skeletonOf));

const WORD_SKELETONS = skeletonsOf(WORDS);
const AUTHORITY_SKELETONS = skeletonsOf(AUTHORITIES);
const PLATFORM_SKELETON = skeletonOf(PLATFORM);

/** A part as it is, and without the digits before or after it: `admin1` as well as `5upport`. */
const forms = (part: string): string[] => [
  part,
  part.replace(/\d+$/, ''),
  part.replace(/^\d+/, ''),
  part.replace(/^\d+|\d+$/g, ''),
];

const isAuthority = (part: string): boolean =>
  forms(part).some((form) => AUTHORITY_SKELETONS.has(skeletonOf(form)));

/** The whole name without underscores, its parts between them, and the parts that begin with a capital. */
const partsOf = (userName: string): string[] => {
  const parts = userName.split('_');
  return [
    userName.replaceAll('_', ''),
    ...parts,
    ...parts.flatMap((part) => part.split(/(?<=[a-z\d])(?=[A-Z])/)),
  ];
};

/** Whether text contains the name of the platform, or what looks like it. */
export const namesPlatform = (text: string): boolean => skeletonOf(text).includes(PLATFORM_SKELETON);

/** Whether a userName is reserved, or looks like one that is: `Adm1n`, `5upport`, `Nova_Moderator`. */
export const isReserved = (userName: string): boolean =>
  WORD_SKELETONS.has(skeletonOf(userName)) || partsOf(userName).some(isAuthority) || namesPlatform(userName);

/**
 * Refuses display names that pass for the platform's own; its admins may use them.
 * @param names by the fields of the request that they came in
 * @throws DomainError INVALID
 */
export function assertNotPlatform(
  actor: { role: string } | undefined,
  names: Readonly<Record<string, string | undefined>>,
): void {
  if (actor?.role === 'admin') return;
  const errors = Object.entries(names)
    .filter(([, name]) => name !== undefined && namesPlatform(name))
    .map(([path]) => ({ path, message: 'must not contain the name of the platform' }));
  if (errors.length > 0) throw new DomainError('INVALID', { detail: 'The request is not valid.', errors });
}

type PersonName = { firstName: string; lastName: string };

/**
 * The same for the two parts of a person's name, which are shown together.
 * @param now where a part that is not given comes from
 */
export function assertPersonNotPlatform(
  actor: { role: string } | undefined,
  { firstName, lastName }: { [part in keyof PersonName]?: string | undefined },
  now: PersonName,
): void {
  const isFirst = firstName !== undefined && (lastName === undefined || namesPlatform(firstName));
  const whole = `${firstName ?? now.firstName} ${lastName ?? now.lastName}`;
  assertNotPlatform(actor, { [isFirst ? 'firstName' : 'lastName']: whole });
}
