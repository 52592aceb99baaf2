import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inBatches } from './in-batches.ts';

/** Work that takes down its batches and ends when it is told to. */
function slowWork() {
  const batches: number[][] = [];
  const ends: ((error?: Error) => void)[] = [];
  const work = (inputs: number[]) => {
    batches.push(inputs);
    return new Promise<string[]>((resolve, reject) => {
      ends.push((error) => (error ? reject(error) : resolve(inputs.map((input) => `answer ${input}`))));
    });
  };
  return { batches, ends, work };
}

test('one alone begins at once, and those who come meanwhile share the next batch', async () => {
  const { batches, ends, work } = slowWork();
  const ask = inBatches(work, { everyMs: 0, most: 10 });
  const first = ask(1);
  await expect.poll(() => batches).toEqual([[1]]);
  const [second, third] = [ask(2), ask(3)];
  await sleep(5);
  expect(batches).toEqual([[1]]);
  ends[0]?.();
  expect(await first).toBe('answer 1');
  await expect.poll(() => batches).toEqual([[1], [2, 3]]);
  ends[1]?.();
  expect(await Promise.all([second, third])).toEqual(['answer 2', 'answer 3']);
});

test('a batch that fails fails for those in it, and the next one is done', async () => {
  const { batches, ends, work } = slowWork();
  const ask = inBatches(work, { everyMs: 0, most: 10 });
  const failing = [ask(1), ask(2)].map((asked) => asked.catch((error: Error) => error.message));
  await expect.poll(() => batches.length).toBe(1);
  const next = ask(3);
  ends[0]?.(new Error('away'));
  expect(await Promise.all(failing)).toEqual(['away', 'away']);
  await expect.poll(() => batches.length).toBe(2);
  ends[1]?.();
  expect(await next).toBe('answer 3');
});

test('a batch has no more than so many, and the rest follows', async () => {
  const batches: number[][] = [];
  const ask = inBatches(
    async (inputs: number[]) => {
      batches.push(inputs);
      return inputs;
    },
    { everyMs: 0, most: 2 },
  );
  expect(await Promise.all([1, 2, 3, 4, 5].map(ask))).toEqual([1, 2, 3, 4, 5]);
  expect(batches).toEqual([[1, 2], [3, 4], [5]]);
});

test('batches begin no closer together than they should', async () => {
  const begun: number[] = [];
  const ask = inBatches(
    async (inputs: number[]) => {
      begun.push(performance.now());
      return inputs;
    },
    { everyMs: 60, most: 100 },
  );
  for (let at = 0; at < 20; at++) {
    void ask(at);
    await sleep(5);
  }
  await ask(20);
  const between = begun.slice(1).map((at, index) => at - (begun[index] as number));
  expect(Math.min(...between)).toBeGreaterThan(58);
});
