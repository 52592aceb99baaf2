import { z } from 'zod';

/*
 * What text that people write for others may contain: chat, announcements, names, titles and descriptions have this
 * one rule. It refuses what hides or breaks out of its line, and allows what people write in any script.
 * Characters that show nothing are allowed only where the Unicode Standard gives them a visible effect.
 */

/** Combining marks that may stand on one base. Vietnamese and Thai need two, pointed Hebrew four. */
const MOST_MARKS = 4;
/** The same in scripts that stack letters or signs as marks. */
const MOST_STACKED_MARKS = 8;

/** Letters and signs of scripts in which ZWNJ and ZWJ choose another form of a letter. */
const JOINING = String.raw`[[\p{L}\p{M}]&&[${[
  // Cursive.
  ...['Arab', 'Syrc', 'Mong', 'Nkoo', 'Mand', 'Mani', 'Phag', 'Adlm', 'Rohg'],
  // Brahmic.
  ...['Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh', 'Tibt', 'Mymr', 'Khmr'],
  ...['Bali', 'Java', 'Cakm', 'Newa', 'Mtei', 'Lana', 'Sylo', 'Tirh', 'Gran'],
]
  .map((script) => `\\p{scx=${script}}`)
  .join('')}]]`;

/** Scripts without spaces between words, whose keyboards write ZWSP there. */
const UNSPACED = String.raw`[[\p{L}\p{M}]&&[\p{scx=Khmr}\p{scx=Thai}\p{scx=Laoo}\p{scx=Mymr}]]`;

const PICTURE = String.raw`\p{Extended_Pictographic}[\uFE0E\uFE0F]?\p{Emoji_Modifier}?`;

/** Sequences in which characters that show nothing by themselves change what is seen. */
const VISIBLE_SEQUENCES = new RegExp(
  [
    // Flags of England, Scotland and Wales.
    String.raw`\p{RGI_Emoji_Tag_Sequence}`,
    // Pictures, several joined to one, and keys such as 1️⃣.
    String.raw`${PICTURE}(?:\u200D${PICTURE})*`,
    String.raw`[0-9#*]\uFE0F\u20E3`,
    // Forms of letters, and the ends of words.
    String.raw`(?<=${JOINING})[\u200C\u200D]`,
    String.raw`(?<![\u200C\u200D])[\u200C\u200D](?=${JOINING})`,
    String.raw`(?<=${UNSPACED})\u200B(?=${UNSPACED})`,
    // Variants of ideographs, as in Japanese names, of Mongolian letters, and of Myanmar letters.
    String.raw`(?<=\p{Unified_Ideograph})[\uFE00-\uFE02\u{E0100}-\u{E01EF}]`,
    String.raw`(?<=[\p{L}&&\p{scx=Mong}])[\u180B-\u180F]`,
    String.raw`(?<=[\p{L}&&\p{scx=Mymr}])\uFE00`,
    // The blank between two words in Braille.
    String.raw`(?<=[\u2801-\u28FF])\u2800(?=[\u2801-\u28FF])`,
  ].join('|'),
  'gv',
);

/** Marks of direction, which text with letters of both directions needs. */
const DIRECTION_MARKS = /(?<![\u200E\u200F])[\u200E\u200F]/g;
const RIGHT_TO_LEFT =
  /[\p{L}&&[\p{scx=Hebr}\p{scx=Arab}\p{scx=Syrc}\p{scx=Thaa}\p{scx=Nkoo}\p{scx=Adlm}\p{scx=Rohg}\p{scx=Mand}\p{scx=Samr}]]/v;

/**
 * What no text has outside the sequences above: controls, halves of surrogate pairs, private and unassigned use,
 * line and paragraph separators, everything that Unicode says to ignore in display (fillers, joiners, bidirectional
 * controls, tags, selectors), other format characters but the visible ones, and blanks that are letters or symbols.
 */
const HIDDEN =
  /[\p{Cc}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}[\p{Cf}--[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]]\u2800\u{1D159}\u{16FE4}]/v;

const LONG_RUN = new RegExp(String.raw`[\p{Mn}\p{Me}]{${MOST_MARKS + 1},}`, 'gv');
const STACK = new RegExp(
  String.raw`^[\p{Mn}&&[\p{scx=Hebr}\p{scx=Tibt}\p{scx=Mymr}\p{scx=Lana}\p{scx=Khmr}]]{1,${MOST_STACKED_MARKS}}$`,
  'v',
);
const MARK_FIRST = /^[\p{Mn}\p{Me}]/mv;

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/v;

/** Whether a text has a character that is not seen, wherever it stands. */
export const hasHidden = (text: string): boolean => HIDDEN.test(text);

/** Most text has no such character at all, and is not looked through for sequences. */
function hides(text: string): boolean {
  if (!hasHidden(text)) return false;
  const rest = text.replace(VISIBLE_SEQUENCES, '');
  return hasHidden(RIGHT_TO_LEFT.test(text) ? rest.replace(DIRECTION_MARKS, '') : rest);
}

const piles = (text: string): boolean =>
  MARK_FIRST.test(text) || (text.match(LONG_RUN) ?? []).some((run) => !STACK.test(run));

/** Whether a line shows what it contains; an empty one does. */
export const isShowable = (line: string): boolean =>
  line === '' || (VISIBLE.test(line) && !hides(line) && !piles(line));

/** The same for text of any number of lines, with tabs. */
export const isShowableText = (text: string): boolean =>
  text === '' || (VISIBLE.test(text) && !hides(text.replace(/[\n\t]/g, '\u{20}')) && !piles(text));

const MESSAGE = 'has characters that cannot be shown';

/** One line that people read, such as a name: trimmed, in NFC, showable. Lengths are in code points. */
export const printable = (minimum: number, maximum: number) =>
  z.string().trim().normalize('NFC').min(minimum).max(maximum).refine(isShowable, MESSAGE);

/** The same of any number of lines, such as a description. Line ends become line feeds. */
export const printableLines = (minimum: number, maximum: number) =>
  z
    .string()
    .trim()
    .normalize('NFC')
    .overwrite((text) => text.replace(/\r\n?/g, '\n'))
    .min(minimum)
    .max(maximum)
    .refine(isShowableText, MESSAGE);
