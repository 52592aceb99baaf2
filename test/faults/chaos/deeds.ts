import { randomUUID } from 'node:crypto';
import type { Which } from './house.ts';
import type { Round } from './round.ts';
import type { Player } from './town.ts';
import { must } from './within.ts';

const keyed = (key: string) => ({ 'idempotency-key': key });

/** Buys something, under a key, until that is acknowledged; answers with the order’s number. */
export async function buy(round: Round, player: Player, first: Which, key = randomUUID(), product = 0) {
  const productId = round.town.productIds[product % round.town.productIds.length];
  const { body, headers } = await round.ask(player.token, first, (api) =>
    api.post('/store/purchase', { productId }, keyed(key)),
  );
  round.journal.orders.add(body.data.orderNumber);
  return {
    orderNumber: body.data.orderNumber as string,
    isReplay: headers.get('idempotent-replayed') === 'true',
  };
}

/** Buys something, and asks once more under the same key: nothing new comes of that. */
export async function buyTwice(round: Round, player: Player, first: Which, product: number): Promise<void> {
  const key = randomUUID();
  const bought = await buy(round, player, first, key, product);
  const again = await buy(round, player, first === 0 ? 1 : 0, key, product);
  must(again.isReplay && again.orderNumber === bought.orderNumber, 'a retry made a second order');
}

/** Gives somebody a point, under a key, until that is acknowledged. */
export async function give(round: Round, from: Player, to: Player, first: Which): Promise<void> {
  const gift = { creatorId: round.town.creator.creatorId, toUserName: to.userName, amount: 1 };
  const key = keyed(randomUUID());
  const { body } = await round.ask(from.token, first, (api) => api.post('/points/gift', gift, key));
  round.journal.gifts.add(body.data.giftId);
}

/** Begins to buy points; answers with what the provider knows the payment by. */
export async function beginPurchase(round: Round, player: Player, first: Which) {
  const body = { packageId: round.town.packageId };
  const key = keyed(randomUUID());
  const answer = await round.ask(player.token, first, (api) =>
    api.post('/points/purchase-package', body, key),
  );
  const { transactionId, paymentUrl } = answer.body.data as { transactionId: string; paymentUrl: string };
  round.journal.purchases.add(transactionId);
  return { player, transactionId, paymentId: paymentUrl.split('/').at(-1) as string };
}

/** Ends the event of a stage; to end it again changes nothing. */
export const endEvent = (round: Round, eventId: string, first: Which) =>
  round.ask(round.town.creator.token, first, (api) => api.post(`/events/${eventId}/end`));
