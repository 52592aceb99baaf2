import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import type { Schema } from '#client/rest.ts';
import { Animation, encodeMove, FrameKind, type Move, type MovesFrame } from '#rooms/movement/codec.ts';
import type { SpaceState } from '#rooms/space/space-state.ts';
import { dataOf, enter, type Presence, signUp, signUpCreator, standing } from '../clients.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

/* How avatars move in a room, as stock clients see it. */

let house: TestServer;
let url: string;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
const present: Presence[] = [];

beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind);
  url = house.url;
  creator = await signUpCreator(url, 'movement_creator');
});
afterEach(async () => {
  await Promise.all(present.splice(0).map(({ room }) => room.leave()));
});
afterAll(() => house.stop());

const AT_THE_ORIGIN = { x: 0, y: 0, z: 0, heading: 0, radiusMetres: 0 };

async function openSpace(movement: Partial<Schema<'Movement'>>): Promise<string> {
  const body = { worldId: creator.worldId, name: 'Yard', spaceType: 'stage', movement };
  return (await dataOf(creator.rest.POST('/api/v1/spaces', { body }))).id;
}

let players = 0;
async function comeIn(spaceId: string): Promise<Presence> {
  const { token } = await signUp(url, `mover_${++players}`);
  const presence = await enter(url, token, spaceId);
  present.push(presence);
  await standing(presence);
  return presence;
}

const at = (x: number, z = 0): Move => ({ x, y: 0, z, heading: 0, animation: Animation.walk });
const move = ({ room }: Presence, to: Move) => room.sendBytes('move', encodeMove(to));
const indexOf = ({ room }: Presence) => (room.state as SpaceState).avatars.get(room.sessionId)?.index;

/** What one player last heard of where another is; undefined where they are not in the area. */
function seen(by: Presence, of: Presence): { x: number; z: number; animation: number } | undefined {
  const index = indexOf(of);
  let known: ReturnType<typeof seen>;
  for (const { kind, entries, gone } of by.frames) {
    const entry = entries.find((one) => one.index === index);
    if (entry) known = { x: entry.x, z: entry.z, animation: entry.animation };
    else if (kind === FrameKind.keyframe || gone.includes(index as number)) known = undefined;
  }
  return known;
}

const isCorrection = ({ kind }: MovesFrame) => kind === FrameKind.correction;
const refusals = ({ messages }: Presence) =>
  messages.filter(({ type }) => type === 'refused').map(({ message }) => message.code);

test('MOV7 a newcomer stands at the spawn of the space, and hears so', async () => {
  const spaceId = await openSpace({ spawn: { x: 12, y: 1, z: -7, heading: 0, radiusMetres: 0 } });
  const one = await comeIn(spaceId);
  expect(one.frames[0]).toMatchObject({ kind: FrameKind.keyframe, entries: [{ x: 12, y: 1, z: -7 }] });
});

test('MOV6 who is too fast stays where they were, hears why and where, and may go on', async () => {
  const spaceId = await openSpace({ spawn: AT_THE_ORIGIN, metresPerSecond: 5 });
  const [cheat, other] = [await comeIn(spaceId), await comeIn(spaceId)];
  move(cheat, at(40));
  await cheat.until('the correction', () => cheat.frames.some(isCorrection));
  expect(cheat.frames.find(isCorrection)?.entries).toMatchObject([{ index: indexOf(cheat), x: 0, z: 0 }]);
  await cheat.until('why', () => refusals(cheat).includes('MOVE_TOO_FAST'));
  expect(seen(other, cheat)).toMatchObject({ x: 0, z: 0 });
  move(cheat, at(0.3));
  await other.until('an honest step', () => seen(other, cheat)?.x === 0.3);
});

test('MOV5 nobody leaves the space, and who keeps trying is corrected now and then, of the latest', async () => {
  const spaceId = await openSpace({ reachMetres: 5, spawn: AT_THE_ORIGIN });
  const one = await comeIn(spaceId);
  for (let x = 5.1; x < 7; x += 0.1) {
    move(one, at(x));
    await sleep(20);
  }
  await one.until('why', () => refusals(one).includes('MOVE_OUT_OF_BOUNDS'));
  const corrections = one.frames.filter(isCorrection).length;
  expect(corrections).toBeGreaterThan(0);
  expect(corrections).toBeLessThan(15);
  expect(seen(one, one)).toMatchObject({ x: 0, z: 0 });
});

