import { setTimeout as sleep } from 'node:timers/promises';
import { cut, enter, type Presence } from '#test/clients.ts';
import { comeInAtLast, goAway, type Round, type Stage } from '../round.ts';
import { makeStage } from '../stages.ts';
import { addPlayers, type Player } from '../town.ts';
import { must, soon, within } from '../within.ts';

type Socket = { send(bytes: Uint8Array): void; pause(): void; resume(): void };
const socketOf = (there: Presence) => (there.room.connection.transport as unknown as { ws: Socket }).ws;

const CLOSED_WITHIN_MS = 10_000;
const HEARD_WITHIN_MS = 2_000;
const RANDOM_FRAMES = 40;

const BAD_FRAME = 4002;
const TOO_BIG = 1009;

/** What a client may do wrong, and the code that it is closed with; without a code it may stay. */
const misdeeds: { name: string; code?: number; commit: (there: Presence, round: Round) => void }[] = [
  {
    name: 'flood',
    code: BAD_FRAME,
    commit: ({ room }) => {
      for (let n = 0; n < 200; n++) room.send('emote', { name: 'wave' });
    },
  },
  { name: 'oversized', code: TOO_BIG, commit: (there) => socketOf(there).send(new Uint8Array(5_000)) },
  {
    name: 'a move too short',
    code: BAD_FRAME,
    commit: ({ room }) => room.sendBytes('move', new Uint8Array(7)),
  },
  {
    name: 'random frames',
    commit: (there, { random }) => {
      for (let n = 0; n < RANDOM_FRAMES; n++) socketOf(there).send(random.bytes(random.integer(0, 100)));
    },
  },
  { name: 'stalled reader', commit: (there) => socketOf(there).pause() },
];

/** Three of each kind at once in a room where others talk. */
export async function badClients(round: Round): Promise<void> {
  const { victim, crowd, witness, house } = round;
  const stage = round.stages[victim];
  const honest = await comeInAtLast(round, crowd[0] as Player, stage);
  const offenders = await addPlayers(house, 'offender', misdeeds.length * 3);
  const there = await Promise.all(offenders.map((player) => comeInAtLast(round, player, stage)));
  const ticks = witness.watch(victim);
  await Promise.all(
    round.random
      .shuffled(there.map((presence, n) => ({ presence, deed: misdeeds[n % misdeeds.length] })))
      .map(async ({ presence, deed }) => {
        deed?.commit(presence, round);
        if (!deed?.code) return;
        const code = await within(CLOSED_WITHIN_MS, `the end of ${deed.name}`, presence.left);
        must(code === deed.code, `${deed.name} was closed with ${code}`);
      }),
  );
  for (let n = 0; n < 3; n++) await expectHeard(honest, `still here ${n}`);
  await sleep(500);
  ticks.expectTicks();
  for (const presence of there) socketOf(presence).resume();
  await Promise.all([honest, ...there].map(goAway));
}

async function expectHeard({ room, messages }: Presence, text: string): Promise<void> {
  room.send('chat', { text });
  await soon(HEARD_WITHIN_MS, 'the own chat', () => messages.some(({ message }) => message.text === text));
}

const DROPPED_TOGETHER = 1_000;
const IN_ONE_ROOM = 100;
const JOINING_TOGETHER = 20;
const BACK_WITHIN_MS = 15_000;
const BACK_AT_LEAST = 0.99;

/** A thousand sockets are cut at once; the stock SDK brings its players back to their seats. */
export async function droppedTogether(round: Round): Promise<void> {
  const players = await addPlayers(round.house, 'dropped', DROPPED_TOGETHER);
  const stages: Stage[] = [];
  for (let n = 0; n < DROPPED_TOGETHER / IN_ONE_ROOM; n++)
    stages.push(await makeStage(round, n % 2 === 0 ? 0 : 1));
  const there = await seatAll(round, players, stages);
  let back = 0;
  for (const { room } of there) room.onReconnect(() => void back++);
  for (const presence of there) cut(presence);
  const tookMs = await soon(
    BACK_WITHIN_MS,
    'the players are back',
    () => back >= there.length * BACK_AT_LEAST,
  );
  console.log(`${back} of ${there.length} dropped players are back after ${tookMs} ms`);
  await Promise.all(there.map(goAway));
}

async function seatAll(
  round: Round,
  players: readonly Player[],
  stages: readonly Stage[],
): Promise<Presence[]> {
  const there: Presence[] = [];
  const queue = players.map((player, n) => ({ player, stage: stages[n % stages.length] as Stage }));
  const seat = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { player, stage } = next;
      there.push(await enter(round.house.url(stage.which), player.token, stage.spaceId));
      round.journal.stays.add(`${stage.eventId} ${player.userName}`);
    }
  };
  await Promise.all(Array.from({ length: JOINING_TOGETHER }, seat));
  return there;
}
