import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './contract.ts';

/** Every path of the REST interface with what it takes and answers, refusals included. */
export type Rest = Client<paths>;

/** The shapes of the interface by their names: `Schema<'Product'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type RestSettings = {
  /** Where the server is, such as `https://worlds.example.com`. */
  url: string;
  /** The token of signing up or in, asked for with each request; none for nobody, or where a cookie does it. */
  token?: () => string | undefined;
  /** Another fetch than the global one. */
  fetch?: (request: Request) => Promise<Response>;
};

/**
 * A typed client of the REST interface. Nothing is thrown for a refusal: `data` is the answer's body, `error` the
 * refusal with its `code`, and one of them is undefined.
 */
export function createRest({ url, token, fetch }: RestSettings): Rest {
  const client = createClient<paths>({ baseUrl: url, ...(fetch && { fetch }) });
  client.use({
    onRequest({ request }) {
      const current = token?.();
      if (current !== undefined) request.headers.set('Authorization', `Bearer ${current}`);
      return request;
    },
  });
  return client;
}
