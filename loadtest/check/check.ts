import { accountNames, signUpAll } from '../accounts.ts';
import { createTally } from '../measurements.ts';
import { openOwnSpace } from '../own-space.ts';
import { pause } from '../pause.ts';
import type { Progress } from '../progress.ts';
import { randomFrom } from '../random.ts';
import { createJury, type Verdict } from './jury.ts';
import { type Events, play } from './player.ts';

/** Cells so small and players so fast that they come into other cells all the time. */
const MOVEMENT = {
  reachMetres: 60,
  cellMetres: 8,
  metresPerSecond: 12,
  spawn: { x: 0, y: 0, z: 0, heading: 0, radiusMetres: 50 },
  portals: [{ at: { x: 0, z: 0 }, radiusMetres: 2, to: { x: 45, y: 0, z: -45, heading: 0 } }],
};
const TICK_MS = 500;
/** What was seen last is judged so much later. Milliseconds. */
const LAST_JUDGED_MS = 2_500;

export type CheckOptions = { url: string; clients: number; seconds: number; prefix: string; seed: number };
export type CheckResult = Verdict & Events & { clients: number; seed: number };

/**
 * Lets players come, walk, leave, be cut off and come back at random in a space of their own, and compares whom each
 * of them knew, and where, with where everybody was.
 */
export async function runCheck(
  { url, clients, seconds, prefix, seed }: CheckOptions,
  progress: Progress,
  stop: AbortSignal,
): Promise<CheckResult> {
  const errors = createTally();
  let signedUp = 0;
  progress.begin('sign up', clients);
  const settled = () => progress.update(++signedUp);
  const accounts = await signUpAll(accountNames(prefix, clients), {
    url,
    stop,
    errors,
    settled,
    waiting: (ms) => progress.update(signedUp, `asked to wait ${(ms / 1000).toFixed(1)} s`),
  });
  progress.end();
  const [creator] = accounts;
  if (!creator) throw new Error(`nobody could sign up: ${JSON.stringify(errors.list())}`);
  // Twice as many places, so that who is away for a moment never makes others open a second room.
  const space = await openOwnSpace(url, creator, { capacity: 2 * clients, movement: MOVEMENT }, stop);

  const jury = createJury(space.movement);
  const verdict = jury.verdict();
  const events: Events = { joins: 0, leaves: 0, reconnections: 0, corrections: 0, moves: 0 };
  const find = (what: string) => {
    verdict.wrong += 1;
    verdict.findings.push(what);
  };
  const end = new AbortController();
  const playing = accounts.map((account, at) =>
    play(account, { url, space, jury, events, find, random: randomFrom(seed + at), stop: end.signal }),
  );

  progress.begin('play', seconds);
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1000;
  while (elapsed() < seconds && !stop.aborted) {
    await pause(TICK_MS, stop);
    jury.judge(performance.now());
    progress.update(
      Math.min(seconds, Math.round(elapsed())),
      `${verdict.compared} compared, ${verdict.wrong} wrong`,
    );
  }
  end.abort();
  await Promise.all(playing);
  await pause(LAST_JUDGED_MS);
  jury.judge(performance.now());
  progress.end();
  return { ...jury.verdict(), ...events, clients: accounts.length, seed };
}

/** The closing report, for people. */
export function formatCheck(result: CheckResult): string {
  const { clients, seed, joins, leaves, reconnections, corrections, moves, compared, skipped } = result;
  return [
    `Check of what ${clients} clients saw (seed ${seed})`,
    `${joins} joins, ${leaves} leaves, ${reconnections} reconnections, ${corrections} corrections, ${moves} moves`,
    `${compared} pairs compared, ${skipped} left out while one of them came, went or stood: ${result.wrong} wrong`,
    ...result.findings.map((finding) => `  ${finding}`),
  ].join('\n');
}
