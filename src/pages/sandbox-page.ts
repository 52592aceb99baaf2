import type { PurchaseRecord } from '#domain/points/purchases.ts';
import { document, type ServerFacts } from './document.ts';
import { type Html, html } from './html.ts';

type Status = PurchaseRecord['purchase']['status'];

const verdicts: Record<Status, Html> = {
  pending: html`<p>Nothing is paid yet.</p>`,
  failed: html`<p>The payment was declined. You may try again.</p>`,
  completed: html`<p><strong>Paid.</strong> The points are yours; you may close this page.</p>`,
  refunded: html`<p>Paid, and paid back.</p>`,
};

const calledOff = html`<p>Nothing can be paid here any more: the creator or the buyer has left. Money that was paid goes back.</p>`;

const form = html`<form method="post" class="actions">
      <button name="decision" value="pay">Pay</button>
      <button name="decision" value="decline">Decline</button>
    </form>`;

/** The page on which a buyer pays in the sandbox, or doesn't. */
export function sandboxPage(server: ServerFacts, record: PurchaseRecord): Html {
  const { amountUSD, pointsReceived, status, transactionId, cancelledAt } = record.purchase;
  const row = (name: string, value: string | number) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return document(server, [
    html`<section class="notice">
    <h2>Sandbox payment</h2>
    <p>This is a sandbox: no money moves, and nobody asks for a card.</p>
    <dl class="terms">
      ${row('Points', `${pointsReceived} ${record.pointsName} of ${record.creatorUserName}`)}
      ${row('Price', `${amountUSD} USD`)}
      ${row('Purchase', transactionId)}
    </dl>
    ${cancelledAt ? calledOff : verdicts[status]}
    ${!cancelledAt && (status === 'pending' || status === 'failed') && form}
  </section>`,
  ]);
}
