/* How a client of the crowd asks for a seat. */

/** Where a crowd goes. `tokens` and `spaceId` are for the server, which lets nobody in without. */
export type Target = {
  kind: 'ours' | 'relay' | 'stock';
  url: string;
  /** So many of the first read what they get; the others only count it. */
  observers: number;
  spaceId?: string;
  tokens?: string[];
};

/** Where the client connects to; `host` tells processes apart, `sessionId` is unknown to the bare relay. */
export type Seat = { address: string; host: string; sessionId: string | undefined };

export async function seatFor({ kind, url, spaceId, tokens }: Target, number: number): Promise<Seat> {
  const { host: asked } = new URL(url);
  if (kind === 'relay') return { address: `ws://${asked}`, host: asked, sessionId: undefined };
  const answer = await fetch(`${url}/matchmake/joinOrCreate/${kind === 'ours' ? 'space' : 'stock'}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens?.[number]}` },
    body: JSON.stringify({ spaceId }),
  });
  const seat = (await answer.json()) as Record<string, string>;
  if (!answer.ok) throw new Error(`No seat: ${answer.status} ${seat.error}`);
  const host = seat.publicAddress || asked;
  const address = `ws://${host}/${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}`;
  return { address, host, sessionId: seat.sessionId };
}
