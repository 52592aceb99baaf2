import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, signUp, signUpCreator } from '#test/clients.ts';
import { type RestApp, startRestApp } from './rest-app.ts';

let rest: RestApp;
let creator: Awaited<ReturnType<typeof signUpCreator>>;
let player: Person;

beforeAll(async () => {
  rest = await startRestApp();
  creator = await signUpCreator(rest.url, 'cache_creator');
  player = await signUp(rest.url, 'cache_player');
});
afterAll(() => rest.stop());

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${rest.url}/api/v1${path}`, { method, headers });
const as = ({ token }: Person) => ({ authorization: `Bearer ${token}` });

const publicReads = (): string[] => [
  '/worlds',
  `/worlds/${creator.worldId}`,
  '/spaces',
  `/spaces/${creator.spaceId}`,
  '/events',
  '/creators',
  '/tribes',
  '/store/products',
  `/store/${creator.creatorId}`,
  '/avatars/base-models',
];

describe('a public read', () => {
  test('HTTP9 has a weak tag, which is the same for the same', async () => {
    for (const path of publicReads()) {
      const [one, two] = [await ask(path), await ask(path)];
      expect(one.headers.get('etag'), path).toMatch(/^W\/"[^"]+"$/);
      expect(two.headers.get('etag')).toBe(one.headers.get('etag'));
      expect(one.headers.get('cache-control')).toBe('public, no-cache');
      expect(one.headers.get('vary')).toBe('Origin, Authorization, Cookie');
    }
  });

  test.each([
    ['its tag', (tag: string) => tag],
    ['its tag as a strong one', (tag: string) => tag.replace(/^W\//, '')],
    ['its tag among others', (tag: string) => `"some", W/"other" ,${tag}, "more"`],
    ['anything', () => '*'],
  ])('HTTP9 is 304 without a body for who has %s, by GET and HEAD', async (_what, ifNoneMatch) => {
    for (const path of publicReads()) {
      const { headers: first } = await ask(path);
      const tag = first.get('etag') as string;
      for (const method of ['GET', 'HEAD']) {
        const again = await ask(path, { 'if-none-match': ifNoneMatch(tag) }, method);
        expect(again.status, path).toBe(304);
        expect(await again.text()).toBe('');
        for (const name of ['etag', 'cache-control', 'vary'])
          expect(again.headers.get(name)).toBe(first.get(name));
        expect(again.headers.get('content-type')).toBeNull();
      }
    }
  });

  test('HTTP9 is sent to who has something else', async () => {
    const tag = (await ask('/worlds')).headers.get('etag') as string;
    for (const headers of [
      { 'if-none-match': 'W/"other"' },
      { 'if-none-match': `"x${tag.slice(3)}` },
      { 'if-none-match': 'W/' },
      { 'if-none-match': tag.slice(3, -1) },
    ]) {
      const answer = await ask('/worlds', headers);
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toBe('');
    }
  });

  test('HTTP9 HEAD says of it what GET says, without it', async () => {
    const [get, head] = [await ask('/worlds'), await ask('/worlds', {}, 'HEAD')];
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    for (const name of ['etag', 'content-length', 'content-type', 'cache-control', 'vary'])
      expect(head.headers.get(name)).toBe(get.headers.get(name));
  });

  test('HTTP9 has another tag as soon as it is another', async () => {
    const path = `/worlds/${creator.worldId}`;
    const before = (await ask(path)).headers.get('etag') as string;
    await creator.api.data(creator.api.put(path, { name: 'Another name' }));
    const after = await ask(path, { 'if-none-match': before });
    expect(after.status).toBe(200);
    expect(after.headers.get('etag')).not.toBe(before);
  });
});

describe('what is not everybody’s', () => {
  test('HTTP10 is private to who is signed in, also where others may read it', async () => {
    for (const path of [...publicReads(), '/users/me', '/inventory', '/points/balances']) {
      const { status, headers } = await ask(path, as(player));
      expect(status, path).toBe(200);
      expect(headers.get('cache-control'), path).toBe('private, no-store');
      expect(headers.get('vary')).toBe('Origin, Authorization, Cookie');
    }
  });

  test('HTTP10 is never confused with what everybody gets: a product, for its owner and for others', async () => {
    const product = await creator.api.data(
      creator.api.post('/store/products', {
        name: 'Secret recipe',
        productType: 'custom',
        pricePoints: 1,
        digitalAssetUrl: 'https://example.com/asset',
      }),
    );
    const path = `/store/products/${product.id}`;
    const [owners, others] = [await ask(path, as(creator)), await ask(path)];
    expect(owners.headers.get('cache-control')).toBe('private, no-store');
    expect(others.headers.get('cache-control')).toBe('public, no-cache');
    expect(await owners.text()).toContain('https://example.com/asset');
    expect(await others.text()).not.toContain('https://example.com/asset');
    const ownersTag = owners.headers.get('etag') as string;
    expect(others.headers.get('etag')).not.toBe(ownersTag);
    expect((await ask(path, { 'if-none-match': ownersTag })).status).toBe(200);
  });

  test('HTTP10 a token that is nobody’s gets what everybody gets', async () => {
    const { headers } = await ask('/worlds', { authorization: 'Bearer nonsense.nonsense' });
    expect(headers.get('cache-control')).toBe('public, no-cache');
  });

  test('HTTP10 a refusal is kept by nobody and has no tag', async () => {
    for (const path of ['/users/me', '/worlds/aaaaaaaaaaaa', '/worlds?search=%00', '/nothing']) {
      const { status, headers } = await ask(path, { 'if-none-match': '*' });
      expect(status, path).toBeGreaterThanOrEqual(400);
      expect(headers.get('cache-control'), path).toBe('no-store');
      expect(headers.get('etag'), path).toBeNull();
    }
  });

  test('HTTP10 a write is kept by nobody and has no tag', async () => {
    const { headers } = await player.api.put('/users/profile', { firstName: 'New' });
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('etag')).toBeNull();
    const session = await fetch(`${rest.url}/api/auth/get-session`, { headers: as(player) });
    expect(session.headers.get('cache-control')).toContain('no-store');
  });
});
