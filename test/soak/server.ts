import { pino } from 'pino';
import { loadConfig } from '#src/config.ts';
import { startServer } from '#src/server.ts';

/*
 * The server process of a soak test: the whole server, which tells its parent of its memory and its handles. Only
 * this program does so; the server itself knows nothing of it.
 */

const SAMPLE_EVERY_MS = 15_000;

const tell = (message: object) => process.send?.(message);
const server = await startServer(loadConfig(process.env), pino({ level: 'error' }, process.stderr));
const timer = setInterval(sample, SAMPLE_EVERY_MS);
process.once('disconnect', stop);
process.on('message', (word) => {
  if (word === 'stop') void stop();
  if (word === 'sample') sample();
});
tell({ ready: `http://127.0.0.1:${server.port}` });

/** What is still used once the garbage is collected. */
function sample(): void {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const handles: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1;
  tell({ sample: { seconds: process.uptime(), heapBytes: heapUsed, rssBytes: rss, handles } });
}

async function stop(): Promise<void> {
  clearInterval(timer);
  await server.stop();
  // Not by letting go of the parent: @pm2/io, which comes with Colyseus, ends a process with 1 then.
  process.exit(0);
}
