import { type Expected, unless } from './expected.ts';
import { createAccounts } from './model-accounts.ts';
import { createPayments } from './model-payments.ts';
import {
  ADMIN,
  CREATORS,
  HOLD_SECONDS,
  type Line,
  NOBODY,
  ownerOf,
  PRODUCTS,
  type Request,
  type Terms,
  USERS,
  WEARABLE,
} from './world.ts';

/**
 * The economy told a second time, as docs/spec says it and as plainly as possible: one thing after the other, in
 * memory. Shares nothing with the code that it is compared with.
 */

/** `paid`: the lines that cost something. */
type Order = {
  user: number;
  creator: number;
  lines: Line[];
  paid: Line[];
  total: number;
  cancelled: boolean;
};
type Product = { creator: number; price: number; stock: number | null; active: boolean; releaseAt: number };

export type Model = ReturnType<typeof createModel>;

export function createModel(terms: Terms) {
  const payments = createPayments();
  const accounts = createAccounts(payments);
  const orders: Order[] = [];
  const products: Product[] = PRODUCTS.map((creator, index) => ({
    creator,
    price: terms.prices[index] as number,
    stock: terms.stocks[index] as number | null,
    active: true,
    releaseAt: index === 3 ? terms.releaseAt : 0,
  }));
  const held = new Map<string, number>();
  const worn = new Set<number>();
  const members = new Set<string>();
  /** The request that each key of each user stands for. */
  const keys = new Map<string, string>();
  let now = 0;

  const holds = (user: number, product: number) => held.get(`${user} ${product}`) ?? 0;
  const hold = (user: number, product: number, more: number) =>
    held.set(`${user} ${product}`, holds(user, product) + more);

  /** The points that a user bought of a creator of late, and that must stay with them. */
  function onHold(user: number, creator: number) {
    const young = payments.all.filter(
      (p) =>
        p.user === user &&
        p.creator === creator &&
        p.status === 'completed' &&
        p.credited !== undefined &&
        now - p.credited.at < HOLD_SECONDS,
    );
    const points = young.reduce((sum, purchase) => sum + purchase.points - purchase.taken, 0);
    return { points, since: Math.min(...young.map(({ credited }) => credited?.orders ?? 0)) };
  }

  /** Whether giving so many away would take what was bought with points that are no longer there. */
  function isOnHold(user: number, product: number, quantity: number): boolean {
    const creator = PRODUCTS[product] as number;
    const { points, since } = onHold(user, creator);
    if (accounts.balance(user, creator) >= points) return false;
    const bought = orders
      .filter((order, number) => order.user === user && !order.cancelled && number >= since)
      .flatMap(({ paid }) => paid.filter((line) => line.product === product))
      .reduce((sum, line) => sum + line.quantity, 0);
    return quantity > Math.max(0, holds(user, product) - bought);
  }

  const noteOf = (isSo: boolean, note: string) => (isSo ? note : undefined);

  /** So many leave a user; a wearable that does comes off. */
  function depart(user: number, product: number, quantity: number): string | undefined {
    hold(user, product, -quantity);
    return noteOf(product === WEARABLE && worn.delete(user), 'it comes off');
  }

  function buy(user: number, lines: Line[]): Expected {
    const asked = lines.map((line) => ({ ...line, offer: products[line.product] }));
    const known = asked.flatMap(({ offer, ...line }) => (offer ? [{ ...line, ...offer }] : []));
    const total = known.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
    const creator = known[0]?.creator ?? 0;
    const wearables = known.filter(({ product }) => product === WEARABLE);
    return unless(
      {
        PRODUCT_NOT_FOUND: known.length < asked.length,
        INVALID:
          new Set(lines.map(({ product }) => product)).size < lines.length ||
          wearables.some(({ quantity }) => quantity > 1),
        PRODUCT_INACTIVE: known.some(({ active }) => !active),
        NOT_RELEASED: known.some(({ releaseAt }) => releaseAt > now),
        ALREADY_OWNED: wearables.some(({ product }) => holds(user, product) > 0),
        SOLD_OUT: known.some(({ stock, quantity }) => stock !== null && stock < quantity),
        SEVERAL_CREATORS: new Set(known.map((line) => line.creator)).size > 1,
        INSUFFICIENT_POINTS: accounts.balance(user, creator) < total,
      },
      () => {
        for (const { product, quantity } of lines) {
          const offer = products[product] as Product;
          if (offer.stock !== null) offer.stock -= quantity;
          hold(user, product, quantity);
        }
        accounts.post(user, creator, -total, 'spend store');
        const paid = lines.filter(({ product }) => (products[product] as Product).price > 0);
        orders.push({ user, creator, lines, paid, total, cancelled: false });
        return {
          answer: { totalPoints: total, status: 'completed', balance: accounts.balance(user, creator) },
        };
      },
    );
  }

  function refund(by: number, number: number): Expected {
    const order = orders[number];
    if (!order || (by !== ADMIN && by !== ownerOf(order.creator))) return { refusals: ['ORDER_NOT_FOUND'] };
    const { user, creator, lines, total } = order;
    if (order.cancelled) return { refusals: ['ALREADY_REFUNDED'] };
    return unless(
      {
        ITEMS_GONE: lines.some(({ product, quantity }) => holds(user, product) < quantity),
      },
      () => {
        const cameOff = lines.map(({ product, quantity }) => depart(user, product, quantity)).find(Boolean);
        for (const { product, quantity } of lines) {
          const offer = products[product] as Product;
          if (offer.stock !== null) offer.stock += quantity;
        }
        order.cancelled = true;
        const isPaid = accounts.post(user, creator, total, 'refund store');
        return {
          answer: { status: 'cancelled', refundedPoints: total },
          note: cameOff ?? noteOf(isPaid, 'a debt is paid'),
        };
      },
    );
  }

  function join(user: number, creator: number): Expected {
    const isOwner = user === ownerOf(creator);
    const cost = isOwner ? 0 : (terms.joinCosts[creator] as number);
    return unless(
      {
        ALREADY_MEMBER: members.has(`${user} ${creator}`),
        INSUFFICIENT_POINTS: accounts.balance(user, creator) < cost,
      },
      () => {
        members.add(`${user} ${creator}`);
        accounts.post(user, creator, -cost, 'spend experience');
        const balance = accounts.balance(user, creator);
        return { answer: { role: isOwner ? 'admin' : 'member', pointsSpent: cost, balance } };
      },
    );
  }

  function answer(request: Request): Expected {
    const { by } = request;
    switch (request.op) {
      case 'grant': {
        const { to, creator, amount } = request;
        return unless({ USER_NOT_FOUND: to === NOBODY }, () => {
          const isPaid = accounts.post(to, creator, amount, 'gift admin');
          return { answer: { amount }, note: noteOf(isPaid, 'a debt is paid') };
        });
      }
      case 'gift': {
        const { to, creator, amount } = request;
        const left = accounts.balance(by, creator) - amount;
        return unless(
          {
            USER_NOT_FOUND: to === NOBODY,
            INVALID: to === by,
            INSUFFICIENT_POINTS: left < 0,
            POINTS_ON_HOLD: left >= 0 && left < onHold(by, creator).points,
          },
          () => {
            accounts.post(by, creator, -amount, 'gift experience');
            const isPaid = accounts.post(to, creator, amount, 'gift experience');
            const balance = accounts.balance(by, creator);
            return { answer: { amount, balance }, note: noteOf(isPaid, 'a debt is paid') };
          },
        );
      }
      case 'attend': {
        const { seconds, also = by } = request;
        now += seconds;
        let isPaid = false;
        const awards = [...new Set([by, also])].flatMap((user) => {
          if (user === ownerOf(0)) return [];
          isPaid = accounts.post(user, 0, seconds, 'earn experience') || isPaid;
          return [{ user, earned: seconds, balance: accounts.balance(user, 0) }];
        });
        const note = noteOf(isPaid, 'a debt is paid') ?? noteOf(awards.length === 0, 'nothing for the owner');
        return { answer: { awards }, note };
      }
      case 'wait':
        now += request.seconds;
        return { answer: {} };
      case 'buy':
        return buy(by, request.lines);
      case 'refund':
        return refund(by, request.order);
      case 'transfer': {
        const { holder, product, quantity, to } = request;
        const has = holder === by ? holds(by, product) : 0;
        return unless(
          {
            USER_NOT_FOUND: to === NOBODY,
            INVALID: to === by,
            INVENTORY_NOT_FOUND: has === 0,
            INSUFFICIENT_QUANTITY: has > 0 && has < quantity,
            ITEM_ON_HOLD: has >= quantity && isOnHold(by, product, quantity),
            ALREADY_OWNED: product === WEARABLE && holds(to, product) > 0,
          },
          () => {
            const note = depart(by, product, quantity);
            hold(to, product, quantity);
            return { answer: { quantity, remaining: holds(by, product) }, note };
          },
        );
      }
      case 'consume': {
        const { holder, product, quantity } = request;
        const has = holder === by ? holds(by, product) : 0;
        return unless(
          { INVENTORY_NOT_FOUND: has === 0, INSUFFICIENT_QUANTITY: has > 0 && has < quantity },
          () => {
            const note = depart(by, product, quantity);
            return { answer: { quantity, remaining: holds(by, product) }, note };
          },
        );
      }
      case 'equip':
        return unless({ ITEM_NOT_OWNED: holds(by, WEARABLE) === 0 }, () => {
          worn.add(by);
          return { answer: { worn: 1 } };
        });
      case 'join':
        return join(by, request.creator);
      case 'leave': {
        const membership = `${by} ${request.creator}`;
        return unless({ NOT_A_MEMBER: !members.has(membership) }, () => {
          members.delete(membership);
          return { answer: {} };
        });
      }
      case 'edit': {
        const product = products[request.product] as Product;
        const { change } = request;
        return unless({ NOT_THE_OWNER: by !== ownerOf(product.creator) }, () => {
          if ('pricePoints' in change) product.price = change.pricePoints;
          if ('isActive' in change) product.active = change.isActive;
          if ('releaseAt' in change) product.releaseAt = change.releaseAt ?? 0;
          return { answer: {} };
        });
      }
      case 'pay': {
        const { points, bonus, cents } = terms.packages[request.package] as Terms['packages'][number];
        const purchase = { user: by, creator: request.package, points: points + bonus, cents };
        payments.open(purchase);
        return { answer: { status: 'pending', pointsReceived: points + bonus, cents } };
      }
      case 'tell':
        return tell(request);
    }
  }

  function tell({ purchase: number, event, told }: Request & { op: 'tell' }): Expected {
    const { purchase, isNew, becamePaid, due } = payments.tell(number, event, told);
    const { user, creator } = purchase;
    if (becamePaid) purchase.credited = { at: now, orders: orders.length };
    if (becamePaid) accounts.post(user, creator, purchase.points, 'purchase package_purchase');
    const change = accounts.settle(purchase, due());
    const note = isNew ? (change ?? purchase.status) : 'told again';
    return { answer: { status: purchase.status, refundedCents: purchase.refundedCents }, note };
  }

  return {
    orders,
    payments,

    /** What must be answered, and what must be so from then on. */
    ask({ key, ...request }: Request): Expected {
      if (key === undefined) return answer(request);
      const name = `${request.by} ${key}`;
      const first = keys.get(name);
      const said = JSON.stringify(Object.entries(request).toSorted(([a], [b]) => (a < b ? -1 : 1)));
      if (first !== undefined)
        return first === said ? { replayOf: name } : { refusals: ['IDEMPOTENCY_KEY_REUSED'] };
      const expected = answer(request);
      if ('answer' in expected) keys.set(name, said);
      return expected;
    },

    /** Everything that the database must hold now, in the shape of `stateOf`. */
    state() {
      const everybody = Array.from({ length: USERS }, (_, user) => user);
      return {
        accounts: everybody.flatMap((user) =>
          Array.from({ length: CREATORS }, (_, creator) => ({
            user,
            creator,
            ...accounts.of(user, creator),
          })),
        ),
        products: products.map(({ price, stock, active, releaseAt }) => ({
          price,
          stock,
          active,
          releaseAt,
        })),
        orders: orders.map(({ user, creator, total, cancelled, lines }) => ({
          user,
          creator,
          total,
          cancelled,
          lines: lines.toSorted((a, b) => a.product - b.product),
        })),
        purchases: payments.all.map(({ user, status, refundedCents, owed }) => ({
          user,
          status,
          refundedCents,
          owed,
        })),
        held: everybody.flatMap((user) =>
          PRODUCTS.flatMap((_, product) => {
            const quantity = holds(user, product);
            return quantity > 0 ? [{ user, product, quantity }] : [];
          }),
        ),
        wardrobes: everybody.filter((user) => holds(user, WEARABLE) > 0),
        worn: everybody.filter((user) => worn.has(user)),
        members: [...members].toSorted(),
        keys: everybody.map((user) => [...keys.keys()].filter((name) => name.startsWith(`${user} `)).length),
      };
    },
  };
}
