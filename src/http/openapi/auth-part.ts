import type { oas31 } from 'zod-openapi';
import type { AuthContract, AuthOperation } from '#auth/auth-contract.ts';
import { AUTH_PATHS } from '#auth/auth-paths.ts';
import type { ProblemCode } from '../problem-details.ts';
import { statusOf } from '../refusals-of-route.ts';
import { problemResponses } from './problem-responses.ts';
import { SIGNED_IN } from './security.ts';

/** What an endpoint of Better Auth refuses with, by the status; its own codes, in its own shape. */
type Refusals = Record<number, readonly string[]>;

/** `hashes` for what hashes a password, and may find the server busy with that. */
type Endpoint = {
  operationId: string;
  summary: string;
  isPublic?: true;
  hashes?: true;
  refusals: Refusals;
};

const NOT_SIGNED_IN: Refusals = { 401: ['UNAUTHORIZED'] };

/** What Better Auth leaves out of its own description. The codes were seen, and a test sees them again. */
const endpoints: Record<string, Endpoint> = {
  '/sign-up/email': {
    operationId: 'authSignUp',
    summary: 'Make an account and sign in. POST /api/v1/auth/signup-full does the same with clearer refusals',
    isPublic: true,
    hashes: true,
    refusals: {
      400: ['VALIDATION_ERROR', 'INVALID_EMAIL', 'PASSWORD_TOO_SHORT', 'PASSWORD_TOO_LONG'],
      422: ['USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL', 'INVALID', 'FAILED_TO_CREATE_USER'],
    },
  },
  '/sign-in/email': {
    operationId: 'authSignIn',
    summary: 'Sign in. The `token` is good for `Authorization: Bearer` and for the SDK',
    isPublic: true,
    hashes: true,
    refusals: { 400: ['VALIDATION_ERROR', 'INVALID_EMAIL'], 401: ['INVALID_EMAIL_OR_PASSWORD'] },
  },
  '/sign-out': { operationId: 'authSignOut', summary: 'Sign out: the session ends', refusals: {} },
  '/get-session': {
    operationId: 'authGetSession',
    summary: 'The session and its user; null for nobody',
    isPublic: true,
    refusals: {},
  },
  '/list-sessions': {
    operationId: 'authListSessions',
    summary: 'Where you are signed in; each `token` works as `Authorization: Bearer` and for /revoke-session',
    refusals: { ...NOT_SIGNED_IN, 403: ['SESSION_NOT_FRESH'] },
  },
  '/revoke-session': {
    operationId: 'authRevokeSession',
    summary: 'End one session of yours, by its token as /list-sessions has it; its rooms are left at once',
    refusals: { 400: ['VALIDATION_ERROR'], ...NOT_SIGNED_IN, 404: ['SESSION_NOT_FOUND'] },
  },
  '/revoke-sessions': {
    operationId: 'authRevokeSessions',
    summary: 'End every session',
    refusals: NOT_SIGNED_IN,
  },
  '/revoke-other-sessions': {
    operationId: 'authRevokeOtherSessions',
    summary: 'End every session but this one',
    refusals: NOT_SIGNED_IN,
  },
  '/change-password': {
    operationId: 'authChangePassword',
    summary:
      'Change the password. Every other session ends, unless `revokeOtherSessions` is false; use the `token` of the answer from now on',
    hashes: true,
    refusals: {
      400: ['VALIDATION_ERROR', 'INVALID_PASSWORD', 'PASSWORD_TOO_SHORT', 'PASSWORD_TOO_LONG'],
      ...NOT_SIGNED_IN,
    },
  },
  '/update-user': {
    operationId: 'authUpdateUser',
    summary: 'Change your account. PUT /api/v1/users/profile does the same with clearer refusals',
    refusals: {
      400: ['VALIDATION_ERROR', 'NO_FIELDS_TO_UPDATE'],
      ...NOT_SIGNED_IN,
      409: ['USERNAME_TAKEN', 'RENAMED_TOO_OFTEN'],
      422: ['INVALID'],
    },
  },
};

/** How Better Auth refuses. */
export const authRefusalSchema: oas31.SchemaObject = {
  type: 'object',
  properties: {
    code: { type: 'string', description: 'Stable; compare this one.' },
    message: { type: 'string', description: 'For people.' },
  },
  required: ['code', 'message'],
};

