import { beginPurchase } from '../deeds.ts';
import { other, type Which } from '../house.ts';
import type { Round } from '../round.ts';
import { sandbox } from '../town.ts';
import { must } from '../within.ts';
import { meanwhile } from './meanwhile.ts';

type Begun = Awaited<ReturnType<typeof beginPurchase>>;

const COPIES = 50;
const AT_ONCE = 40;
const PAID_CENTS = 499;
/** What is left of 100 points when 2.50 of 4.99 dollars went back. */
const REFUNDED_USD = '2.50';

function eventsOf({ paymentId, transactionId }: Begun): object[] {
  const about = { paymentId, occurredAt: new Date().toISOString() };
  const usd = (amountCents: number) => ({ amountCents, currency: 'USD' });
  return [
    { ...about, id: `paid ${transactionId}`, kind: 'succeeded', ...usd(PAID_CENTS) },
    { ...about, id: `failed ${transactionId}`, kind: 'failed' },
    { ...about, id: `first ${transactionId}`, kind: 'refunded', reference: 'first', ...usd(100) },
    { ...about, id: `second ${transactionId}`, kind: 'refunded', reference: 'second', ...usd(150) },
  ];
}

/** Every event fifty times, in the seed's order, between others that are stale or wrongly signed; meanwhile a fault. */
export async function inEveryOrder(round: Round): Promise<void> {
  const { random, crowd } = round;
  const begun: Begun[] = [];
  for (const player of crowd.slice(0, 2)) begun.push(await beginPurchase(round, player, round.victim));
  const told = begun.flatMap(eventsOf);
  const copies = told.flatMap((event) =>
    Array.from({ length: COPIES }, () => () => tell(round, event, random.pick([0, 1]))),
  );
  const bad = told.flatMap((event) => [
    () => expectRefused(round, event, 'stale'),
    () => expectRefused(round, event, 'forged'),
  ]);
  const queue = random.shuffled([...copies, ...bad]);
  const sending = Array.from({ length: AT_ONCE }, async () => {
    for (let send = queue.pop(); send; send = queue.pop()) await send();
  });
  const sent = Promise.all(sending);
  sent.catch(() => {});
  await meanwhile(round);
  await sent;
  for (const one of begun) await expectSettled(round, one);
}

const post = (body: string, headers: Record<string, string>, url: string) =>
  fetch(`${url}/api/v1/webhooks/sandbox`, { method: 'POST', body, headers });

async function tell(round: Round, event: object, first: Which): Promise<void> {
  let which = first;
  await round.ask(undefined, first, async () => {
    const { body, headers } = sandbox.signed(event);
    const answer = await post(body, headers, round.house.url(which));
    which = other(which);
    return { status: answer.status, body: await answer.json(), headers: answer.headers };
  });
}

/** A stale or forged webhook is refused with 400, whatever the database does; a server that is down says nothing. */
async function expectRefused(round: Round, event: object, how: 'stale' | 'forged'): Promise<void> {
  const { body, headers } = sandbox.signed(
    event,
    Math.floor(Date.now() / 1000) - (how === 'stale' ? 310 : 0),
  );
  const sent = how === 'stale' ? body : body.replace('sbx_', 'sbx-');
  const answer = await post(sent, headers, round.house.url(other(round.victim))).catch(() => undefined);
  must(answer?.status === 400, `a ${how} webhook was answered ${answer?.status}`);
  await answer.body?.cancel();
}

/** Paid and partly refunded, whatever the order: with one credit. */
async function expectSettled(round: Round, { player, transactionId }: Begun): Promise<void> {
  const { body } = await round.ask(player.token, 0, (api) => api.get(`/points/purchases/${transactionId}`));
  const { status, refundedUSD } = body.data;
  must(
    status === 'completed' && refundedUSD === REFUNDED_USD,
    `settled as ${status}, ${refundedUSD} refunded`,
  );
  const credits = await round.house.postgres.ask(
    (sql) => sql`select 1 from point_transactions t join points_purchases p on p.id = t.reference_id
      where t.type = 'purchase' and p.transaction_id = ${transactionId}`,
  );
  must(credits.length === 1, `${credits.length} credits of one purchase`);
}
