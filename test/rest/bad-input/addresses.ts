import type { Route } from '#http/route.ts';
import { type Ask, pathOf } from '../every-route/ask.ts';
import { badValuesOf, fits, type JsonSchema } from './values.ts';

/** A path, with its query, that is wrong in one part; and what it is refused with. */
export type BadAddress = { what: string; path: string; status: number; field?: string };

/** In the place of a parameter, as it stands in the path. */
const PARAMETERS = [
  'aaaaaaaaaaa',
  'aaaaaaaaaaaaa',
  'aaaaaa%2Faaaaa',
  '..%2F..%2Fusers',
  '%00',
  'aaaaaaaaaaa%00',
  'aaaaaaaaaaa%20',
  'aaaaaaaaaaa%0A',
  '%E2%80%AEaaaaaaaaa',
  '0',
  '-1',
  "'%20or%201=1--",
  'a'.repeat(5000),
];

/** An id of the right form that nothing has. */
const UNKNOWN_ID = 'zzzzzzzzzzzz';

const ofParameter = (route: Route, ask: Ask, name: string, schema: JsonSchema): BadAddress[] => {
  const path = (value: string) => pathOf(route, { ...ask, params: { ...ask.params, [name]: value } });
  const bad = PARAMETERS.filter((value) => !fits(schema, decodeURIComponent(value))).map((value) => ({
    what: `${value.slice(0, 40)} for ${name}`,
    path: path(value),
    status: 422,
    field: name,
  }));
  const isKnown = !fits(schema, UNKNOWN_ID);
  return [
    ...bad,
    { what: `no proper text for ${name}`, path: path('%'), status: 404 },
    { what: `bytes that are no text for ${name}`, path: path('%E0%A4%A'), status: 404 },
    ...(isKnown ? [] : [{ what: `an unknown ${name}`, path: path(UNKNOWN_ID), status: 404 }]),
  ];
};

/** Every address of a route in which one parameter of the path is wrong. */
export const badParametersOf = (route: Route, ask: Ask, schema: JsonSchema | undefined): BadAddress[] =>
  Object.entries(schema?.properties ?? {}).flatMap(([name, property]) =>
    ofParameter(route, ask, name, property),
  );

const LIMITS = ['0', '101', '-1', '1.5', 'abc', '', '1e21', 'NaN', 'Infinity', 'null', '%00'];

/** @param foreignCursor of another list */
const ofPaging = (foreignCursor: string): [string, string][] => [
  ...LIMITS.map((limit): [string, string] => ['limit', `limit=${limit}`]),
  ['limit', 'limit=1&limit=2'],
  ...[foreignCursor, '', 'garbage', '%00', 'A'.repeat(501), `${foreignCursor}A`].map(
    (cursor): [string, string] => ['cursor', `cursor=${cursor}`],
  ),
  ['cursor', 'cursor=a&cursor=b'],
];

const ofField = (name: string, schema: JsonSchema): [string, string][] => [
  ...badValuesOf(name, schema, undefined)
    .map(({ json }) => JSON.parse(json))
    .filter((value) => typeof value === 'string' && value.isWellFormed() && value.length < 2000)
    .map((value): [string, string] => [name, `${name}=${encodeURIComponent(value)}`]),
  [name, `${name}[]=1&${name}=`],
  [name, `${name}=a&${name}=b`],
];

const STRANGE: [string, string][] = ['unknownField', '__proto__', 'constructor', 'page[limit]'].map(
  (name) => [name, `${encodeURIComponent(name)}=1`],
);

/** Every address of a route in which one field of the query is wrong. */
export function badQueriesOf(
  route: Route,
  ask: Ask,
  schema: JsonSchema | undefined,
  foreignCursor: string,
): BadAddress[] {
  const bare = pathOf(route, { ...ask, query: {} });
  const queries = [
    ...STRANGE,
    ...Object.entries(schema?.properties ?? {}).flatMap(([name, property]) => ofField(name, property)),
    ...(route.isList ? ofPaging(foreignCursor) : []),
  ];
  return queries.map(([field, query]) => ({
    what: `?${query.slice(0, 60)}`,
    path: `${bare}?${query}`,
    status: 422,
    field,
  }));
}
