import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { createAuth } from '#auth/auth.ts';
import { createCheckPassword } from '#auth/check-password.ts';
import { createIdentify } from '#auth/identify.ts';
import { createSessionLookup, createSessionsLookup } from '#auth/session-lookup.ts';
import { createSignUp } from '#auth/sign-up.ts';
import { type Database, openDatabase } from '#db/client.ts';
import { assertMigrated, type MigrationStep, migrate } from '#db/migrate.ts';
import { createTransact, type Transact } from '#db/transact.ts';
import { createAccounts } from '#domain/accounts/accounts.ts';
import { createDeletion } from '#domain/accounts/deletion.ts';
import { createExports } from '#domain/accounts/export.ts';
import { createAvatars } from '#domain/avatars/avatars.ts';
import { createCatalogue } from '#domain/avatars/catalogue.ts';
import { databaseClock } from '#domain/clock.ts';
import { createCreators } from '#domain/creators/creators.ts';
import { createRemovals } from '#domain/creators/removal.ts';
import { createAttendance } from '#domain/events/attendance.ts';
import { createAttendees } from '#domain/events/attendees.ts';
import { createCheckIns } from '#domain/events/check-in.ts';
import { createEvents } from '#domain/events/events.ts';
import { createMyAttendances } from '#domain/events/my-attendance.ts';
import { createReports } from '#domain/events/report.ts';
import type { FactBus } from '#domain/facts.ts';
import { createBelongings } from '#domain/inventory/belongings.ts';
import { createHoldings } from '#domain/inventory/holdings.ts';
import { createInventory } from '#domain/inventory/inventory.ts';
import { createOutbox } from '#domain/outbox/outbox.ts';
import { createBalances } from '#domain/points/balances.ts';
import { createCallOffs } from '#domain/points/call-offs.ts';
import { createFollowUps } from '#domain/points/follow-ups.ts';
import { createGifts } from '#domain/points/gifts.ts';
import { createHolds } from '#domain/points/holds.ts';
import { createLeaderboard } from '#domain/points/leaderboard.ts';
import { createLedger } from '#domain/points/ledger.ts';
import { createPackages } from '#domain/points/packages.ts';
import { createPurchases } from '#domain/points/purchases.ts';
import { createSettlement } from '#domain/points/settlement.ts';
import { createQuotas } from '#domain/quotas.ts';
import { createRetention } from '#domain/retention/retention.ts';
import { createSteadyClock, type SteadyClock } from '#domain/steady-clock.ts';
import { createCheckout } from '#domain/store/checkout.ts';
import { createDrops } from '#domain/store/drops.ts';
import { createOrders } from '#domain/store/orders.ts';
import { createProducts } from '#domain/store/products.ts';
import { createRefunds } from '#domain/store/refunds.ts';
import { createStores } from '#domain/store/stores.ts';
import { createMemberships } from '#domain/tribes/memberships.ts';
import { createTribes } from '#domain/tribes/tribes.ts';
import { createAdmission } from '#domain/worlds/admission.ts';
import { createInstanceDrain } from '#domain/worlds/instances.ts';
import { createModeration } from '#domain/worlds/moderation.ts';
import { createSpaces } from '#domain/worlds/spaces.ts';
import { createWorlds } from '#domain/worlds/worlds.ts';
import { createLimits, type Limits, noLimits } from '#http/limits/limits.ts';
import { createOrigins } from '#http/origins.ts';
import { createProviders } from '#payments/providers.ts';
import { connectRedis } from '#redis/connection.ts';
import { createLocalCounters, createSharedCounters } from '#redis/counters.ts';
import { createLocalFacts } from '#redis/local-facts.ts';
import { createProcessSigns } from '#redis/process-signs.ts';
import { reachRedis } from '#redis/reach-redis.ts';
import { createRedisFacts } from '#redis/redis-facts.ts';
import type { Config } from './config.ts';

export type App = Awaited<ReturnType<typeof createApp>>;

