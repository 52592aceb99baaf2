import { betterAuth } from 'better-auth/minimal';
import { openAPI } from 'better-auth/plugins';
import type { Auth } from './auth.ts';

/** What Better Auth says of its endpoints, in OpenAPI, though with OpenAPI 3.0's `nullable` here and there. */
export type AuthContract = {
  paths: Record<string, Record<string, AuthOperation>>;
  schemas: Record<string, object>;
};

export type AuthOperation = {
  operationId?: string;
  description?: string;
  parameters?: object[];
  requestBody?: object;
  responses: Record<string, object>;
};

/** Asks Better Auth, set up as it is here, for its own description. Touches no database. */
export async function authContract({ options }: Pick<Auth, 'options'>): Promise<AuthContract> {
  const documented = betterAuth({
    ...options,
    plugins: [...options.plugins, openAPI({ disableDefaultReference: true })],
  });
  const { paths, components } = await documented.api.generateOpenAPISchema();
  return { paths, schemas: components.schemas } as unknown as AuthContract;
}
