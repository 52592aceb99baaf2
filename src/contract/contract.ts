import { type Auth, createAuth } from '#auth/auth.ts';
import { authContract } from '#auth/auth-contract.ts';
import { type OpenApiDocument, openApiDocument } from '#http/openapi/document.ts';
import type { Route } from '#http/route.ts';
import { allRoutes } from '#routes/index.ts';
import packageFile from '../../package.json' with { type: 'json' };

/** The contract of a server: its routes, and Better Auth as it is set up. */
export const contractOf = async (
  routes: readonly Route[],
  auth: Pick<Auth, 'options'>,
): Promise<OpenApiDocument> =>
  openApiDocument({ routes, auth: await authContract(auth), version: packageFile.version });

/** Every declared route, without the services behind it: enough to read what is declared, and no more. */
export const declaredRoutes = (): Route[] => allRoutes({} as never, {} as never);

/** The contract as the code declares it, with no server and no database. */
export const declaredContract = (): Promise<OpenApiDocument> =>
  contractOf(
    declaredRoutes(),
    createAuth({
      sessionsPerUser: 1,
      db: {} as never,
      facts: {} as never,
      secret: 'none: nothing is signed with this one',
      baseUrl: 'http://localhost',
      trustedOrigins: () => [],
      tries: {} as never,
      report: console.error,
      note: () => {},
    }),
  );
