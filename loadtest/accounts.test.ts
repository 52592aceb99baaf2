import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { accountNames, signUpAll } from './accounts.ts';
import { retryAfter } from './http.ts';
import { createTally } from './measurements.ts';

let server: Server | undefined;

afterEach(() => server?.close());

type Answer = { status: number; headers?: Record<string, string>; body: unknown };

/** A sign-up endpoint that answers as `answer` says, given how many requests came before. */
async function serve(answer: (before: number) => Answer): Promise<{ url: string }> {
  let before = 0;
  return listen(
    createServer((_request, response) => {
      const { status, headers, body } = answer(before++);
      response.writeHead(status, headers).end(JSON.stringify(body));
    }),
  );
}

/** One that answers nobody until so many wait, and a little longer; `most` is how many ever waited at once. */
async function serveInGroups(size: number): Promise<{ url: string; most(): number }> {
  let waiting: ServerResponse[] = [];
  let most = 0;
  const answerAll = () => {
    for (const response of waiting) response.writeHead(201).end(JSON.stringify(created.body));
    waiting = [];
  };
  const { url } = await listen(
    createServer((_request, response) => {
      most = Math.max(most, waiting.push(response));
      if (waiting.length === size) setTimeout(answerAll, 20);
    }),
  );
  return { url, most: () => most };
}

async function listen(made: Server): Promise<{ url: string }> {
  server = made;
  await new Promise<void>((resolve) => made.listen(0, resolve));
  return { url: `http://localhost:${(made.address() as AddressInfo).port}` };
}

function signUpTo(url: string, stop = new AbortController().signal) {
  const waits: number[] = [];
  const errors = createTally();
  const state = { settled: 0 };
  const signUp = {
    url,
    stop,
    errors,
    settled: () => {
      state.settled += 1;
    },
    waiting: (ms: number) => waits.push(ms),
  };
  return { signUp, waits, errors, state };
}

const created = { status: 201, body: { data: { user: {}, token: 't' } } };

it('names accounts as the server demands, all different', () => {
  const names = accountNames('prefix_8', 10_000);
  expect(new Set(names).size).toBe(10_000);
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_]{3,20}$/);
});

it('signs up no more than eight at once', async () => {
  const { url, most } = await serveInGroups(8);
  const { signUp, state } = signUpTo(url);
  expect(await signUpAll(accountNames('a', 40), signUp)).toHaveLength(40);
  expect(most()).toBe(8);
  expect(state.settled).toBe(40);
});

it('waits as long as a 429 says, and asks again', async () => {
  const limited = { status: 429, headers: { 'retry-after': '1' }, body: { code: 'rate-limited' } };
  const { url } = await serve((before) => (before === 0 ? limited : created));
  const { signUp, waits, errors } = signUpTo(url);
  const startedAt = performance.now();
  expect(await signUpAll(['one'], signUp)).toEqual([{ userName: 'one', token: 't' }]);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990);
  expect(waits).toEqual([1000]);
  expect(errors.list()).toEqual([]);
});

it('tallies other refusals by their code and goes on', async () => {
  const taken = { status: 409, body: { code: 'user-name-taken', detail: 'taken' } };
  const { url } = await serve((before) => (before === 0 ? taken : created));
  const { signUp, errors } = signUpTo(url);
  expect(await signUpAll(['one', 'two'], signUp)).toHaveLength(1);
  expect(errors.list()).toEqual([{ stage: 'sign-up', code: 'user-name-taken', count: 1, example: 'taken' }]);
});

it('stops waiting as soon as it is told to', async () => {
  const limited = { status: 429, headers: { 'retry-after': '60' }, body: {} };
  const { url } = await serve(() => limited);
  const stop = new AbortController();
  const { signUp, errors } = signUpTo(url, stop.signal);
  setTimeout(() => stop.abort(), 100);
  expect(await signUpAll(['one', 'two'], signUp)).toEqual([]);
  expect(errors.list()).toEqual([]);
});

it('reads Retry-After as seconds or as a date, within reason', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  expect(retryAfter('3', now)).toBe(3_000);
  expect(retryAfter('Thu, 01 Jan 2026 00:00:07 GMT', now)).toBe(7_000);
  expect(retryAfter('0', now)).toBe(250);
  expect(retryAfter('99999', now)).toBe(120_000);
  expect(retryAfter('soon', now)).toBe(1_000);
  expect(retryAfter(null, now)).toBe(1_000);
});
