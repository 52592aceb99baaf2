import { describe, expect, test } from 'vitest';
import { createCursors } from './cursor.ts';

const cursors = createCursors('a secret of the tests, 32 characters');

describe('a cursor', () => {
  test('comes back as the position that it was made from', () => {
    const position = { key: '2026-01-01T00:00:00.000Z', id: 1234 };
    expect(cursors.decode('listEvents', cursors.encode('listEvents', position))).toEqual(position);
  });

  test('is the same text for the same position, on every process', () => {
    const other = createCursors('a secret of the tests, 32 characters');
    const position = { key: '', id: 7 };
    expect(other.encode('listWorlds', position)).toBe(cursors.encode('listWorlds', position));
  });

  test('shows nothing of the internal id', () => {
    const text = cursors.encode('listWorlds', { key: '', id: 4711 });
    expect(Buffer.from(text, 'base64url').toString('latin1')).not.toContain('4711');
  });

  test.each([
    ['of another list', cursors.encode('listSpaces', { key: '', id: 7 })],
    ['of another server', createCursors('another secret').encode('listWorlds', { key: '', id: 7 })],
    ['with a flipped bit', flipped(cursors.encode('listWorlds', { key: '', id: 7 }))],
    ['made by hand', Buffer.from('["",7]').toString('base64url')],
    ['of nothing at all', ''],
    ['of characters that are no base64', '!!!!'],
  ])('%s is refused', (_what, cursor) => {
    expect(() => cursors.decode('listWorlds', cursor)).toThrow(
      expect.objectContaining({
        code: 'INVALID',
        details: { errors: [expect.objectContaining({ path: 'cursor' })] },
      }),
    );
  });
});

function flipped(cursor: string): string {
  const bytes = Buffer.from(cursor, 'base64url');
  bytes[14] = (bytes[14] as number) ^ 1;
  return bytes.toString('base64url');
}
