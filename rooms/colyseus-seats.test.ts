import { Room } from '@colyseus/core';
import { expect, test } from 'vitest';
import { assertSeatsAreKnown } from './colyseus-seats.ts';

/** A room of another version, in which something has another shape. */
const changed = (field: string, value: unknown): object => Object.assign(new Room(), { [field]: value });

test('SEAT9 the version that is installed keeps seats as expected', () => {
  expect(() => assertSeatsAreKnown()).not.toThrow();
});

test.each<[field: string, value: unknown]>([
  ['_reservedSeats', undefined],
  ['_reservedSeatTimeouts', null],
  ['_reconnections', undefined],
  ['_internalState', 'created'],
  ['_reserveSeat', (_seat: object, _now: boolean) => {}],
  ['_onJoin', (_client: object) => {}],
  ['_onLeave', undefined],
  ['allowReconnection', undefined],
])('SEAT9 a version with another %s ends the start with its name', (field, value) => {
  expect(() => assertSeatsAreKnown(changed(field, value))).toThrow(
    new RegExp(`^This version of @colyseus/core .+: ${field}\\. Install .+ rooms/colyseus-seats\\.ts`),
  );
});
