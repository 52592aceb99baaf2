import type { oas31 } from 'zod-openapi';
import { exampleValues } from './example-values.ts';

type Schema = oas31.SchemaObject | oas31.ReferenceObject;
type Schemas = Record<string, Schema>;

/** A schema has a field for which no example was written: src/http/openapi/example-values.ts wants one. */
export class NoExample extends Error {
  override name = 'NoExample';
}

/**
 * An example of what a schema describes, put together from one example for each name of a field, so that the
 * same thing looks the same in every operation.
 * @param owner the schema or the operation that the field is of
 * @param name the field that the schema is of
 * @throws NoExample for a text or a number that has none.
 */
export function exampleOf(schema: Schema, schemas: Schemas, owner: string, name = ''): unknown {
  if ('$ref' in schema && schema.$ref) {
    const target = schema.$ref.replace('#/components/schemas/', '');
    return exampleOf(schemas[target] as Schema, schemas, target, name);
  }
  const { anyOf, allOf, default: given, enum: choices } = schema as oas31.SchemaObject;
  const key = [`${owner}.${name}`, name].find((one) => one in exampleValues);
  const written = key === undefined ? undefined : exampleValues[key];
  if (written !== undefined && fits(written, schema as oas31.SchemaObject)) return written;
  if (choices) return choices[0];
  if (given !== undefined) return given;
  if (anyOf) return exampleOf(anyOf[0] as Schema, schemas, owner, name);
  if (allOf) return Object.assign({}, ...allOf.map((part) => exampleOf(part, schemas, owner, name)));
  return byType(schema as oas31.SchemaObject, schemas, owner, name);
}

/** Whether an example by name goes with this use of the name: one of its choices, a list, or an object where it is one. */
function fits(written: unknown, { type, enum: choices }: oas31.SchemaObject): boolean {
  if (choices) return choices.includes(written);
  if (type === 'array') return Array.isArray(written);
  return type === 'object' ? typeof written === 'object' : !Array.isArray(written);
}

function byType(schema: oas31.SchemaObject, schemas: Schemas, owner: string, name: string): unknown {
  const type = [schema.type].flat()[0];
  if (type === 'object') return fieldsOf(schema, schemas, owner);
  if (type === 'array') return [exampleOf(schema.items as Schema, schemas, owner, name)];
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  throw new NoExample(`No example for the field "${owner}.${name}" (${JSON.stringify(schema)})`);
}

const fieldsOf = ({ properties = {} }: oas31.SchemaObject, schemas: Schemas, owner: string) =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      exampleOf(schema as Schema, schemas, owner, name),
    ]),
  );
