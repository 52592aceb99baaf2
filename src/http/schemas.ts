import { z } from 'zod';
import { printable, printableLines } from '#domain/text-rules.ts';

/** A 12-character public id. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{12}$/, 'must be a 12-character id');

/** A player's session in a room: the key of their avatar in `state.avatars`. */
export const sessionIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,32}$/, 'must be the sessionId of an avatar');

/** A moment, ISO 8601 with an offset; answers are in UTC. */
export const timeSchema = z.iso.datetime({ offset: true });

const EARLIEST = new Date('1970-01-01T00:00:00Z');
const LATEST = new Date('9999-01-01T00:00:00Z');

/** A moment in a request, as a Date that any database can hold. */
export const timeInputSchema = timeSchema
  .transform((text) => new Date(text))
  .refine((moment) => moment >= EARLIEST && moment < LATEST, 'must be between the years 1970 and 9998');

/** How far ahead anything can be planned: an event, the release of a product, the end of a ban. */
const YEARS_AHEAD = 10;

/** A moment in a request that something is planned for. */
export const plannedTimeSchema = timeInputSchema.refine((moment) => {
  const latest = new Date();
  latest.setUTCFullYear(latest.getUTCFullYear() + YEARS_AHEAD);
  return moment <= latest;
}, `must be within the next ${YEARS_AHEAD} years`);

/** A whole number that the database's integer column can hold. */
export const countSchema = z.int().min(0).max(2_147_483_647);

/** A number of points that sums up others, as a balance does: exact in JSON, not bounded by 32 bits. */
export const pointsSumSchema = z.int().min(0);

/** A name, in one line. */
export const shortText = printable(1, 100);
/** A description, in as many lines as it wants. */
export const longText = printableLines(0, 500);

/** Whether JSON is nested at most so deep. Looks no deeper itself. */
export const isNestedWithin = (levels: number, value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((inner) => isNestedWithin(levels - 1, inner)));

/** NUL and halves of a surrogate pair, as `JSON.stringify` writes them: valid JSON that no jsonb column takes. */
export const hasUnstorable = (json: string): boolean =>
  /\\u(0000|d[89a-f])/.test(json.replaceAll('\\\\', ''));

function assertSmallAndStorable(ctx: z.core.ParsePayload<Record<string, unknown>>): void {
  const refuse = (message: string) => ctx.issues.push({ code: 'custom', input: ctx.value, message });
  if (!isNestedWithin(10, ctx.value)) return void refuse('must be nested at most 10 deep');
  const json = JSON.stringify(ctx.value);
  if (json.length > 4000) refuse('must be at most 4000 characters as JSON');
  if (hasUnstorable(json)) refuse('has characters that cannot be stored');
}

/** An object of free form, small enough to keep beside a row: at most 4 000 characters as JSON. */
export const metadataSchema = z.record(z.string().max(100), z.unknown()).check(assertSmallAndStorable);

/** The same as it is answered. */
export const metadataAnswerSchema = z.record(z.string(), z.unknown()).nullable();

/** The name of a slot of a base model, such as `head`. */
export const slotNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,50}$/, 'must be 1 to 50 letters, digits, _ or -');

/** What kind of place a space is, such as `stage`. */
export const spaceTypeSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,29}$/, 'must be a lower-case slug of at most 30');

/** The parameters of a path with one id in it. */
export const idParams = <N extends string>(name: N) =>
  z.object({ [name]: idSchema } as Record<N, typeof idSchema>);

/** A whole number in a query string that the database's integer column can hold. */
export const countQuery = z
  .string()
  .regex(/^\d{1,10}$/, 'must be a whole number, not below 0')
  .transform(Number)
  .refine((count) => count <= 2_147_483_647, 'must be at most 2147483647');

/** `true` or `false` in a query string. */
export const flagQuery = z.enum(['true', 'false']).transform((text) => text === 'true');

/** What a deletion answers with: nothing. */
export const noContent = z.void();
