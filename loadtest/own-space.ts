import type { Account } from './accounts.ts';
import { requestData } from './http.ts';
import type { Space } from './spaces.ts';

export type OwnSpace = Space & { movement: { cellMetres: number } };

/** Makes an account a creator, with a space of its own that nobody else is in. Throws RequestFailed. */
export async function openOwnSpace(
  url: string,
  { token }: Account,
  settings: { capacity: number; movement: object },
  stop: AbortSignal,
): Promise<OwnSpace> {
  const post = (path: string, body: object) => requestData(`${url}/api/v1${path}`, { body, token, stop });
  const { worldId } = (await post('/creators/apply', { pointsName: 'Stars' })) as { worldId: string };
  const body = { worldId, name: 'Load test', spaceType: 'stage', ...settings };
  return (await post('/spaces', body)) as OwnSpace;
}

const HOUR_MS = 3_600_000;

/** An event of an hour in a space, live at once; answers with its id and how to end it. */
export async function startEvent(url: string, { token }: Account, spaceId: string, stop: AbortSignal) {
  const post = (path: string, body: object) => requestData(`${url}/api/v1${path}`, { body, token, stop });
  const event = (await post('/events', {
    spaceId,
    name: 'Load test',
    startTime: new Date().toISOString(),
    endTime: new Date(Date.now() + HOUR_MS).toISOString(),
    reward: { pointsPerMinute: 60 },
  })) as { id: string };
  await post(`/events/${event.id}/start`, {});
  return { id: event.id, end: () => post(`/events/${event.id}/end`, {}) };
}
