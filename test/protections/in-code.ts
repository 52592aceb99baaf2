import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Protection } from './protection.ts';

type Found = { kind: 'lock' | 'condition'; from: number; to: number; instead: string };

/** Row locks and advisory locks, as SQL and as drizzle's `.for(…)`. What stands for each keeps the code valid. */
const LOCKS: readonly [pattern: RegExp, instead: string][] = [
  [
    /\s+for (no key update|key share|update|share|\$\{lock\})( of \w+)?( skip locked| nowait)?(?=\s*([)`,]|$))/gim,
    '',
  ],
  [/\s*\.for\((?:isAccount \? )?'[^)]*\)/g, ''],
  [/\bpg_(try_)?advisory_(xact_)?lock(_shared)?(?=\()/g, ''],
];

/** Of a statement that changes or locks rows, all its conditions; those that only say which row are left out. */
const SAYS_WHICH =
  /^\(?\s*[\w."]*(id|Id|key|Key)"?\s+(=|in)\s|^eq\([\w.]*(\.id|Id|userId|publicId|provider)\b|^inArray\(|^\$\{/;

/** Every lock and every condition of a write in the files of a folder, in the order of the text. */
export function protectionsInCode(root: string, folder = 'src/domain'): Protection[] {
  return globSync(`${folder}/**/*.ts`, { cwd: root })
    .filter((path) => !path.endsWith('.test.ts'))
    .sort()
    .flatMap((path) => protectionsIn(path, readFileSync(join(root, path), 'utf8')));
}

/** Those of one file. */
export function protectionsIn(path: string, text: string): Protection[] {
  const found = [...locksIn(text), ...conditionsIn(text)].sort((a, b) => a.from - b.from);
  const short = path.replace(/^src\/domain\//, '');
  const times = new Map<string, number>();
  return found.map(({ kind, from, to, instead }) => {
    const said = `${short}: ${text.slice(from, to).replace(/\s+/g, ' ').trim()} in ${enclosing(text, from)}`;
    const time = (times.get(said) ?? 0) + 1;
    times.set(said, time);
    return {
      name: time === 1 ? said : `${said} (${time})`,
      kind,
      place: path,
      without: { file: path, text: text.slice(0, from) + instead + text.slice(to) },
    };
  });
}

function locksIn(text: string): Found[] {
  return LOCKS.flatMap(([pattern, instead]) =>
    [...text.matchAll(pattern)]
      .filter(({ index }) => !isComment(text, index))
      .map(({ index, 0: match }) => ({
        kind: 'lock' as const,
        from: index,
        to: index + match.length,
        instead,
      })),
  );
}

function conditionsIn(text: string): Found[] {
  return [...wheresInSql(text), ...wheresInDrizzle(text), ...wheresOfUpserts(text)].flatMap(
    ([from, to, separator]) =>
      termsOf(text, from, to, separator).map((term) => ({
        kind: 'condition' as const,
        ...term,
        instead: separator === ',' ? 'undefined' : 'true',
      })),
  );
}

type Where = [from: number, to: number, separator: 'and' | ','];

/** The conditions of `update … where …`, and of `select … where … for update`. */
function wheresInSql(text: string): Where[] {
  const wheres: Where[] = [];
  for (const { index, 0: word } of text.matchAll(/\bwhere\s/g)) {
    if (isComment(text, index)) continue;
    const from = index + word.length;
    const to = endOfWhere(text, from);
    const start = Math.max(text.lastIndexOf('`', index), text.lastIndexOf(' as (', index));
    const isUpdate = /\bupdate\s+[\w"]+(\s+\w+)?\s+set\b|\bdelete from\b/.test(text.slice(start, index));
    const isLocked = /^\s*(order by [^`)]*?)?\s*for (no key |key )?(update|share)/.test(text.slice(to));
    if (isUpdate || isLocked) wheres.push([from, to, 'and']);
  }
  return wheres;
}

/** The conditions of drizzle's `.where(and(…))` in a statement that locks or updates. */
function wheresInDrizzle(text: string): Where[] {
  const wheres: Where[] = [];
  for (const { index, 0: word } of text.matchAll(/\.where\(\s*and\(/g)) {
    const from = index + word.length;
    const to = closing(text, from);
    const after = text.slice(to).match(/^\s*\)\s*,?\s*\)([\s\S]*?);/)?.[1] ?? '';
    const before = text.slice(text.lastIndexOf(';', index), index);
    if (/\.for\(/.test(after) || /\.(set|delete)\(/.test(before)) wheres.push([from, to, ',']);
  }
  return wheres;
}

/** What drizzle's `onConflictDoUpdate` asks before it changes what is there. */
const wheresOfUpserts = (text: string): Where[] =>
  [...text.matchAll(/\bsetWhere: /g)].map(({ index, 0: word }) => {
    const from = index + word.length;
    return [from, from + text.slice(from).search(/,\n/), ','];
  });

/** To the next clause, to the bracket that closes, or to the end of the template. */
function endOfWhere(text: string, from: number): number {
  for (let at = from, depth = 0; at < text.length; at++) {
    const rest = text.slice(at, at + 12);
    if (rest.startsWith('${')) at = closing(text, at + 2);
    else if (text[at] === '(') depth++;
    else if (text[at] === ')' && depth-- === 0) return at;
    else if (text[at] === '`') return at;
    else if (depth === 0 && /^\s(returning|order by|for |group by|limit)/.test(rest)) return at;
  }
  return text.length;
}

/** Where the bracket closes that is open at `from`. */
function closing(text: string, from: number): number {
  for (let at = from, depth = 0; at < text.length; at++) {
    if ('([{'.includes(text[at] as string)) depth++;
    else if (')]}'.includes(text[at] as string) && depth-- === 0) return at;
  }
  return text.length;
}

function termsOf(text: string, from: number, to: number, separator: 'and' | ',') {
  const cuts = separatorsIn(text, from, to, separator);
  return [...cuts, [to, to] as const]
    .map(([end], place) => {
      const begins = place === 0 ? from : (cuts[place - 1]?.[1] as number);
      const term = text.slice(begins, end);
      return { from: begins + term.search(/\S|$/), to: begins + term.trimEnd().length };
    })
    .filter((term) => term.to > term.from && !SAYS_WHICH.test(text.slice(term.from, term.to)));
}

/** Where the separators of one level are: not within brackets, and not the one of `between … and …`. */
function separatorsIn(
  text: string,
  from: number,
  to: number,
  separator: 'and' | ',',
): (readonly [number, number])[] {
  const cuts: (readonly [number, number])[] = [];
  for (let at = from, depth = 0; at < to; at++) {
    const char = text[at] as string;
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    else if (depth === 0 && separator === ',' && char === ',') cuts.push([at, at + 1]);
    else if (depth === 0 && separator === 'and' && /^\sand\s/.test(text.slice(at, at + 5)))
      cuts.push([at, at + 5]);
  }
  return cuts;
}

const isComment = (text: string, at: number): boolean =>
  /^\s*(\*|\/\*|\/\/)/.test(text.slice(text.lastIndexOf('\n', at) + 1, at));

/** The function or method that a place is in, by the last line above that begins one. */
function enclosing(text: string, at: number): string {
  const names = text
    .slice(0, at)
    .matchAll(
      /^(?:export )?(?:async )?function (\w+)|^ {2,4}(?:async function |async |function )?(\w+)(?=\(.*[{(]$|\($)|^ {0,4}(?:export )?const (\w+) = (?:async )?\(|^ {4}(\w+): \(/gm,
    );
  return (
    [...names]
      .map(([, ...found]) => found.find(Boolean) as string)
      .filter((name) => !KEYWORDS.has(name))
      .at(-1) ?? 'the file'
  );
}

const KEYWORDS = new Set(['if', 'for', 'while', 'switch', 'await', 'return', 'throw', 'assertOwner']);
