import { z } from 'zod';
import { flag, origins, proxies, publicAddress, publicUrl, quota } from './config-values.ts';
import { misspelt } from './misspelt-settings.ts';

/** A secret that anybody can read in this file; refused in production. */
export const DEVELOPMENT_SECRET = 'triberspace-development-secret-not-for-production';

/**
 * Every setting, read from the environment once. The descriptions are what `.env.example` says,
 * which is generated from here (`npm run env-example`).
 */
export const settings = {
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe(
      'production: no demo world, no sandbox payments, and no start without a real AUTH_SECRET and PUBLIC_URL.',
    ),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(2567)
    .describe('The one port that serves everything.'),
  HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe(
      'The address to listen on. Default: only this machine reaches the server; 0.0.0.0 listens on all IPv4 addresses, :: on IPv6 too. The container image sets 0.0.0.0.',
    ),
  PUBLIC_URL: publicUrl
    .optional()
    .describe('Where clients reach the server. Default: http://localhost:PORT.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('PostgreSQL 14 or newer. Default: none, an embedded PGlite database in DATA_DIR.'),
  DATABASE_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(10)
    .describe('Connections to PostgreSQL.'),
  MIGRATE_ON_START: flag
    .default(true)
    .describe(
      'Whether a start brings the database to the newest migration; with false it refuses to start until npm run migrate has.',
    ),
  DATA_DIR: z.string().min(1).default('./data').describe('Folder of the embedded database.'),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe('Redis 6 or newer, needed as soon as there are two processes. Default: none, one process.'),
  PUBLIC_ADDRESS: publicAddress
    .optional()
    .describe(
      'host:port at which clients reach this process and no other; needed in production with REDIS_URL. Default: localhost:PORT with Redis outside production.',
    ),
  AUTH_SECRET: z
    .string()
    .min(32)
    .default(DEVELOPMENT_SECRET)
    .describe('Signs sessions; 32 characters or more, the same on every process, e.g. openssl rand -hex 32.'),
  TRUSTED_PROXIES: proxies
    .default([])
    .describe(
      'Proxies whose X-Forwarded-For is trusted: addresses, CIDR ranges, loopback, linklocal or uniquelocal, comma separated. Default: none.',
    ),
  ALLOWED_ORIGINS: origins
    .default([])
    .describe(
      'Origins of browser clients other than PUBLIC_URL, comma separated, without path and wildcard, e.g. https://play.example.com.',
    ),
  PAYMENT_PROVIDER: z
    .enum(['sandbox', 'stripe', 'paypal', 'none'])
    .optional()
    .describe(
      'Who takes the money for points. In the sandbox no money moves and everybody can have points: it is refused in production. Default: sandbox, in production none.',
    ),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[sr]k_\S+$/, "Stripe's secret keys begin with sk_ or rk_")
    .optional()
    .describe("Stripe's secret key, or a restricted one that may write PaymentIntents."),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\S+$/, "Stripe's signing secrets begin with whsec_")
    .optional()
    .describe('The signing secret of the webhook endpoint at Stripe.'),
  STRIPE_API_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Where Stripe's API is, for tests. Default: where it always is."),
  PAYPAL_CLIENT_ID: z.string().regex(/^\S+$/).optional().describe('The client id of the app at PayPal.'),
  PAYPAL_CLIENT_SECRET: z.string().regex(/^\S+$/).optional().describe('The secret of the app at PayPal.'),
  PAYPAL_WEBHOOK_ID: z
    .string()
    .regex(/^[A-Za-z0-9]+$/, "PayPal's webhook ids are letters and digits")
    .optional()
    .describe("PayPal's id of the webhook at this server; webhooks that were sent to another are refused."),
  PAYPAL_API_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://api-m.paypal.com')
    .describe(
      "Where PayPal's API is; https://api-m.sandbox.paypal.com is its sandbox. In production only PayPal's own hosts are taken.",
    ),
  RATE_LIMITS: flag
    .default(true)
    .describe('Limits for each address, user and account; false only for load tests.'),
  SOCKETS_PER_ADDRESS: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(2_000)
    .describe(
      'How many WebSockets of one address (IPv6: of one /64) a process keeps open; more are refused with 429.',
    ),
  MAX_SPACES_PER_CREATOR: quota(200, 'How many spaces one creator can have.'),
  MAX_EVENTS_PER_CREATOR: quota(1_000, 'How many events one creator can have that are not over.'),
  MAX_PRODUCTS_PER_CREATOR: quota(10_000, 'How many products one creator can have, retired ones too.'),
  MAX_PACKAGES_PER_CREATOR: quota(200, 'How many packages of points one creator can have, retired ones too.'),
  MAX_WEARABLES_PER_CREATOR: quota(10_000, 'How many wearables one creator can have.'),
  MAX_AVATARS_PER_USER: quota(100, 'How many avatars one user can have.'),
  MAX_SESSIONS_PER_USER: quota(200, 'How many sessions one user can have; with one more, the oldest ends.'),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe(
      'Who sends it as Authorization: Bearer may read GET /metrics; 16 characters or more. Default: none, then only this machine may, and in production nobody.',
    ),
  AUDIT_INTERVAL_MINUTES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_080)
    .default(0)
    .describe(
      'How often one of the processes audits the database and tells GET /metrics, e.g. 1440 for once a day; 0 for never.',
    ),
  IDEMPOTENCY_KEY_HOURS: z.coerce
    .number()
    .int()
    .min(24)
    .max(8_760)
    .default(48)
    .describe('How long the answer to an Idempotency-Key is kept, for retries.'),
  SANCTION_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(3_650)
    .default(30)
    .describe('How long a ban or a mute is kept after it has ended.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much is logged.'),
  STOP_DELAY_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(300)
    .default(0)
    .describe(
      'How long a server that was asked to stop goes on serving while GET /readyz says 503, so that a load balancer stops sending to it first.',
    ),
  EVENT_MAX_OVERRUN_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(1440)
    .default(60)
    .describe('An event that nobody ends is ended this many minutes after its planned end.'),
  BOUGHT_POINTS_HOLD_HOURS: z.coerce
    .number()
    .int()
    .min(0)
    .max(8760)
    .default(168)
    .describe(
      'Points bought with money, and what is bought with them, cannot be given to another user for this many hours after they were paid; 0 lets them be given at once.',
    ),
} as const;

