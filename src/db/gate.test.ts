import { expect, test } from 'vitest';
import { createGate } from './gate.ts';

test('DB18 a gate lets so many through, and the next ones in order as places come free', () => {
  const gate = createGate(2);
  const went: string[] = [];
  const enter = (name: string, takes = true) =>
    gate.enter(() => {
      went.push(name);
      return takes;
    });
  for (const name of ['a', 'b', 'c', 'd']) enter(name);
  expect(went).toEqual(['a', 'b']);
  gate.leave();
  expect(went).toEqual(['a', 'b', 'c']);
  gate.leave();
  gate.leave();
  enter('e');
  enter('f');
  expect(went).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('DB18 who no longer wants a place leaves it to the next', () => {
  const gate = createGate(1);
  const went: string[] = [];
  const enter = (name: string, takes: boolean) =>
    gate.enter(() => {
      went.push(name);
      return takes;
    });
  enter('gives up at once', false);
  enter('first', true);
  for (let n = 0; n < 20_000; n += 1) enter('gave up', false);
  enter('last', true);
  expect(went).toEqual(['gives up at once', 'first']);
  gate.leave();
  expect(went).toHaveLength(20_003);
  expect(went.at(-1)).toBe('last');
  gate.leave();
  enter('next', true);
  expect(went.at(-1)).toBe('next');
});
