import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { pagesRouter } from './pages.ts';

type Needs = Parameters<typeof pagesRouter>[0];
type EventRow = Awaited<ReturnType<Needs['app']['events']['list']>>['items'][number];
type SpaceRow = Awaited<ReturnType<Needs['app']['spaces']['list']>>['items'][number];

const HOSTILE = `<script>alert("night")</script>`;
const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS);

const anEvent = (given: Partial<EventRow['event']>) =>
  ({
    event: {
      name: 'First night',
      description: null,
      startTime: inHours(1),
      endTime: inHours(2),
      isLive: false,
      startedAt: null,
      endedAt: null,
      pointsPerMinute: 60,
      minimumSeconds: 10,
      maximumPoints: 500,
      ...given,
    },
    spacePublicId: 'stage-------',
  }) as EventRow;

const aSpace = (name: string) =>
  ({ space: { publicId: 'stage-------', name, spaceType: 'stage' } }) as SpaceRow;

const page = <T>(items: T[]) => Promise.resolve({ items, next: undefined });

type World = {
  events?: EventRow[];
  spaces?: SpaceRow[];
  playersIn?: () => Promise<number>;
  fails?: Error;
  hangs?: boolean;
};

let server: Server | undefined;

/** The pages over a world that is made up, without a database. */
async function open(world: World, showDemoAccounts = false): Promise<string> {
  const list = { events: world.events ?? [], spaces: world.spaces ?? [] };
  const app = {
    config: {},
    database: { kind: 'pglite' },
    events: {
      list: ({ isLive }: { isLive: boolean }) =>
        world.fails
          ? Promise.reject(world.fails)
          : page(list.events.filter(({ event }) => event.isLive === isLive)),
    },
    spaces: { list: () => (world.hangs ? new Promise(() => {}) : page(list.spaces)) },
  } as unknown as Needs['app'];
  const rooms = { playersIn: world.playersIn ?? (async () => 7) };
  server = createServer(express().use(pagesRouter({ app, rooms, showDemoAccounts })));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const read = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

describe('GET /', () => {
  it('says what goes on', async () => {
    const events = [
      anEvent({ name: 'Tonight', isLive: true, startedAt: inHours(-1), startTime: inHours(-2) }),
      anEvent({ name: 'Due', startTime: inHours(-1) }),
      anEvent({ name: 'Tomorrow', startTime: inHours(24), endTime: inHours(25) }),
      anEvent({ name: 'Over early', endedAt: inHours(-1), startTime: inHours(-2) }),
    ];
    const { status, headers, text } = await read(await open({ events, spaces: [aSpace('Main stage')] }));
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).toMatch(/Tonight <span class="badge live">Live/);
    expect(text).toMatch(/Due <span class="badge due">Ready to start/);
    expect(text).toMatch(/Tomorrow <span class="badge">Coming/);
    expect(text).not.toContain('Over early');
    expect(text).toContain('60 points/min, from 10 s on, 500 at most');
    expect(text).toMatch(/Players online<\/dt><dd>7</);
  });

  it('escapes what people have called their things', async () => {
    const events = [anEvent({ name: HOSTILE, description: HOSTILE })];
    const { text } = await read(await open({ events, spaces: [aSpace(HOSTILE)] }));
    expect(text).not.toContain('<script');
    expect(text.match(/&lt;script&gt;alert\(&quot;night&quot;\)/g)).toHaveLength(4);
  });

  it('lists the demo accounts only where there is a demo world', async () => {
    expect((await read(await open({}, true))).text).toContain('player_one@example.com');
    server?.close();
    expect((await read(await open({}, false))).text).not.toContain('@example.com');
  });

  it('loads nothing from elsewhere, and no script', async () => {
    const { text } = await read(await open({ spaces: [aSpace('Main stage')] }, true));
    for (const [, address] of text.matchAll(/(?:src|href)="([^"]*)"/g)) expect(address).toMatch(/^\/[^/]/);
    expect(text).not.toMatch(/<script|style=/);
  });

  it('answers 503 while the database is away, without saying why', async () => {
    const fails = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });
    const { status, headers, text } = await read(await open({ fails }));
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('5');
    expect(text).toContain('The database does not answer');
    expect(text).not.toContain('ECONNREFUSED');
  });

  it('answers 503 where the database never answers', async () => {
    expect((await read(await open({ hangs: true }))).status).toBe(503);
  });

  it('does without the number of players where it cannot be had', async () => {
    const playersIn = () => Promise.reject(new Error('Redis is away'));
    const { status, text } = await read(await open({ spaces: [aSpace('Main stage')], playersIn }));
    expect(status).toBe(200);
    expect(text).toMatch(/Players online<\/dt><dd>unknown</);
  });
});

describe('what the page loads', () => {
  it('may be kept for ever under the address that the page gives, and not under another', async () => {
    const url = await open({});
    const { text } = await read(url);
    const [, address = ''] = /rel="stylesheet" href="([^"]*)"/.exec(text) ?? [];
    const style = await read(url + address);
    expect(style.headers.get('content-type')).toContain('text/css');
    expect(style.headers.get('cache-control')).toContain('immutable');
    expect((await read(`${url}/assets/style.css?v=old`)).headers.get('cache-control')).toBe(
      'public, max-age=60',
    );
    expect((await read(`${url}/assets/pages.ts`)).status).toBe(404);
  });
});
