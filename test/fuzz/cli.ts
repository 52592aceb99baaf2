import '../../loadtest/sockets.ts';
import { randomInt } from 'node:crypto';
import { Command } from 'commander';
import { startWatchedServer } from '../soak/watched-server.ts';
import { fuzz } from './fuzz.ts';
import { prepare } from './prepare.ts';

/*
 * npm run test:fuzz: random frames for the rooms of a server process, which must neither end nor grow.
 */

const MOST_GROWTH = 0.2;
/** What the code and its caches take once is not growth. Parts of all frames. */
const WARM_UP_SHARE = 0.1;
const MEGABYTE = 1024 * 1024;

const { frames, connections } = new Command('test:fuzz')
  .description(
    'Throws random frames at a room of a server process of its own, while a player plays on in it.',
  )
  .option('--frames <count>', 'how many frames', Number, 100_000)
  .option('--connections <count>', 'how many connections send them', Number, 40)
  .addHelpText(
    'after',
    '\nSEED=<number> sends the same frames again. DATABASE_URL=… uses a database of its own on that PostgreSQL.' +
      '\nExit code 1 when the server ended, the player was disturbed, or the memory grew by more than a fifth.',
  )
  .parse()
  .opts<{ frames: number; connections: number }>();

// The SDK tells the console of every code and type that it does not know.
console.info = () => {};
console.warn = () => {};

const seed = Number(process.env.SEED) || randomInt(1, 2 ** 31);
console.log(`SEED=${seed}, ${frames} frames from ${connections} connections`);
const server = await startWatchedServer(process.env.DATABASE_URL);
const { spaceId, accounts } = await prepare(server.url, connections + 1);
const run = (share: number, from: number) =>
  fuzz({
    ...{ url: server.url, spaceId, accounts, seed: seed + from },
    frames: Math.ceil(frames * share),
    progress: (sent) => process.stdout.isTTY && process.stdout.write(`\r${sent} sent `),
  });
await run(WARM_UP_SHARE, 0);
const before = await server.sample();
const { closed, said, heard, isThere } = await run(1 - WARM_UP_SHARE, connections);
const after = await server.sample();
const growth = after.heapBytes / before.heapBytes - 1;
const code = await server.stop();
const codes = [...closed].toSorted(([a], [b]) => a - b).map(([of, times]) => `${of} × ${times}`);
console.log(`closed: ${codes.join(', ')}`);
console.log(`the player said ${said} lines and heard ${heard} of them${isThere ? '' : ', and was cut off'}`);
console.log(
  `heap ${(before.heapBytes / MEGABYTE).toFixed(1)} → ${(after.heapBytes / MEGABYTE).toFixed(1)} MB (${(100 * growth).toFixed(1)} %), the server ended with ${code}`,
);
process.exit(isThere && heard === said && growth < MOST_GROWTH && code === 0 ? 0 : 1);