test('MOV8 a portal puts who comes near it where it leads, in front of everybody', async () => {
  const to = { x: 100, y: 3, z: 100, heading: 0 };
  const spaceId = await openSpace({
    spawn: AT_THE_ORIGIN,
    portals: [{ at: { x: 2, z: 0 }, radiusMetres: 1.6, to }],
  });
  const [traveller, other] = [await comeIn(spaceId), await comeIn(spaceId)];
  move(traveller, at(0.45));
  await traveller.until('the other end', () => traveller.frames.some(isCorrection));
  expect(traveller.frames.find(isCorrection)?.entries).toMatchObject([{ x: 100, y: 3, z: 100 }]);
  await other.until('that they are gone', () => seen(other, traveller) === undefined);
  expect(refusals(traveller)).toEqual([]);
  move(traveller, { ...at(100.2, 100), y: 3 });
  await traveller.until('a step from there', () => seen(traveller, traveller)?.x === 100.2);
});

test('MOV1 who is far away is not heard of, and comes into view', async () => {
  const spaceId = await openSpace({
    spawn: AT_THE_ORIGIN,
    cellMetres: 5,
    metresPerSecond: 100,
    portals: [{ at: { x: -4, z: 0 }, radiusMetres: 1, to: { x: 60, y: 0, z: 60, heading: 0 } }],
  });
  const [one, two] = [await comeIn(spaceId), await comeIn(spaceId)];
  move(one, at(-3.5));
  await two.until('that they are gone', () => seen(two, one) === undefined);
  await one.until('that they are alone', () => seen(one, two) === undefined);
  const heard = one.frames.length;
  move(two, at(0, 0.4));
  await two.until('the own step', () => seen(two, two)?.z === 0.4);
  expect(one.frames.slice(heard)).toEqual([]);
  const newcomer = await comeIn(spaceId);
  expect(seen(newcomer, one)).toBeUndefined();
  expect(seen(newcomer, two)).toMatchObject({ z: 0.4 });
});

test('MOV11 a room in which nobody moves sends nothing', async () => {
  const spaceId = await openSpace({ spawn: AT_THE_ORIGIN });
  const [one, two] = [await comeIn(spaceId), await comeIn(spaceId)];
  move(one, at(0.4));
  await two.until('the move', () => seen(two, one)?.x === 0.4);
  await sleep(600);
  const heard = two.frames.length;
  await sleep(600);
  expect(two.frames).toHaveLength(heard);
});

test('MOV12 new settings hold at once, and everybody stays where they are', async () => {
  const spaceId = await openSpace({ spawn: AT_THE_ORIGIN, metresPerSecond: 5 });
  const [one, two] = [await comeIn(spaceId), await comeIn(spaceId)];
  move(one, at(0.4));
  await two.until('the move', () => seen(two, one)?.x === 0.4);
  const body = { movement: { reachMetres: 50, cellMetres: 10, metresPerSecond: 100 } };
  await dataOf(creator.rest.PUT('/api/v1/spaces/{spaceId}', { params: { path: { spaceId } }, body }));
  await two.until(
    'a keyframe',
    () => two.frames.filter(({ kind }) => kind === FrameKind.keyframe).length === 2,
  );
  expect(seen(two, one)).toMatchObject({ x: 0.4 });
  await one.until('a faster step', () => {
    move(one, at(20));
    return seen(two, one)?.x === 20;
  });
});

test('MOV9 settings that make no sense are refused and change nothing', async () => {
  const spaceId = await openSpace({ reachMetres: 20 });
  const params = { path: { spaceId } };
  const body = { movement: { spawn: { ...AT_THE_ORIGIN, x: 30 } } };
  const { error } = await creator.rest.PUT('/api/v1/spaces/{spaceId}', { params, body });
  expect(error).toMatchObject({ status: 422, code: 'MOVEMENT_INVALID' });
  const { movement } = await dataOf(creator.rest.GET('/api/v1/spaces/{spaceId}', { params }));
  expect(movement).toMatchObject({ reachMetres: 20, spawn: { x: 0 }, portals: [] });
});
