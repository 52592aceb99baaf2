import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { refusalsOf, statusOf } from '#http/refusals-of-route.ts';
import type { Route } from '#http/route.ts';
import { declaredRoutes } from '#src/contract/contract.ts';
import type { Answer } from '#test/clients.ts';
import { badParametersOf, badQueriesOf } from './bad-input/addresses.ts';
import { badBodiesOf } from './bad-input/bodies.ts';
import { badEnvelopes, badIdempotencyKeys } from './bad-input/envelopes.ts';
import type { JsonSchema } from './bad-input/values.ts';
import {
  type Ask,
  createSend,
  JSON_TYPE,
  keyOf,
  requestOf,
  type Send,
  type Sent,
} from './every-route/ask.ts';
import { authorization, type Row, whoSucceeds } from './every-route/authorization-table.ts';
import { createFingerprint, type Fingerprint } from './every-route/fingerprint.ts';
import { validRequests } from './every-route/valid-requests.ts';
import { seedWorld, type World } from './every-route/world.ts';
import { expectBooksInOrder, type RestApp, startRestApp } from './rest-app.ts';

let rest: RestApp;
let world: World;
let wire: Send;
let fingerprint: () => Promise<Fingerprint>;
let cursors: Record<'worlds' | 'spaces', string>;

beforeAll(async () => {
  rest = await startRestApp();
  world = await seedWorld(rest);
  wire = createSend(rest.url);
  fingerprint = await createFingerprint(rest.app.database.db);
  const cursorOf = async (list: string) => (await rest.api.get(`/${list}?limit=1`)).body.page.nextCursor;
  cursors = { worlds: await cursorOf('worlds'), spaces: await cursorOf('spaces') };
});
afterAll(async () => {
  wire.close();
  await rest.stop();
});

/** A request that is wrong in one thing: with what status it is refused, and which field is named. */
type BadRequest = { what: string; sent: Sent; status: number; field?: string | undefined };

const schemaOf = (schema: z.ZodType | undefined): JsonSchema | undefined => {
  if (!schema) return undefined;
  const { $schema, ...declared } = z.toJSONSchema(schema, { io: 'input' });
  return declared as JsonSchema;
};

/** Every bad request of a route that the tables know, all from somebody for whom `ask` succeeds. */
function badRequestsOf(route: Route, ask: Ask, valid: Sent): BadRequest[] {
  const foreign = cursors[route.path === '/worlds' ? 'spaces' : 'worlds'];
  const addresses = [
    ...badParametersOf(route, ask, schemaOf(route.params)),
    ...badQueriesOf(route, ask, schemaOf(route.query), foreign),
  ].map(({ path, ...bad }) => ({ ...bad, sent: { ...valid, path } }));
  if (route.method === 'get') return addresses;
  const schema = schemaOf(route.body) ?? { type: 'object', properties: {} };
  const authorized = { authorization: valid.headers?.authorization };
  const withBody = (headers: Sent['headers'], body: Sent['body']): Sent => ({
    ...valid,
    headers: defined({ ...authorized, ...headers }),
    body,
  });
  return [
    ...addresses,
    ...badBodiesOf(schema, ask.body ?? {}).map(({ json, ...bad }) => ({
      ...bad,
      status: 422,
      sent: withBody(JSON_TYPE, json),
    })),
    ...badEnvelopes.map(({ headers, body, ...bad }) => ({ ...bad, sent: withBody(headers, body) })),
    ...(route.idempotent ? badIdempotencyKeys : []).map(({ what, key }) => ({
      what,
      status: 422,
      field: 'Idempotency-Key',
      sent: { ...valid, headers: { ...valid.headers, 'idempotency-key': key } },
    })),
  ];
}

const defined = (headers: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;

const AT_ONCE = 8;

/** Sends every bad request, and tells of those that were not refused as they should be. */
async function faultsOf(route: Route, requests: readonly BadRequest[]): Promise<string[]> {
  const faults: string[] = [];
  for (let next = 0; next < requests.length; next += AT_ONCE) {
    const batch = requests.slice(next, next + AT_ONCE);
    const answers = await Promise.all(batch.map(({ sent }) => wire.send(sent)));
    batch.forEach((bad, index) => {
      const fault = faultIn(route, bad, answers[index] as Answer);
      if (fault) faults.push(`${bad.what}: ${fault}`);
    });
  }
  return faults;
}

/** What is wrong with how a bad request was refused; nothing where it is right. */
function faultIn(route: Route, { status, field }: BadRequest, { status: got, headers, body }: Answer) {
  const said = `${got} ${JSON.stringify(body)?.slice(0, 200)}`;
  if (got !== status) return `${said} instead of ${status}`;
  if (!headers.get('content-type')?.startsWith('application/problem+json')) return `${said} is no problem`;
  const isNoRoute = body.code === 'NO_SUCH_ROUTE';
  if (!isNoRoute && !refusalsOf(route).includes(body.code)) return `${said} is not declared`;
  if (!isNoRoute && statusOf(body.code) !== status) return `${said} has a code of another status`;
  const paths: string[] = (body.errors ?? []).map((error: { path: string }) => error.path);
  if (field !== undefined && !paths.some((path) => path === field || path.startsWith(`${field}.`)))
    return `${said} does not name ${field}`;
}

describe('bad input is refused, says what is wrong, and changes nothing', () => {
  const routes = declaredRoutes().map((route) => [keyOf(route), route] as const);

  test.each(routes)('INP1 INP2 INP3 INP4 by %s', async (key, route) => {
    const row = authorization.find((one) => one.key === key) as Row;
    expect(row, 'a line in authorization-table.ts').toBeDefined();
    const who = whoSucceeds(row);
    const ask = (await validRequests[key]?.(world, who)) as Ask;
    const person = ask.as?.[who] ?? (who === 'nobody' ? undefined : world.people[who]);
    const valid = requestOf(route, ask, person);
    const before = await fingerprint();
    expect(await faultsOf(route, badRequestsOf(route, ask, valid))).toEqual([]);
    expect(await fingerprint()).toEqual(before);
    expect((await wire.send(valid)).status).toBe(row.statuses[who]);
  });

  test('INP4 and the books are in order after all of it', () => expectBooksInOrder(rest));
});