/** The composition root: opens the database, brings it up to date, and makes every service, by hand. */
export async function createApp(config: Config, log: Logger) {
  const report = reportTo(log);
  if (config.REDIS_URL) await reachRedis(config.REDIS_URL);
  const database = await openDatabase(config);
  const { facts, shared, closeFacts } = await openFacts(config, log, report);
  const redis = shared?.redis;
  const transact = createTransact(database.db, report, database.failures.note);
  let steadyClock: SteadyClock;
  try {
    if (config.MIGRATE_ON_START) {
      const onStep = (step: MigrationStep) => log[levelOf(step)](step, 'migrating the database');
      await migrate(database, config.DATABASE_URL, { onStep });
    } else await assertMigrated(database.db);
    steadyClock = await createSteadyClock({ database, transact });
  } catch (error) {
    closeFacts();
    await database.close();
    throw error;
  }
  const stopComparing = steadyClock.start();
  const { limits, closeLimits } = openLimits(config, redis);
  const services = createServices({ config, database, transact, steadyClock, facts, limits, log });
  return {
    config,
    log,
    database,
    facts,
    redis,
    /** What several processes have in common beside the database; undefined without Redis. */
    shared,
    limits,
    ...services,
    async close() {
      await stopComparing();
      closeLimits();
      closeFacts();
      await database.close();
    },
  };
}

const reportTo = (log: Logger) => (error: unknown) => log.error({ err: error }, 'a listener or hook failed');

type ServiceNeeds = {
  config: Config;
  database: Database;
  transact: Transact;
  steadyClock: SteadyClock;
  facts: FactBus;
  limits: Limits;
  log: Logger;
};

/** A migration that takes nothing worth a word is one line less for whoever starts a server for the first time. */
const levelOf = (step: MigrationStep): 'info' | 'debug' =>
  step.kind === 'done' || (step.kind === 'begins' && step.costs.length === 0) ? 'debug' : 'info';

