import { createHmac, hkdfSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Money, PaymentEvent, PaymentProvider, Webhook } from '#domain/payments.ts';
import { secondsNow, sign, verify } from './signature.ts';

export const SANDBOX = 'sandbox';
export const SIGNATURE_HEADER = 'Sandbox-Signature';

export type Decision = 'pay' | 'decline';

/** A webhook as it goes over the wire. */
export type SignedWebhook = { body: string; headers: Record<string, string> };

export type Sandbox = PaymentProvider & {
  /** The address at which buyers reach the sandbox's pages, known once the server listens. */
  serveAt(url: string): void;
  /** What the buyer decided: tells the server at `url` by webhook. Rejects when it can't be told. */
  decide(payment: Money & { paymentId: string }, decision: Decision, url: string): Promise<void>;
  /** Signs a webhook as of `seconds`. */
  signed(event: object, seconds?: number): SignedWebhook;
};

const money = { amountCents: z.int().min(0).max(2_147_483_647), currency: z.string().regex(/^[A-Z]{3}$/) };
const name = z.string().min(1).max(200);
const about = { id: name, paymentId: name, occurredAt: z.iso.datetime().transform((text) => new Date(text)) };
const kind = <K extends string>(...kinds: K[]) => z.enum(kinds);

const eventSchema = z.discriminatedUnion('kind', [
  z.object({ ...about, kind: kind('succeeded'), ...money }),
  z.object({ ...about, kind: kind('failed') }),
  z.object({ ...about, kind: kind('refunded'), reference: name, ...money }),
  z.object({ ...about, kind: kind('disputed', 'dispute_lost'), reference: name, ...money }),
  z.object({ ...about, kind: kind('dispute_won'), reference: name }),
]);

const anyEventSchema = z.object({ kind: z.string() });
const KINDS = new Set<string>(eventSchema.options.flatMap((option) => option.shape.kind.options));

/** So many payments are remembered, the newest. */
const REMEMBERED = 1_000;
const ATTEMPTS = 3;
const PATIENCE_MS = 10_000;

/**
 * A payment provider in which no money moves, for everything but real business. It takes the road that real
 * ones take: a page where the buyer decides, and webhooks, signed and sent over HTTP.
 * @param secret the same on every process
 */
export function createSandbox({ secret, url }: { secret: string; url: string }): Sandbox {
  let pagesAt = url;
  const keyFor = (use: string) =>
    Buffer.from(hkdfSync('sha256', secret, '', `triberspace sandbox ${use}`, 32));
  /** What was decided here, by payment: as long as this process lasts. */
  const decided = new Map<string, PaymentEvent[]>();
  const [webhookKey, paymentKey] = [keyFor('webhooks'), keyFor('payments')];

  function remember(event: PaymentEvent): void {
    const others = (decided.get(event.paymentId) ?? []).filter(({ id }) => id !== event.id);
    decided.set(event.paymentId, [...others, event]);
    const [oldest] = decided.keys();
    if (decided.size > REMEMBERED && oldest !== undefined) decided.delete(oldest);
  }

  const signed: Sandbox['signed'] = (event, seconds = secondsNow()) => {
    const body = JSON.stringify(event);
    const signature = sign(webhookKey, Buffer.from(body), seconds);
    return { body, headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature } };
  };

  return {
    name: SANDBOX,
    signed,

    serveAt: (url) => {
      pagesAt = url;
    },

    /** The id of a payment follows from what it is for, and nobody else can work it out. */
    async startPayment({ transactionId }) {
      const paymentId = `sbx_${createHmac('sha256', paymentKey).update(transactionId).digest('hex').slice(0, 32)}`;
      return { paymentId, paymentUrl: `${pagesAt}/sandbox/payments/${paymentId}` };
    },

    async readWebhook({ header, body }) {
      const verdict = verify(webhookKey, header(SIGNATURE_HEADER), body);
      return verdict === 'valid' ? parse(body) : { refused: verdict };
    },

    async lookUp(paymentId) {
      return decided.get(paymentId) ?? [];
    },

    /** Nothing is kept of a payment here that could be paid later: its page asks whether the purchase still stands. */
    async cancelPayment(paymentId) {
      return decided.get(paymentId) ?? [];
    },

    /** No money moves: it has gone back once this says so. */
    async refundPayment({ paymentId, amountCents, currency }) {
      const about = { id: `evt_${paymentId}_refunded`, paymentId, occurredAt: new Date() };
      return [{ ...about, kind: 'refunded', reference: `refund_${paymentId}`, amountCents, currency }];
    },

    async decide(payment, decision, url) {
      const event = eventOf(payment, decision);
      remember(event);
      const webhook = signed(event);
      for (let attempt = 1; ; attempt++) {
        const failure = await deliver(webhook, url);
        if (!failure) return;
        if (attempt === ATTEMPTS) throw failure;
        await sleep(100 * 2 ** attempt);
      }
    },
  };
}

/** Deciding the same twice is one event. */
function eventOf(
  { paymentId, amountCents, currency }: Money & { paymentId: string },
  decision: Decision,
): PaymentEvent {
  const about = { paymentId, occurredAt: new Date() };
  return decision === 'pay'
    ? { id: `evt_${paymentId}_succeeded`, kind: 'succeeded', ...about, amountCents, currency }
    : { id: `evt_${paymentId}_failed`, kind: 'failed', ...about };
}

/** Sends a webhook; answers with why it was not taken. */
async function deliver({ body, headers }: SignedWebhook, url: string): Promise<Error | undefined> {
  try {
    const address = `${url}/api/v1/webhooks/${SANDBOX}`;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(address, { method: 'POST', headers, body, signal });
    return answer.ok ? undefined : new Error(`The webhook was answered with ${answer.status}.`);
  } catch (error) {
    return new Error('The webhook could not be delivered.', { cause: error });
  }
}

function parse(body: Buffer): Webhook {
  const json = jsonOf(body);
  const any = anyEventSchema.safeParse(json);
  if (!any.success) return { refused: 'malformed' };
  if (!KINDS.has(any.data.kind)) return { ignored: any.data.kind };
  const parsed = eventSchema.safeParse(json);
  return parsed.success ? { event: parsed.data satisfies PaymentEvent } : { refused: 'malformed' };
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
