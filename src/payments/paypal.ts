import { z } from 'zod';
import type { IsWanted, PaymentEvent, PaymentProvider, PaymentRequest, Webhook } from '#domain/payments.ts';
import { createPaypalApi, PaypalRefusal } from './paypal-api.ts';
import {
  capturesLeft,
  eventsOfOrder,
  namedCaptureSchema,
  orderOf,
  orderSchema,
  type PaypalOrder,
  type PaypalTold,
  readPaypalEvent,
} from './paypal-events.ts';
import { toPaypal } from './paypal-money.ts';
import { createPaypalVerifier } from './paypal-signature.ts';

export const PAYPAL = 'paypal';

type Needs = {
  clientId: string;
  clientSecret: string;
  /** PayPal's id of the webhook at our address. */
  webhookId: string;
  /** Where PayPal's API is, live or its sandbox. */
  apiUrl: string;
  /** Where PayPal sends buyers back to. */
  url: string;
  /** How long one request may be without an answer, in milliseconds. */
  patienceMs?: number;
};

/** A token and an order are asked for: a buyer waits for 20 seconds at most. */
const PATIENCE_MS = 10_000;

/** The payment will not come of this approval, however often it is asked for; the buyer may approve another way. */
const DECLINED = new Set([
  'INSTRUMENT_DECLINED',
  'TRANSACTION_REFUSED',
  'PAYER_CANNOT_PAY',
  'PAYER_ACCOUNT_RESTRICTED',
  'PAYER_ACCOUNT_LOCKED_OR_CLOSED',
  'ORDER_EXPIRED',
  'ORDER_NOT_APPROVED',
  'ORDER_VOIDED',
]);

/**
 * Payments by PayPal. A payment is an order (Orders v2), whose id all that is told of it leads to. The buyer
 * approves it at PayPal; by its webhook we hear of that and capture the money, and then it is paid.
 */
