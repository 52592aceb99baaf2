import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Route } from '#http/route.ts';
import { type Answer, PASSWORD, type Person } from '#test/clients.ts';

/** What a request of a route is made of, beside who asks. */
export type Ask = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: object;
  /** Who asks in place of somebody of the world, where asking would change them for good. */
  as?: Partial<Record<string, Person>>;
};

/** How the tables name a route: `GET /worlds/:worldId`. */
export const keyOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string =>
  `${method.toUpperCase()} ${path}`;

/** A request as it goes over the wire, with nothing about it put right. */
export type Sent = {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer | undefined;
};

export type Send = ReturnType<typeof createSend>;

/** Sends what `fetch` would not: any path, any body under any header. Connections are kept. */
export function createSend(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const { hostname, port } = new URL(url);
  const send = (sent: Sent): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { method, path, headers, body } = sent;
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const asked = request({ agent, hostname, port, method, path, headers: { ...length, ...headers } });
      asked.once('response', (response) => {
        text(response)
          .then((said) =>
            resolve({
              status: response.statusCode as number,
              headers: new Headers(response.headers as Record<string, string>),
              body: /json/.test(response.headers['content-type'] ?? '') ? JSON.parse(said) : undefined,
            }),
          )
          .catch(reject);
      });
      asked.once('error', reject);
      asked.end(body);
    });
  return { send, close: () => agent.destroy() };
}

/** The path of a route with its parameters in place, and what is asked of it. */
export function pathOf(route: Pick<Route, 'path'>, { params = {}, query = {} }: Ask): string {
  const path = route.path.replace(/:(\w+)/g, (_all, name: string) => params[name] ?? `:${name}`);
  const search = new URLSearchParams(query).toString();
  return `/api/v1${path}${search && `?${search}`}`;
}

export const JSON_TYPE = { 'content-type': 'application/json' };

export const bearer = (person: Person | undefined): Record<string, string> =>
  person ? { authorization: `Bearer ${person.token}` } : {};

/** A whole and proper request of a route. */
export function requestOf(route: Route, ask: Ask, person: Person | undefined): Sent {
  return {
    method: route.method.toUpperCase(),
    path: pathOf(route, ask),
    headers: { ...bearer(person), ...(ask.body && JSON_TYPE) },
    body: ask.body && JSON.stringify(ask.body),
  };
}

/** A body that signs up. */
export const newAccount = (userName: string) => ({
  email: `${userName}@example.com`,
  password: PASSWORD,
  firstName: 'New',
  lastName: 'Person',
  userName,
});