const schema = z.object(settings);

export type Config = Readonly<
  z.output<typeof schema> & {
    isProduction: boolean;
    /** Whether an npm script started this program: npm then stands between it and whoever wants to stop it. */
    isStartedByNpm: boolean;
  }
>;

/** The configuration could not be read; `message` names every wrong setting and what to do. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads the configuration from environment variables, those of the process unless others are given; an empty
 * value counts as not set.
 * @throws ConfigError naming every setting that is wrong.
 */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name in settings && value !== ''),
  );
  refuseMisspelt(env);
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`These settings are wrong (see .env.example):\n${lines.join('\n')}`);
  }
  const config = {
    ...parsed.data,
    isProduction: parsed.data.NODE_ENV === 'production',
    isStartedByNpm: env.npm_lifecycle_event !== undefined,
  };
  if (config.isProduction) requireRealSecrets(config);
  requirePaymentSecrets(config);
  requireWhatRedisNeeds(config);
  return config;
}

function refuseMisspelt(env: Record<string, string | undefined>): void {
  const given = Object.keys(env).filter((name) => env[name] !== undefined && env[name] !== '');
  const lines = misspelt(given, Object.keys(settings)).map(
    ({ name, meant }) =>
      `  ${name}: did you mean ${meant}? Rename it, or unset it if it is not meant for this server.`,
  );
  if (lines.length > 0)
    throw new ConfigError(`These are not settings (see .env.example):\n${lines.join('\n')}`);
}

/** Redis is there for several processes, which share a database, and each of which clients must reach by itself. */
function requireWhatRedisNeeds(config: Config): void {
  if (!config.REDIS_URL) return;
  if (!config.DATABASE_URL)
    throw new ConfigError(
      'REDIS_URL needs DATABASE_URL: processes that share Redis share a PostgreSQL database too. Set DATABASE_URL, or unset REDIS_URL to run one process on the embedded database.',
    );
  if (config.isProduction && !config.PUBLIC_ADDRESS)
    throw new ConfigError(
      'REDIS_URL needs PUBLIC_ADDRESS in production: the host:port at which clients reach this process and no other. A single process may use the host of PUBLIC_URL, or run without REDIS_URL.',
    );
}

/** What each provider can't do without, and where the operator finds it. */
const paymentSecrets = {
  stripe: { names: ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'], where: "both are in Stripe's dashboard" },
  paypal: {
    names: ['PAYPAL_CLIENT_ID', 'PAYPAL_CLIENT_SECRET', 'PAYPAL_WEBHOOK_ID'],
    where: "all are in PayPal's developer dashboard, with the app",
  },
} as const;

const PAYPAL_HOST = /^https:\/\/([a-z0-9-]+\.)+paypal\.com\/?$/;

function requirePaymentSecrets(config: Config): void {
  const provider = config.PAYMENT_PROVIDER;
  if (provider !== 'stripe' && provider !== 'paypal') return;
  const { names, where } = paymentSecrets[provider];
  const missing = names.filter((name) => !config[name]);
  if (missing.length > 0)
    throw new ConfigError(`PAYMENT_PROVIDER=${provider} needs ${missing.join(' and ')}: ${where}.`);
  if (provider === 'paypal' && config.isProduction && !PAYPAL_HOST.test(config.PAYPAL_API_URL))
    throw new ConfigError(
      "PAYPAL_API_URL: in production it is one of PayPal's own hosts, since PayPal's signatures are believed by what it says.",
    );
}

function requireRealSecrets(config: Config): void {
  const missing: string[] = [];
  if (config.AUTH_SECRET === DEVELOPMENT_SECRET)
    missing.push('AUTH_SECRET: set a secret of your own (openssl rand -hex 32)');
  if (!config.PUBLIC_URL) missing.push('PUBLIC_URL: set the address at which clients reach the server');
  if (config.PAYMENT_PROVIDER === 'sandbox')
    missing.push('PAYMENT_PROVIDER: sandbox gives points without payment; set stripe, paypal or none');
  if (config.STRIPE_API_URL)
    missing.push(
      'STRIPE_API_URL: it is for tests; leave it empty, so that payments are asked of Stripe itself',
    );
  if (missing.length > 0) {
    throw new ConfigError(
      `NODE_ENV=production needs real settings:\n${missing.map((line) => `  ${line}`).join('\n')}`,
    );
  }
}
