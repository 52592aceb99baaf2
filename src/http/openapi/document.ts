import {
  createDocument,
  type oas31,
  type ZodOpenApiOverrideContext,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import type { AuthContract } from '#auth/auth-contract.ts';
import { refusalsOf } from '../refusals-of-route.ts';
import type { Route } from '../route.ts';
import { authPart, authRefusalSchema, modernised } from './auth-part.ts';
import { exampleOf } from './examples.ts';
import { introduction, tags } from './introduction.ts';
import { operationOf, templateOf } from './operation.ts';

import { problemExamples, sharedResponses } from './problem-responses.ts';
import { securitySchemes } from './security.ts';

/** What the document is made from. */
export type ContractNeeds = { routes: readonly Route[]; auth: AuthContract; version: string };

export type OpenApiDocument = oas31.OpenAPIObject;

/** Where the declared routes are. */
const BASE_PATH = '/api/v1';

/** The whole REST interface as OpenAPI 3.1, from the very schemas that validate it. */
export function openApiDocument({ routes, auth, version }: ContractNeeds): OpenApiDocument {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    const path = `${BASE_PATH}${templateOf(route.path)}`;
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  const document = createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Triberspace',
        version,
        description: introduction,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'This server.' }],
      tags,
      paths,
      components: {
        securitySchemes,
        responses: sharedResponses(),
        examples: problemExamples(routes.flatMap(refusalsOf)),
      },
    },
    { override: plainly },
  ) as OpenApiDocument;
  Object.assign(document.paths as object, authPart(auth));
  Object.assign(document.components?.schemas as object, authSchemas(auth));
  addExamples(document);
  return document;
}

const authSchemas = ({ schemas }: AuthContract) => ({
  AuthRefusal: authRefusalSchema,
  AuthUser: modernised(schemas.User),
  AuthSession: modernised(schemas.Session),
});

/**
 * What zod writes more exactly than readers want: the pattern of a moment, the bounds of a JavaScript number.
 * And an answer may get more fields later, so nothing says that it may not.
 */
function plainly({ jsonSchema, io }: ZodOpenApiOverrideContext): void {
  if (jsonSchema.format === 'date-time' || jsonSchema.format === 'uuid') delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

type Operation = oas31.OperationObject;

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Every operation of a document with its path. */
export const operationsOf = (
  document: OpenApiDocument,
): { path: string; method: string; operation: Operation }[] =>
  Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => (item[method] ? [{ path, method, operation: item[method] }] : [])),
  );

/**
 * Gives each required parameter, each body and each successful answer an example. Not what is optional: the
 * reference page would send it.
 */
function addExamples(document: OpenApiDocument): void {
  const schemas = document.components?.schemas ?? {};
  for (const { operation } of operationsOf(document)) {
    const name = operation.operationId as string;
    for (const parameter of (operation.parameters ?? []) as oas31.ParameterObject[]) {
      if (parameter.required && parameter.schema)
        parameter.example ??= exampleOf(parameter.schema, schemas, name, parameter.name);
    }
    const body = operation.requestBody as oas31.RequestBodyObject | undefined;
    const success = operation.responses?.['200'] ?? operation.responses?.['201'];
    for (const content of [body?.content, (success as oas31.ResponseObject | undefined)?.content]) {
      const media = content?.['application/json'];
      if (media?.schema) media.example ??= exampleOf(media.schema, schemas, name);
    }
  }
}