export function createPaypal(needs: Needs): PaymentProvider {
  const { url, patienceMs = PATIENCE_MS } = needs;
  const ask = createPaypalApi({ ...needs, patienceMs });
  const verdict = createPaypalVerifier({ ...needs, patienceMs });

  const orderAt = async (orderId: string): Promise<PaypalOrder> =>
    orderSchema.parse(await ask('GET', `/v2/checkout/orders/${orderId}`));

  /** Takes the money of an approved order. An order is captured once, whoever asks and however often. */
  const capture = async (orderId: string, requestId: string): Promise<PaypalOrder> =>
    ask('POST', `/v2/checkout/orders/${orderId}/capture`, { requestId, body: {} }).then(
      (answer) => orderSchema.parse(answer),
      (error) => (isRefused(error, 'ORDER_ALREADY_CAPTURED') ? orderAt(orderId) : Promise.reject(error)),
    );

  /**
   * Captures what a webhook says is approved. PayPal keeps what it answered to a request's id, a refusal too: each
   * approval is a request of its own, and every delivery of its webhook is the same.
   */
  async function captureApproved(
    { approved, eventId, occurredAt }: Approved,
    isWanted: IsWanted,
  ): Promise<Webhook> {
    const paymentId = approved.id;
    if (!isOurs(approved)) return { ignored: APPROVED };
    if (!(await isWanted(paymentId)))
      return { event: { id: `${eventId} not wanted`, paymentId, occurredAt, kind: 'failed' } };
    try {
      const event = eventsOfOrder(await capture(paymentId, eventId)).find(isPaidOrFailed);
      return event ? { event } : { ignored: APPROVED };
    } catch (error) {
      if (!isFinal(error)) throw error;
      return { event: { id: `${eventId} failed`, paymentId, occurredAt, kind: 'failed' } };
    }
  }

  /** The order as it is; undefined where PayPal does not know it. */
  async function readOrder(orderId: string): Promise<PaypalOrder | undefined> {
    const answer = await ask('GET', `/v2/checkout/orders/${encodeURIComponent(orderId)}`).catch(nothing);
    return answer ? orderSchema.parse(answer) : undefined;
  }

  async function ofCapture({ ofCapture: id, eventOf }: OfCapture): Promise<Webhook> {
    const answer = await ask('GET', `/v2/payments/captures/${id}`).catch(nothing);
    const orderId = answer ? orderOf(namedCaptureSchema.parse(answer)) : undefined;
    return orderId ? { event: eventOf(orderId) } : { ignored: 'of a payment that is no order' };
  }

  return {
    name: PAYPAL,

    async startPayment(request) {
      const { transactionId: requestId } = request;
      const body = orderOfRequest(request, url);
      const order = orderSchema.parse(await ask('POST', '/v2/checkout/orders', { requestId, body }));
      const link = order.links.find(({ rel }) => rel === 'payer-action' || rel === 'approve');
      if (!link) throw new Error(`PayPal says nowhere to approve ${order.id}.`);
      return { paymentId: order.id, paymentUrl: link.href };
    },

    async readWebhook(request, isWanted) {
      const signed = await verdict(request);
      if (signed !== 'valid') return { refused: signed };
      const told = readPaypalEvent(jsonOf(request.body));
      if ('approved' in told) return captureApproved(told, isWanted);
      if ('ofCapture' in told) return ofCapture(told);
      return told;
    },

    /** One that the buyer has approved is captured first, as its webhook would have it. What PayPal does not know has no events. */
    async lookUp(paymentId, isWanted) {
      const order = await readOrder(paymentId);
      if (!order) return [];
      if (order.status !== 'APPROVED' || !isOurs(order)) return eventsOfOrder(order);
      if (!(await isWanted(paymentId))) return eventsOfOrder(order);
      const captured = await capture(order.id, `${order.id}-read`).catch(unlessFinal(order));
      return eventsOfOrder(captured);
    },

    /** An order takes no money until it is captured, which `isWanted` prevents: there is nothing else to cancel. */
    async cancelPayment(paymentId) {
      const order = await readOrder(paymentId);
      return order ? eventsOfOrder(order) : [];
    },

    /** All of what is left of its captures. One that has gone back already says so itself. */
    async refundPayment({ transactionId, paymentId }) {
      const order = await readOrder(paymentId);
      for (const captureId of order ? capturesLeft(order) : []) {
        const requestId = `${transactionId}-${captureId}`;
        await ask('POST', `/v2/payments/captures/${captureId}/refund`, { requestId, body: {} }).catch(
          (error) => {
            if (!isRefused(error, 'CAPTURE_FULLY_REFUNDED')) throw error;
          },
        );
      }
      const after = order && (await readOrder(paymentId));
      return after ? eventsOfOrder(after) : [];
    },
  };
}

const APPROVED = 'CHECKOUT.ORDER.APPROVED';

type Approved = Extract<PaypalTold, { approved: PaypalOrder }>;
type OfCapture = Extract<PaypalTold, { ofCapture: string }>;

/**
 * The same for the same purchase whenever it is asked for: PayPal refuses a request's id whose request has changed,
 * as the words of the description may have, with a creator's name for their points.
 */
const orderOfRequest = ({ transactionId, ...money }: PaymentRequest, url: string) => ({
  intent: 'CAPTURE',
  purchase_units: [
    {
      custom_id: transactionId,
      description: `Points, purchase ${transactionId}`,
      amount: toPaypal(money),
    },
  ],
  payment_source: {
    paypal: {
      experience_context: {
        user_action: 'PAY_NOW',
        shipping_preference: 'NO_SHIPPING',
        return_url: `${url}/`,
        cancel_url: `${url}/`,
      },
    },
  },
});

/** Another shop of the same account at PayPal captures its orders itself. */
const isOurs = ({ purchase_units: [unit] = [] }: PaypalOrder): boolean =>
  z.uuid().safeParse(unit?.custom_id).success;

const isPaidOrFailed = ({ kind }: PaymentEvent): boolean => kind === 'succeeded' || kind === 'failed';

const isRefused = (error: unknown, issue: string): boolean =>
  error instanceof PaypalRefusal && error.issue === issue;

const isFinal = (error: unknown): boolean =>
  error instanceof PaypalRefusal && (error.status === 404 || DECLINED.has(error.issue));

const unlessFinal =
  <T>(otherwise: T) =>
  (error: unknown): T => {
    if (isFinal(error)) return otherwise;
    throw error;
  };

/** What PayPal does not know of. */
function nothing(error: unknown): undefined {
  if (error instanceof PaypalRefusal && error.status === 404) return undefined;
  throw error;
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
