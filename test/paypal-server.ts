import { randomBytes, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import { type SelfSigned, selfSigned } from './self-signed.ts';

/*
 * PayPal as far as we speak with it: tokens, orders that are made, approved and captured over HTTP, certificates,
 * and webhooks signed with one of them.
 */

/**
 * `away`: 503 before anything is done. `losing`: all is done, and its answer is lost on the way.
 * `refusing`: the buyer's bank says no to every capture.
 */
export type PaypalMode = 'up' | 'away' | 'losing' | 'silent' | 'refusing';

type Json = Record<string, unknown>;
type Asked = { headers: IncomingMessage['headers']; path: string; body: string };
type Said = { status: number; body: object };
type Order = Json & { id: string; status: string; purchase_units: [Json & { payments?: Json }] };

export type PaypalServer = Awaited<ReturnType<typeof startPaypal>>;

export const PAYPAL_CLIENT = { id: 'client_of_this_test', secret: 'secret_of_this_test' };
export const PAYPAL_WEBHOOK = '5GP028458E2496506';

const idOf = (): string => randomBytes(9).toString('hex').slice(0, 17).toUpperCase();
const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`;
export const usd = (value: string) => ({ currency_code: 'USD', value });

/** @param tokenSeconds how long its tokens live */
export async function startPaypal({ tokenSeconds = 32_400 } = {}) {
  const asked: Asked[] = [];
  const orders = new Map<string, Order>();
  const kept = new Map<string, Said & { body: object; of: string }>();
  const tokens = new Map<string, number>();
  const certificates = new Map<string, SelfSigned>();
  let mode: PaypalMode = 'up';

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray()).toString();
    const path = `${request.method} ${request.url}`;
    asked.push({ headers: request.headers, path, body });
    if (mode === 'silent') return;
    if (mode === 'away') return say(response, failure(503, 'SERVICE_UNAVAILABLE'));
    const certificate = certificates.get(path.split('/certs/')[1] ?? '');
    if (certificate) return void response.end(certificate.pem);
    const isToken = path === 'POST /v1/oauth2/token';
    const said = isToken ? newToken(request, body) : answerOf(request, path, body);
    if (mode === 'losing' && !isToken) return void request.socket.destroy();
    say(response, said);
  }

  function newToken({ headers }: IncomingMessage, body: string): Said {
    const basic = Buffer.from(`${PAYPAL_CLIENT.id}:${PAYPAL_CLIENT.secret}`).toString('base64');
    if (headers.authorization !== `Basic ${basic}` || body !== 'grant_type=client_credentials')
      return failure(401, 'invalid_client');
    const access_token = `A21${idOf()}`;
    tokens.set(access_token, Date.now() + tokenSeconds * 1000);
    return { status: 200, body: { access_token, token_type: 'Bearer', expires_in: tokenSeconds } };
  }

  /** Asked again with the same id, it says the same; of one that is used for something else it wants nothing. */
  function answerOf({ headers }: IncomingMessage, path: string, body: string): Said {
    const bearer = String(headers.authorization).replace('Bearer ', '');
    if ((tokens.get(bearer) ?? 0) < Date.now()) return failure(401, 'AUTHENTICATION_FAILURE');
    const requestId = headers['paypal-request-id'];
    const key = requestId && `${path} ${requestId}`;
    const before = key && kept.get(key);
    if (before) return before.of === body ? before : failure(422, 'DUPLICATE_REQUEST_ID');
    const said = handle(path, body);
    if (key) kept.set(key, { ...said, of: body });
    return said;
  }

  function handle(path: string, body: string): Said {
    if (path === 'POST /v2/checkout/orders') return { status: 200, body: newOrder(JSON.parse(body)) };
    const [, captureId] = path.match(/^GET \/v2\/payments\/captures\/(\w+)$/) ?? [];
    if (captureId) return found(captureNamed(captureId));
    const [, refundedId] = path.match(/^POST \/v2\/payments\/captures\/(\w+)\/refund$/) ?? [];
    if (refundedId) return refund(refundedId);
    const [, orderId = '', what] = path.match(/^\w+ \/v2\/checkout\/orders\/(\w+)(\/capture)?$/) ?? [];
    const order = orders.get(orderId);
    return order && what ? capture(order) : found(order);
  }

  function newOrder({ purchase_units }: { purchase_units: [Json] }): Order {
    const id = idOf();
    const [unit] = purchase_units;
    const links = [{ rel: 'payer-action', href: `https://www.sandbox.paypal.com/checkoutnow?token=${id}` }];
    const order: Order = { id, status: 'PAYER_ACTION_REQUIRED', purchase_units: [{ ...unit }], links };
    orders.set(id, order);
    return order;
  }

  function capture(order: Order): Said {
    if (order.status === 'COMPLETED') return failure(422, 'ORDER_ALREADY_CAPTURED');
    if (order.status !== 'APPROVED') return failure(422, 'ORDER_NOT_APPROVED');
    if (mode === 'refusing') return failure(422, 'INSTRUMENT_DECLINED');
    order.status = 'COMPLETED';
    const [unit] = order.purchase_units;
    unit.payments = { captures: [newCapture(order.id, { amount: unit.amount, custom_id: unit.custom_id })] };
    return { status: 201, body: order };
  }

  /** All of a capture goes back. */
  function refund(captureId: string): Said {
    const capture = captureNamed(captureId);
    if (!capture) return failure(404, 'INVALID_RESOURCE_ID');
    if (capture.status === 'REFUNDED') return failure(422, 'CAPTURE_FULLY_REFUNDED');
    capture.status = 'REFUNDED';
    const made = newRefund(captureId, (capture.amount as { value: string }).value);
    const payments = [...orders.values()].map(({ purchase_units: [unit] }) => unit.payments);
    const its = payments.find((one) => (one?.captures as Json[] | undefined)?.includes(capture)) as Json;
    its.refunds = [...((its.refunds as Json[] | undefined) ?? []), made];
    return { status: 201, body: made };
  }

  const captureNamed = (id: string): Json | undefined =>
    [...orders.values()]
      .flatMap(({ purchase_units: [unit] }) => (unit.payments?.captures ?? []) as Json[])
      .find((one) => one.id === id);

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  certificates.set('CERT-of-this-test', selfSigned());

  return {
    url,
    /** What it was asked, in order. */
    asked,
    orders,
    certificates,
    become: (next: PaypalMode) => {
      mode = next;
    },
    /** No token that was given is any good. */
    forgetTokens: () => tokens.clear(),
    /** The buyer approves an order. */
    approve(orderId: string): Order {
      const order = orders.get(orderId) as Order;
      order.status = 'APPROVED';
      return order;
    },
    /** A webhook as PayPal sends it. */
    signed(event: object, how: Parameters<typeof signedBy>[2] = {}) {
      const { certificate = 'CERT-of-this-test' } = how;
      const { privateKey } = certificates.get(certificate) as SelfSigned;
      return signedBy({ certUrl: `${url}/v1/notifications/certs/${certificate}`, privateKey }, event, how);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

type Signer = { certUrl: string; privateKey: SelfSigned['privateKey'] };
type How = {
  secondsAgo?: number;
  webhookId?: string;
  certificate?: string;
  headers?: Record<string, string>;
};

function signedBy({ certUrl, privateKey }: Signer, event: object, how: How) {
  const { secondsAgo = 0, webhookId = PAYPAL_WEBHOOK, headers = {} } = how;
  const body = JSON.stringify(event);
  const id = randomUUID();
  const time = `${new Date(Date.now() - secondsAgo * 1000).toISOString().slice(0, 19)}Z`;
  const signed = Buffer.from(`${id}|${time}|${webhookId}|${crc32(body)}`);
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'paypal-auth-algo': 'SHA256withRSA',
      'paypal-cert-url': certUrl,
      'paypal-transmission-id': id,
      'paypal-transmission-time': time,
      'paypal-transmission-sig': sign('RSA-SHA256', signed, privateKey).toString('base64'),
      ...headers,
    } as Record<string, string>,
  };
}

