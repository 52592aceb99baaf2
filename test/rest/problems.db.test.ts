import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import { expectInvalid, expectProblem, type RestApp, startRestApp } from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let player: Person;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'problem_creator');
  player = await signUp(rest.url, 'problem_player');
});
afterAll(() => rest.stop());

/** Sends a body as it is, and reads the answer. */
async function send(
  path: string,
  body: string | undefined,
  headers: Record<string, string>,
  method = 'POST',
) {
  const response = await fetch(`${rest.url}/api/v1${path}`, {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
}

const json = { 'content-type': 'application/json' };
const signedIn = () => ({ ...json, authorization: `Bearer ${creator.token}` });
const MISSING = 'aaaaaaaaaaaa';

describe('a request that is no proper request', () => {
  test('is 400 for malformed JSON', async () => {
    for (const body of ['{', '{"a":}', 'null', '"text"', '{"name": "x",}']) {
      expectProblem(await send('/creators/apply', body, signedIn()), 400, 'MALFORMED_JSON');
    }
  });

  test('is 413 for a body that is too large', async () => {
    const body = JSON.stringify({ bio: 'x'.repeat(70_000) });
    expectProblem(await send('/creators/apply', body, signedIn()), 413, 'BODY_TOO_LARGE');
  });

  test('is 415 for anything but JSON', async () => {
    const authorization = `Bearer ${player.token}`;
    const asText = await send('/creators/apply', '{}', { authorization, 'content-type': 'text/plain' });
    expectProblem(asText, 415, 'NOT_JSON');
    const asForm = await send('/creators/apply', 'bio=x', {
      authorization,
      'content-type': 'application/x-www-form-urlencoded',
    });
    expectProblem(asForm, 415, 'NOT_JSON');
    const inLatin = await send('/creators/apply', '{}', {
      authorization,
      'content-type': 'application/json; charset=iso-8859-1',
    });
    expectProblem(inLatin, 415, 'NOT_JSON');
  });

  test('is 404 for a route that there is not, and 405 for another method', async () => {
    expectProblem(await rest.api.get('/nothing-here'), 404, 'NO_SUCH_ROUTE');
    expectProblem(await rest.api.post('/users/me'), 405, 'METHOD_NOT_ALLOWED');
    expectProblem(await rest.api.get('/worlds/%E0%A4%A'), 404, 'NO_SUCH_ROUTE');
  });

  test('is given an X-Request-Id, or keeps its own', async () => {
    const own = await send('/worlds', undefined, { 'x-request-id': 'my-request_1' }, 'GET');
    expect(own.headers.get('x-request-id')).toBe('my-request_1');
    const forged = await send('/worlds', undefined, { 'x-request-id': 'a b<script>' }, 'GET');
    expect(forged.headers.get('x-request-id')).toMatch(/^[\w-]{21}$/);
  });
});

describe('what is not there', () => {
  test.each([
    ['/creators/', 'CREATOR_NOT_FOUND'],
    ['/worlds/', 'WORLD_NOT_FOUND'],
    ['/spaces/', 'SPACE_NOT_FOUND'],
    ['/events/', 'EVENT_NOT_FOUND'],
    ['/store/products/', 'PRODUCT_NOT_FOUND'],
    ['/store/', 'STORE_NOT_FOUND'],
    ['/points/packages/', 'CREATOR_NOT_FOUND'],
  ])('%s… is 404, and 422 for what cannot be an id', async (path, code) => {
    expectProblem(await rest.api.get(`${path}${MISSING}`), 404, code);
    const { status, body } = await rest.api.get(`${path}1000`);
    expect([status, body.errors]).toEqual([
      422,
      [{ path: expect.any(String), message: 'must be a 12-character id' }],
    ]);
  });

  test('is 404 below a thing that is not there, too', async () => {
    expectProblem(await rest.api.get(`/worlds/${MISSING}/spaces`), 404, 'WORLD_NOT_FOUND');
    expectProblem(await rest.api.get(`/creators/${MISSING}/world`), 404, 'WORLD_NOT_FOUND');
    expectProblem(await rest.api.get(`/store/${MISSING}/products`), 404, 'CREATOR_NOT_FOUND');
    expectProblem(await player.api.get(`/points/balance/${MISSING}`), 404, 'CREATOR_NOT_FOUND');
    expectProblem(await player.api.get(`/events/${MISSING}/my-attendance`), 404, 'EVENT_NOT_FOUND');
  });

  test('and somebody else’s avatar is not there', async () => {
    const path = `/avatars/my-avatars/${MISSING}`;
    expectProblem(await player.api.put(path, { name: 'x' }), 404, 'AVATAR_NOT_FOUND');
    expectProblem(await player.api.get(`${path}/equipment`), 404, 'AVATAR_NOT_FOUND');
    expectProblem(await player.api.post(`${path}/equip`, { itemId: MISSING }), 404, 'AVATAR_NOT_FOUND');
    expectProblem(await player.api.post(`${path}/unequip`, { slotName: 'hat' }), 404, 'AVATAR_NOT_FOUND');
  });
});

describe('invalid input is 422 and names every field', () => {
  test('of an event', async () => {
    const answer = await creator.api.post('/events', {
      spaceId: 'short',
      name: '',
      description: 'x'.repeat(1001),
      startTime: 'tomorrow',
      endTime: '0000-01-01T00:00:00Z',
      reward: { pointsPerMinute: -1, minimumSeconds: 86_401, maximumPoints: 1.5, budget: '1', perHour: 1 },
      isLive: true,
      creatorId: creator.creatorId,
    });
    expectInvalid(
      answer,
      ...['spaceId', 'name', 'description', 'startTime', 'endTime', 'isLive', 'creatorId'],
      ...['pointsPerMinute', 'minimumSeconds', 'maximumPoints', 'budget', 'perHour'].map(
        (field) => `reward.${field}`,
      ),
    );
  });

  test('of an event that ends before it begins', async () => {
    const answer = await creator.api.post('/events', {
      ...eventIn(creator.spaceId),
      endTime: '2020-01-01T00:00:00Z',
    });
    expectInvalid(answer, 'endTime');
  });

  test('of a space, a world, a creator', async () => {
    const space = { worldId: 7, name: ' ', spaceType: 'Stage!', capacity: 2001, id: 'x' };
    expectInvalid(await creator.api.post('/spaces', space), 'worldId', 'name', 'spaceType', 'capacity', 'id');
    const world = { name: 'x'.repeat(101), description: 'x'.repeat(501), creatorId: 'x' };
    expectInvalid(
      await creator.api.put(`/worlds/${creator.worldId}`, world),
      'name',
      'description',
      'creatorId',
    );
    const application = { bio: 'x'.repeat(501), pointsName: 'x'.repeat(21), role: 'admin' };
    expectInvalid(await player.api.post('/creators/apply', application), 'bio', 'pointsName', 'role');
    expectInvalid(await player.api.post('/creators/apply', { pointsName: 'right\u202Eleft' }), 'pointsName');
  });

  test('of a product', async () => {
    const answer = await creator.api.post('/store/products', {
      name: '\u0000',
      productType: 'house',
      digitalAssetUrl: 'javascript:alert(1)',
      itemId: 1,
      pricePoints: 10_000_001,
      maxQuantity: 0,
      maxPerUser: 0,
      releaseDate: '+275760-09-13T00:00:00.000Z',
      metadata: [],
      displayOrder: -1,
      isActive: true,
    });
    expectInvalid(
      answer,
      ...['name', 'productType', 'digitalAssetUrl', 'itemId', 'pricePoints', 'maxQuantity', 'releaseDate'],
      ...['maxPerUser', 'metadata', 'displayOrder', 'isActive'],
    );
  });

  test.each([
    ['with a NUL', { a: 'b\u0000c' }],
    ['with half a character', { a: '\uD800' }],
    ['with a NUL in a name', { 'a\u0000': 1 }],
    ['larger than 4000 characters', { a: 'x'.repeat(4000) }],
    ['nested twenty deep', nested(20)],
  ])('of metadata %s', async (_what, metadata) => {
    const product = { name: 'Deep', productType: 'custom', pricePoints: 1, metadata };
    expectInvalid(await creator.api.post('/store/products', product), 'metadata');
  });

  test('of metadata so deep that looking at it could overflow the stack', async () => {
    const metadata = `${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}`;
    const body = `{"name":"Deep","productType":"custom","pricePoints":1,"metadata":${metadata}}`;
    expectInvalid(await send('/store/products', body, signedIn()), 'metadata');
  });

  test('and metadata that looks like an escape is kept as it is', async () => {
    const metadata = { note: 'a \\u0000 in words, 👩‍🚀', list: [1, null, { deep: true }] };
    const product = { name: 'Quoted', productType: 'custom', pricePoints: 1, metadata };
    expect((await creator.api.data(creator.api.post('/store/products', product))).metadata).toEqual(metadata);
  });

  test('of a purchase in either form', async () => {
    const purchase = (body: unknown) => player.api.post('/store/purchase', body);
    const line = { productId: 'bad', quantity: 11 };
    expectInvalid(await purchase({ lines: [line] }), 'lines.0.productId', 'lines.0.quantity');
    expectInvalid(await purchase({ ...line, price: 0 }), 'productId', 'quantity', 'price');
    expectInvalid(await purchase({ lines: [], coupon: 'FREE' }), 'lines', 'coupon');
    expectInvalid(
      await purchase({ lines: [{ ...line, price: 0 }] }),
      'lines.0.productId',
      'lines.0.quantity',
      'lines.0.price',
    );
  });

  test('of a query', async () => {
    expectInvalid(
      await rest.api.get('/events?isLive=maybe&from=now&spaceId=1&unknown=1'),
      'isLive',
      'from',
      'spaceId',
      'unknown',
    );
    expectInvalid(await rest.api.get('/worlds?search=%00'), 'search');
    expectInvalid(await rest.api.get('/worlds?search=a&search=b'), 'search');
    expectInvalid(await rest.api.get(`/worlds/${creator.worldId}?verbose=1`), 'verbose');
    expectInvalid(await rest.api.get('/store/products?productType=house&limit=x'), 'productType', 'limit');
  });

  test('of an Idempotency-Key', async () => {
    const body = { productId: MISSING };
    const long = await player.api.post('/store/purchase', body, { 'idempotency-key': 'k'.repeat(256) });
    expectInvalid(long, 'Idempotency-Key');
    const empty = await player.api.post('/store/purchase', body, { 'idempotency-key': '' });
    expectInvalid(empty, 'Idempotency-Key');
  });

  test('of a body where none is wanted', async () => {
    const event = await creator.api.data(creator.api.post('/events', eventIn(creator.spaceId)));
    expectInvalid(await creator.api.post(`/events/${event.id}/start`, { at: 'noon' }), 'at');
  });
});

/** An object that many levels deep. */
function nested(levels: number): unknown {
  return JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
}

const eventIn = (spaceId: string) => ({
  spaceId,
  name: 'Soon',
  startTime: new Date().toISOString(),
  endTime: new Date(Date.now() + 60_000).toISOString(),
});
