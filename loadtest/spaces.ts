import { RequestFailed, requestData } from './http.ts';

/** The id of the first space that the server lists. Throws RequestFailed, also when there is none. */
export async function firstSpace(url: string, token: string, stop: AbortSignal): Promise<string> {
  const spaces = await requestData(`${url}/api/v1/spaces`, { token, stop });
  const id = Array.isArray(spaces) ? (spaces[0] as { id?: unknown } | undefined)?.id : undefined;
  if (typeof id === 'string' || typeof id === 'number') return String(id);
  throw new RequestFailed(200, 'no-space', 'the server lists no space: create one, or pass --space <id>');
}
