const REQUEST_TIMEOUT_MS = 30_000;
const SHORTEST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 120_000;

/** What the server answered instead of 2xx, or why it could not be asked (`status` 0). */
export class RequestFailed extends Error {
  readonly status: number;
  /** The stable code of a problem+json answer, else `HTTP <status>` or the network's error code. */
  readonly code: string;
  /** Milliseconds to wait before asking again. */
  readonly retryAfterMs: number;

  constructor(status: number, code: string, message: string, retryAfterMs = 0) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

export type JsonRequest = { body?: unknown; token?: string; stop: AbortSignal };

/** Asks once, POST if there is a body and GET if not; returns `data`. Throws RequestFailed. */
export async function requestData(url: string, request: JsonRequest): Promise<unknown> {
  const response = await send(url, request);
  const answer = await readJson(response);
  if (!response.ok) throw refusal(response, answer);
  return answer.data;
}

async function send(url: string, { body, token, stop }: JsonRequest): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (token) headers.authorization = `Bearer ${token}`;
  try {
    return await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.any([stop, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
    });
  } catch (error) {
    throw new RequestFailed(0, networkCode(error), error instanceof Error ? error.message : String(error));
  }
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  const answer: unknown = await response.json().catch(() => undefined);
  return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
}

function refusal(response: Response, answer: Record<string, unknown>): RequestFailed {
  const code = typeof answer.code === 'string' ? answer.code : `HTTP ${response.status}`;
  const detail = answer.detail ?? answer.title ?? answer.message ?? response.statusText;
  const retryAfterMs = retryAfter(response.headers.get('retry-after'), Date.now());
  return new RequestFailed(response.status, code, String(detail), retryAfterMs);
}

/** A Retry-After header, in seconds or as a date, to milliseconds between 250 and 120 000. */
export function retryAfter(header: string | null, nowMs: number): number {
  const seconds = Number(header ?? Number.NaN);
  const ms = Number.isNaN(seconds) ? Date.parse(header ?? '') - nowMs : seconds * 1000;
  return Math.min(LONGEST_RETRY_MS, Math.max(SHORTEST_RETRY_MS, Number.isNaN(ms) ? 1000 : ms));
}

function networkCode(error: unknown): string {
  if (!(error instanceof Error)) return 'network-error';
  const cause = error.cause as { code?: unknown } | undefined;
  return typeof cause?.code === 'string' ? cause.code : error.name;
}
