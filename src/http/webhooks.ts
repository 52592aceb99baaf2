import express, { Router } from 'express';
import type { Logger } from 'pino';
import { DomainError } from '#domain/errors.ts';
import type { PaymentProvider, WebhookRefusal } from '#domain/payments.ts';
import type { Settlement } from '#domain/points/settlement.ts';
import { sendEdgeProblem } from './problem-details.ts';

export type WebhookNeeds = { providers: readonly PaymentProvider[]; settlement: Settlement; log: Logger };

/** The largest webhook that is taken, in bytes. */
const BODY_LIMIT = 256 * 1024;

/** Providers call again when they like; this is a word to those that listen. */
const RETRY_SECONDS = 5;

const codes = {
  'not-signed': 'WEBHOOK_NOT_SIGNED',
  stale: 'WEBHOOK_STALE',
  malformed: 'WEBHOOK_MALFORMED',
} as const satisfies Record<WebhookRefusal, string>;

/**
 * What payment providers call, below /api/v1/webhooks. The signature is over the body to the byte, so nothing
 * parses that before. Any answer but 200 makes the provider call again.
 */
export function webhooksRouter({ providers, settlement, log }: WebhookNeeds): Router {
  const router = Router();
  const rawBody = express.raw({ type: () => true, limit: BODY_LIMIT, inflate: false });
  router.post('/:provider', rawBody, async (request, response) => {
    const provider = providers.find(({ name }) => name === request.params.provider);
    if (!provider) return sendEdgeProblem(response, 'NO_SUCH_ROUTE');
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const webhook = await provider
      .readWebhook({ header: (name) => request.get(name), body }, (paymentId) =>
        settlement.isWanted(provider.name, paymentId),
      )
      .catch((error) => {
        log.error({ err: error, provider: provider.name }, 'a webhook must come again');
        throw new DomainError('PAYMENTS_UNAVAILABLE', { retryAfterSeconds: RETRY_SECONDS });
      });
    if ('refused' in webhook) return sendEdgeProblem(response, codes[webhook.refused]);
    if ('event' in webhook) {
      const { id: eventId, paymentId } = webhook.event;
      const { outcome } = await settlement.record(provider.name, webhook.event);
      if (outcome?.isMismatched) log.warn({ eventId, paymentId }, 'a payment is not what was agreed');
    }
    response.json({ data: { received: true } });
  });
  return router;
}
