import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AUTH_PATHS } from '#auth/auth-paths.ts';
import { PASSWORD, type Person, signUp } from '#test/clients.ts';
import { badBodiesOf } from './bad-input/bodies.ts';
import { badEnvelopes } from './bad-input/envelopes.ts';
import type { JsonSchema } from './bad-input/values.ts';
import { bearer, createSend, JSON_TYPE, newAccount, type Send, type Sent } from './every-route/ask.ts';
import { createFingerprint, type Fingerprint } from './every-route/fingerprint.ts';
import { type RestApp, startRestApp } from './rest-app.ts';

let rest: RestApp;
let wire: Send;
let person: Person;
let fingerprint: () => Promise<Fingerprint>;

beforeAll(async () => {
  rest = await startRestApp();
  wire = createSend(rest.url);
  person = await signUp(rest.url, 'auth_input');
  fingerprint = await createFingerprint(rest.app.database.db);
});
afterAll(async () => {
  wire.close();
  await rest.stop();
});

type Endpoint = {
  isPublic?: true;
  /** A body that is right; none for what is read. */
  body?: object;
  fields?: Record<string, JsonSchema>;
};

const IMAGE = 'https://cdn.example.com/me.png';

const line = (maxLength: number): JsonSchema => ({ type: 'string', minLength: 1, maxLength });
const url: JsonSchema = { type: 'string', maxLength: 2000 };
const text: JsonSchema = { type: 'string' };
/** Any text at all, as long as it can be looked up: an unknown one is not told from one that has ended. */
const token: JsonSchema = { type: 'string', pattern: '^[^\\u0000\\ud800-\\udfff]*$' };
const flag: JsonSchema = { type: 'boolean' };
const newPassword: JsonSchema = { type: 'string', minLength: 8, maxLength: 128 };
const email: JsonSchema = { type: 'string', format: 'email', maxLength: 254 };
const names = { name: line(101), firstName: line(50), lastName: line(50) };
const userName: JsonSchema = { type: 'string', pattern: '^[A-Za-z0-9_]{3,20}$' };

/** What each endpoint takes, in an order in which all of them succeed. */
const endpoints: Record<string, Endpoint> = {
  '/sign-up/email': {
    isPublic: true,
    body: { ...newAccount('by_better_auth'), name: 'New Person', image: IMAGE, rememberMe: true },
    fields: { ...names, userName, email, password: newPassword, image: url, rememberMe: flag },
  },
  '/sign-in/email': {
    isPublic: true,
    body: { email: 'auth_input@example.com', password: PASSWORD, rememberMe: true },
    fields: { email, password: text, rememberMe: flag },
  },
  '/get-session': {},
  '/list-sessions': {},
  '/update-user': {
    body: {
      name: 'Nova',
      firstName: 'Nova',
      lastName: 'Reyes',
      userName: 'nova',
      image: null,
      avatarUrl: IMAGE,
    },
    fields: {
      ...names,
      userName,
      image: { anyOf: [url, { type: 'null' }] },
      avatarUrl: url,
      socialLinks: { type: 'object' },
    },
  },
  '/change-password': {
    body: { currentPassword: PASSWORD, newPassword: `${PASSWORD}-2`, revokeOtherSessions: false },
    fields: { currentPassword: text, newPassword, revokeOtherSessions: flag },
  },
  '/revoke-session': {
    body: {
      get token() {
        return person.token;
      },
    },
    fields: { token },
  },
  '/revoke-other-sessions': { body: {} },
  '/sign-out': { body: {} },
  '/revoke-sessions': { body: {} },
};

const requestOf = (path: string, { isPublic, body }: Endpoint): Sent => ({
  method: body ? 'POST' : 'GET',
  path: `/api/auth${path}`,
  headers: { ...(!isPublic && bearer(person)), ...(body && JSON_TYPE) },
  body: body && JSON.stringify(body),
});

type Bad = { what: string; sent: Sent; isRefused(status: number): boolean };

/** Of its own, Better Auth refuses a body with 400, 401, 403 or 422; a token of no session is 404. */
const REFUSALS = [400, 401, 403, 404, 409, 422];

function badRequestsOf(valid: Sent, { isPublic, body, fields = {} }: Endpoint): Bad[] {
  if (!body) return [];
  const headers = isPublic ? {} : bearer(person);
  const schema: JsonSchema = { type: 'object', properties: fields };
  const bodies = badBodiesOf(schema, body).filter(({ field }) => Object.hasOwn(fields, field));
  return [
    ...bodies.map(({ what, json }) => ({
      what,
      sent: { ...valid, body: json },
      isRefused: (status: number) => REFUSALS.includes(status),
    })),
    ...badEnvelopes.map(({ what, status, ...envelope }) => ({
      what,
      sent: { ...valid, body: envelope.body, headers: { ...headers, ...envelope.headers } },
      isRefused: (got: number) => got === status,
    })),
  ];
}

describe('bad input is refused, and changes nothing', () => {
  test('INP7 by every endpoint of Better Auth that is served', () => {
    expect(Object.keys(endpoints).toSorted()).toEqual([...AUTH_PATHS].toSorted());
  });

  test.each(Object.entries(endpoints))('INP7 by %s', async (path, endpoint) => {
    const valid = requestOf(path, endpoint);
    const before = await fingerprint();
    const faults: string[] = [];
    for (const { what, sent, isRefused } of badRequestsOf(valid, endpoint)) {
      const { status, body } = await wire.send(sent);
      if (!isRefused(status)) faults.push(`${what}: ${status} ${JSON.stringify(body)?.slice(0, 200)}`);
    }
    expect(faults).toEqual([]);
    expect(await fingerprint()).toEqual(before);
    if (endpoint.body && !endpoint.isPublic) person = await signedInAgain();
    const { status, body } = await wire.send(requestOf(path, endpoint));
    expect({ status, code: body?.code, message: body?.message }).toEqual({ status: 200 });
    if (endpoint.body) person = await signedInAgain();
  });

  test.each(['nonsense', 'a.b', '%00', '%', 'é', 'x'.repeat(4000), ''])(
    'INP7 the token %j is nobody’s, in the header and in the cookie',
    async (token) => {
      const path = '/api/v1/users/me';
      const asBearer = await wire.send({
        method: 'GET',
        path,
        headers: { authorization: `Bearer ${token}` },
      });
      const cookie = `better-auth.session_token=${token}`;
      const asCookie = await wire.send({ method: 'GET', path, headers: { cookie } });
      expect([asBearer.status, asCookie.status]).toEqual([401, 401]);
    },
  );
});

let passwordNow = PASSWORD;

/** The same person in a session of its own: some of the endpoints end the one that they are asked in. */
async function signedInAgain(): Promise<Person> {
  for (const password of [passwordNow, `${PASSWORD}-2`]) {
    const { status, body } = await wire.send({
      method: 'POST',
      path: '/api/auth/sign-in/email',
      headers: JSON_TYPE,
      body: JSON.stringify({ email: person.email, password }),
    });
    if (status === 200) {
      passwordNow = password;
      return { ...person, token: body.token };
    }
  }
  throw new Error('Neither password signs in.');
}
