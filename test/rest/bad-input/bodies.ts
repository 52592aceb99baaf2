import { badValuesOf, fits, type JsonSchema, variants } from './values.ts';

/** A body that is wrong in one field, as JSON text. */
export type BadBody = { what: string; field: string; json: string };

type Path = readonly (string | number)[];

/** Keys that no schema knows, and those that every object of JavaScript has anyway. */
const STRANGE_KEYS = ['unknownField', '__proto__', 'constructor', 'toString'];

const HOLE = '@@hole@@';

/** Of a body that is right, every body in which one field is wrong. */
export function badBodiesOf(schema: JsonSchema, valid: object): BadBody[] {
  return [...within(schema, valid, [])].map(({ path, what, json }) => ({
    what: `${what} for ${path.join('.')}`,
    field: path.join('.'),
    json: json === undefined ? JSON.stringify(without(valid, path)) : withJson(valid, path, json),
  }));
}

/** What is wrong where; without `json`, the field is missing. */
type Fault = { path: Path; what: string; json?: string };

function* within(schema: JsonSchema, valid: unknown, path: Path): Generator<Fault> {
  const shape = variants(schema).find((one) => fits(one, valid)) ?? schema;
  if (Array.isArray(valid)) {
    const items = shape.items ?? {};
    for (const bad of badValuesOf(fieldOf(path), items, valid[0])) yield { path: [...path, 0], ...bad };
    yield* within(items, valid[0], [...path, 0]);
  } else if (shape.properties) {
    yield* ofObject(shape, valid as Record<string, unknown>, path);
  }
}

function* ofObject(
  { properties = {}, required = [] }: JsonSchema,
  valid: Record<string, unknown>,
  path: Path,
): Generator<Fault> {
  for (const key of STRANGE_KEYS) yield { path: [...path, key], what: 'a value', json: '{"isAdmin":true}' };
  for (const name of required) yield { path: [...path, name], what: 'nothing' };
  for (const [name, property] of Object.entries(properties)) {
    const here = [...path, name];
    for (const bad of badValuesOf(name, property, valid[name])) yield { path: here, ...bad };
    if (valid[name] !== undefined && valid[name] !== null) yield* within(property, valid[name], here);
  }
}

/** The name of the field that a value is in: of a list, the list's. */
const fieldOf = (path: Path): string => String(path.findLast((part) => typeof part === 'string') ?? '');

/** The body with raw JSON at a place. */
function withJson(body: object, path: Path, json: string): string {
  const copy = structuredClone(body);
  define(parentOf(copy, path), path.at(-1) as string, HOLE);
  return JSON.stringify(copy).replace(`"${HOLE}"`, () => json);
}

function without(body: object, path: Path): object {
  const copy = structuredClone(body);
  delete parentOf(copy, path)[path.at(-1) as string];
  return copy;
}

const parentOf = (body: object, path: Path): Record<string, unknown> =>
  path
    .slice(0, -1)
    .reduce(
      (inner, part) => inner[part as string] as Record<string, unknown>,
      body as Record<string, unknown>,
    );

/** Also `__proto__` becomes a field like any other. */
const define = (object: object, key: string, value: unknown) =>
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
