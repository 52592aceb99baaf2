import type { Db } from '#db/client.ts';
import type { events } from '#db/schema/index.ts';
import { actorOf, buildEvent } from '#test/builders.ts';
import type { ManualClock } from './manual-clock.ts';
import { type Model, type ModelAward, type Rule, TICKS } from './model.ts';
import { ROOMS, type Script, type Step } from './script.ts';
import type { Services } from './services.ts';
import type { Stage } from './stages.ts';

const GRACE_TICKS = 30 * TICKS;
const HEARTBEAT_TICKS = 15 * TICKS;

type Stay = {
  stayId: string;
  userId: string;
  room: number;
  enteredAt: number;
  droppedAt: number | undefined;
};
type LiveEvent = typeof events.$inferSelect;

type Needs = {
  db: Db;
  services: Services;
  clock: ManualClock;
  model: Model;
  stage: Stage;
  userIds: string[];
};

/**
 * Plays a script as rooms do, on the services and on the model. `onStep` is called after each step with what
 * the model says that it paid.
 */
export async function play({ rules, steps }: Script, needs: Needs, onStep: (expected: ModelAward[]) => void) {
  const { db, services, clock, model, stage, userIds } = needs;
  const { attendance } = services;
  const began = Date.UTC(2030, 0, 1);
  let now = 0;
  let stays: Stay[] = [];
  let stayCount = 0;
  let event: LiveEvent | undefined;
  const rulesLeft = [...rules];

  const isoAt = (tick: number) => new Date(began + (tick * 1000) / TICKS).toISOString();
  const setTime = (tick: number) => {
    now = tick;
    clock.set(began + (tick * 1000) / TICKS);
  };
  const choose = <T>(list: T[], pick: number): T | undefined => list[pick % list.length];
  const connected = () => stays.filter((stay) => stay.droppedAt === undefined);
  const dropped = () => stays.filter((stay) => stay.droppedAt !== undefined);

  async function openVisits(opening: Stay[]): Promise<void> {
    if (!event) return;
    model.open(now, opening);
    await attendance.open(
      event.id,
      opening.map((stay) => ({ ...stay, enteredAt: isoAt(stay.enteredAt) })),
    );
  }

  async function enter(userId: string, room: number): Promise<void> {
    const stay = {
      stayId: `${stage.spaceId}-${++stayCount}`,
      userId,
      room,
      enteredAt: now,
      droppedAt: undefined,
    };
    stays.push(stay);
    await openVisits([stay]);
  }

  async function gone(stay: Stay): Promise<ModelAward[]> {
    stays = stays.filter((other) => other !== stay);
    if (event) await attendance.close(event.id, [stay.stayId]);
    return model.close(now, stay.stayId);
  }

  async function drop(stay: Stay): Promise<void> {
    stay.droppedAt = now;
    model.drop(now, stay.stayId);
    await attendance.drop([stay.stayId]);
  }

  async function reconnect(stay: Stay): Promise<void> {
    stay.droppedAt = undefined;
    const resumes = model.resume(now, stay.stayId);
    const resumed = (await attendance.resume([stay.stayId])).has(stay.stayId);
    if (resumed !== resumes) throw new Error(`resume answered ${resumed}, the model ${resumes}`);
    if (resumed || !event) return;
    Object.assign(stay, { stayId: `${stage.spaceId}-${++stayCount}`, enteredAt: now });
    await openVisits([stay]);
  }

  /** Keeps the visits alive. Whoever is connected and whose visit does not go on begins another. */
  async function beat(): Promise<void> {
    if (!event || stays.length === 0) return;
    // One room counts those whose connection is lost for a moment among its own, the other does not.
    const watched = stays
      .filter((stay) => stay.room === 0 || stay.droppedAt === undefined)
      .map(({ stayId }) => stayId);
    const expected = model.heartbeat(now, watched);
    const alive = await attendance.heartbeat(event.id, watched);
    if (alive.size !== expected.length || !expected.every((stayId) => alive.has(stayId)))
      throw new Error(`heartbeat returned ${[...alive]}, the model ${expected}`);
    const lost = connected().filter(({ stayId }) => !alive.has(stayId));
    for (const stay of lost)
      Object.assign(stay, { stayId: `${stage.spaceId}-${++stayCount}`, enteredAt: now });
    if (lost.length > 0) await openVisits(lost);
  }

  const expiryOf = (stay: Stay | undefined) => (stay?.droppedAt ?? Number.POSITIVE_INFINITY) + GRACE_TICKS;

  /** Heartbeats, half of them, and the ends of grace on the way, in the order of time. */
  async function pass(ticks: number): Promise<ModelAward[]> {
    const target = now + ticks;
    const awards: ModelAward[] = [];
    const beats: number[] = [];
    const last = target - (target % HEARTBEAT_TICKS);
    for (let at = last; at > now; at -= 2 * HEARTBEAT_TICKS) beats.unshift(at);
    for (;;) {
      const [expiring] = dropped().sort((a, b) => expiryOf(a) - expiryOf(b));
      const nextBeat = beats[0] ?? Number.POSITIVE_INFINITY;
      const next = Math.min(expiryOf(expiring), nextBeat);
      if (next > target) break;
      setTime(Math.max(now, next));
      if (next === nextBeat) {
        beats.shift();
        await beat();
      } else awards.push(...(await gone(expiring as Stay)));
    }
    setTime(target);
    return awards;
  }

  async function goLive(rule: Rule): Promise<void> {
    const { budget, ...rest } = rule;
    const values = { ...rest, rewardBudget: budget, spaceId: stage.spaceId, startTime: new Date(began) };
    const scheduled = await buildEvent(db, values);
    event = (await services.events.start(actorOf(stage.owner), scheduled.publicId)).event;
    model.goLive(now, rule);
    await openVisits(connected());
  }

  async function end(): Promise<ModelAward[]> {
    if (!event) return [];
    await services.events.end(actorOf(stage.owner), event.publicId);
    event = undefined;
    return model.end(now);
  }

  async function take(step: Step): Promise<ModelAward[]> {
    if (step.do === 'pass') return pass(step.ticks);
    if (step.do === 'stand still') setTime(now + step.ticks);
    if (step.do === 'end') return end();
    if (step.do === 'join') await enter(userIds[step.user] as string, step.room % ROOMS);
    if (step.do === 'crash') stays = stays.filter((stay) => stay.room !== step.room);
    if (step.do === 'go live') {
      const rule = event ? undefined : rulesLeft.shift();
      if (rule) await goLive(rule);
    }
    if (step.do === 'sweep') {
      await attendance.sweep();
      return model.sweep(now);
    }
    if (step.do === 'leave') {
      const stay = choose(connected(), step.pick);
      if (stay) return gone(stay);
    }
    if (step.do === 'drop') {
      const stay = choose(connected(), step.pick);
      if (stay) await drop(stay);
    }
    if (step.do === 'reconnect') {
      const stay = choose(dropped(), step.pick);
      if (stay) await reconnect(stay);
    }
    return [];
  }

  setTime(0);
  for (const step of steps) onStep(await take(step));
  onStep(await end());
}
