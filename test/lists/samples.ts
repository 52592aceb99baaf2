import { z } from 'zod';
import type { Route } from '#http/route.ts';
import { POPULAR_ID } from './many-rows.ts';

/** What filters and parameters are tried with: much, little and nothing, by their names. */
export type Samples = Record<string, readonly string[]>;

export const samplesFor = (somebody: {
  creatorId: string;
  worldId: string;
  tribeId: string;
  spaceId: string;
}): Samples => ({
  creatorId: [somebody.creatorId, POPULAR_ID],
  worldId: [somebody.worldId],
  tribeId: [somebody.tribeId],
  spaceId: [somebody.spaceId, POPULAR_ID],
  eventId: [POPULAR_ID],
  baseModelId: [POPULAR_ID],
  productType: ['collectible'],
  spaceType: ['hall'],
  slotName: ['hat'],
  type: ['spend'],
  search: ['hall', 'ÜBUNG', 'zeppelin', 'lh', '%'],
  isLive: ['true', 'false'],
  available: ['true', 'false'],
  priceMin: ['10', '990'],
  priceMax: ['10', '990'],
  from: ['2029-01-01T00:00:00Z', '2030-02-04T00:00:00Z', '2030-03-11T00:00:00Z'],
  to: ['2030-01-01T01:00:00Z', '2030-02-04T00:00:00Z', '2031-01-01T00:00:00Z'],
});

type Fields = Record<string, { enum?: string[] }>;

const fieldsOf = (schema: z.ZodType | undefined): Fields =>
  schema ? ((z.toJSONSchema(schema, { io: 'input' }).properties ?? {}) as Fields) : {};

function sampled(samples: Samples, name: string): readonly string[] {
  const found = samples[name];
  if (!found) throw new Error(`There is no sample of ${name} in test/lists/samples.ts.`);
  return found;
}

/** The orders that a list can be had in; for one without a choice, its own. */
export const sortsOf = ({ query }: Route): (string | undefined)[] =>
  fieldsOf(query).sort?.enum ?? [undefined];

/** Every filter of a list with each of its samples, as a part of a query. */
export function filtersOf({ query }: Route, samples: Samples): string[] {
  const { sort: _sort, ...filters } = fieldsOf(query);
  return Object.keys(filters).flatMap((name) =>
    sampled(samples, name).map((value) => `${name}=${encodeURIComponent(value)}`),
  );
}

/** A list in every order with every filter, one at a time: paths that end where more can be asked. */
export function questionsOf(route: Route, samples: Samples): string[] {
  const path = Object.keys(fieldsOf(route.params)).reduce(
    (so, name) => so.replace(`:${name}`, sampled(samples, name)[0] as string),
    route.path,
  );
  const orders = sortsOf(route).map((sort) => (sort === undefined ? '' : `sort=${sort}&`));
  const conditions = ['', ...filtersOf(route, samples).map((filter) => `${filter}&`)];
  return conditions.flatMap((condition) => orders.map((order) => `${path}?${order}${condition}`));
}