function createServices(needs: ServiceNeeds) {
  const { config, database, transact, steadyClock, facts, limits, log } = needs;
  const report = reportTo(log);
  const { db } = database;
  /** The time of day; what passes is measured by the steady clock. */
  const clock = databaseClock;
  const baseUrl = config.PUBLIC_URL ?? `http://localhost:${config.PORT}`;
  const origins = createOrigins([new URL(baseUrl).origin, ...config.ALLOWED_ORIGINS], !config.isProduction);
  const auth = createAuth({
    db,
    facts,
    baseUrl,
    secret: config.AUTH_SECRET,
    trustedOrigins: origins.list,
    sessionsPerUser: config.MAX_SESSIONS_PER_USER,
    tries: limits.account,
    report,
    note: (reason) => log.debug({ reason }, 'Better Auth refused a request'),
  });
  const sessionNeeds = { db, secret: config.AUTH_SECRET, ...auth.options.session };
  const ledger = createLedger({ clock });
  const holds = createHolds({ clock, windowSeconds: config.BOUGHT_POINTS_HOLD_HOURS * 3_600 });
  const gifts = createGifts({ transact, ledger, holds });
  const inventory = createInventory();
  const outbox = createOutbox({ database, clock: steadyClock.deadlines });
  const attendance = createAttendance({
    database,
    transact,
    clock: steadyClock,
    facts,
    ledger,
    outbox,
    report,
  });
  const quotas = createQuotas({
    spaces: config.MAX_SPACES_PER_CREATOR,
    events: config.MAX_EVENTS_PER_CREATOR,
    products: config.MAX_PRODUCTS_PER_CREATOR,
    packages: config.MAX_PACKAGES_PER_CREATOR,
    wearables: config.MAX_WEARABLES_PER_CREATOR,
    avatars: config.MAX_AVATARS_PER_USER,
  });
  const events = createEvents({
    quotas,
    database,
    transact,
    clock: steadyClock,
    deadlines: steadyClock.deadlines,
    facts,
    attendance,
    outbox,
    maximumOverrunMinutes: config.EVENT_MAX_OVERRUN_MINUTES,
  });
  const { providers, sandbox } = createProviders(config, baseUrl);
  const checkPassword = createCheckPassword(auth);
  const settlement = createSettlement({ transact, clock, ledger, outbox, report });
  const callOffs = createCallOffs({ database, clock, outbox, settlement, providers });
  const followUps = createFollowUps({ database, clock, outbox, settlement, providers, report });
  const removals = createRemovals({ clock, facts, events, callOffs });
  const spaces = createSpaces({ database, transact, facts, quotas });
  const admission = createAdmission({ database, clock });
  return {
    transact,
    outbox,
    origins,
    auth,
    checkPassword,
    ledger,
    inventory,
    attendance,
    identify: createIdentify(auth, createSessionLookup(sessionNeeds), createSessionsLookup(sessionNeeds)),
    accounts: createAccounts({ database, facts, signUp: createSignUp(auth, baseUrl) }),
    deletion: createDeletion({
      transact,
      clock,
      facts,
      checkPassword,
      attendance,
      ledger,
      gifts,
      inventory,
      removals,
      callOffs,
    }),
    exports: createExports({ transact, clock }),
    creators: createCreators({ database, transact, removals }),
    worlds: createWorlds({ database, transact, facts }),
    spaces,
    instanceDrain: createInstanceDrain({ spaces }),
    moderation: createModeration({ database, transact, clock, facts, attendance }),
    tribes: createTribes({ database, transact }),
    memberships: createMemberships({ database, transact, ledger }),
    admission,
    events,
    attendees: createAttendees({ database, events }),
    checkIns: createCheckIns({ database, admission, events, attendance }),
    myAttendances: createMyAttendances({ database, events }),
    reports: createReports({ transact, clock: steadyClock }),
    avatars: createAvatars({ database, transact, facts, quotas }),
    catalogue: createCatalogue({ database, transact, facts, quotas }),
    products: createProducts({ database, transact, clock, facts, quotas }),
    stores: createStores({ database, transact, facts }),
    drops: createDrops({ database, clock }),
    orders: createOrders({ database }),
    holdings: createHoldings({ database }),
    belongings: createBelongings({ transact, facts, inventory, holds }),
    refunds: createRefunds({ transact, clock, facts, ledger, inventory }),
    checkout: createCheckout({ transact, clock, facts, ledger, inventory }),
    balances: createBalances({ database }),
    gifts,
    leaderboard: createLeaderboard({ database }),
    packages: createPackages({ database, transact, quotas }),
    retention: createRetention({
      database,
      clock,
      periods: {
        idempotencyHours: config.IDEMPOTENCY_KEY_HOURS,
        sanctionDays: config.SANCTION_RETENTION_DAYS,
      },
    }),
    providers,
    sandbox,
    settlement,
    followUps,
    callOffs,
    purchases: createPurchases({ database, transact, settlement, outbox, followUps, providers, report }),
  };
}

async function openFacts(config: Config, log: Logger, report: (error: unknown) => void) {
  if (!config.REDIS_URL) return { facts: createLocalFacts(report), shared: undefined, closeFacts: () => {} };
  const url = config.REDIS_URL;
  const connect = () => connectRedis(url, (error) => log.warn({ err: error }, 'Redis is away'));
  const publisher = connect();
  const facts = await createRedisFacts(publisher, connect(), report);
  const shared = { redis: publisher, connect, signs: createProcessSigns(publisher) };
  return { facts, shared, closeFacts: facts.close };
}

/** Counted in Redis where there is one, so that the limits are those of all processes together. */
function openLimits({ RATE_LIMITS }: Config, redis: Redis | undefined) {
  if (!RATE_LIMITS) return { limits: noLimits, closeLimits: () => {} };
  if (!redis) return { limits: createLimits(createLocalCounters()), closeLimits: () => {} };
  const counters = createSharedCounters(redis);
  return { limits: createLimits(counters), closeLimits: counters.close };
}