const failure = (status: number, issue: string): Said => ({
  status,
  body: {
    name: 'UNPROCESSABLE_ENTITY',
    debug_id: idOf(),
    details: [{ issue }],
    message: 'The request failed.',
  },
});

const found = (body: object | undefined): Said =>
  body ? { status: 200, body } : failure(404, 'INVALID_RESOURCE_ID');

function say(response: ServerResponse, { status, body }: Said): void {
  response.writeHead(status, { 'content-type': 'application/json', 'paypal-debug-id': idOf() });
  response.end(JSON.stringify(body));
}

/** A capture as orders and webhooks have it. */
export const newCapture = (orderId: string, more: object = {}): Json & { id: string } => ({
  id: idOf(),
  status: 'COMPLETED',
  final_capture: true,
  create_time: now(),
  update_time: now(),
  supplementary_data: { related_ids: { order_id: orderId } },
  links: [{ rel: 'up', method: 'GET', href: `https://api.paypal.com/v2/checkout/orders/${orderId}` }],
  ...more,
});

/** A refund as orders and webhooks have it: it names its capture and no order. */
export const newRefund = (captureId: string, value: string, more: object = {}): Json & { id: string } => ({
  id: idOf(),
  status: 'COMPLETED',
  amount: usd(value),
  create_time: now(),
  update_time: now(),
  links: [{ rel: 'up', method: 'GET', href: `https://api.paypal.com/v2/payments/captures/${captureId}` }],
  ...more,
});

/** A dispute of a capture. */
export const newDispute = (captureId: string, value: string, more: object = {}) => ({
  dispute_id: `PP-D-${idOf()}`,
  disputed_transactions: [{ seller_transaction_id: captureId }],
  dispute_amount: usd(value),
  status: 'OPEN',
  dispute_life_cycle_stage: 'INQUIRY',
  ...more,
});

/** An event as PayPal words it. */
export const paypalEvent = (event_type: string, resource: object) => ({
  id: `WH-${idOf()}-${idOf()}`,
  event_version: '1.0',
  create_time: new Date().toISOString(),
  event_type,
  resource_version: '2.0',
  summary: 'Something happened',
  resource,
});

/** The settings of a server that is paid by it. */
export const paidByPaypal = ({ url }: Pick<PaypalServer, 'url'>) => ({
  PAYMENT_PROVIDER: 'paypal',
  PAYPAL_CLIENT_ID: PAYPAL_CLIENT.id,
  PAYPAL_CLIENT_SECRET: PAYPAL_CLIENT.secret,
  PAYPAL_WEBHOOK_ID: PAYPAL_WEBHOOK,
  PAYPAL_API_URL: url,
});
