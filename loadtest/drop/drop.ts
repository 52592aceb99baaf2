import { Client } from '@colyseus/sdk';
import { decodeMoves, FrameKind } from '#rooms/movement/codec.ts';
import { type Account, accountNames, signUpAll } from '../accounts.ts';
import { requestData } from '../http.ts';
import { cutOff, forgetState } from '../light-room.ts';
import { createHistogram, createTally, type Summary, type Tallied, type Tally } from '../measurements.ts';
import { openOwnSpace, startEvent } from '../own-space.ts';
import { pause } from '../pause.ts';
import type { Progress } from '../progress.ts';
import type { SpaceRoom, SpaceState } from '../visitor.ts';
import { type Attended, doubledVisits } from './doubled-visits.ts';

/** Longer than the 30 s that a seat is kept: who is not back by then does not come back. Milliseconds. */
const LOST_AFTER_MS = 35_000;
/** Everybody attends for so long before the connections are cut, and after. Milliseconds. */
const ATTENDS_MS = 3_000;
const LOOK_EVERY_MS = 50;
/** Answers about the attendance that are asked for at once. */
const AT_ONCE = 16;
const BACK_WITHIN_MS = 15_000;
const BACK_SHARE = 0.99;

export type DropOptions = { url: string; clients: number; prefix: string; ramp: number };

export type DropResult = {
  joined: number;
  /** Who was in again, and got a keyframe, and who was so within 15 s. */
  back: number;
  backInTime: number;
  /** Milliseconds from the cut to the keyframe after it. */
  backMs: Summary | undefined;
  /** Accounts whose visits overlap, or who were paid for more time than there was. */
  doubled: string[];
  attended: number;
  errors: Tallied[];
};

type Visit = { account: Account; room: SpaceRoom; backAt: number | undefined; isLost: boolean };

/** Whether nearly all were back in time, and nobody's attendance was counted twice. */
export const hasHeld = ({ joined, backInTime, doubled, attended }: DropResult): boolean =>
  joined > 0 && backInTime >= BACK_SHARE * joined && doubled.length === 0 && attended >= joined;

/** Lets all clients attend an event, cuts all their connections at once, and measures how they come back. */
export async function runDrop(
  { url, clients, prefix, ramp }: DropOptions,
  progress: Progress,
  stop: AbortSignal,
): Promise<DropResult> {
  const errors = createTally();
  const accounts = await signUp(url, prefix, clients, errors, progress, stop);
  const [creator] = accounts;
  if (!creator) throw new Error(`nobody could sign up: ${JSON.stringify(errors.list())}`);
  const space = await openOwnSpace(url, creator, { capacity: Math.max(2, clients), movement: {} }, stop);
  const event = await startEvent(url, creator, space.id, stop);
  const startedAt = performance.now();

  const visits = await joinAll(accounts, { url, spaceId: space.id, ramp, errors, progress, stop });
  await pause(ATTENDS_MS, stop);
  const backMs = createHistogram();
  const cutAt = performance.now();
  for (const { room } of visits) cutOff(room);
  progress.begin('come back', visits.length);
  const isSettled = ({ backAt, isLost }: Visit) => backAt !== undefined || isLost;
  while (performance.now() - cutAt < LOST_AFTER_MS && !stop.aborted && !visits.every(isSettled)) {
    await pause(LOOK_EVERY_MS, stop);
    progress.update(visits.filter(({ backAt }) => backAt !== undefined).length, '');
  }
  progress.end();
  const back = visits.flatMap(({ backAt }) => (backAt === undefined ? [] : [backAt - cutAt]));
  for (const ms of back) backMs.record(ms);

  await pause(ATTENDS_MS, stop);
  await event.end();
  const liveSeconds = (performance.now() - startedAt) / 1000;
  for (const { room } of visits) room.reconnection.enabled = false;
  const { attended, doubled } = await askAttendance(url, event.id, visits, liveSeconds, errors, stop);
  await Promise.all(visits.map(({ room }) => Promise.race([room.leave(), pause(ATTENDS_MS)])));
  return {
    joined: visits.length,
    back: back.length,
    backInTime: back.filter((ms) => ms <= BACK_WITHIN_MS).length,
    backMs: backMs.summary(),
    doubled,
    attended,
    errors: errors.list(),
  };
}

