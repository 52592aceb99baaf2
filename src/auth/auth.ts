import { randomUUID } from 'node:crypto';
import { APIError, isAPIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import { bearer } from 'better-auth/plugins/bearer';
import type { Db } from '#db/client.ts';
import { isDatabaseAway } from '#db/constraint.ts';
import {
  httpsUrlSchema,
  personNameSchema,
  socialLinksSchema,
  userNameSchema,
} from '#domain/accounts/account-rules.ts';
import { isReserved, namesPlatform } from '#domain/accounts/reserved-names.ts';
import type { FactBus } from '#domain/facts.ts';
import { printable } from '#domain/text-rules.ts';
import { createAuthAdapter, withFaults } from './auth-adapter.ts';
import { createAuthHooks } from './auth-hooks.ts';
import { CLIENT_ADDRESS_HEADER } from './client-address.ts';
import { hashing } from './hashing.ts';
import type { Tries } from './password-tries.ts';
import { createSessionQuota } from './session-quota.ts';
import { endSessionsOfOldPassword } from './sessions-of-password.ts';

type Needs = {
  db: Db;
  facts: FactBus;
  secret: string;
  baseUrl: string;
  /** Origins that browsers may call from, asked anew for each request. */
  trustedOrigins: () => string[];
  /** How many sessions one user can have; of more, the oldest end. */
  sessionsPerUser: number;
  /** How often an account's password may be tried. */
  tries: Tries;
  /** Where failures are reported. */
  report: (error: unknown) => void;
  /** Is told why Better Auth refused somebody, without what they sent. */
  note: (reason: string) => void;
};

export type Auth = ReturnType<typeof createAuth>;

/** Better Auth on our tables: email and password, bearer tokens for game clients, cookies for pages. */
export function createAuth(needs: Needs) {
  const { db, facts, secret, baseUrl, trustedOrigins, tries, report, note } = needs;
  const endOldest = createSessionQuota(needs);
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
    logger: {
      level: 'error',
      log: (_level, message, ...details) => tellOf(message, details, { report, note }),
    },
    database: createAuthAdapter(db),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      password: hashing,
      revokeSessionsOnPasswordReset: true,
    },
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
    hooks: createAuthHooks({ db, secret, tries }),
    databaseHooks: {
      user: {
        create: { before: async (user) => ({ data: checkUser(user) }) },
        update: {
          before: async (user, context) => ({ data: checkUser(user, context?.context.session?.user) }),
          after: async ({ id, userName }) =>
            facts.publish('UserRenamed', { userId: id, userName: userName as string }),
        },
      },
      account: {
        update: {
          before: async (account, ctx) => {
            if (account.password) await endSessionsOfOldPassword(ctx);
          },
        },
      },
      session: {
        create: { after: ({ userId }) => endOldest(userId) },
        delete: { after: async (session) => facts.publish('SessionRevoked', { sessionId: session.id }) },
      },
    },
  });
  const { handler } = auth;
  return Object.assign(auth, { handler: (request: Request) => withFaults(() => handler(request)) });
}

/**
 * What Better Auth calls an error. Something failed only where there is an error that is no answer to the client;
 * anything else is a refusal, whose words quote what the client sent. Outages of the database are logged by themselves.
 */
function tellOf(
  message: unknown,
  details: unknown[],
  { report, note }: Pick<Needs, 'report' | 'note'>,
): void {
  const cause = [message, ...details].find((one) => one instanceof Error);
  if (cause && !isRefusal(cause)) {
    if (!isDatabaseAway(cause)) report(cause);
  } else note(String(message).split(':', 1)[0] ?? '');
}

const isRefusal = (error: Error): boolean => isAPIError(error) && error.statusCode < 500;

const checks = {
  name: printable(1, 101),
  image: httpsUrlSchema.nullable(),
  firstName: personNameSchema,
  lastName: personNameSchema,
  userName: userNameSchema.refine((name) => !isReserved(name), 'is reserved'),
  avatarUrl: httpsUrlSchema.nullable(),
  socialLinks: socialLinksSchema.nullable(),
};

/**
 * Better Auth's own endpoints check little of what goes into our columns: this is the last look at each. Returns the
 * user with the values as the schemas leave them, such as trimmed. `name` is derived by the database.
 * @param before the user as they were, where they are changed
 */
function checkUser<T extends Record<string, unknown>>(user: T, before: Record<string, unknown> = {}): T {
  const checked: Record<string, unknown> = { ...user };
  for (const [field, check] of Object.entries(checks)) {
    const value = user[field];
    if (value === undefined) continue;
    const parsed = check.safeParse(value);
    if (!parsed.success) {
      throw invalid(`${field} ${parsed.error.issues[0]?.message ?? 'is invalid'}`);
    }
    checked[field] = parsed.data;
  }
  const { firstName, lastName } = { ...before, ...checked };
  if ((user.firstName ?? user.lastName) !== undefined && namesPlatform(`${firstName} ${lastName}`))
    throw invalid('name must not contain the name of the platform');
  return checked as T;
}

const invalid = (message: string) => new APIError('UNPROCESSABLE_ENTITY', { code: 'INVALID', message });
