import { RequestFailed, requestData } from './http.ts';
import type { WalkSettings } from './walk.ts';

/** A space, with what walkers have to know of it. */
export type Space = { id: string; movement: WalkSettings };

/** The space with this id, or the first that the server lists. Throws RequestFailed, also when there is none. */
export async function findSpace(
  url: string,
  id: string | undefined,
  token: string,
  stop: AbortSignal,
): Promise<Space> {
  const path = id === undefined ? '/api/v1/spaces' : `/api/v1/spaces/${encodeURIComponent(id)}`;
  const found = await requestData(url + path, { token, stop });
  const space = (Array.isArray(found) ? found[0] : found) as Space | undefined;
  if (typeof space?.id === 'string' && typeof space.movement?.reachMetres === 'number') return space;
  throw new RequestFailed(200, 'no-space', 'the server lists no space: create one, or pass --space <id>');
}