async function signUp(
  url: string,
  prefix: string,
  clients: number,
  errors: Tally,
  progress: Progress,
  stop: AbortSignal,
): Promise<Account[]> {
  let signedUp = 0;
  progress.begin('sign up', clients);
  const settled = () => progress.update(++signedUp, '');
  const waiting = (ms: number) => progress.update(signedUp, `asked to wait ${(ms / 1000).toFixed(1)} s`);
  const accounts = await signUpAll(accountNames(prefix, clients), { url, stop, errors, settled, waiting });
  progress.end();
  return accounts;
}

type Joining = {
  url: string;
  spaceId: string;
  ramp: number;
  errors: Tally;
  progress: Progress;
  stop: AbortSignal;
};

async function joinAll(accounts: readonly Account[], joining: Joining): Promise<Visit[]> {
  const { ramp, errors, progress, stop } = joining;
  const visits: Visit[] = [];
  const startedAt = performance.now();
  progress.begin('join', accounts.length);
  await Promise.all(
    accounts.map(async (account, at) => {
      await pause(startedAt + (at * 1000) / ramp - performance.now(), stop);
      if (stop.aborted) return;
      try {
        visits.push(await join(account, joining));
        progress.update(visits.length, '');
      } catch (error) {
        errors.add('join', String((error as Error).message));
      }
    }),
  );
  progress.end();
  return visits;
}

/** Joins, and from then on notes the return after a cut: the keyframe that tells who is around. */
async function join(account: Account, { url, spaceId, errors }: Joining): Promise<Visit> {
  const client = new Client(url);
  client.auth.token = account.token;
  const room: SpaceRoom = await client.joinOrCreate<SpaceState>('space', { spaceId });
  forgetState(room);
  room.reconnection.minUptime = 0;
  const visit: Visit = { account, room, backAt: undefined, isLost: false };
  let isReturned = false;
  room.onReconnect(() => {
    isReturned = true;
  });
  room.onLeave((code, reason) => {
    visit.isLost = true;
    if (room.reconnection.enabled) errors.add('connection', `closed ${code}`, reason);
  });
  room.onMessage('*', () => {});
  room.onMessage('moves', (bytes: Uint8Array) => {
    if (!isReturned || visit.backAt !== undefined) return;
    if (decodeMoves(bytes)?.kind === FrameKind.keyframe) visit.backAt = performance.now();
  });
  return visit;
}

async function askAttendance(
  url: string,
  eventId: string,
  visits: readonly Visit[],
  liveSeconds: number,
  errors: Tally,
  stop: AbortSignal,
): Promise<{ attended: number; doubled: string[] }> {
  const waiting = [...visits];
  const doubled: string[] = [];
  let attended = 0;
  const ask = async () => {
    for (let visit = waiting.pop(); visit; visit = waiting.pop()) {
      const { token, userName } = visit.account;
      try {
        const path = `${url}/api/v1/events/${eventId}/my-attendance`;
        const answer = (await requestData(path, { token, stop })) as Attended;
        if (answer.visits.length > 0) attended += 1;
        if (doubledVisits(answer, liveSeconds)) doubled.push(`${userName}: ${JSON.stringify(answer)}`);
      } catch (error) {
        errors.add('attendance', String((error as Error).message));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return { attended, doubled };
}

/** The closing report, for people. */
export function formatDrop(result: DropResult): string {
  const { joined, back, backInTime, backMs, doubled, attended, errors } = result;
  const share = joined === 0 ? 0 : (100 * backInTime) / joined;
  const times = backMs
    ? `Back after p50 ${backMs.p50.toFixed(0)} ms, p95 ${backMs.p95.toFixed(0)} ms, p99 ${backMs.p99.toFixed(0)} ms, ` +
      `the last after ${backMs.max.toFixed(0)} ms`
    : 'Nobody came back';
  return [
    `All of ${joined} connections were cut at once: ${back} came back, ${backInTime} (${share.toFixed(1)} %) within 15 s`,
    times,
    `${attended} attended the event, ${doubled.length} were counted twice`,
    ...doubled.slice(0, 10).map((line) => `  ${line}`),
    ...errors.map(({ stage, code, count, example }) => `  ${stage} ${code} × ${count} ${example}`),
  ].join('\n');
}
