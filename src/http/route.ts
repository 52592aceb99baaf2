import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Actor } from '#domain/actor.ts';
import { DomainError, type FieldError, type RefusalCode } from '#domain/errors.ts';
import type { Page, PageRequest } from '#domain/paging.ts';
import { assertDeclaredAnswer, assertDeclaredRefusal } from './check-answers.ts';
import type { Cursors } from './cursor.ts';
import { fieldErrors } from './field-errors.ts';
import { headersOf } from './headers.ts';
import { isJsonFile, type JsonFile, readJsonFile, sendJsonFile } from './json-file.ts';
import { limitsOfRoute } from './limits/guards.ts';
import type { Limits } from './limits/limits.ts';
import type { PolicyName } from './limits/policies.ts';
import { sendEdgeProblem } from './problem-details.ts';
import { currentRequest } from './request-context.ts';
import { isTextFile, type TextFile } from './text-file.ts';
import { sendValidated } from './validators.ts';

/**
 * Who may call a route. `creator` and `owner` mean signed in here; the domain, which knows whose thing it
 * is, refuses everybody else.
 */
export type Access = 'public' | 'signed-in' | 'creator' | 'owner' | 'admin';

type Schema = z.ZodType;
type Output<S> = S extends Schema ? z.output<S> : undefined;

/** What a handler gets: everything validated, and who is asking. */
export type Call<A extends Access, P, Q, B> = {
  actor: A extends 'public' ? Actor | undefined : Actor;
  params: Output<P>;
  query: Output<Q>;
  body: Output<B>;
  /** For a list: how many, and from where. */
  page: PageRequest;
  /** The Idempotency-Key header, on routes that take one. */
  idempotencyKey: string | undefined;
  /** Makes a fetch `Headers` of the request's headers. */
  headers: () => Headers;
};

/** What a handler may answer instead of plain data, to say more than the data. */
export type Answer<T> = { data: T; replayed: boolean };

type Spec<A extends Access, P, Q, B, R> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below /api/v1, with Express's `:name` for parameters. */
  path: string;
  operationId: string;
  summary: string;
  access: A;
  params?: P;
  query?: Q;
  body?: B;
  /** The schema of `data`; for a list, of one item. */
  response: R;
  /** What it may answer instead, as a TextFile: the schema of the text by its media type, such as `text/csv`. */
  alternatives?: Readonly<Record<string, Schema>>;
  status?: 200 | 201 | 204;
  /** Takes an Idempotency-Key header; the handler then answers `{ data, replayed }`. */
  idempotent?: boolean;
  /** A limit of its own, beside those that every route has. */
  limit?: PolicyName;
  /** Sent as a file of this name, for who calls. */
  fileName?: (actor: A extends 'public' ? Actor | undefined : Actor) => string;
  /** The refusals, beyond those that every route has, that a client should expect. */
  errors?: readonly RefusalCode[];
};

/** One declared route: what it is, for the documentation and the tests, and how it is answered. */
export type Route = Omit<
  Spec<Access, Schema | undefined, Schema | undefined, Schema | undefined, Schema>,
  'errors'
> & {
  errors: readonly RefusalCode[];
  isList: boolean;
  handle(call: unknown): Promise<unknown>;
};

/** Declares a route that answers one thing. */
export function route<
  const A extends Access,
  R extends Schema,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(
  spec: Spec<A, P, Q, B, R> & {
    handle(call: Call<A, P, Q, B>): Promise<z.input<R> | Answer<z.input<R>> | TextFile | JsonFile>;
  },
): Route {
  return { errors: [], ...spec, isList: false } as unknown as Route;
}

/** Declares a route that answers a page of a list; `limit`, `cursor` and `page` come with it. */
export function listRoute<
  const A extends Access,
  R extends Schema,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
>(
  spec: Omit<Spec<A, P, Q, undefined, R>, 'method' | 'body' | 'status' | 'idempotent' | 'alternatives'> & {
    handle(call: Call<A, P, Q, undefined>): Promise<Page<z.input<R>>>;
  },
): Route {
  return { errors: [], ...spec, method: 'get', isList: true } as unknown as Route;
}

/**
 * Which part of a list: the one after a `cursor`, or the `page`th, counted from 1. A page may come after 99
 * others at most, since the database must go through them; a cursor goes on without end.
 */
