import { z } from 'zod';
import { type ProblemCode, titleOf } from '../problem-details.ts';
import { refusalTexts } from '../refusal-texts.ts';
import { statusOf } from '../refusals-of-route.ts';
import { timeSchema } from '../schemas.ts';

/** RFC 9457, as every refusal is answered. */
export const problemSchema = z
  .object({
    type: z.string().describe('`about:blank`: the code says it all.'),
    title: z.string().describe('The code in words.'),
    status: z.int().describe('The HTTP status.'),
    code: z.string().describe('Stable; compare this one.'),
    detail: z.string().describe('What is wrong and what to do, for people.'),
    errors: z
      .array(
        z.object({
          path: z.string().describe('The field, as a path of names and indexes: `lines.0.quantity`.'),
          message: z.string(),
          current: z
            .union([z.int(), z.string()])
            .optional()
            .describe('With 409 PRICE_CHANGED, what it is now: points, or US dollars such as `4.99`.'),
        }),
      )
      .optional()
      .describe(
        'Every field that is wrong, with 422 INVALID; what is not as expected, with 409 PRICE_CHANGED.',
      ),
    reason: z
      .string()
      .nullable()
      .optional()
      .describe('Why a moderator banned you, with 403 BANNED; null where none was given.'),
    until: timeSchema
      .nullable()
      .optional()
      .describe('When the ban ends by itself, with 403 BANNED; null for one without end.'),
  })
  .meta({ id: 'Problem' });

const MEDIA_TYPE = 'application/problem+json';

const descriptions: Record<number, string> = {
  400: 'The request could not be read.',
  401: 'Not signed in.',
  403: 'Signed in, and not allowed.',
  404: 'Not there, or not yours to know of.',
  405: 'There is no such method here.',
  409: 'It does not go with how things are.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'Well-formed, and invalid; every field that is wrong is named.',
  429: 'Too many requests: wait for `Retry-After` seconds.',
  500: 'A failure of ours. It says no more.',
  503: 'Something that we need is away: try again after `Retry-After` seconds.',
};

/** Refusals that mean the same everywhere, and are written down once. */
const SHARED: ReadonlySet<ProblemCode> = new Set([
  'MALFORMED_JSON',
  'NOT_SIGNED_IN',
  'BODY_TOO_LARGE',
  'NOT_JSON',
  'TOO_MANY_REQUESTS',
  'INTERNAL',
  'DATABASE_UNAVAILABLE',
]);

/** The shared refusals as responses of their own, by their code. */
export const sharedResponses = () =>
  Object.fromEntries([...SHARED].map((code) => [code, problemResponse(statusOf(code), [code])]));

/** A refusal with each of these codes as it is answered, by the code. */
export const problemExamples = (codes: readonly ProblemCode[]) =>
  Object.fromEntries(
    [...new Set([...SHARED, ...codes])].sort().map((code) => [code, { value: exampleOfProblem(code) }]),
  );

/** The refusals of an operation, one response for each status, with an example for each code. */
export function problemResponses(codes: readonly ProblemCode[]) {
  const byStatus = Map.groupBy(codes, statusOf);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [String(status), responseOf(status, ofStatus)]),
  );
}

const responseOf = (status: number, codes: readonly ProblemCode[]) =>
  codes.length === 1 && SHARED.has(codes[0] as ProblemCode)
    ? { $ref: `#/components/responses/${codes[0]}` }
    : problemResponse(status, codes);

function problemResponse(status: number, codes: readonly ProblemCode[]) {
  const waits = status === 429 || status === 503;
  return {
    description: `${descriptions[status]} ${codes.map((code) => `\`${code}\``).join(', ')}`,
    ...(waits && {
      headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' as const } } },
    }),
    content: {
      [MEDIA_TYPE]: {
        schema: z.intersection(problemSchema, z.object({ code: z.enum(codes as [ProblemCode]) })),
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}

const exampleOfProblem = (code: ProblemCode) => ({
  type: 'about:blank',
  title: titleOf(code),
  status: statusOf(code),
  code,
  detail: refusalTexts[code],
  ...(code === 'INVALID' && {
    errors: [{ path: 'name', message: 'Too small: expected string to have >=1 characters' }],
  }),
  ...(code === 'BANNED' && { reason: 'Spam in the chat', until: '2030-01-01T00:00:00.000Z' }),
});
