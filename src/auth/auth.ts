import { randomUUID } from 'node:crypto';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { betterAuth } from 'better-auth/minimal';
import { bearer } from 'better-auth/plugins/bearer';
import type { Db } from '#db/client.ts';
import { isDatabaseAway } from '#db/constraint.ts';
import {
  httpsUrlSchema,
  isReserved,
  personNameSchema,
  printable,
  socialLinksSchema,
  userNameSchema,
} from '#domain/accounts/account-rules.ts';
import type { FactBus } from '#domain/facts.ts';
import { createAuthAdapter, withFaults } from './auth-adapter.ts';

/**
 * The header in which the HTTP edge tells Better Auth the client's address. The edge sets it on every
 * request, so that what a client sends under this name never counts.
 */
export const CLIENT_ADDRESS_HEADER = 'x-triberspace-client-address';

/** Tries of an account's password, counted by its e-mail address. */
export type Tries = {
  /** Takes one; answers with the seconds to wait where there are none left. */
  take(email: string): Promise<number | undefined>;
  giveBack(email: string): Promise<void>;
};

type Needs = {
  db: Db;
  facts: FactBus;
  secret: string;
  baseUrl: string;
  /** Origins that browsers may call from, asked anew for each request. */
  trustedOrigins: () => string[];
  /** How often an account's password may be tried. */
  tries: Tries;
  /** Where failures are reported. */
  report: (error: unknown) => void;
};

export type Auth = ReturnType<typeof createAuth>;

/** The endpoints whose answer carries a session token. */
const SIGN_IN = '/sign-in/email';
const TOKEN_PATHS = new Set([SIGN_IN, '/sign-up/email']);

/** Better Auth on our tables: email and password, bearer tokens for game clients, cookies for pages. */
export function createAuth({ db, facts, secret, baseUrl, trustedOrigins, tries, report }: Needs) {
  const auth = betterAuth({
    appName: 'Triberspace',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    trustedOrigins,
    telemetry: { enabled: false },
    // Accounts are deleted by us, with all that is theirs.
    disabledPaths: ['/delete-user', '/delete-user/callback'],
    // Refusals are answered all the same; what else is thrown reaches the HTTP edge, which knows what to say.
    onAPIError: { throw: true },
    logger: { level: 'error', log: (_level, message, ...details) => logFailure(report, message, details) },
    database: createAuthAdapter(db),
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 128 },
    user: {
      additionalFields: {
        firstName: { type: 'string', required: true, validator: { input: personNameSchema } },
        lastName: { type: 'string', required: true, validator: { input: personNameSchema } },
        userName: { type: 'string', required: true, validator: { input: userNameSchema } },
        avatarUrl: { type: 'string', required: false, validator: { input: httpsUrlSchema } },
        socialLinks: { type: 'json', required: false, validator: { input: socialLinksSchema } },
        role: { type: 'string', required: false, input: false, defaultValue: 'user' },
      },
    },
    session: { expiresIn: 30 * 24 * 3600, updateAge: 24 * 3600 },
    // The HTTP edge limits everything, for all processes together.
    rateLimit: { enabled: false },
    advanced: {
      database: { generateId: () => randomUUID() },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      /** Said outright: Better Auth would leave them out under test. */
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    plugins: [bearer({ requireSignature: true })],
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        if (ctx.path === SIGN_IN) await takeTry(tries, ctx.body);
      }),
      /** The token in the body is the one that `Authorization: Bearer` takes, as in the set-auth-token header. */
      after: createAuthMiddleware(async (ctx) => {
        if (!TOKEN_PATHS.has(ctx.path)) return;
        const answer = ctx.context.returned;
        const cookie = ctx.context.responseHeaders?.get('set-cookie');
        if (!cookie || !isTokenAnswer(answer)) return;
        if (ctx.path === SIGN_IN) await tries.giveBack(ctx.body.email);
        const signed = parseSetCookieHeader(cookie).get(ctx.context.authCookies.sessionToken.name)?.value;
        if (signed) return ctx.json({ ...answer, token: signed });
      }),
    },
    databaseHooks: {
      user: {
        create: { before: async (user) => ({ data: checkUser(user) }) },
        update: { before: async (user) => ({ data: checkUser(user) }) },
      },
      session: {
        delete: { after: async (session) => facts.publish('SessionRevoked', { sessionId: session.id }) },
      },
    },
  });
  const { handler } = auth;
  return Object.assign(auth, { handler: (request: Request) => withFaults(() => handler(request)) });
}

/** A sign-in costs a try before anything is looked up, so that many at once get no more than one by one. */
async function takeTry(tries: Tries, body: unknown): Promise<void> {
  const { email } = (body ?? {}) as { email?: unknown };
  const seconds = typeof email === 'string' ? await tries.take(email) : undefined;
  if (seconds === undefined) return;
  const headers = { 'Retry-After': String(seconds) };
  throw new APIError('TOO_MANY_REQUESTS', { code: 'TOO_MANY_REQUESTS', message: 'Too many tries' }, headers);
}

/**
 * What Better Auth could not do, to our own log. Outages of the database are logged by themselves, and whatever else
 * the database refused is thrown to the caller.
 */
function logFailure(report: Needs['report'], message: string, details: unknown[]): void {
  const cause = details.find((detail) => detail instanceof Error);
  if (!isDatabaseAway(cause)) report(cause ?? new Error(message));
}

function isTokenAnswer(answer: unknown): answer is { token: string } {
  return (
    typeof answer === 'object' && answer !== null && typeof (answer as { token?: unknown }).token === 'string'
  );
}

const checks = {
  name: printable(1, 101),
  image: httpsUrlSchema.nullable(),
  firstName: personNameSchema,
  lastName: personNameSchema,
  userName: userNameSchema.refine((name) => !isReserved(name), 'is reserved'),
  avatarUrl: httpsUrlSchema.nullable(),
  socialLinks: socialLinksSchema.nullable(),
};

/** Better Auth's own endpoints check little of what goes into our columns: this is the last look at each. */
function checkUser<T extends Record<string, unknown>>(user: T): T {
  for (const [field, check] of Object.entries(checks)) {
    const value = user[field];
    if (value === undefined) continue;
    const parsed = check.safeParse(value);
    if (!parsed.success) {
      const message = `${field} ${parsed.error.issues[0]?.message ?? 'is invalid'}`;
      throw new APIError('UNPROCESSABLE_ENTITY', { code: 'INVALID', message });
    }
  }
  return user;
}
