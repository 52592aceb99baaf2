import type { Presence } from '#test/clients.ts';
import { endEvent } from './deeds.ts';
import type { House, Which } from './house.ts';
import type { Journal } from './journal.ts';
import { enterAt } from './placed.ts';
import type { Round, Stage } from './round.ts';
import type { Player } from './town.ts';

const HOUR_MS = 3_600_000;
/** Ten points a second: a second more or less is seen in the books. */
const POINTS_PER_MINUTE = 600;

type Needs = Pick<Round, 'ask' | 'town'>;

/** A new space with an event that is live. Its room runs where the matchmaker opens it. */
export async function makeStage({ ask, town }: Needs, which: Which): Promise<Stage> {
  const make = async (path: string, body: object = {}): Promise<string> =>
    (await ask(town.creator.token, which, (api) => api.post(path, body))).body.data.id;
  const spaceId = await make('/spaces', { worldId: town.creator.worldId, name: 'Stage', spaceType: 'stage' });
  const startTime = new Date().toISOString();
  const endTime = new Date(Date.now() + HOUR_MS).toISOString();
  const reward = { pointsPerMinute: POINTS_PER_MINUTE };
  const eventId = await make('/events', { spaceId, name: 'A night', startTime, endTime, reward });
  await make(`/events/${eventId}/start`);
  town.liveEvents.add(eventId);
  return { which, spaceId, eventId };
}

/** A stage whose room runs in this server, and who keeps it open there. */
export async function openStage(
  needs: Needs & { house: House; journal: Journal },
  which: Which,
  host: Player,
): Promise<{ stage: Stage; host: Presence }> {
  let stage: Stage | undefined;
  const there = await enterAt(needs.house, which, host.token, async () => {
    stage = await makeStage(needs, which);
    needs.journal.stays.add(`${stage.eventId} ${host.userName}`);
    return stage.spaceId;
  });
  return { stage: stage as Stage, host: there };
}

/** Ends every event that is still live. */
export async function endStages(round: Round): Promise<void> {
  const { liveEvents } = round.town;
  for (const eventId of liveEvents) await endEvent(round, eventId, round.victim);
  liveEvents.clear();
}
