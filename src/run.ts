import { type Config, loadConfig } from './config.ts';
import { welcome } from './demo/welcome.ts';
import { explain } from './explain.ts';
import { openLog, startServer, type TriberspaceServer } from './server.ts';

/** Longer than this a drain does not take: an orchestrator would kill us anyway. */
const DRAIN_LIMIT_MS = 30_000;

/** Starts the server as the environment says, and stops it when it is asked to. */
export async function run(): Promise<void> {
  let config: Config | undefined;
  try {
    config = loadConfig();
    await start(config);
  } catch (error) {
    console.error(explain(error, config));
    process.exit(1);
  }
}

async function start(config: Config): Promise<void> {
  const log = openLog(config);
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  process.on('uncaughtException', (error) => log.fatal({ err: error }, 'uncaught exception'));
  const server = await startServer(config, log);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void drain(server));
  console.log(welcome(server));
}

async function drain(server: TriberspaceServer): Promise<void> {
  setTimeout(() => process.exit(1), DRAIN_LIMIT_MS).unref();
  await server.stop();
  process.exit(0);
}
