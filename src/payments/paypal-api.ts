import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

type Needs = {
  clientId: string;
  clientSecret: string;
  /** Where PayPal's API is. */
  apiUrl: string;
  /** How long one request may be without its whole answer, in milliseconds. */
  patienceMs: number;
};

/** What is asked: `requestId` is PayPal's idempotency key. */
type Question = { requestId?: string; body?: object };

/** PayPal answered, and said no: `issue` is its word for why. Of its answer nothing else is kept. */
export class PaypalRefusal extends Error {
  override name = 'PaypalRefusal';
  readonly status: number;
  readonly issue: string;
  constructor(what: string, status: number, issue: string, debugId: string) {
    super(`PayPal refuses ${what} (${status}, ${issue}, ${debugId}).`);
    this.status = status;
    this.issue = issue;
  }
}

export type PaypalApi = ReturnType<typeof createPaypalApi>;

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const refusalSchema = z.object({
  name: z.string().catch('no name'),
  details: z.array(z.object({ issue: z.string() })).catch([]),
  debug_id: z.string().catch('no id'),
});

/** A token is not used any more so long before its end; one that lives shorter than twice that, for half its life. */
const MARGIN_SECONDS = 60;
/** How often PayPal is asked again that is still busy with the same request, sent twice at once. */
const BUSY_TRIES = 4;
const BUSY_PAUSE_MS = 150;

type Token = { value: string; goodUntil: number };

/** PayPal's REST API: JSON with a bearer token, which is asked for once and kept until shortly before it ends. */
export function createPaypalApi({ clientId, clientSecret, apiUrl, patienceMs }: Needs) {
  const base = apiUrl.replace(/\/+$/, '');
  let kept: Promise<Token> | undefined;

  /** Follows no redirects: they would get the token. */
  async function send(
    what: string,
    path: string,
    init: RequestInit,
  ): Promise<{ status: number; json: unknown }> {
    const signal = AbortSignal.timeout(patienceMs);
    try {
      const answer = await fetch(`${base}${path}`, { ...init, signal, redirect: 'error' });
      return { status: answer.status, json: jsonOf(await answer.text()) };
    } catch (error) {
      const why = error instanceof Error ? error.name : 'no reason';
      throw new Error(`PayPal does not answer ${what} (${why}).`, { cause: error });
    }
  }

  async function askToken(): Promise<Token> {
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const headers = { authorization: `Basic ${basic}`, accept: 'application/json' };
    const body = new URLSearchParams({ grant_type: 'client_credentials' });
    const asked = performance.now();
    const { status, json } = await send('for a token', '/v1/oauth2/token', { method: 'POST', headers, body });
    if (status !== 200) throw refusalOf('a token', status, json);
    const { access_token: value, expires_in: seconds } = tokenSchema.parse(json);
    const life = Math.max(seconds - MARGIN_SECONDS, seconds / 2);
    return { value, goodUntil: asked + life * 1000 };
  }

  function forget(token: Promise<Token>): void {
    if (kept === token) kept = undefined;
  }

  /** The token that all share, and how to be rid of it. */
  async function token(): Promise<{ value: string; drop(): void }> {
    if (kept && (await kept).goodUntil <= performance.now()) forget(kept);
    kept ??= askToken();
    const mine = kept;
    const { value } = await mine.catch((error) => {
      forget(mine);
      throw error;
    });
    return { value, drop: () => forget(mine) };
  }

  async function askOnce(
    method: 'GET' | 'POST',
    path: string,
    { requestId, body }: Question,
    bearer: string,
  ) {
    return send(`${method} ${path}`, path, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
        prefer: 'return=representation',
        ...(requestId && { 'paypal-request-id': requestId }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  /**
   * Asks PayPal; answers with its JSON.
   * @throws PaypalRefusal where it says no, Error where it does not answer in time.
   */
  return async function ask(method: 'GET' | 'POST', path: string, question: Question = {}): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      const bearer = await token();
      const { status, json } = await askOnce(method, path, question, bearer.value);
      if (status >= 200 && status < 300) return json;
      const refusal = refusalOf(`${method} ${path}`, status, json);
      if (status === 401 && attempt === 1) bearer.drop();
      else if (refusal.issue === 'PREVIOUS_REQUEST_IN_PROGRESS' && attempt < BUSY_TRIES)
        await sleep(BUSY_PAUSE_MS * attempt);
      else throw refusal;
    }
  };
}

function refusalOf(what: string, status: number, json: unknown): PaypalRefusal {
  const { name, details, debug_id } = refusalSchema.parse(typeof json === 'object' && json ? json : {});
  return new PaypalRefusal(what, status, details[0]?.issue ?? name, debug_id);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
