import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Stripe } from 'stripe';

/*
 * Stripe as far as we speak with it: PaymentIntents made and asked about over HTTP, and webhooks signed. What it does with
 * idempotency keys is what docs.stripe.com/api/idempotent_requests says.
 */

/**
 * `away`: 503 before anything is done. `broken`: 500 after it has begun, which is said again for the same key.
 * `losing`: all is done, and its answer is lost on the way.
 */
export type StripeMode = 'up' | 'away' | 'broken' | 'losing' | 'silent' | 'declining';

type Asked = { headers: IncomingMessage['headers']; path: string; form: Record<string, string> };
type Said = { status: number; body: object };

/** Asking again brings no other answer. */
const FINAL = { 'stripe-should-retry': 'false' };

export type StripeServer = Awaited<ReturnType<typeof startStripe>>;

export const STRIPE_KEY = 'sk_test_of_this_test';
export const STRIPE_WEBHOOK_KEY = 'whsec_of_this_test';

export async function startStripe() {
  const asked: Asked[] = [];
  const kept = new Map<string, Said & { form: string }>();
  const intents = new Map<string, object>();
  const refunds = new Map<string, number>();
  let mode: StripeMode = 'up';

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = Buffer.concat(await request.toArray()).toString();
    const fields = Object.fromEntries(new URLSearchParams(form));
    asked.push({ headers: request.headers, path: `${request.method} ${request.url}`, form: fields });
    if (mode === 'silent') return;
    const refused = refusalOf(request);
    if (refused) return say(response, refused);
    const intent = intentOf(request);
    if (intent && mode === 'losing') return void request.socket.destroy();
    if (intent)
      return say(
        response,
        mode === 'broken' ? failure(500, 'api_error') : { status: 200, body: intent },
        FINAL,
      );
    const canceled = request.url?.match(/^\/v1\/payment_intents\/(\w+)\/cancel$/)?.[1];
    if (canceled) return say(response, cancel(canceled), FINAL);
    const key = String(request.headers['idempotency-key']);
    const before = kept.get(key);
    if (before && before.form !== form) return say(response, failure(400, 'idempotency_error'));
    if (before && mode !== 'losing')
      return say(response, before, { ...FINAL, 'idempotent-replayed': 'true' });
    const said =
      mode === 'broken'
        ? failure(500, 'api_error')
        : request.url === '/v1/refunds'
          ? refund(fields)
          : { status: 200, body: make(fields) };
    if (!before) kept.set(key, { ...said, form });
    if (mode === 'losing') return void request.socket.destroy();
    say(response, said, FINAL);
  }

  function make(fields: Record<string, string>): object {
    const intent = newIntent(fields);
    intents.set(intent.id, intent);
    return intent;
  }

  /** As Stripe does: what is paid or canceled already can't be canceled. */
  function cancel(id: string): Said {
    const intent = intents.get(id) as { status: string } | undefined;
    if (!intent) return failure(404, 'invalid_request_error');
    if (intent.status === 'succeeded' || intent.status === 'canceled')
      return failure(400, 'invalid_request_error', 'payment_intent_unexpected_state');
    const canceled = { ...intent, status: 'canceled' };
    intents.set(id, canceled);
    return { status: 200, body: canceled };
  }

  /** All of what was paid and has not gone back. */
  function refund({ payment_intent = '' }: Record<string, string>): Said {
    const intent = intents.get(payment_intent) as { amount_received: number; currency: string } | undefined;
    if (!intent) return failure(404, 'invalid_request_error');
    if (refunds.has(payment_intent)) return failure(400, 'invalid_request_error', 'charge_already_refunded');
    const { amount_received: amount, currency } = intent;
    refunds.set(payment_intent, amount);
    const charge = `ch_${payment_intent.slice(3)}`;
    return {
      status: 200,
      body: {
        id: idOf('re'),
        object: 'refund',
        payment_intent,
        charge,
        amount,
        currency,
        status: 'succeeded',
      },
    };
  }

  const intentOf = ({ method, url }: IncomingMessage): object | undefined =>
    method === 'GET' ? intents.get(url?.match(/^\/v1\/payment_intents\/(\w+)$/)?.[1] ?? '') : undefined;

  function refusalOf(request: IncomingMessage): Said | undefined {
    const { headers, url, method } = request;
    if (mode === 'away') return failure(503, 'api_error');
    if (mode === 'declining' || headers.authorization !== `Bearer ${STRIPE_KEY}`)
      return failure(401, 'invalid_request_error');
    const isWrite = /^\/v1\/(payment_intents(\/\w+\/cancel)?|refunds)$/.test(url ?? '');
    const isKnown = (method === 'POST' && isWrite) || intentOf(request);
    return isKnown ? undefined : failure(404, 'invalid_request_error');
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What it was asked, in order. */
    asked,
    /** How many payments it has made. */
    payments: () =>
      [...kept.values()].filter(
        ({ status, body }) => status === 200 && (body as { object?: string }).object === 'payment_intent',
      ).length,
    /** What has gone back of each payment, in cents. */
    refunds,
    statusOf: (paymentId: string) => (intents.get(paymentId) as { status?: string } | undefined)?.status,
    become: (next: StripeMode) => {
      mode = next;
    },
    /** Something has become of a payment, and no webhook tells of it. */
    change: (
      paymentId: string,
      change: { status: string; amount_received?: number; [field: string]: unknown },
    ) => void intents.set(paymentId, { ...intents.get(paymentId), ...change }),
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

const idOf = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

function newIntent(fields: Record<string, string>) {
  const id = idOf('pi');
  return {
    id,
    object: 'payment_intent',
    amount: Number(fields.amount),
    amount_received: 0,
    currency: fields.currency,
    last_payment_error: null,
    client_secret: `${id}_secret_${randomBytes(12).toString('hex')}`,
    status: 'requires_payment_method',
  };
}

const failure = (status: number, type: string, code?: string): Said => ({
  status,
  body: { error: { type, code, message: `Stripe says ${type}.` } },
});

function say(response: ServerResponse, { status, body }: Said, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': idOf('req'), ...headers });
  response.end(JSON.stringify(body));
}

/** An event as Stripe words it. */
export const stripeEvent = (type: string, object: object, more: object = {}) => ({
  id: idOf('evt'),
  object: 'event',
  api_version: '2026-10-28.endive',
  created: Math.floor(Date.now() / 1000),
  livemode: false,
  pending_webhooks: 1,
  request: { id: null, idempotency_key: null },
  type,
  data: { object },
  ...more,
});

/** A webhook as Stripe sends it, signed so many seconds ago. */
export function signedByStripe(event: object, { secondsAgo = 0, secret = STRIPE_WEBHOOK_KEY } = {}) {
  const payload = JSON.stringify(event, null, 2);
  const timestamp = Math.floor(Date.now() / 1000) - secondsAgo;
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  return {
    body: payload,
    headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
  };
}

/** The settings of a server that is paid by it. */
export const paidByStripe = ({ url }: Pick<StripeServer, 'url'>) => ({
  PAYMENT_PROVIDER: 'stripe',
  STRIPE_SECRET_KEY: STRIPE_KEY,
  STRIPE_WEBHOOK_SECRET: STRIPE_WEBHOOK_KEY,
  STRIPE_API_URL: url,
});
