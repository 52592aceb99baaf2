import type { Request } from 'express';
import express, { Router } from 'express';
import { CURRENCY, centsOf } from '#domain/points/purchase-rules.ts';
import type { Purchases } from '#domain/points/purchases.ts';
import { type Decision, SANDBOX, type Sandbox } from '#payments/sandbox.ts';
import type { ServerFacts } from './document.ts';
import { sandboxPage } from './sandbox-page.ts';

type Needs = { sandbox: Sandbox; purchases: Purchases; server: ServerFacts };

const ADDRESS = '/sandbox/payments/:paymentId';
const decisions: readonly string[] = ['pay', 'decline'] satisfies Decision[];

/** Where one pays in the sandbox: a page with a form, for browsers with or without scripts. */
export function sandboxRouter({ sandbox, purchases, server }: Needs): Router {
  const router = Router();
  router.get(ADDRESS, async (request, response, next) => {
    const record = await purchases.ofPayment(SANDBOX, request.params.paymentId);
    if (!record) return next();
    // Without a referrer a browser would not say that the form is ours: it sends `Origin: null`.
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' });
    response.type('html').send(sandboxPage(server, record).text);
  });
  router.post(
    ADDRESS,
    express.urlencoded({ extended: false, limit: 1024 }),
    async (request, response, next) => {
      const { paymentId } = request.params;
      const record = await purchases.ofPayment(SANDBOX, paymentId as string);
      if (!record) return next();
      const decision: unknown = request.body?.decision;
      const isOpen = record.purchase.cancelledAt === null;
      if (isOpen && typeof decision === 'string' && decisions.includes(decision)) {
        const payment = {
          paymentId: record.purchase.paymentId,
          amountCents: centsOf(record.purchase.amountUSD),
          currency: CURRENCY,
        };
        await sandbox.decide(payment, decision as Decision, addressOf(request));
      }
      response.redirect(303, request.originalUrl);
    },
  );
  return router;
}

/** The very process that was asked, as it reaches itself whatever is before it. */
function addressOf({ socket }: Request): string {
  const { localAddress = '127.0.0.1', localPort } = socket;
  return `http://${localAddress.includes(':') ? `[${localAddress}]` : localAddress}:${localPort}`;
}
