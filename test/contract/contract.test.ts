import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test } from 'vitest';
import type { oas31 } from 'zod-openapi';
import { AUTH_PATHS } from '#auth/auth-paths.ts';
import { type OpenApiDocument, operationsOf } from '#http/openapi/document.ts';
import { templateOf } from '#http/openapi/operation.ts';
import { refusalsOf } from '#http/refusals-of-route.ts';
import { declaredContract, declaredRoutes } from '#src/contract/contract.ts';

const routes = declaredRoutes();
let document: OpenApiDocument;

beforeAll(async () => {
  document = await declaredContract();
});

const everyOperation = () => operationsOf(document).map((one) => [one.operation.operationId, one] as const);

describe('the contract', () => {
  test('API1 is OpenAPI 3.1 that a validator accepts', async () => {
    const { valid, errors } = await new Validator().validate(
      structuredClone(document) as unknown as Record<string, unknown>,
    );
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(document.openapi).toMatch(/^3\.1\./);
  });

  test('API2 has every declared route and every served endpoint of Better Auth, and nothing else', () => {
    const written = operationsOf(document).map(({ method, path }) => `${method} ${path}`);
    const declared = routes.map(({ method, path }) => `${method} /api/v1${templateOf(path)}`);
    const ofAuth = written.filter((one) => one.includes(' /api/auth/'));
    expect(written.filter((one) => !ofAuth.includes(one)).toSorted()).toEqual(declared.toSorted());
    expect(ofAuth.map((one) => one.split('/api/auth')[1])).toEqual(AUTH_PATHS);
  });

  test('API3 gives each operation a name of its own, a summary, an area that is described, and a way in', () => {
    const names = everyOperation().map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    const areas = new Set((document.tags ?? []).map(({ name }) => name));
    for (const [name, { operation }] of everyOperation()) {
      expect({
        name,
        is: /^[a-z][A-Za-z]+$/.test(name ?? ''),
        area: areas.has(operation.tags?.[0] ?? ''),
      }).toEqual({
        name,
        is: true,
        area: true,
      });
      expect(operation.summary?.length, name).toBeGreaterThan(5);
      expect(operation.security?.length, name).toBeGreaterThan(0);
    }
  });

  test('API4 tells every code that a route can refuse with, under its status, with an example', () => {
    for (const route of routes) {
      const operation = operationsOf(document).find(
        ({ operation: one }) => one.operationId === route.operationId,
      );
      expect(codesOf(operation?.operation as oas31.OperationObject), route.operationId).toEqual(
        refusalsOf(route),
      );
    }
    for (const [code, example] of Object.entries(document.components?.examples ?? {}))
      expect((example as { value: object }).value).toMatchObject({ code, status: expect.any(Number) });
  });

  test('API5 shows an example of every body, required parameter and answer, and each fits its schema', () => {
    const check = exampleChecker(document);
    let shown = 0;
    for (const [name, { operation }] of everyOperation()) {
      for (const { schema, example, what } of examplesOf(operation)) {
        expect(example, `${name}: ${what}`).toBeDefined();
        expect(check(schema, example), `${name}: ${what} ${JSON.stringify(example)}`).toEqual([]);
        shown++;
      }
    }
    expect(shown).toBeGreaterThan(150);
  });

  test('API5 an example that does not fit would be found', () => {
    const check = exampleChecker(document);
    expect(check({ $ref: '#/components/schemas/World' } as never, { id: 1 })).not.toEqual([]);
  });
});

/** The codes of the refusals that an operation tells of. */
function codesOf(operation: oas31.OperationObject): string[] {
  const responses = Object.values(operation.responses ?? {}) as (oas31.ResponseObject & { $ref?: string })[];
  return responses
    .flatMap(({ $ref, content }) =>
      $ref
        ? [$ref.split('/').at(-1) as string]
        : Object.keys(content?.['application/problem+json']?.examples ?? {}),
    )
    .toSorted();
}

type Shown = { schema: oas31.SchemaObject; example: unknown; what: string };

function examplesOf(operation: oas31.OperationObject): Shown[] {
  const parameters = ((operation.parameters ?? []) as oas31.ParameterObject[])
    .filter(({ required }) => required)
    .map(({ name, schema, example }) => ({
      schema: schema as oas31.SchemaObject,
      example,
      what: `parameter ${name}`,
    }));
  const body = operation.requestBody as oas31.RequestBodyObject | undefined;
  const success = (operation.responses?.['200'] ?? operation.responses?.['201']) as
    | oas31.ResponseObject
    | undefined;
  const media = [
    { content: body?.content, what: 'body' },
    { content: success?.content, what: 'answer' },
  ].flatMap(({ content, what }) => {
    const json = content?.['application/json'];
    return json ? [{ schema: json.schema as oas31.SchemaObject, example: json.example, what }] : [];
  });
  return [...parameters, ...media];
}

/** Says what is wrong with an example of a schema; nothing where it fits. */
function exampleChecker({ components }: OpenApiDocument) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return (schema: oas31.SchemaObject, example: unknown): string[] => {
    const validate = ajv.compile({ ...schema, components });
    validate(example);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
