import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isShowable, printable, printableLines } from './text-rules.ts';

const isName = (text: string) => printable(1, 20).safeParse(text).success;
const isDescription = (text: string) => printableLines(0, 20).safeParse(text).success;
const hex = (text: string) => [...text].map((c) => c.codePointAt(0)?.toString(16)).join(' ');

describe('INP5 TXT5 a name', () => {
  test.each(['Nova', "Zoë O'Neill", '李雷', 'क्‍ष', 'مریم', '👩🏽‍🚀', '❤️‍🔥', '🏳️‍🌈', '!', '  trimmed  '])(
    'may be %j',
    (name) => {
      expect(isName(name)).toBe(true);
    },
  );

  test.each([
    ['two lines', 'one\ntwo'],
    ['a tab', 'one\ttwo'],
    ['a line separator', 'one\u2028two'],
    ['a NUL', 'a\u0000'],
    ['half a character', 'a\ud800'],
    ['text that turns its direction', 'a\u202eb'],
    ['an invisible space', 'a\u200bb'],
    ['a joiner that joins nothing', 'ad\u200dmin'],
    ['a joiner alone', '\u200d'],
    ['a mark alone', '\ufe0f'],
    ['a blank that is a letter', '\u3164'],
    ['a blank of Braille', '\u2800'],
    ['blanks', '   '],
    ['nothing', ''],
  ])('may not be %s', (_what, name) => {
    expect(isName(name)).toBe(false);
  });
});

test('INP5 a description may have lines and tabs, may be nothing, and shows something where it is not', () => {
  expect(['', 'one\ntwo', 'one\ttwo', 'plain'].map(isDescription)).toEqual([true, true, true, true]);
  expect(['\u200d', '\ufe0f', 'a\u200bb', 'a\r\u0000', 'ding\u0007'].map(isDescription)).toEqual(
    Array(5).fill(false),
  );
});

describe('TXT2 what hides is refused', () => {
  test.each([
    ['a Hangul filler', 'a\u3164b'],
    ['a Hangul choseong filler', 'a\u115fb'],
    ['a Hangul jungseong filler', 'a\u1160b'],
    ['a halfwidth Hangul filler', 'a\uffa0b'],
    ['a Braille blank in Latin text', 'a\u2800b'],
    ['Braille blanks alone', '\u2800\u2800'],
    ['a soft hyphen', 'ad\u00admin'],
    ['an Arabic letter mark', 'a\u061cb'],
    ['an Arabic letter mark in Arabic', 'سلام\u061c'],
    ['a line separator', 'one\u2028two'],
    ['a paragraph separator', 'one\u2029two'],
    ['a bidirectional override', 'a\u202etxt.exe'],
    ['a bidirectional embedding', 'a\u202ab\u202c'],
    ['a bidirectional isolate', 'a\u2067b\u2069'],
    ['a direction mark without a letter of the other direction', 'a\u200fb'],
    ['two direction marks in a row', 'שלום\u200f\u200f'],
    ['a joiner between Latin letters', 'ad\u200cmin'],
    ['three joiners in a row', 'می\u200c\u200c\u200cخواهم'],
    ['a word joiner', 'a\u2060b'],
    ['a byte order mark within', 'a\ufeffb'],
    ['a grapheme joiner', 'a\u034fb'],
    ['a Khmer vowel that is not seen', 'ក\u17b4'],
    ['a Mongolian vowel separator in Latin text', 'a\u180eb'],
    ['a selector after a letter', 'a\ufe0fb'],
    ['a selector after a digit that is no key', '1\ufe0f2'],
    ['two selectors after a picture', '👍\ufe0f\ufe0f'],
    ['a supplementary selector after a letter', 'a\u{e0100}'],
    ['tag characters', 'a\u{e0061}\u{e0062}'],
    ['tag characters of no flag', '🏴\u{e0061}\u{e0062}\u{e007f}'],
    ['a joiner before a picture', '\u200d👍'],
    ['a joiner after a picture', '👍\u200d'],
    ['a note head that is blank', '\u{1d159}'],
    ['private use', 'a\ue000'],
    ['a noncharacter', 'a\ufffe'],
    ['an annotation', 'a\ufff9b\ufffac\ufffb'],
  ])('%s', (_what, text) => {
    expect(isShowable(text)).toBe(false);
  });

  test('TXT2 wherever it stands in plain text', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'abcXYZ019 .!?'), minLength: 1, maxLength: 30 });
    const hidden = fc.constantFrom(
      ...'\u0007\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u202e\u2060\u2066',
      ...'\u2800\u3164\ufe0e\ufe0f\ufeff\uffa0\ufff9\u{e0001}\u{e0061}\u{e0100}\u{1d159}\u{1d173}',
    );
    fc.assert(
      fc.property(plain, hidden, plain, (before, character, after) => {
        expect(isShowable(`x${before}${character}${after}x`), hex(character)).toBe(false);
      }),
    );
  });
});

