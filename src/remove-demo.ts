import { createApp } from './app.ts';
import { type Config, loadConfig } from './config.ts';
import { removeDemo } from './demo/demo-leftovers.ts';
import { explain } from './explain.ts';
import { openLog } from './server.ts';

/*
 * npm run remove-demo
 * Deletes the demo accounts that still have their published password, and the demo world, from the configured
 * database. Run it before the first start in production on a database that was started in development.
 */

let config: Config | undefined;
try {
  config = loadConfig();
  const app = await createApp(config, openLog(config));
  try {
    const removed = await removeDemo(app);
    const text = removed.length === 0 ? 'There is nothing to remove.' : `Deleted ${removed.join(', ')}.`;
    process.stdout.write(`${text}\n`);
  } finally {
    await app.close();
  }
  process.exit(0);
} catch (error) {
  console.error(explain(error, config));
  process.exit(1);
}
