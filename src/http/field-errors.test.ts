import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldErrors } from './field-errors.ts';

const many = z.strictObject({ lines: z.array(z.strictObject({ id: z.string(), count: z.int() })) });
const one = z.strictObject({ id: z.string(), count: z.int() });
const either = z.strictObject({ order: z.union([many, one]) });

const pathsOf = (value: unknown, prefix = ''): string[] => {
  const { error } = either.safeParse(value);
  return error ? fieldErrors(error, prefix).map(({ path }) => path) : [];
};

test('each field that is wrong is named by its path', () => {
  expect(pathsOf({ order: { lines: [{ id: 1, count: 'x' }] }, extra: 1 })).toEqual([
    'order.lines.0.id',
    'order.lines.0.count',
    'extra',
  ]);
});

test('INP6 of two forms, the one that was meant tells what is wrong', () => {
  expect(pathsOf({ order: { id: 1, count: 'x' } })).toEqual(['order.id', 'order.count']);
  expect(pathsOf({ order: { id: 'a', count: 1, more: 1 } })).toEqual(['order.more']);
  expect(pathsOf({ order: { lines: [{ a: 1 }] } })).toEqual([
    'order.lines.0.id',
    'order.lines.0.count',
    'order.lines.0.a',
  ]);
  expect(pathsOf({ order: { lines: 1, more: 1 } })).toEqual(['order.lines', 'order.more']);
});

test('the prefix comes first, and a value without fields is named by it', () => {
  const { error } = z.string().safeParse(1);
  expect(fieldErrors(error as z.ZodError, 'Idempotency-Key')[0]?.path).toBe('Idempotency-Key');
});
