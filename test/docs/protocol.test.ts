import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { refusals } from '#domain/errors.ts';
import { CloseCode } from '#rooms/close-codes.ts';
import { Animation, decodeMove, decodeMoves } from '#rooms/movement/codec.ts';
import { GOLDEN_FRAMES, GOLDEN_MOVE } from '#rooms/movement/golden-frames.ts';
import { Avatar, Drop, EquippedItem, SpaceEvent, SpaceState } from '#rooms/space/space-state.ts';

/* docs/protocol.md is what developers of clients have: what it says is held to the code here. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(`${root}docs/protocol.md`, 'utf8');
const source = globSync('rooms/**/*.ts', { cwd: root })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(`${root}${file}`, 'utf8'))
  .join('\n');

/** Whether the page has this as a word of code. */
const isNamed = (word: string): boolean => new RegExp(`\`[^\`\n]*\\b${word}\\b[^\`\n]*\``).test(page);

const all = (pattern: RegExp): string[] => [
  ...new Set([...source.matchAll(pattern)].map(([, word]) => word as string)),
];

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replace(/\s/g, ''), 'hex'));

describe('the worked examples', () => {
  const examples = [...page.matchAll(/```hex (move|moves)\n([^`]+)```/g)].map(([, type, hex]) => ({
    type: type as string,
    bytes: bytesOf(hex as string),
  }));

  it('are the golden frames, in their order', () => {
    expect(examples.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).toEqual(
      GOLDEN_FRAMES.map(({ hex }) => hex.replaceAll(' ', '')),
    );
  });

  it('mean what the page says of them', () => {
    const [move, update, keyframe, correction] = examples.map(({ type, bytes }) =>
      type === 'move' ? decodeMove(bytes) : decodeMoves(bytes),
    );
    const quarter = { x: 1, y: 0, z: -2.5, heading: Math.PI / 2, animation: Animation.walk };
    expect(move).toEqual(quarter);
    expect(update).toMatchObject({
      kind: 0,
      serverTime: 61_250,
      entries: [
        { index: 7, ...quarter },
        { index: 300, x: -49.24, y: 1.2, z: 12.34, heading: Math.PI, animation: Animation.jump },
      ],
      gone: [9],
    });
    expect(keyframe).toMatchObject({
      kind: 1,
      serverTime: 2_147_483_648,
      entries: [{ index: 0, x: 327.67, y: -327.67, z: 0, animation: Animation.sit }],
      gone: [],
    });
    expect(correction).toMatchObject({
      kind: 2,
      serverTime: 1_000,
      entries: [{ index: 7, x: 0, y: 0, z: 5, heading: 0, animation: Animation.idle }],
      gone: [],
    });
  });

  it('make the frame that the page shows on the wire', () => {
    const [, prefix] = page.match(/A `move` on the wire is thus `([0-9a-f ]+)`/) as [string, string];
    const type = Buffer.from('move');
    expect(bytesOf(prefix)).toEqual(new Uint8Array([17, 0xa0 + type.length, ...type]));
    expect(bytesOf(GOLDEN_MOVE.hex)).toHaveLength(8);
  });
});

describe('the page names', () => {
  const schemas = {
    SpaceState: new SpaceState({ event: new SpaceEvent() }),
    SpaceEvent: new SpaceEvent(),
    Avatar: new Avatar(),
    EquippedItem: new EquippedItem(),
    Drop: new Drop(),
  };
  const fields = Object.entries(schemas).flatMap(([name, instance]) =>
    Object.keys(instance.toJSON()).map((field) => [name, field]),
  );
  test.each(fields)('the field of %s: %s', (_schema, field) => expect(isNamed(field as string)).toBe(true));

  test('as many fields as the schemas have', () => expect(fields).toHaveLength(6 + 7 + 5 + 4 + 5));

  test.each(Object.entries(CloseCode))('the close code %s: %d', (_name, code) => {
    expect(page).toMatch(new RegExp(`^\\| ${code} \\|`, 'm'));
  });

  const messages = all(
    /(?:onMessage|onMessageBytes|onTalk|\.send|sendBytes|broadcast|raw)\((?:\w+, |[\w.]+, )?'([a-z-]+)'/g,
  );
  test('at least the messages that there were', () => {
    expect(messages).toEqual(
      expect.arrayContaining(['move', 'moves', 'chat', 'emote', 'points', 'notice', 'refused']),
    );
  });
  test.each(messages)('the message %s', (type) => expect(page).toContain(`| \`${type}\` |`));

  const words = all(/'([A-Z]{3,}(?:_[A-Z]+)*)'/g);
  test('at least the words that there were', () =>
    expect(words).toEqual(expect.arrayContaining(['NOT_SIGNED_IN', 'INTERNAL'])));
  test.each(words)('the refusal or notice %s', (word) => expect(isNamed(word)).toBe(true));

  test.each(['NOT_SIGNED_IN', 'SPACE_NOT_FOUND', 'SPACE_INACTIVE', 'BANNED'] as const)(
    'the admission’s %s',
    (word) => {
      expect(Object.keys(refusals)).toContain(word);
      expect(isNamed(word)).toBe(true);
    },
  );

  test.each(Object.entries(Animation))('the animation %s', (name, number) => {
    expect(page).toMatch(new RegExp(`Animations: [^\n]*\\b${number} ${name}\\b`));
  });
});
