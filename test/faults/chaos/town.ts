import { createHmac, randomUUID } from 'node:crypto';
import { createSandbox } from '#payments/sandbox.ts';
import { DEVELOPMENT_SECRET } from '#src/config.ts';
import { apiClient, signUp, signUpCreator } from '#test/clients.ts';
import type { House } from './house.ts';

/** Who can be asked for: their names, and what lets them in. */
export type Player = { userName: string; token: string };

/** A creator with a store and points for sale, and players with points enough for everything. */
export type Town = Awaited<ReturnType<typeof settleTown>>;

const PLAYERS = 20;
const EACH_HAS = 1_000_000;

/** Signs webhooks as the servers' own sandbox does: the secret is that of development. */
export const sandbox = createSandbox({ secret: DEVELOPMENT_SECRET, url: 'http://127.0.0.1' });

export async function settleTown(house: House) {
  const url = house.url(0);
  const creator = await signUpCreator(url, 'chaos_creator');
  const api = apiClient(url, creator.token);
  const make = async (path: string, body: object): Promise<string> =>
    (await api.data(api.post(path, body))).id;
  const productIds = await Promise.all(
    ['Poster', 'Badge', 'Ticket'].map((name) =>
      make('/store/products', { name, productType: 'collectible', pricePoints: 2, maxQuantity: 1_000_000 }),
    ),
  );
  const packageId = await make('/points/packages', { name: 'Some', pointsAmount: 100, priceUSD: '4.99' });
  const players = await addPlayers(house, 'player', PLAYERS);
  await endow(house, creator.creatorId, players);
  const watchers = await addPlayers(house, 'watcher', 4);
  /** They keep the room of a stage open, one in each server. */
  const hosts = await addPlayers(house, 'host', 2);
  /** Events that somebody has to end, by their public ids. */
  const liveEvents = new Set<string>();
  return { creator, productIds, packageId, players, watchers, hosts, liveEvents };
}

const sign = (token: string): string =>
  `${token}.${createHmac('sha256', DEVELOPMENT_SECRET).update(token).digest('base64')}`;

/** Players who are signed in, written into the database: to hash a thousand passwords would take minutes. */
export async function addPlayers(house: House, kind: string, count: number): Promise<Player[]> {
  const given = Array.from({ length: count }, (_, n) => {
    const token = randomUUID().replaceAll('-', '');
    const id = `${kind}_${n}_${token.slice(0, 6)}`;
    return { id, token, email: `${id}@example.com` };
  });
  await house.postgres.ask(async (sql) => {
    const people = given.map(({ id, email }) => ({
      id,
      email,
      name: id,
      first_name: 'Test',
      last_name: 'Player',
      user_name: id,
    }));
    await sql`insert into "user" ${sql(people)}`;
    const expires_at = new Date(Date.now() + 7 * 86_400_000);
    const sessions = given.map(({ id, token }) => ({
      id,
      token,
      user_id: id,
      expires_at,
      updated_at: new Date(),
    }));
    await sql`insert into session ${sql(sessions)}`;
  });
  return given.map(({ id, token }) => ({ userName: id, token: sign(token) }));
}

/** Points for everybody, granted by an admin. */
async function endow(house: House, creatorId: string, players: readonly Player[]): Promise<void> {
  const admin = await signUp(house.url(0), 'chaos_chief');
  await house.postgres.ask(
    (sql) => sql`update "user" set role = 'admin' where user_name = ${admin.userName}`,
  );
  for (const { userName } of players) {
    const grant = { creatorId, userName, amount: EACH_HAS, reason: 'To spend' };
    await admin.api.data(admin.api.post('/points/grants', grant));
  }
}
