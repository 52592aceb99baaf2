import { expect } from 'vitest';

/* Compares what a page shows as an answer to what came. */

/** Fields that are different each time: of them, only what kind of thing they are counts. */
const CHANGING =
  /(^id|Id|At|Time|^token|^orderNumber|^credited\w+|^points|^pointsEarned|^duration|^balance)$/;

/** What is shown is there, though more may be: a page leaves out, and says so with … */
export function expectAsShown(real: unknown, shown: unknown, path = ''): void {
  const field = path.split('.').at(-1) as string;
  if (Array.isArray(shown)) {
    expect(real, path).toBeInstanceOf(Array);
    for (const [index, item] of shown.entries())
      expectAsShown((real as unknown[])[index], item, `${path}.${index}`);
  } else if (typeof shown === 'object' && shown !== null) {
    expect(real, path).toBeTypeOf('object');
    for (const [name, value] of Object.entries(shown)) {
      expect(Object.keys(real as object), path).toContain(name);
      expectAsShown((real as Record<string, unknown>)[name], value, `${path}.${name}`);
    }
  } else if (CHANGING.test(field)) {
    expect([path, shape(real)]).toEqual([path, shape(shown)]);
  } else {
    expect([path, real]).toEqual([path, shown]);
  }
}

/** A changing value with its digits, letters and length aside. */
function shape(value: unknown): string {
  if (typeof value !== 'string') return value === null ? 'null' : typeof value;
  if (/^[A-Za-z0-9_-]{12}$/.test(value)) return 'an id';
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return 'a moment';
  if (/^[0-9a-f-]{36}$/.test(value)) return 'a UUID';
  return /^\w+\.[\w+/]+=$/.test(value) ? 'a token' : value;
}

/** The JSON that is shown, less what stands for what was left out. */
export const shownJson = (text: string): unknown =>
  JSON.parse(text.replaceAll(/,\s*…/g, '').replaceAll(/…,?/g, ''));
