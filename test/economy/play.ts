import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { type Db, rows } from '#db/client.ts';
import type { Actor } from '#domain/actor.ts';
import { DomainError } from '#domain/errors.ts';
import type { Answered } from '#domain/idempotency.ts';
import type { PaymentEvent } from '#domain/payments.ts';
import { centsOf } from '#domain/points/purchase-rules.ts';
import type { ManualClock } from '#test/attendance/manual-clock.ts';
import type { Expected } from './expected.ts';
import { createModel } from './model.ts';
import { requestOf, type Script } from './script.ts';
import type { Services } from './services.ts';
import { actorIn, BEGINNING, furnish, type Stage } from './stages.ts';
import { stateOf } from './state.ts';
import type { Op, Request, Told } from './world.ts';

/** What came of a request; `given` is what is compared with the model. */
type Outcome = { given: Record<string, unknown>; replayed: boolean } | { refused: string };

type House = { db: Db; services: Services; clock: ManualClock };

/** What happened how often. */
export type Tally = Map<string, number>;

/** Plays a script in a new world, and compares every answer and what is there at the end with the model. */
export async function play(house: House, stage: Stage, script: Script, tally: Tally): Promise<void> {
  const { db, clock } = house;
  const model = createModel(script.terms);
  const asked: Request[] = [];
  const story: string[] = [];
  const firstAnswers = new Map<string, Record<string, unknown>>();
  const ask = createAsking(house, stage);
  clock.set(BEGINNING);
  await furnish(db, stage, script.terms);
  try {
    for (const step of script.steps) {
      const request = requestOf(step, model, asked);
      if (!request) continue;
      asked.push(request);
      const expected = model.ask(request);
      const outcome = await ask(request);
      story.push(`${JSON.stringify(request)} → ${JSON.stringify(outcome)}`);
      compare(expected, outcome, firstAnswers);
      if ('given' in outcome) firstAnswers.set(`${request.by} ${request.key}`, outcome.given);
      count(tally, request.op, expected, outcome);
    }
    expect(await stateOf(db, stage)).toEqual(model.state());
  } catch (error) {
    const { message } = error as Error;
    throw new Error(
      `${message}\n\nWhat was asked in turn:\n${story.map((line) => `  ${line}`).join('\n')}\n`,
    );
  }
}

function compare(
  expected: Expected,
  outcome: Outcome,
  firstAnswers: Map<string, Record<string, unknown>>,
): void {
  if ('refusals' in expected) {
    const { refused } = outcome as { refused?: string };
    if (!refused || !expected.refusals.includes(refused))
      expect(outcome).toEqual({ refused: expected.refusals.join(' or ') });
  } else if ('replayOf' in expected) {
    expect(outcome).toEqual({ given: firstAnswers.get(expected.replayOf), replayed: true });
  } else if (!('given' in outcome) || outcome.replayed || !contains(outcome.given, expected.answer)) {
    expect(outcome).toMatchObject({ given: expected.answer, replayed: false });
  }
}

const contains = (given: Record<string, unknown>, wanted: Record<string, unknown>): boolean =>
  Object.keys(wanted).every((name) => isDeepStrictEqual(given[name], wanted[name]));

function count(tally: Tally, op: Op, expected: Expected, outcome: Outcome): void {
  const note = 'answer' in expected && expected.note ? `, ${expected.note}` : '';
  const ended = 'refused' in outcome ? outcome.refused : outcome.replayed ? 'replayed' : `ok${note}`;
  tally.set(`${op}: ${ended}`, (tally.get(`${op}: ${ended}`) ?? 0) + 1);
}

