/*
 * The port to payment providers; src/payments holds what is behind it. A provider names its payments and its
 * events; we know both by those names alone, so what it says of a payment always names the id that
 * `startPayment` answered with.
 */

/** An amount in the currency's smallest unit, and the currency's ISO 4217 code in upper case. */
export type Money = { amountCents: number; currency: string };

/** What a provider tells of a payment: every kind that matters to us. The rest is ignored at the port. */
export type PaymentEvent = {
  /** The provider's own id of the event; an event that is told twice has the same. */
  id: string;
  paymentId: string;
  occurredAt: Date;
} & (
  | ({ kind: 'succeeded' } & Money)
  | { kind: 'failed' }
  /** A part or all of it went back; `reference` is the refund's id. */
  | ({ kind: 'refunded'; reference: string } & Money)
  /** The buyer's bank took it back; `reference` is the dispute's id. */
  | ({ kind: 'disputed' | 'dispute_lost'; reference: string } & Money)
  /** The bank gave it to us again. */
  | { kind: 'dispute_won'; reference: string }
);

export type PaymentEventKind = PaymentEvent['kind'];

/** What is to be paid. */
export type PaymentRequest = Money & {
  /** Our name for it. A provider that is asked twice for the same one answers with the same payment. */
  transactionId: string;
  /** What the buyer gets, in words. */
  description: string;
};

/** A payment that can now be made: on a page of the provider, or by the client with a secret. */
export type StartedPayment = { paymentId: string } & ({ paymentUrl: string } | { clientSecret: string });

/** A request that claims to come from a provider: its body to the byte. */
export type WebhookRequest = { header(name: string): string | undefined; body: Buffer };

/** `not-signed`: not from the provider. `stale`: signed too long ago, or in the future. */
export type WebhookRefusal = 'not-signed' | 'stale' | 'malformed';

/** What a webhook said. `ignored` is from the provider, and of no interest to us. */
export type Webhook = { event: PaymentEvent } | { ignored: string } | { refused: WebhookRefusal };

/** A payment that goes back whole, and the amount that was agreed. */
export type PaymentToRefund = Money & { transactionId: string; paymentId: string };

/** Whether the money of a payment is still wanted: its purchase has not been called off. */
export type IsWanted = (paymentId: string) => Promise<boolean>;

export type PaymentProvider = {
  /** As it stands in purchases and in the address of its webhooks. */
  name: string;
  /** Asks for a payment; rejects where the provider does not answer. A network call: never in a transaction. */
  startPayment(request: PaymentRequest): Promise<StartedPayment>;
  /**
   * Asks what has become of a payment, by the id that `startPayment` answered with: whether it is paid or has
   * failed, in the events that its webhooks would be; none while it waits to be paid. Asked again, an event has the
   * same id. Rejects where the provider does not answer. A network call: never in a transaction.
   * @param isWanted asked before the provider takes money, as PayPal does when an approved order is captured
   */
  lookUp(paymentId: string, isWanted: IsWanted): Promise<readonly PaymentEvent[]>;
  /**
   * Makes sure that a payment can't be made any more, where it has not been made, and returns what has become of it,
   * as `lookUp` does. Asked again, it does the same. Rejects where the provider does not answer. A network call.
   */
  cancelPayment(paymentId: string): Promise<readonly PaymentEvent[]>;
  /**
   * Gives all the money of a payment back, once however often it is asked, and returns the events that say so, as far
   * as the provider tells at once. Rejects where it does not answer or refuses. A network call.
   */
  refundPayment(payment: PaymentToRefund): Promise<readonly PaymentEvent[]>;
  /**
   * Reads a webhook once its signature is found to be right, and does at the provider what it wants done first,
   * as PayPal an approved payment captured: calls to the network, never in a transaction. Rejects where that
   * could not be done: the provider is to call again.
   * @param isWanted asked before the provider takes money
   */
  readWebhook(request: WebhookRequest, isWanted: IsWanted): Promise<Webhook>;
};
