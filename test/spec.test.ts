import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';

/*
 * docs/spec/*.md holds numbered rules; the names of tests begin with the rules that they prove:
 * test('ROOM3 …') or test('ATT7 ATT8 …').
 */

const root = fileURLToPath(new URL('../', import.meta.url));
const pages = globSync('docs/spec/*.md', { cwd: root }).filter((file) => basename(file) !== 'README.md');

const rules = pages.flatMap((file) =>
  [...readFileSync(`${root}${file}`, 'utf8').matchAll(/^- \*\*([A-Z]+)(\d+)\*\* (.*)$/gm)].map(
    ([, letters, number, text]) => ({
      file,
      letters: letters as string,
      number: Number(number),
      rule: `${letters}${number}`,
      text: text as string,
    }),
  ),
);
const known = new Set(rules.map(({ rule }) => rule));

/** Every rule that a test's name begins with, and where. */
const citations = globSync('{src,rooms,test,loadtest,bench}/**/*.test.ts', { cwd: root })
  .filter((file) => file !== 'test/spec.test.ts')
  .flatMap((file) => {
    const names = readFileSync(`${root}${file}`, 'utf8').matchAll(/['"`](([A-Z]{2,5}\d+ )+)/g);
    return [...names].flatMap(([, cited]) =>
      (cited as string)
        .trim()
        .split(' ')
        .map((rule) => ({ rule, file })),
    );
  });

describe('the rules', () => {
  it('are there', () => expect(rules.length).toBeGreaterThan(50));

  it('have each a number of their own', () => expect(rules.map(({ rule }) => rule)).toEqual([...known]));

  test.each(pages)('%s has rules of one kind, counted from 1', (page) => {
    const own = rules.filter(({ file }) => file === page);
    expect(new Set(own.map(({ letters }) => letters)).size).toBe(1);
    expect(own.map(({ number }) => number)).toEqual(own.map((_, index) => index + 1));
  });

  it('are each cited by the name of a test', () => {
    const cited = new Set(citations.map(({ rule }) => rule));
    expect(rules.filter(({ rule }) => !cited.has(rule)).map(({ rule, text }) => `${rule} ${text}`)).toEqual(
      [],
    );
  });

  it('are there for every number that a test cites', () => {
    expect(citations.filter(({ rule }) => !known.has(rule))).toEqual([]);
  });
});
