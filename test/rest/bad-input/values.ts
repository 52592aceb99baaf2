import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** A part of a JSON schema, as far as this looks into it. */
export type JsonSchema = {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  additionalProperties?: boolean | JsonSchema;
};

/** A value that is not what somebody meant, as it stands in JSON: not every one can be written by JSON.stringify. */
export type BadValue = { what: string; json: string };

export const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

const quoted = (what: string, value: unknown): BadValue => ({ what, json: JSON.stringify(value) });

/** Values that are wrong in most fields; in which, the schema and the rules below decide. */
const VALUES: readonly BadValue[] = [
  quoted('null', null),
  quoted('a boolean', true),
  quoted('0', 0),
  quoted('a negative number', -1),
  quoted('a fraction', 1.5),
  { what: 'a huge number', json: '1e21' },
  quoted('a number in quotes', '1'),
  quoted('an empty string', ''),
  quoted('blanks', '   '),
  quoted('an empty array', []),
  quoted('an array', ['x']),
  quoted('an empty object', {}),
  quoted('an object', { x: 1 }),
  { what: 'a NUL', json: '"a\\u0000bcdefghij"' },
  { what: 'half a character', json: '"a\\ud800bcdefghi"' },
  quoted('text that turns its direction', 'right\u202Eleft'),
  quoted('text with an invisible space', 'in\u200Bvisible'),
  quoted('nothing visible', '\u200D'),
  quoted('a blank that is a letter', '\u3164'),
  quoted('a filler', 'in\u115Fvisible'),
  quoted('a soft hyphen', 'in\u00ADvisible'),
  quoted('an Arabic letter mark', 'right\u061Cleft'),
  quoted('a line separator', 'one\u2028two'),
  quoted('a Braille blank', 'in\u2800visible'),
  quoted('a pile of marks', 'Z\u0330\u0331\u0332\u0333\u0334'),
  quoted('two lines', 'one\ntwo'),
  quoted('a tab', 'one\ttwo'),
  quoted('a bell', 'ding\u0007'),
  quoted('a javascript: URL', 'javascript:alert(1)'),
  quoted('an http: URL', 'http://example.com/a.png'),
  quoted('a data: URL', 'data:text/html,hello'),
  quoted('a URL without a scheme', '//example.com/a.png'),
  quoted('a URL with a space', 'https://example.com/a b.png'),
  quoted('a moment before all others', '0001-01-01T00:00:00Z'),
  quoted('a moment after all others', '9999-12-31T23:59:59Z'),
  quoted('a day that there is not', '2026-02-30T00:00:00Z'),
  quoted('50 000 characters', 'x'.repeat(50_000)),
  { what: '10 000 levels', json: nested(10_000) },
  { what: 'objects 5 000 deep', json: `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}` },
  { what: 'an object with a NUL in it', json: '{"a":"\\u0000"}' },
  { what: 'an object with half a character in it', json: '{"a":"\\udfff"}' },
  quoted('an object with a bad link', { web: 'javascript:alert(1)' }),
  quoted('an object with a name that is none', { 'A B': 'https://example.com/' }),
  quoted(
    'eleven links',
    Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`n${n}`, 'https://a.example/'])),
  ),
];

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);

/** Whether a value is within the declared bounds of a schema. */
export const fits = (schema: JsonSchema, value: unknown): boolean => ajv.validate(schema, value);

/** Everything that a field does not take; of the kinds that it takes none of, a few. */
export function badValuesOf(field: string, schema: JsonSchema, valid: unknown): BadValue[] {
  const ofKind = (kind: string) => VALUES.filter(({ json }) => kindOf(json) === kind);
  const takes = (kind: string) => variants(schema).some(({ type }) => type === kind);
  const candidates = ['other', 'string', 'object'].flatMap((kind) =>
    kind === 'other' || takes(kind) ? ofKind(kind) : ofKind(kind).slice(0, 2),
  );
  return [...candidates, ...overlong(field, schema, valid)].filter(({ json }) => {
    const value = JSON.parse(json);
    return !fits(schema, value) || isBeyondSchema(field, schema, value, json);
  });
}

const kindOf = (json: string): string =>
  json.startsWith('"') ? 'string' : json.startsWith('{') ? 'object' : 'other';

/** One more than the most. */
function overlong(field: string, schema: JsonSchema, valid: unknown): BadValue[] {
  return variants(schema).flatMap(({ maxLength, maxItems }) => [
    ...(maxLength === undefined
      ? []
      : [
          quoted(
            'a character too many',
            (isUrl(field) ? 'https://e.example/' : '').padEnd(maxLength + 1, 'x'),
          ),
        ]),
    ...(maxItems === undefined || !Array.isArray(valid)
      ? []
      : [quoted('an item too many', Array(maxItems + 1).fill(valid[0]))]),
  ]);
}

export const variants = (schema: JsonSchema): JsonSchema[] => schema.anyOf?.flatMap(variants) ?? [schema];

/*
 * What JSON schema cannot say, written down once more by hand.
 */

const isUrl = (field: string) => /Url$|^image$/.test(field);
const SEVERAL_LINES = new Set(['description', 'bio', 'reason', 'message']);
const FREE_OBJECTS = new Set(['metadata', 'settings']);

function isBeyondSchema(field: string, schema: JsonSchema, value: unknown, json: string): boolean {
  if (FREE_OBJECTS.has(field)) return value !== null && isUnfitToKeep(json);
  if (field === 'socialLinks') return json !== '{}';
  if (typeof value !== 'string') return false;
  if (isUrl(field)) return !/^https:\/\/[a-z.]+\/[\w/.]*$/.test(value);
  if (field === 'priceUSD') return !/^\d{1,4}\.\d\d$/.test(value);
  const shape = variants(schema).find(({ type }) => type === 'string') ?? {};
  if (shape.format === 'date-time') return /^(0001|9999)-/.test(value);
  if (shape.pattern || shape.enum || shape.format || /password$/i.test(field) || field === 'cursor')
    return false;
  return isBadText(value, !SEVERAL_LINES.has(field), shape.minLength ?? 0);
}

const isUnfitToKeep = (json: string): boolean => json.length > 4000 || /\\u0000|\\ud[89a-f]/.test(json);

/** Of the characters that are in VALUES, those that no text may have. */
const UNFIT = [
  ...['\0', '\u0007', '\ud800', '\u200b', '\u200d', '\u202e', '\u3164'],
  ...['\u115f', '\u00ad', '\u061c', '\u2028', '\u2800', '\u0334'],
];

function isBadText(text: string, isOneLine: boolean, minimum: number): boolean {
  if (UNFIT.some((character) => text.includes(character))) return true;
  if (isOneLine && /[\n\t]/.test(text.trim())) return true;
  return text.trim().length < minimum;
}
