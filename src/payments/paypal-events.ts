import { z } from 'zod';
import type { Money, PaymentEvent, WebhookRefusal } from '#domain/payments.ts';
import { fromPaypal } from './paypal-money.ts';

/** What goes into addresses of the API, too. */
const id = z.string().regex(/^[\w-]{1,100}$/);
const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const money = z
  .object({ currency_code: z.string().regex(/^[A-Z]{3}$/), value: z.string() })
  .transform((written, context): Money => {
    const read = fromPaypal(written);
    if (read) return read;
    context.addIssue('no amount of its currency');
    return z.NEVER;
  });
const links = z.array(z.object({ rel: z.string(), href: z.string() })).catch([]);
const related = z
  .object({ related_ids: z.object({ order_id: id, capture_id: id }).partial() })
  .optional()
  .catch(undefined);

const captureSchema = z.object({
  id,
  status: z.string(),
  amount: money,
  create_time: time,
  supplementary_data: related,
  links,
});
const refundSchema = z.object({
  id,
  status: z.string().optional(),
  amount: money,
  create_time: time,
  supplementary_data: related,
  links,
});

export const orderSchema = z.object({
  id,
  status: z.string(),
  links,
  purchase_units: z
    .array(
      z.object({
        /** Our purchase; orders without one are not ours. */
        custom_id: z.string().optional(),
        payments: z
          .object({ captures: z.array(captureSchema), refunds: z.array(refundSchema) })
          .partial()
          .optional(),
      }),
    )
    .optional(),
});

export type PaypalOrder = z.output<typeof orderSchema>;

const about = { id, create_time: time };
const orderEvent = z.object({
  ...about,
  event_type: z.enum(['CHECKOUT.ORDER.APPROVED', 'CHECKOUT.ORDER.VOIDED']),
  resource: orderSchema,
});
const captureEvent = z.object({
  ...about,
  event_type: z.enum(['PAYMENT.CAPTURE.COMPLETED', 'PAYMENT.CAPTURE.DENIED', 'PAYMENT.CAPTURE.DECLINED']),
  resource: captureSchema,
});
const refundEvent = z.object({
  ...about,
  event_type: z.enum(['PAYMENT.CAPTURE.REFUNDED', 'PAYMENT.CAPTURE.REVERSED']),
  resource: refundSchema,
});
const disputeEvent = z.object({
  ...about,
  event_type: z.enum(['CUSTOMER.DISPUTE.CREATED', 'CUSTOMER.DISPUTE.RESOLVED']),
  resource: z.object({
    dispute_id: id,
    dispute_amount: money,
    disputed_transactions: z.array(z.object({ seller_transaction_id: id })).min(1),
    dispute_outcome: z.object({ outcome_code: z.string(), amount_refunded: money.optional() }).optional(),
  }),
});
const eventSchema = z.discriminatedUnion('event_type', [orderEvent, captureEvent, refundEvent, disputeEvent]);
const anyEventSchema = z.object({ event_type: z.string() });

/** The types of PayPal's events that say something to us; a webhook there needs no others. */
export const PAYPAL_EVENT_TYPES: ReadonlySet<string> = new Set(
  eventSchema.options.flatMap((option) => option.shape.event_type.options),
);

/**
 * What an event of PayPal's says. Some lead on to PayPal: an order that the buyer `approved` wants to be captured,
 * and what names nothing but a capture is told of that capture's order (`ofCapture`).
 */
export type PaypalTold =
  | { event: PaymentEvent }
  | { ignored: string }
  | { refused: WebhookRefusal }
  | { approved: PaypalOrder; eventId: string; occurredAt: Date }
  | { ofCapture: string; eventOf: (orderId: string) => PaymentEvent };

export function readPaypalEvent(json: unknown): PaypalTold {
  const any = anyEventSchema.safeParse(json);
  if (!any.success) return { refused: 'malformed' };
  const type = any.data.event_type;
  if (!PAYPAL_EVENT_TYPES.has(type)) return { ignored: type };
  const parsed = eventSchema.safeParse(json);
  return parsed.success ? toldBy(parsed.data) : { refused: 'malformed' };
}

function toldBy(event: z.output<typeof eventSchema>): PaypalTold {
  const { event_type: type, id: eventId, create_time: occurredAt } = event;
  switch (type) {
    case 'CHECKOUT.ORDER.APPROVED':
      return { approved: event.resource, eventId, occurredAt };
    case 'CHECKOUT.ORDER.VOIDED':
      return { event: voided(event.resource.id, occurredAt) };
    case 'PAYMENT.CAPTURE.COMPLETED':
      return toldOf(event.resource, (orderId) => succeeded(orderId, event.resource));
    case 'PAYMENT.CAPTURE.DENIED':
    case 'PAYMENT.CAPTURE.DECLINED':
      return toldOf(event.resource, (orderId) => failed(orderId, event.resource));
    case 'PAYMENT.CAPTURE.REFUNDED':
    case 'PAYMENT.CAPTURE.REVERSED':
      return toldOf(event.resource, (orderId) => refunded(orderId, event.resource));
    default:
      return ofDispute(event);
  }
}

type Capture = z.output<typeof captureSchema>;
type Refund = z.output<typeof refundSchema>;

