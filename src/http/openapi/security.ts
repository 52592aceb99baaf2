import type { oas31 } from 'zod-openapi';

/** Either of the two ways to say who one is. */
export const SIGNED_IN: oas31.SecurityRequirementObject[] = [{ bearerAuth: [] }, { cookieAuth: [] }];

export const securitySchemes: Record<string, oas31.SecuritySchemeObject> = {
  bearerAuth: {
    type: 'http',
    scheme: 'bearer',
    description: 'The `token` of signing up or in: `Authorization: Bearer TOKEN`. For game clients.',
  },
  cookieAuth: {
    type: 'apiKey',
    in: 'cookie',
    name: 'better-auth.session_token',
    description:
      'Set by signing up or in; over https its name begins with `__Secure-`. For pages of an origin that may call us.',
  },
};
