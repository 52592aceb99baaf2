import type { Stripe } from 'stripe';
import type {
  PaymentEvent,
  PaymentProvider,
  PaymentRequest,
  Webhook,
  WebhookRequest,
} from '#domain/payments.ts';
import { TOLERANCE_SECONDS, verify } from './signature.ts';
import { eventOfRefund, eventsOfIntent, readStripeEvent } from './stripe-events.ts';

export const STRIPE = 'stripe';

type Needs = {
  secretKey: string;
  /** What Stripe signs its webhooks with. */
  webhookSecret: string;
  /** Where Stripe's API is, if not where it always is. */
  apiUrl?: string | undefined;
  /** How long one request may be without an answer, in milliseconds. */
  patienceMs?: number;
};

/** Stripe answers within a second or two. Asked once more, a buyer waits for some 20 seconds at most. */
const PATIENCE_MS = 10_000;
const RETRIES = 1;

/**
 * Payments by Stripe. A payment is a PaymentIntent, which has its name from the beginning and puts it in all that
 * is told of it; a Checkout Session would get one only when the buyer pays. The buyer's client pays with the
 * secret, by Stripe's own library.
 */
export function createStripe({ secretKey, webhookSecret, apiUrl, patienceMs = PATIENCE_MS }: Needs) {
  // Large, and so loaded only where it is wanted.
  const library = import('stripe');
  const opened = library.then(
    ({ Stripe }) =>
      new Stripe(secretKey, {
        ...addressOf(apiUrl),
        timeout: patienceMs,
        maxNetworkRetries: RETRIES,
        telemetry: false,
      }),
  );

  async function lookUp(paymentId: string): Promise<readonly PaymentEvent[]> {
    const { paymentIntents } = await opened;
    const intent = await paymentIntents
      .retrieve(paymentId)
      .catch((error) => failPlainly(`does not tell of ${paymentId}`, error));
    return eventsOfIntent(intent);
  }

  return {
    name: STRIPE,

    async startPayment(request) {
      const { paymentIntents } = await opened;
      const ask = (idempotencyKey: string) => paymentIntents.create(intentOf(request), { idempotencyKey });
      const { id, client_secret } = await ask(request.transactionId)
        .catch((error) => (isRepeated(error) ? ask(`${request.transactionId}-again`) : Promise.reject(error)))
        .catch((error) => failPlainly('starts no payment', error));
      if (!client_secret) throw new Error(`Stripe gave no client secret for ${id}.`);
      return { paymentId: id, clientSecret: client_secret };
    },

    lookUp,

    /** One that is paid, canceled already or being processed can't be canceled: then it is read. */
    async cancelPayment(paymentId) {
      const { paymentIntents } = await opened;
      try {
        return eventsOfIntent(await paymentIntents.cancel(paymentId));
      } catch (error) {
        const refusal = error as Stripe.errors.StripeError;
        if (refusal.code === 'payment_intent_unexpected_state') return lookUp(paymentId);
        return failPlainly(`does not cancel ${paymentId}`, refusal);
      }
    },

    /** Of all that was paid and has not gone back. What went back already is told by its own webhook. */
    async refundPayment({ transactionId, paymentId }) {
      const { refunds } = await opened;
      const ask = (idempotencyKey: string) =>
        refunds.create({ payment_intent: paymentId }, { idempotencyKey });
      try {
        const key = `${transactionId}-refund`;
        return eventOfRefund(
          paymentId,
          await ask(key).catch((error) => (isRepeated(error) ? ask(`${key}-again`) : Promise.reject(error))),
        );
      } catch (error) {
        const refusal = error as Stripe.errors.StripeError;
        if (refusal.code === 'charge_already_refunded') return [];
        return failPlainly(`gives nothing back of ${paymentId}`, refusal);
      }
    },

    async readWebhook(request) {
      const { Stripe } = await library;
      return readSigned(Stripe, request, webhookSecret);
    },
  } satisfies PaymentProvider;
}

/**
 * The same for the same purchase whenever it is asked for: Stripe refuses a key whose request has changed, as the
 * words of the description may have, with a creator's name for their points.
 */
const intentOf = ({ transactionId, amountCents, currency }: PaymentRequest) => ({
  amount: amountCents,
  currency: currency.toLowerCase(),
  description: `Points, purchase ${transactionId}`,
  metadata: { transactionId },
  automatic_payment_methods: { enabled: true },
});

/**
 * Whether Stripe has failed at this key before and only says so again, as it does for a day. Nobody was given a
 * payment by that key, so another one makes no second.
 */
const isRepeated = ({ headers }: Stripe.errors.StripeError): boolean =>
  headers?.['idempotent-replayed'] === 'true';

/** Stripe's errors hold its whole answer; what is logged is the sentence, and Stripe's name for the request. */
function failPlainly(how: string, error: Stripe.errors.StripeError): never {
  const { type, message, statusCode, requestId } = error;
  if (type === undefined) throw error;
  throw new Error(
    `Stripe ${how} (${type}, ${statusCode ?? 'no answer'}, ${requestId ?? 'no id'}): ${message}`,
  );
}

/**
 * Ours says why a signature is refused and knows of times ahead, which Stripe's library does not; the scheme is
 * one. What Stripe's takes is taken.
 */
function readSigned(library: typeof Stripe, { header, body }: WebhookRequest, secret: string): Webhook {
  const signature = header('Stripe-Signature') ?? '';
  const verdict = verify(Buffer.from(secret), signature, body);
  if (verdict !== 'valid') return { refused: verdict };
  try {
    return readStripeEvent(library.webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS));
  } catch (error) {
    const isSigned = !(error instanceof library.errors.StripeSignatureVerificationError);
    return { refused: isSigned ? 'malformed' : 'not-signed' };
  }
}

function addressOf(url: string | undefined) {
  if (!url) return {};
  const { protocol, hostname, port } = new URL(url);
  const isSecure = protocol === 'https:';
  return {
    protocol: isSecure ? ('https' as const) : ('http' as const),
    host: hostname,
    port: port || (isSecure ? 443 : 80),
  };
}