/** Asks the server in the words of the stage. */
function createAsking({ db, services, clock }: House, stage: Stage) {
  const { attendance, avatars, belongings, checkout, gifts, memberships, products } = services;
  const { purchases, refunds, settlement } = services;
  const orderNumbers: string[] = [];
  const payments: { paymentId: string }[] = [];
  const entries = new Map<string, string>();
  const unknown = randomUUID();
  let stays = 0;
  let now = BEGINNING;

  const productOf = (number: number): string => stage.products[number]?.publicId ?? 'nothing';
  const creatorOf = (number: number): string => stage.creators[number]?.publicId ?? 'nobody';
  const nameOf = (number: number): string => stage.users[number]?.userName ?? 'nobody-at-all';

  /** The public id of an entry, which never changes once it is there. */
  async function entryOf(holder: number, product: number): Promise<string> {
    const name = `${holder} ${product}`;
    const known = entries.get(name);
    if (known) return known;
    const [entry] = await rows<{ publicId: string }>(
      db,
      sql`select public_id as "publicId" from user_inventory
          where user_id = ${stage.users[holder]?.id} and product_id = ${stage.products[product]?.id}`,
    );
    if (entry) entries.set(name, entry.publicId);
    return entry?.publicId ?? 'nothing';
  }

  function pass(seconds: number): void {
    now += seconds * 1000;
    clock.set(now);
  }

  async function attend(by: number, also: number, seconds: number) {
    const there = [...new Set([by, also])].map((user) => ({
      user,
      stayId: `${stage.eventId}-${stays++}`,
      userId: stage.users[user]?.id as string,
      enteredAt: clock.iso(),
    }));
    await attendance.open(stage.eventId, there);
    pass(seconds);
    const awards = await attendance.close(
      stage.eventId,
      there.map(({ stayId }) => stayId),
    );
    const awarded = there.flatMap(({ user, userId }) => {
      const award = awards.find((one) => one.userId === userId);
      return award ? [{ user, earned: award.earned, balance: award.balance }] : [];
    });
    return { awards: awarded };
  }

  async function pay(actor: Actor, number: number, key: string | undefined) {
    const { answer, replayed } = await purchases.start(
      actor,
      { packageId: stage.packages[number]?.publicId ?? '' },
      key,
    );
    const { transactionId, paymentId, pointsReceived, amountUSD, status, paymentUrl } = answer.purchase;
    if (!replayed) payments.push({ paymentId });
    return {
      answer: { transactionId, paymentUrl, pointsReceived, status, cents: centsOf(amountUSD) },
      replayed,
    };
  }

  async function tell(purchase: number, event: number, told: Told) {
    const { paymentId } = payments[purchase] as { paymentId: string };
    const { outcome } = await settlement.record('sandbox', eventOf(paymentId, event, told));
    return { status: outcome?.status, refundedCents: outcome?.refundedCents };
  }

  async function answer(request: Request, actor: Actor): Promise<Answered<object>> {
    const key = request.key === undefined ? undefined : `${stage.eventId}-${request.key}`;
    const once = async (work: Promise<object | undefined>) => ({
      answer: { ...(await work) },
      replayed: false,
    });
    switch (request.op) {
      case 'grant': {
        const { creator, to, amount } = request;
        const grant = { creatorId: creatorOf(creator), userName: nameOf(to), amount, reason: 'Well done' };
        return gifts.grant(actor, grant, key);
      }
      case 'gift': {
        const { creator, to, amount } = request;
        return gifts.give(actor, { creatorId: creatorOf(creator), toUserName: nameOf(to), amount }, key);
      }
      case 'attend':
        return once(attend(request.by, request.also ?? request.by, request.seconds));
      case 'wait':
        return once(Promise.resolve(pass(request.seconds) as undefined));
      case 'buy': {
        const lines = request.lines.map(({ product, quantity }) => ({
          productId: productOf(product),
          quantity,
        }));
        const bought = await checkout.purchase(actor, lines, key);
        if (!bought.replayed) orderNumbers.push(bought.answer.orderNumber);
        return bought;
      }
      case 'refund':
        return refunds.refund(actor, orderNumbers[request.order] ?? unknown, key);
      case 'transfer': {
        const { holder, product, quantity, to } = request;
        const use = { inventoryId: await entryOf(holder, product), quantity };
        return belongings.transfer(actor, { ...use, toUserName: nameOf(to) }, key);
      }
      case 'consume': {
        const inventoryId = await entryOf(request.holder, request.product);
        return belongings.consume(actor, { inventoryId, quantity: request.quantity }, key);
      }
      case 'equip': {
        const avatarId = stage.avatars[request.by]?.publicId ?? '';
        return once(
          avatars.equip(actor, avatarId, { itemId: stage.itemId }).then(({ length }) => ({ worn: length })),
        );
      }
      case 'join':
        return memberships.join(actor, { tribeId: stage.tribes[request.creator]?.publicId ?? '' }, key);
      case 'leave':
        return once(
          memberships.leave(actor, stage.tribes[request.creator]?.publicId ?? '') as Promise<undefined>,
        );
      case 'edit':
        return once(products.update(actor, productOf(request.product), changesOf(request.change)));
      case 'pay':
        return pay(actor, request.package, key);
      case 'tell':
        return once(tell(request.purchase, request.event, request.told));
    }
  }

  return async (request: Request): Promise<Outcome> => {
    try {
      const { answer: given, replayed } = await answer(request, actorIn(stage, request.by));
      return { given: given as Record<string, unknown>, replayed };
    } catch (error) {
      if (error instanceof DomainError) return { refused: error.code };
      throw error;
    }
  };
}

function changesOf(change: (Request & { op: 'edit' })['change']) {
  if (!('releaseAt' in change)) return change;
  const { releaseAt } = change;
  return { releaseDate: releaseAt === null ? null : new Date(BEGINNING + releaseAt * 1000) };
}

/** What the provider would say, of one of the few refunds or disputes of a payment. */
function eventOf(paymentId: string, event: number, { kind, reference, cents, currency }: Told): PaymentEvent {
  const about = { id: `${paymentId} ${event}`, paymentId, occurredAt: new Date(BEGINNING) };
  const money = { amountCents: cents, currency };
  const named = { reference: `${reference}` };
  if (kind === 'failed') return { ...about, kind };
  if (kind === 'dispute_won') return { ...about, kind, ...named };
  return kind === 'succeeded' ? { ...about, kind, ...money } : { ...about, kind, ...money, ...named };
}