/*
 * A fact is named by what it is about, not by the webhook that brought it: an order that is read tells the same
 * facts by the same names, so that none is there twice.
 */

const succeeded = (paymentId: string, { id: capture, amount, create_time }: Capture): PaymentEvent => ({
  ...{ id: `${capture} succeeded`, paymentId, occurredAt: create_time },
  ...{ kind: 'succeeded', ...amount },
});

const failed = (paymentId: string, { id: capture, create_time }: Capture): PaymentEvent => ({
  ...{ id: `${capture} failed`, paymentId, occurredAt: create_time, kind: 'failed' },
});

const refunded = (paymentId: string, { id: reference, amount, create_time }: Refund): PaymentEvent => ({
  ...{ id: `${reference} refunded`, paymentId, occurredAt: create_time },
  ...{ kind: 'refunded', reference, ...amount },
});

const voided = (paymentId: string, occurredAt: Date): PaymentEvent => ({
  ...{ id: `${paymentId} voided`, paymentId, occurredAt, kind: 'failed' },
});

const CAPTURED = new Set(['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED']);
const NOT_CAPTURED = new Set(['DECLINED', 'FAILED']);

/** What has become of an order: the facts that its webhooks bring. Of its disputes an order says nothing. */
export function eventsOfOrder({ id: orderId, status, purchase_units = [] }: PaypalOrder): PaymentEvent[] {
  const payments = purchase_units.flatMap((unit) => unit.payments ?? []);
  const captures = payments.flatMap((payment) => payment.captures ?? []);
  const refunds = payments.flatMap((payment) => payment.refunds ?? []);
  return [
    ...captures.filter((one) => CAPTURED.has(one.status)).map((one) => succeeded(orderId, one)),
    ...captures.filter((one) => NOT_CAPTURED.has(one.status)).map((one) => failed(orderId, one)),
    ...refunds.filter((one) => one.status === 'COMPLETED').map((one) => refunded(orderId, one)),
    ...(status === 'VOIDED' ? [voided(orderId, new Date())] : []),
  ];
}

/** The ids of an order's captures whose money has not all gone back. */
export const capturesLeft = ({ purchase_units = [] }: PaypalOrder): string[] =>
  purchase_units
    .flatMap((unit) => unit.payments?.captures ?? [])
    .filter(({ status }) => status === 'COMPLETED' || status === 'PARTIALLY_REFUNDED')
    .map(({ id }) => id);

/** The order that a capture or refund names, or else the capture whose order must be asked for. */
function toldOf(resource: Capture | Refund, eventOf: (orderId: string) => PaymentEvent): PaypalTold {
  const orderId = orderOf(resource);
  if (orderId) return { event: eventOf(orderId) };
  const capture = resource.supplementary_data?.related_ids.capture_id ?? upwards(resource, 'captures');
  // What PayPal reverses may come as the capture itself.
  return { ofCapture: capture ?? resource.id, eventOf };
}

const upwards = ({ links }: Pick<Capture, 'links'>, what: 'captures' | 'orders'): string | undefined => {
  const up = links.find(({ rel }) => rel === 'up')?.href ?? '';
  return up.match(new RegExp(`/${what}/([\\w-]{1,100})$`))?.[1];
};

/** The order of a capture, as far as the capture names it. */
export const orderOf = (resource: Pick<Capture, 'links' | 'supplementary_data'>): string | undefined =>
  resource.supplementary_data?.related_ids.order_id ?? upwards(resource, 'orders');

/** What PayPal answers when it is asked for a capture. */
export const namedCaptureSchema = captureSchema.pick({ links: true, supplementary_data: true });

const LOST = new Set(['RESOLVED_BUYER_FAVOUR', 'ACCEPTED']);
/** `RESOLVED_WITH_PAYOUT`: PayPal pays the buyer out of its own purse. */
const WON = new Set(['RESOLVED_SELLER_FAVOUR', 'CANCELED_BY_BUYER', 'DENIED', 'RESOLVED_WITH_PAYOUT']);

/** While a dispute is open, PayPal holds the money. One that ends in no way that we know stays as it is. */
function ofDispute({ id, create_time, event_type, resource }: z.output<typeof disputeEvent>): PaypalTold {
  const { dispute_id: reference, dispute_amount, dispute_outcome: outcome } = resource;
  const [transaction] = resource.disputed_transactions as [{ seller_transaction_id: string }];
  const about = (paymentId: string) => ({ id, paymentId, occurredAt: create_time, reference });
  const told = (eventOf: (orderId: string) => PaymentEvent): PaypalTold => ({
    ofCapture: transaction.seller_transaction_id,
    eventOf,
  });
  if (event_type === 'CUSTOMER.DISPUTE.CREATED')
    return told((orderId) => ({ ...about(orderId), kind: 'disputed', ...dispute_amount }));
  if (outcome && WON.has(outcome.outcome_code))
    return told((orderId) => ({ ...about(orderId), kind: 'dispute_won' }));
  if (!outcome || !LOST.has(outcome.outcome_code)) return { ignored: event_type };
  const amount = outcome.amount_refunded ?? dispute_amount;
  return told((orderId) => ({ ...about(orderId), kind: 'dispute_lost', ...amount }));
}
