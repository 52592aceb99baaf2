import { z } from 'zod';
import type { PaymentEvent, Webhook } from '#domain/payments.ts';

const name = z.string().min(1).max(200);
const cents = z.int().min(0).max(2_147_483_647);
/** Stripe writes currencies in lower case. */
const currency = z
  .string()
  .regex(/^[a-z]{3}$/)
  .transform((code) => code.toUpperCase());
const about = { id: name, created: z.int().min(0).max(253_402_300_799) };
const holding = <S extends z.ZodType>(object: S) => z.object({ object });
/** The PaymentIntent of a charge; older ways to pay have none, and are not ours. */
const payment_intent = name.nullish();

const intent = z.object({ id: name, amount_received: cents, currency });
const askedIntent = intent.extend({ status: z.string(), last_payment_error: z.unknown() });
const intentEvent = z.object({
  ...about,
  type: z.enum(['payment_intent.succeeded', 'payment_intent.payment_failed', 'payment_intent.canceled']),
  data: holding(intent),
});
const chargeEvent = z.object({
  ...about,
  type: z.enum(['charge.refunded']),
  data: holding(z.object({ id: name, payment_intent, amount_refunded: cents, currency })),
});
const disputeEvent = z.object({
  ...about,
  type: z.enum(['charge.dispute.created', 'charge.dispute.funds_withdrawn', 'charge.dispute.closed']),
  data: holding(z.object({ id: name, payment_intent, amount: cents, currency, status: z.string() })),
});
const eventSchema = z.discriminatedUnion('type', [intentEvent, chargeEvent, disputeEvent]);
const anyEventSchema = z.object({ type: z.string() });

/** The types of Stripe's events that say something to us; a webhook there needs no others. */
export const STRIPE_EVENT_TYPES: ReadonlySet<string> = new Set(
  eventSchema.options.flatMap((option) => option.shape.type.options),
);

/** What an event of Stripe's says of one of our payments. */
export function readStripeEvent(json: unknown): Webhook {
  const any = anyEventSchema.safeParse(json);
  if (!any.success) return { refused: 'malformed' };
  if (!STRIPE_EVENT_TYPES.has(any.data.type)) return { ignored: any.data.type };
  const parsed = eventSchema.safeParse(json);
  if (!parsed.success) return { refused: 'malformed' };
  const event = eventOf(parsed.data);
  return event ? { event } : { ignored: any.data.type };
}

function eventOf(event: z.output<typeof eventSchema>): PaymentEvent | undefined {
  switch (event.type) {
    case 'payment_intent.succeeded':
    case 'payment_intent.payment_failed':
    case 'payment_intent.canceled':
      return ofIntent(event);
    case 'charge.refunded':
      return ofCharge(event);
    default:
      return ofDispute(event);
  }
}

const told = ({ id, created }: { id: string; created: number }, paymentId: string) => ({
  id,
  paymentId,
  occurredAt: new Date(created * 1000),
});

function ofIntent(event: z.output<typeof intentEvent>): PaymentEvent {
  const { id, amount_received: amountCents, currency } = event.data.object;
  return event.type === 'payment_intent.succeeded'
    ? { ...told(event, id), kind: 'succeeded', amountCents, currency }
    : { ...told(event, id), kind: 'failed' };
}

/** Stripe tells the sum of all refunds of a charge: so far one refund that grows, by the charge's name. */
function ofCharge(event: z.output<typeof chargeEvent>): PaymentEvent | undefined {
  const {
    id: reference,
    payment_intent: paymentId,
    amount_refunded: amountCents,
    currency,
  } = event.data.object;
  if (!paymentId) return undefined;
  return { ...told(event, paymentId), kind: 'refunded', reference, amountCents, currency };
}

/**
 * A dispute that only asks (`warning_…`) takes no money. Should it come to that, Stripe tells of the money's
 * going as of any dispute's.
 */
function ofDispute(event: z.output<typeof disputeEvent>): PaymentEvent | undefined {
  const {
    id: reference,
    payment_intent: paymentId,
    amount: amountCents,
    currency,
    status,
  } = event.data.object;
  if (!paymentId) return undefined;
  const about = { ...told(event, paymentId), reference };
  if (event.type !== 'charge.dispute.closed')
    return status.startsWith('warning_') ? undefined : { ...about, kind: 'disputed', amountCents, currency };
  if (status === 'won') return { ...about, kind: 'dispute_won' };
  return status === 'lost' ? { ...about, kind: 'dispute_lost', amountCents, currency } : undefined;
}

/**
 * What Stripe's webhooks would have said of a PaymentIntent that it was asked about. One that waits for another way
 * to pay has failed if one was tried. Stripe does not say when that was, so it is when we heard of it.
 */
export function eventsOfIntent(json: unknown): PaymentEvent[] {
  const intent = askedIntent.parse(json);
  const { id: paymentId, status, amount_received: amountCents, currency } = intent;
  const about = { id: `${paymentId} ${status}`, paymentId, occurredAt: new Date() };
  if (status === 'succeeded') return [{ ...about, kind: 'succeeded', amountCents, currency }];
  const hasFailed = status === 'requires_payment_method' && intent.last_payment_error;
  return hasFailed || status === 'canceled' ? [{ ...about, kind: 'failed' }] : [];
}

const refund = z.object({ id: name, charge: name, amount: cents, currency, status: z.string().nullish() });

/**
 * What the webhook of a refund that was just asked for will say: it has the charge's name, as `charge.refunded` does,
 * so that both together count once.
 */
export function eventOfRefund(paymentId: string, json: unknown): PaymentEvent[] {
  const { id, charge: reference, amount: amountCents, currency, status } = refund.parse(json);
  if (status === 'failed' || status === 'canceled')
    throw new Error(`Stripe says that refund ${id} is ${status}.`);
  const about = { id: `${id} made`, paymentId, occurredAt: new Date() };
  return [{ ...about, kind: 'refunded', reference, amountCents, currency }];
}