/** What of Better Auth is served here, as a part of our own document. */
export function authPart({ paths }: AuthContract): Record<string, oas31.PathItemObject> {
  return Object.fromEntries(
    AUTH_PATHS.map((path) => {
      const endpoint = endpoints[path] as Endpoint;
      const [method, described] = preferredMethod(paths[path]);
      return [`/api/auth${path}`, { [method]: operation(endpoint, described) }];
    }),
  );
}

/** Better Auth describes /get-session under two methods; reading is GET. */
function preferredMethod(described: AuthContract['paths'][string] | undefined): [string, AuthOperation] {
  const found =
    Object.entries(described ?? {}).find(([method]) => method === 'get') ??
    Object.entries(described ?? {})[0];
  if (!found) throw new Error('Better Auth does not describe an endpoint of src/auth/auth-paths.ts');
  return found;
}

function operation(
  { operationId, summary, isPublic, hashes, refusals }: Endpoint,
  described: AuthOperation,
): oas31.OperationObject {
  const { requestBody, parameters = [] } = modernised(described);
  return {
    operationId,
    tags: ['better-auth'],
    summary,
    ...(described.description && { description: described.description }),
    security: isPublic ? [{}] : SIGNED_IN,
    parameters: parameters as oas31.ParameterObject[],
    ...(requestBody && { requestBody: requestBody as oas31.RequestBodyObject }),
    responses: {
      '200': modernised(described.responses['200'] as oas31.ResponseObject),
      ...refused(refusals, requestBody !== undefined, hashes),
    },
  };
}

/** What is refused before Better Auth is asked, or because it failed. */
const OURS: readonly ProblemCode[] = ['TOO_MANY_REQUESTS', 'DATABASE_UNAVAILABLE', 'INTERNAL'];
const OF_A_BODY: readonly ProblemCode[] = ['BODY_TOO_LARGE', 'NOT_JSON'];

/** Of a body, too, where Better Auth may refuse with the same status: the type of the content tells them apart. */
const BESIDE_THEIRS: readonly ProblemCode[] = ['MALFORMED_JSON', 'INVALID'];

function refused(refusals: Refusals, takesBody: boolean, hashes = false): oas31.ResponsesObject {
  const theirs = Object.entries(refusals).map(([status, codes]) => [status, refusal(codes)] as const);
  const responses: Record<string, oas31.ResponseObject> = Object.fromEntries(theirs);
  for (const code of takesBody ? BESIDE_THEIRS : []) {
    const status = String(statusOf(code));
    responses[status] = withOurs(responses[status], [code]);
  }
  const ours = problemResponses(takesBody ? [...OURS, ...OF_A_BODY] : OURS);
  const busy = hashes && { '503': withOurs(undefined, ['DATABASE_UNAVAILABLE', 'SERVER_BUSY']) };
  return { ...responses, ...(ours as oas31.ResponsesObject), ...busy };
}

const withOurs = (
  theirs: oas31.ResponseObject | undefined,
  codes: readonly ProblemCode[],
): oas31.ResponseObject => ({
  description: `${theirs ? `${theirs.description},` : 'Refused:'} ${codes.map((code) => `\`${code}\``).join(', ')}`,
  content: {
    ...theirs?.content,
    'application/problem+json': {
      schema: { $ref: '#/components/schemas/Problem' },
      examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
    },
  },
});

const refusal = (codes: readonly string[]): oas31.ResponseObject => ({
  description: `Refused: ${codes.map((code) => `\`${code}\``).join(', ')}`,
  content: {
    'application/json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/AuthRefusal' },
          { type: 'object', properties: { code: { type: 'string', enum: [...codes] } } },
        ],
      },
      examples: Object.fromEntries(codes.map((code) => [code, { value: { code, message: 'In words.' } }])),
    },
  },
});

/** OpenAPI 3.0's `nullable` as 3.1 says it, a type that JSON Schema knows, and names of our own for Better Auth's schemas. */
export function modernised<T>(value: T): T {
  if (Array.isArray(value)) return value.map(modernised) as T;
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, $ref, ...rest } = value as Record<string, unknown>;
  const entries = Object.entries(rest).map(([key, inner]) => [key, modernised(inner)]);
  const made: Record<string, unknown> = Object.fromEntries(entries);
  if (typeof $ref === 'string') made.$ref = $ref.replace('/schemas/', '/schemas/Auth');
  if (made.type === 'json') made.type = 'object';
  if (nullable === true && typeof made.type === 'string') made.type = [made.type, 'null'];
  return made as T;
}
