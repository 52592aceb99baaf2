import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, csv } from './csv.ts';

/** Reads RFC 4180 letter by letter. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] as string;
    if (isQuoted && letter === '"' && text[at + 1] === '"') cell += text[++at];
    else if (letter === '"') isQuoted = !isQuoted;
    else if (isQuoted) cell += letter;
    else if (letter === ',') [row, cell] = [[...row, cell], ''];
    else if (letter === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      at++;
    } else cell += letter;
  }
  expect([isQuoted, row, cell]).toEqual([false, [], '']);
  return rows;
}

describe('a table as CSV', () => {
  test('REP7 has its header row, and quotes what would break a line or a cell', () => {
    const rows: Cell[][] = [
      ['plain', 1, null],
      ['a, "b"', -2.5, 'line\r\nline'],
    ];
    expect(csv(['name', 'n', 'note'], rows)).toBe(
      'name,n,note\r\nplain,1,\r\n"a, ""b""",-2.5,"line\r\nline"\r\n',
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '＝1', '\t1', '\r=1'])(
    'REP7 keeps a spreadsheet from running %j',
    (text) => {
      expect(parse(csv(['name'], [[text]]))[1]).toEqual([`'${text}`]);
    },
  );

  test('REP7 is read back as it was', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', '=', "'", ' ', 'é') });
    const table = fc.array(fc.tuple(text, fc.integer(), text), { minLength: 1 });
    fc.assert(
      fc.property(table, (rows) => {
        const [header, ...read] = parse(csv(['a', 'b', 'c'], rows));
        expect(header).toEqual(['a', 'b', 'c']);
        const unguarded = (cell: string, was: string) => (cell === `'${was}` ? was : cell);
        expect(
          read.map(([a, b, c], n) => [unguarded(a!, rows[n]![0]), Number(b), unguarded(c!, rows[n]![2])]),
        ).toEqual(rows);
        for (const cell of read.flat()) expect(cell).not.toMatch(/^\s*[=@]/);
      }),
    );
  });
});