describe('TXT3 what people write is allowed', () => {
  test.each([
    ['English', "It's 20 °C — “warm”, isn't it?"],
    ['German', 'Grüße aus Köln, Straße 5'],
    ['French', 'L’été à Nîmes : déjà 30 % de plus !'],
    ['Polish', 'Zażółć gęślą jaźń'],
    ['Turkish', 'Pijamalı hasta yağız şoföre'],
    ['Yoruba', 'Ọjọ́ rere, ẹ kú àárọ̀'],
    ['Vietnamese', 'Tiếng Việt đẹp lắm'],
    ['Vietnamese, decomposed', 'Tiếng Việt đẹp lắm'.normalize('NFD')],
    ['Greek', 'Ξεσκεπάζω την ψυχοφθόρα βδελυγμία'],
    ['Greek, polytonic and decomposed', 'ᾧ τῷ ἀνδρί'.normalize('NFD')],
    ['Russian', 'Съешь же ещё этих мягких булок'],
    ['Georgian', 'გამარჯობა, როგორ ხარ?'],
    ['Armenian', 'Բարեւ, ինչպե՞ս ես'],
    ['Arabic', 'السَّلَامُ عَلَيْكُمْ ۝'],
    ['Persian', 'می‌خواهم کتاب‌های خوبی بخوانم'],
    ['Persian with a Latin word', 'SMS‌ها و ه‍.ق.'],
    ['Urdu', 'آپ کیسے ہیں؟'],
    ['Hebrew', 'שָׁלוֹם עֲלֵיכֶם'],
    ['Hebrew with cantillation', 'בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים'],
    ['Hebrew with a direction mark', 'גרסה 2.0\u200f (C++)\u200e בעברית'],
    ['Hindi', 'नमस्ते, आप कैसे हैं? क्‍या हाल'],
    ['Marathi', 'दर्‍याखोर्‍यातील'],
    ['Bengali', 'র‍্যাব ও র‍্যালি'],
    ['Punjabi', 'ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ'],
    ['Tamil', 'வணக்கம் ஸ்ரீ'],
    ['Telugu', 'నమస్కారం రాజ్‌కుమార్'],
    ['Kannada', 'ಕರ್ನಾಟಕ ರ‍್ಯಾಂಕ್'],
    ['Malayalam', 'അവന്‍ എന്റെ സുഹൃത്ത്'],
    ['Sinhala', 'ශ්‍රී ලංකා ක්‍රීඩා'],
    ['Thai', 'สวัสดีครับ ที่นี่ร้อนมาก'],
    ['Lao', 'ສະບາຍດີ ຂ້ອຍຊື່'],
    ['Khmer', 'ខ្ញុំ\u200bស្រឡាញ់\u200bភាសាខ្មែរ'],
    ['Burmese', 'မင်္ဂလာပါ ကြွှေ့'],
    ['Tibetan', 'བསྒྲུབས་པ་ཧཱུྃ'],
    ['Mongolian', 'ᠮᠣᠩᠭᠣᠯ ᠪᠠᠭᠰᠢ᠎ᠠ'],
    ['Chinese', '你好,世界！这是“测试”。'],
    ['Japanese', 'こんにちは　葛󠄀城さん、ｶﾞﾝﾊﾞﾚ'],
    ['Korean', '안녕하세요 한국어'],
    ['Korean, decomposed', '안녕하세요'.normalize('NFD')],
    ['Amharic', 'ሰላም ለዓለም'],
    ['Braille', '⠓⠑⠇⠇⠕⠀⠺⠕⠗⠇⠙'],
    ['pictures', '👍🏽 ❤️ ☺︎ ™️ © ♟️ 🧑‍🚀 🧑🏿‍❤️‍💋‍🧑🏻 👨‍👩‍👧‍👦 🏳️‍⚧️ 🐻‍❄️'],
    ['flags and keys', '🇩🇪🇧🇷 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴‍☠️ 1️⃣ #️⃣'],
    ['mathematics', '∀x∈ℝ: x̄² ≥ 0 ⇒ √x̂'],
    ['a table flip', '(╯°□°)╯︵ ┻━┻ ¯\\_(ツ)_/¯'],
  ])('%s', (_language, text) => {
    expect(isShowable(text)).toBe(true);
    expect(isShowable(text.normalize('NFC'))).toBe(true);
  });

  test('TXT3 any letters, digits, punctuation and symbols, in any order', () => {
    const visible = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => /^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(text) && /\S/.test(text))
      .filter((text) => !/[\u115f\u1160\u3164\uffa0\u2800\u{1d159}]/u.test(text));
    fc.assert(
      fc.property(visible, (text) => {
        expect(isShowable(text), hex(text)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('TXT4 marks', () => {
  test('on one base are four at most', () => {
    expect(isShowable(`a${'\u0330'.repeat(4)}b`)).toBe(true);
    expect(isShowable(`a${'\u0330'.repeat(5)}b`)).toBe(false);
    expect(isShowable(`ก${'\u0e47'.repeat(5)}`)).toBe(false);
    expect(isShowable(`ب${'\u064e'.repeat(5)}`)).toBe(false);
  });

  test('may be eight where the script stacks them, and they are its own', () => {
    expect(isShowable('ཧྐྵྨླྺྼྻྂ')).toBe(true);
    expect(isShowable(`ཀ${'\u0fb5'.repeat(9)}`)).toBe(false);
    expect(isShowable('ཀ\u0fb5\u0330\u0330\u0330\u0330\u0330')).toBe(false);
  });

  test('stand on something, at the start of each line', () => {
    expect([isShowable('\u0301a'), isDescription('one\n\u0301two')]).toEqual([false, false]);
  });

  test('pile up nowhere, however they are made up', () => {
    const marks = fc.string({
      unit: fc.constantFrom(...'\u0300\u0316\u0334\u0489\u20dd\u064b\u0e4a\u05b0'),
      minLength: 5,
    });
    fc.assert(
      fc.property(marks, (pile) => {
        fc.pre(pile.normalize('NFC').length >= 5);
        expect(isShowable(`x${pile}`)).toBe(false);
      }),
    );
  });
});

describe('TXT6 a text', () => {
  test('is trimmed and normalised to NFC, with line feeds alone', () => {
    expect(printable(1, 20).parse('  Zoe\u0308 ')).toBe('Zo\u00eb');
    expect(printableLines(0, 20).parse('one\r\ntwo\rthree')).toBe('one\ntwo\nthree');
  });

  test('is measured in code points, after that', () => {
    expect(isName('👍'.repeat(20))).toBe(true);
    expect(isName('👍'.repeat(21))).toBe(false);
    expect(isName(` ${'e\u0301'.repeat(20)} `)).toBe(true);
    expect(isName('e'.repeat(21))).toBe(false);
  });

  test('is judged in time that grows with its length only', () => {
    for (const part of [
      '👍\u200d',
      '\u0301',
      '\u200c',
      '\u{e0061}',
      '🏴\u{e0067}',
      '1\ufe0f',
      'ཀྵ',
      'ب\u200d',
    ]) {
      const started = performance.now();
      isShowable(part.repeat(20_000));
      expect(performance.now() - started, hex(part)).toBeLessThan(2_000);
    }
  });
});
