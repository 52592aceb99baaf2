import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schedule, signUp, signUpCreator } from '#test/clients.ts';
import {
  expectBooksInOrder,
  expectInvalid,
  expectNothingInternal,
  expectProblem,
  give,
  type RestApp,
  startRestApp,
} from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'reporter');
});
afterAll(async () => {
  await expectBooksInOrder(rest);
  await rest.stop();
});

const REWARD = { pointsPerMinute: 600, budget: 1000 };

/** The report as a table: what stands under each metric, by the metric and the time. */
async function asTable(eventId: string) {
  const response = await fetch(`${rest.url}/api/v1/events/${eventId}/report?format=csv`, {
    headers: { authorization: `Bearer ${creator.token}` },
  });
  const text = await response.text();
  const [header, ...lines] = text.trimEnd().split('\r\n');
  const cells = lines.map((line) => line.split(',') as [string, string, string]);
  return {
    response,
    header,
    cells,
    values: new Map(cells.map(([metric, at, value]) => [metric + at, value])),
  };
}

test('REP1 is the owner’s to read', async () => {
  const eventId = await schedule(creator, REWARD);
  const other = await signUpCreator(rest.url, 'rival');
  const path = `/events/${eventId}/report`;
  expectProblem(await rest.api.get(path), 401, 'NOT_SIGNED_IN');
  expectProblem(await other.api.get(path), 403, 'NOT_THE_OWNER');
  expectProblem(await other.api.get(`${path}?format=csv`), 403, 'NOT_THE_OWNER');
  expectProblem(await creator.api.get('/events/aaaaaaaaaaaa/report'), 404, 'EVENT_NOT_FOUND');
  expectInvalid(await creator.api.get(`${path}?format=xml`), 'format');
  const { status, body } = await creator.api.get(path);
  expect(status).toBe(200);
  expect(body.data).toMatchObject({
    eventId,
    startedAt: null,
    headcount: [],
    peak: 0,
    averageStaySeconds: 0,
  });
});

test('REP4 REP5 REP6 REP7 says as a table what it says as JSON, and what the ledger says', async () => {
  const eventId = await schedule(creator, REWARD);
  await creator.api.data(creator.api.put(`/events/${eventId}`, { name: '=HYPERLINK("http://x","y")' }));
  const [ann, bob] = [await signUp(rest.url, 'report_ann'), await signUp(rest.url, 'report_bob')];
  await give(rest, ann, creator.creatorId, 100);
  await creator.api.data(creator.api.post(`/events/${eventId}/start`));
  const poster = { name: 'Poster', productType: 'collectible', pricePoints: 15 };
  const { id } = await creator.api.data(creator.api.post('/store/products', poster));
  await ann.api.data(ann.api.post('/store/purchase', { productId: id, quantity: 2 }));
  for (const person of [ann, bob]) await person.api.data(person.api.post(`/events/${eventId}/attend`));
  await sleep(1_100);
  const live = (await creator.api.get(`/events/${eventId}/report`)).body.data;
  expect(live).toMatchObject({
    isLive: true,
    endedAt: null,
    peak: 2,
    uniqueAttendees: 2,
    creditedSeconds: 0,
  });
  expect(live).toMatchObject({ pointsIssued: 0, budgetLeft: 1000, sales: { orders: 1, points: 30 } });
  expect(live.headcount).toEqual([{ at: live.startedAt, users: 2, peak: 2 }]);
  expect(live.attendedSeconds).toBeGreaterThanOrEqual(2);

  await creator.api.data(creator.api.post(`/events/${eventId}/end`));
  const { data } = (await creator.api.get(`/events/${eventId}/report`)).body;
  expectNothingInternal(data);
  const earned = async ({ api }: typeof ann) =>
    (await api.get('/points/transactions?type=earn')).body.data[0].amount as number;
  const issued = (await earned(ann)) + (await earned(bob));
  expect(data).toMatchObject({ isLive: false, pointsIssued: issued, budgetLeft: 1000 - issued });
  expect(data.attendedSeconds).toBe(data.creditedSeconds);
  expect(issued).toBe(data.creditedSeconds * 10);
  expect(data.averageStaySeconds).toBe(Math.floor(data.attendedSeconds / 2));

  const { response, header, cells, values } = await asTable(eventId);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="event-${eventId}-report.csv"`,
  );
  expect(header).toBe('metric,at,value');
  expect(
    cells
      .find(([metric]) => metric === 'name')
      ?.slice(1)
      .join(','),
  ).toBe(`,"'=HYPERLINK(""http://x"",""y"")"`);
  const numbers = [
    'peak',
    'uniqueAttendees',
    'attendedSeconds',
    'creditedMinutes',
    'pointsIssued',
    'budgetLeft',
  ];
  for (const metric of numbers) expect(values.get(metric), metric).toBe(String(data[metric]));
  expect(values.get('sales.points')).toBe('30');
  for (const { at, users, peak } of data.headcount) {
    expect(values.get(`headcount.users${at}`)).toBe(String(users));
    expect(values.get(`headcount.peak${at}`)).toBe(String(peak));
  }
});