export const pageSchema = z
  .object({
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.string().max(500).optional(),
    page: z.coerce.number().int().min(1).max(100, 'must be at most 100; a cursor goes on').optional(),
  })
  .refine(({ cursor, page }) => cursor === undefined || page === undefined, {
    path: ['page'],
    message: 'cannot go with a cursor',
  });

/** Names an operation, so that sending it again has no second effect. */
export const idempotencyKeySchema = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\x20-\x7e]*$/, 'must be printable ASCII characters');

type Identify = (request: Request) => Promise<Actor | undefined>;

/** What every route is answered with. */
export type Edge = {
  identify: Identify;
  limits: Limits;
  cursors: Cursors;
  /** Also validates what is answered, as tests want it. */
  checkAnswers: boolean;
};

/**
 * Puts the declared routes on a router, by the first part of their paths: Express tries one route after the other,
 * and a hundred of them took longer than answering.
 */
export function mount(router: Router, routes: readonly Route[], edge: Edge): void {
  const areas = new Map<string, Router>();
  for (const [area, ofArea] of Map.groupBy(routes, ({ path }) => areaOf(path)))
    areas.set(area, areaRouter(ofArea, edge));
  router.use((request, response, next) => {
    const ofArea = areas.get(areaOf(request.path));
    if (ofArea) ofArea(request, response, next);
    else next();
  });
}

/** The first part of a path, in which Express tells no capitals from small letters. */
const areaOf = (path: string): string => path.split('/', 2).at(-1)?.toLowerCase() ?? '';

function areaRouter(routes: readonly Route[], edge: Edge): Router {
  const router = Router();
  for (const declared of routes) {
    router[declared.method](declared.path, async (request, response) => {
      try {
        await answer(declared, request, response, edge);
      } catch (error) {
        if (edge.checkAnswers) assertDeclaredRefusal(declared, error);
        throw error;
      }
    });
  }
  refuseOtherMethods(router, routes);
  return router;
}

/** Tells of a path that is there, asked with a method that is not. */
function refuseOtherMethods(router: Router, routes: readonly Route[]): void {
  for (const [path, ofPath] of Map.groupBy(routes, (route) => route.path)) {
    const methods = ofPath.map(({ method }) => method.toUpperCase()).join(', ');
    router.all(path, (_request, response) =>
      sendEdgeProblem(response.set('Allow', methods), 'METHOD_NOT_ALLOWED', `Here it is ${methods}.`),
    );
  }
}

async function answer(route: Route, request: Request, response: Response, edge: Edge): Promise<void> {
  const context = currentRequest();
  if (context) context.pattern = `${request.baseUrl}${route.path}`;
  const limits = limitsOfRoute(edge.limits, route.limit);
  await limits.before(request, response);
  const actor = await edge.identify(request);
  if (context) context.actor = actor;
  await limits.of(actor, request, response);
  if (!actor && route.access !== 'public') throw new DomainError('NOT_SIGNED_IN');
  if (route.access === 'admin' && actor?.role !== 'admin') throw new DomainError('FORBIDDEN');
  if (isNotJson(route, request)) return sendEdgeProblem(response, 'NOT_JSON');
  const { list, ...input } = readInput(route, request, edge.cursors);
  const answered = await route.handle({
    ...input,
    actor: actor as Actor,
    // Not a getter: V8 makes those old objects at once, which kept every request until a full collection.
    headers: () => headersOf(request),
  });
  if (route.method === 'get') declareCaching(response, actor);
  if (route.fileName)
    response.set('Content-Disposition', `attachment; filename="${route.fileName(actor as Actor)}"`);
  if (isJsonFile(answered)) {
    if (edge.checkAnswers) assertDeclaredAnswer(route, await readJsonFile(answered));
    return sendJsonFile(response.status(route.status ?? 200), answered);
  }
  send(route, response, answered, edge, list);
}

type Part = z.output<typeof pageSchema>;

/** A list as it was asked for: its name for cursors, and how many make a page. */
type ListAsked = { name: string; limit: number };

/**
 * What is public may be kept by everybody who asks each time whether it is still so; what somebody signed in
 * gets may hold more, and is kept by nobody.
 */
