import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '#http/route.ts';
import { declaredRoutes } from '#src/contract/contract.ts';
import { type Ask, createSend, keyOf, requestOf, type Send, type Sent } from './every-route/ask.ts';
import { authorization, columns, type Row } from './every-route/authorization-table.ts';
import { createFingerprint, type Fingerprint } from './every-route/fingerprint.ts';
import { validRequests } from './every-route/valid-requests.ts';
import { EVERYBODY, seedWorld, type Who, type World } from './every-route/world.ts';
import { expectBooksInOrder, expectProblem, type RestApp, startRestApp } from './rest-app.ts';

const routes = new Map(declaredRoutes().map((route) => [keyOf(route), route]));

let rest: RestApp;
let world: World;
let wire: Send;
let fingerprint: () => Promise<Fingerprint>;

beforeAll(async () => {
  rest = await startRestApp();
  world = await seedWorld(rest);
  wire = createSend(rest.url);
  fingerprint = await createFingerprint(rest.app.database.db);
});
afterAll(async () => {
  wire.close();
  await rest.stop();
});

describe('the table', () => {
  test('ACS1 has every route once, and a valid request of each', () => {
    const keys = authorization.map(({ key }) => key);
    expect(keys.toSorted()).toEqual([...routes.keys()].toSorted());
    expect(Object.keys(validRequests).toSorted()).toEqual([...routes.keys()].toSorted());
  });

  test('ACS1 has a status for everybody', () => {
    expect(columns).toEqual([...EVERYBODY]);
    for (const { key, statuses } of authorization)
      for (const who of EVERYBODY) expect(statuses[who], `${key} ${who}`).toBeGreaterThanOrEqual(200);
  });

  test('ACS2 lets nobody do what the contract says is for the signed in', () => {
    for (const { key, statuses } of authorization)
      expect(statuses.nobody === 401, key).toBe(routes.get(key)?.access !== 'public');
  });
});

describe('everybody gets from', () => {
  const rows = authorization.filter(({ key }) => routes.has(key));
  test.each(rows.map((row) => [row.key, row] as const))(
    'ACS1 ACS2 ACS3 %s what the table says',
    async (_key, row) => {
      const route = routes.get(row.key) as Route;
      const changes = EVERYBODY.filter((who) => route.method !== 'get' && row.statuses[who] < 400);
      const changesNothing = EVERYBODY.filter((who) => !changes.includes(who));
      const requests = await inTurn(changesNothing, (who) => requestFor(row, who));
      const before = await fingerprint();
      const refused = await inTurn(changesNothing, (who) => statusOf(requests[who]));
      expect({ ...row.statuses, ...refused }).toEqual(row.statuses);
      expect(await fingerprint()).toEqual(before);
      const done = await inTurn(changes, async (who) => statusOf(await requestFor(row, who)));
      expect({ ...row.statuses, ...done }).toEqual(row.statuses);
    },
  );

  test('ACS3 and the books are in order after all of it', () => expectBooksInOrder(rest));
});

/** What each of them leads to, one after the other. */
async function inTurn<T>(whos: readonly Who[], lead: (who: Who) => Promise<T>): Promise<Record<string, T>> {
  const led: Record<string, T> = {};
  for (const who of whos) led[who] = await lead(who);
  return led;
}

async function requestFor({ key }: Row, who: Who): Promise<Sent> {
  const ask = (await validRequests[key]?.(world, who)) as Ask;
  const person = ask.as?.[who] ?? (who === 'nobody' ? undefined : world.people[who]);
  return requestOf(routes.get(key) as Route, ask, person);
}

/** Sends it; where it is refused, as every refusal looks, and for who asks. */
async function statusOf(sent: Sent | undefined): Promise<number> {
  const answer = await wire.send(sent as Sent);
  const { status, body } = answer;
  if (status >= 400) expectProblem(answer, status, expectedCode(status, body.code));
  return status;
}

/** The codes that go with a status, where the reason is who asks. */
const codes: Record<number, RegExp> = {
  401: /^NOT_SIGNED_IN$/,
  403: /^(NOT_A_CREATOR|NOT_THE_OWNER|FORBIDDEN|BANNED)$/,
  404: /^[A-Z_]+_NOT_FOUND$/,
  409: /^ALREADY_CREATOR$/,
};

function expectedCode(status: number, code: string): string {
  expect(code).toMatch(codes[status] ?? /^no refusal for who asks$/);
  return code;
}