function declareCaching(response: Response, actor: Actor | undefined): void {
  response.vary('Authorization, Cookie');
  response.set('Cache-Control', actor ? 'private, no-store' : 'public, no-cache');
}

/** A write wants JSON or, where it needs no body, nothing. */
const isNotJson = (route: Route, request: Request): boolean =>
  route.method !== 'get' && (needsBody(route) || hasBody(request)) && !request.is('application/json');

/** Whether a request must have a body. */
export const needsBody = ({ body }: Pick<Route, 'body'>): boolean =>
  body !== undefined && !body.safeParse(undefined).success;

/** Whether a request has a body with anything in it. */
export const hasBody = (request: Request): boolean =>
  request.get('Transfer-Encoding') !== undefined || Number(request.get('Content-Length') ?? 0) > 0;

/** What a write that takes no body may still be sent: nothing, or an object with nothing in it. */
const noBody = z.strictObject({}).optional();

const noQuery = z.strictObject({});

/** Validates every part, and names every field that is wrong in one answer. */
function readInput(route: Route, request: Request, cursors: Cursors) {
  const errors: FieldError[] = [];
  const read = (schema: Schema | undefined, value: unknown, prefix = ''): unknown => {
    if (!schema) return undefined;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    errors.push(...fieldErrors(parsed.error, prefix));
  };
  const { limit, cursor, page, ...rest } = request.query;
  const part = (route.isList ? read(pageSchema, { limit, cursor, page }) : undefined) as Part | undefined;
  const query = read(route.query ?? noQuery, route.isList ? rest : request.query);
  const params = read(route.params, request.params);
  const body = read(route.body ?? (route.method === 'get' ? undefined : noBody), request.body);
  const key = route.idempotent
    ? read(idempotencyKeySchema.optional(), request.get('Idempotency-Key'), 'Idempotency-Key')
    : undefined;
  if (errors.length > 0) throw new DomainError('INVALID', { detail: 'The request is not valid.', errors });
  const name = route.isList ? nameOfList(route, params, query) : route.operationId;
  const list: ListAsked = { name, limit: part?.limit ?? 20 };
  return {
    params,
    query,
    body,
    page: {
      limit: list.limit,
      after: part?.cursor === undefined ? undefined : cursors.decode(list.name, part.cursor),
      skip: ((part?.page ?? 1) - 1) * list.limit,
    },
    idempotencyKey: key as string | undefined,
    list,
  };
}

/** A cursor goes on in the very list that it came from: the same route, parameters, filters and order. */
const nameOfList = (route: Route, params: unknown, query: unknown): string =>
  JSON.stringify([route.operationId, params, query], (_key, value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

function send(
  route: Route,
  response: Response,
  answered: unknown,
  { cursors, checkAnswers }: Edge,
  list: ListAsked,
): void {
  if (route.status === 204) {
    response.status(204).end();
    return;
  }
  if (isTextFile(answered)) {
    sendFile(route, response, answered);
    return;
  }
  const body = route.isList
    ? listBody(answered as Page<unknown>, list, cursors)
    : { data: dataOf(route, answered, response) };
  if (checkAnswers) assertDeclaredAnswer(route, body.data);
  const text = JSON.stringify(body);
  response.status(route.status ?? 200);
  if (route.method === 'get') sendValidated(response.req, response, text);
  else response.type('json').end(text);
}

/** Something to save: a browser that is sent here does not show it as a page. */
function sendFile(
  { alternatives }: Route,
  response: Response,
  { mediaType, fileName, text }: TextFile,
): void {
  if (!alternatives?.[mediaType]) throw new Error(`The route does not say that it answers ${mediaType}.`);
  response
    .type(`${mediaType}; charset=utf-8`)
    .set('Content-Disposition', `attachment; filename="${fileName}"`)
    .send(alternatives[mediaType].parse(text));
}

function dataOf(route: Route, answered: unknown, response: Response): unknown {
  if (!route.idempotent) return answered;
  const { data, replayed } = answered as Answer<unknown>;
  if (replayed) response.set('Idempotent-Replayed', 'true');
  return data;
}

function listBody({ items, next }: Page<unknown>, { name, limit }: ListAsked, cursors: Cursors) {
  return { data: items, page: { limit, nextCursor: next ? cursors.encode(name, next) : null } };
}
